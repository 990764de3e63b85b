#include "viz/view_data/query.hpp"

#include <array>

#include "engine/core/check.hpp"

namespace gongjian::viz {
namespace {

using What = Query::Step::What;

bool compares(double left, Query::Compare compare, double right) {
  switch (compare) {
    case Query::Compare::less:
      return left < right;
    case Query::Compare::at_most:
      return left <= right;
    case Query::Compare::equal:
      return left == right;
    case Query::Compare::unequal:
      return left < right || left > right;
    case Query::Compare::at_least:
      return left >= right;
    case Query::Compare::more:
      return left > right;
  }
  return false;
}

}  // namespace

QueryError::QueryError(std::size_t position, core::Text message)
    : core::UserError(std::move(message)), position_(position) {}

bool holds(const Query& query, std::uint32_t row, const QueryValue& value) {
  if (query.steps.empty()) return true;
  std::array<bool, std::size_t{4} * Query::kMostDepth> truths{};  // each level keeps two sides of two signs at most
  std::size_t count = 0;
  for (const Query::Step& step : query.steps) {
    if (step.what == What::compare) {
      GONGJIAN_CHECK(count < truths.size());
      truths[count++] = compares(value(step.column, row), step.compare, step.value);
    } else if (step.what == What::negate) {
      truths[count - 1] = !truths[count - 1];
    } else {
      --count;
      truths[count - 1] =
          step.what == What::both ? truths[count - 1] && truths[count] : truths[count - 1] || truths[count];
    }
  }
  return truths[0];
}

std::vector<std::uint32_t> matches(const Query& query, std::uint32_t rows, const QueryValue& value) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t row = 0; row < rows; ++row)
    if (holds(query, row, value)) result.push_back(row);
  return result;
}

}  // namespace gongjian::viz
