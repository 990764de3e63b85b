// Numbers and texts as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongjian::core {

// A number for people: three digits that matter, thousands apart; "–" where it is missing (NaN).
std::string number(double value);
// 1234567 as "1,234,567".
std::string count(std::uint64_t value);
// A p value: "0.021", "< 0.001", "–" where it is missing.
std::string p_value(double p);
// The same as a statement: "p = 0.021", "p < 0.001".
std::string p_statement(double p);

// "a, b" or "甲、乙".
std::string listed(const std::vector<std::string>& items, bool chinese);

// The columns a text takes on a terminal; wide characters take two.
std::size_t display_width(std::string_view text);
// The text, or as much of its beginning as fits in `columns` with "…" behind it.
std::string shortened(std::string_view text, std::size_t columns);

// The text in lines of at most so many columns, cut at blanks where there are some; what does not fit into the last
// line is shortened.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t most_lines);

// The text as well-formed UTF-8: a blank in place of each control character (those that turn the direction of writing
// too) but those of `keep` ("\n\t"), and U+FFFD in place of each byte that belongs to no character.
std::string printable(std::string_view text, std::string_view keep = {});

}  // namespace gongjian::core
