#include "analysis/summary_curve.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/statistics.hpp"
#include "engine/core/clock.hpp"

namespace gongjian::analysis {

double quantile(std::vector<double> values, double p) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }), values.end());
  if (values.empty()) return kNoValue;
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(values.begin(), place, values.end());
  if (below + 1 == values.size()) return *place;
  const double part = at - static_cast<double>(below);
  return *place * (1 - part) + *std::min_element(place + 1, values.end()) * part;
}

Curve summary_curve(const std::string& label, const std::vector<double>& x, std::size_t count,
                    const std::function<double(std::size_t i, std::size_t at)>& value) {
  Curve result{label, x, mean_curve(x.size(), count, value), {}, {}};
  if (count < 2) return result;
  std::vector<double> values(count);
  for (std::size_t at = 0; at < x.size(); ++at) {
    for (std::size_t i = 0; i < count; ++i) values[i] = value(i, at);
    result.low.push_back(quantile(values, 0.1));
    result.high.push_back(quantile(values, 0.9));
  }
  return result;
}

std::vector<double> mean_curve(std::size_t points, std::size_t count,
                               const std::function<double(std::size_t i, std::size_t at)>& value) {
  std::vector<double> means, values;
  for (std::size_t at = 0; at < points; ++at) {
    values.clear();
    for (std::size_t i = 0; i < count; ++i) values.push_back(value(i, at));
    means.push_back(mean_of(values));
  }
  return means;
}

std::vector<double> in_years(const std::vector<int>& weeks) {
  std::vector<double> years;
  for (const int week : weeks) years.push_back(static_cast<double>(week) / core::kWeeksPerYear);
  return years;
}

}  // namespace gongjian::analysis
