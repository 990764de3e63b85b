// The words of a query: what parse() in query.hpp reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongjian::viz {

struct QueryWord {
  enum class Kind : std::uint8_t { name, text, compare, open, close, both, either, negation, end };
  Kind kind = Kind::end;
  std::string text;          // as plain() gives it; of a text, without its quotes
  std::size_t position = 1;  // in characters of the query, from 1
};

// What counts as the same: full-width signs are their ASCII, ≤ ≥ ≠ are two characters, Latin letters are small.
std::string plain(std::string_view text);

// Splits a query. A name in `known` (as plain() gives them) is one word even with blanks or signs in it; the longest
// wins. After a comparison, 非 is part of a word and no negation.
std::vector<QueryWord> query_words(std::string_view query, const std::vector<std::string>& known);

}  // namespace gongjian::viz
