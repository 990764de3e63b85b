// Lines of the table of patterns: pattern, what is measured, expected, found, interval, number of
// seeds, verdict. Intervals are
// one-sided 95 % bounds over the seeds; where districts are counted, Wilson's over all districts of all seeds.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <string>

#include "analysis/statistics.hpp"
#include "tests/patterns/arms.hpp"

namespace gongjian::tests {

constexpr std::size_t kSeeds = 20;
constexpr double kOneSided = 0.90;  // a two-sided interval of 90 % has one-sided bounds of 95 %
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Shanghai's 17 districts; members are thinned: to 1:10 where they are what is measured, to 1:50 where they don't
// matter.
inline Arm shanghai(const std::string& scenario, std::vector<std::string> settings = {}, double member_share = 0.02) {
  return arm(scenario, std::move(settings), {"shanghai", member_share, kSeeds});
}
// One district, for what does not count districts.
inline Arm district(const std::string& scenario, std::vector<std::string> settings = {}, double member_share = 0.1) {
  return arm(scenario, std::move(settings), {"district", member_share, kSeeds});
}

// Levers in full from week 104.
inline std::vector<std::string> from_104(const std::vector<std::string>& levers) {
  std::vector<std::string> settings;
  for (const std::string& lever : levers)
    settings.insert(settings.end(), {"levers." + lever + "=1", "levers." + lever + ".start=104"});
  return settings;
}

template <class Operation>
Values combined(const Values& a, const Values& b, Operation operation) {
  Values result;
  for (std::size_t i = 0; i < a.size(); ++i) result.push_back(operation(a[i], b[i]));
  return result;
}
inline Values ratio(const Values& a, const Values& b) { return combined(a, b, std::divides<>()); }
inline Values minus(const Values& a, const Values& b) { return combined(a, b, std::minus<>()); }

// A line, and a check: the whole interval lies in [low, high].
inline void expect(const std::string& pattern, const std::string& what, const analysis::Estimate& found, double low,
                   double high) {
  const bool holds = found.interval.low >= low && found.interval.high <= high;
  const std::string expected = std::isinf(low)    ? fmt::format("<= {:g}", high)
                               : std::isinf(high) ? fmt::format(">= {:g}", low)
                                                  : fmt::format("{:g} to {:g}", low, high);
  fmt::print("{:<5} {:<66} {:>13} {:>8.3f}  [{:.3f}, {:.3f}] {:>4}  {}\n", pattern, what, expected, found.mean,
             found.interval.low, found.interval.high, found.count, holds ? "holds" : "FAILS");
  INFO(pattern << ": " << what);
  CHECK(holds);
}
// A line without a bound: what the model gives where no pattern is stated.
inline void report(const std::string& pattern, const std::string& what, const analysis::Estimate& found) {
  fmt::print("{:<5} {:<66} {:>13} {:>8.3f}  [{:.3f}, {:.3f}] {:>4}  reported\n", pattern, what, "not stated",
             found.mean, found.interval.low, found.interval.high, found.count);
}

inline analysis::Estimate mean_of(const Values& values) { return analysis::mean_with_interval(values, kOneSided); }
inline void at_least(const std::string& pattern, const std::string& what, const Values& values, double low) {
  expect(pattern, what, mean_of(values), low, kInfinity);
}
inline void at_most(const std::string& pattern, const std::string& what, const Values& values, double high) {
  expect(pattern, what, mean_of(values), -kInfinity, high);
}
inline void between(const std::string& pattern, const std::string& what, const Values& values, double low,
                    double high) {
  expect(pattern, what, mean_of(values), low, high);
}
// Exactly `value` with every seed.
inline void exactly(const std::string& pattern, const std::string& what, const Values& values, double value) {
  expect(pattern, what, mean_of(values), value, value);
}

// A share of Shanghai's districts, over all districts of all seeds.
inline analysis::Estimate share_of_districts(const Values& by_seed) {
  return analysis::share_with_interval(by_seed, 17, kOneSided);
}

}  // namespace gongjian::tests
