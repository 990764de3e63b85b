#include "analysis/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "engine/core/check.hpp"

namespace gongjian::analysis {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> present(const std::vector<double>& values) {
  std::vector<double> result;
  for (const double value : values)
    if (!std::isnan(value)) result.push_back(value);
  return result;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? kMissing : sum / static_cast<double>(values.size());
}

}  // namespace

Estimate mean_with_interval(const std::vector<double>& all, double confidence) {
  const std::vector<double> values = present(all);
  const double mean = mean_of(values);
  const auto n = static_cast<double>(values.size());
  if (values.size() < 2) return {mean, {kMissing, kMissing}, static_cast<int>(values.size())};
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const boost::math::students_t distribution(n - 1);
  const double half = boost::math::quantile(distribution, 0.5 + confidence / 2) * std::sqrt(squares / (n - 1) / n);
  return {mean, {mean - half, mean + half}, static_cast<int>(values.size())};
}

Estimate share_with_interval(const std::vector<double>& all, int trials, double confidence) {
  const std::vector<double> values = present(all);
  const double p = mean_of(values);
  const double n = static_cast<double>(values.size()) * trials;
  if (values.empty()) return {p, {kMissing, kMissing}, 0};
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {p, {std::fmax(0, centre - half), std::fmin(1, centre + half)}, static_cast<int>(values.size())};
}

Estimate difference_of_shares(const Estimate& a, const Estimate& b) {
  const double difference = a.mean - b.mean;
  const auto reach = [](double x, double y) { return std::sqrt(x * x + y * y); };
  const double below = reach(a.mean - a.interval.low, b.interval.high - b.mean);
  const double above = reach(a.interval.high - a.mean, b.mean - b.interval.low);
  return {difference, {difference - below, difference + above}, std::min(a.count, b.count)};
}

Estimate paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence) {
  GONGJIAN_CHECK(a.size() == b.size());
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i) differences.push_back(a[i] - b[i]);
  return mean_with_interval(differences, confidence);
}

}  // namespace gongjian::analysis
