// A small language to ask a table for rows: `reciprocity < 0 and kind = private`, `互惠<0 且 类型=非公企业`.
//
//   query      = [either]                          nothing asks for every row
//   either     = both { ("or" | "或") both }
//   both       = one { ("and" | "且") one }
//   one        = ("not" | "非") one | "(" either ")" | comparison
//   comparison = column ("<" | "<=" | "=" | "!=" | ">=" | ">") value | column that is true or false
//   value      = a number, true or false, or the name of a category: as much of it as tells it from the others, with
//                quotes where it looks like something else
//
// Names are those of either language; capitals and full-width signs make no difference.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/fields.hpp"

namespace gongjian::viz {

// A column that may be asked for.
struct QueryColumn {
  enum class Kind : std::uint8_t { number, yes_no, category };
  core::Text name;
  Kind kind = Kind::number;
  std::vector<core::Text> labels;  // of categories; the value of a row is a position in it
};

// A query that can't be read. The message says where, what was read and what is allowed.
class QueryError : public core::UserError {
 public:
  QueryError(std::size_t position, core::Text message);
  std::size_t position() const { return position_; }  // in characters, from 1

 private:
  std::size_t position_;
};

// A query as steps on a stack of truths.
struct Query {
  static constexpr std::size_t kMostBytes = 4096;  // of its text
  static constexpr int kMostDepth = 64;            // of parentheses and negations in each other

  enum class Compare : std::uint8_t { less, at_most, equal, unequal, at_least, more };
  struct Step {
    enum class What : std::uint8_t { compare, both, either, negate };
    What what = What::compare;
    Compare compare = Compare::equal;
    std::uint32_t column = 0;
    double value = 0;
  };
  std::vector<Step> steps;  // none: every row
};

// Throws QueryError.
Query parse(std::string_view text, const std::vector<QueryColumn>& columns);

// The value of a column in a row: numbers as they are, true 1 and false 0, categories their position; NaN: missing.
using QueryValue = std::function<double(std::uint32_t column, std::uint32_t row)>;

// A missing value satisfies no comparison, not even !=.
bool holds(const Query& query, std::uint32_t row, const QueryValue& value);
// The rows it holds for, ascending.
std::vector<std::uint32_t> matches(const Query& query, std::uint32_t rows, const QueryValue& value);

}  // namespace gongjian::viz
