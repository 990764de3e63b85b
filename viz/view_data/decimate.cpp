#include "viz/view_data/decimate.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/missing.hpp"

namespace gongjian::viz {

std::vector<PixelColumn> decimate(std::span<const double> values, double from, double to, int columns) {
  std::vector<PixelColumn> result;
  if (values.empty() || columns < 1 || !(from < to)) return result;
  const double last_row = static_cast<double>(values.size()) - 1;
  if (to < 0 || from > last_row) return result;
  const auto begin = static_cast<std::size_t>(std::ceil(std::max(from, 0.0)));
  const auto end = static_cast<std::size_t>(std::floor(std::min(to, last_row)));
  for (std::size_t i = begin; i <= end; ++i) {
    const double value = values[i];
    if (std::isnan(value)) continue;
    const double part = (static_cast<double>(i) - from) / (to - from);
    const int column = std::min(static_cast<int>(part * columns), columns - 1);
    if (result.empty() || result.back().column != column) {
      result.push_back({column, value, value, value, value});
      continue;
    }
    PixelColumn& now = result.back();
    now.low = std::min(now.low, value);
    now.high = std::max(now.high, value);
    now.last = value;
  }
  return result;
}

Band band(const std::vector<std::span<const double>>& series, double low, double high) {
  std::size_t length = 0;
  for (const auto& row : series) length = std::max(length, row.size());
  Band result;
  std::vector<double> values;
  for (std::size_t i = 0; i < length; ++i) {
    values.clear();
    double sum = 0;
    for (const auto& row : series)
      if (i < row.size() && !std::isnan(row[i])) {
        values.push_back(row[i]);
        sum += row[i];
      }
    std::sort(values.begin(), values.end());
    result.mean.push_back(values.empty() ? core::kMissing<double> : sum / static_cast<double>(values.size()));
    result.low.push_back(quantile(values, low));
    result.high.push_back(quantile(values, high));
  }
  return result;
}

double quantile(std::span<const double> sorted, double at) {
  if (sorted.empty()) return core::kMissing<double>;
  const double rank = std::clamp(at, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(rank);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (rank - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace gongjian::viz
