#include "analysis/comparison.hpp"

#include <cmath>
#include <limits>

#include "engine/core/check.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

OutcomeComparison compare_outcome(const io::ResultsHeader::Outcome& outcome, int districts,
                                  const std::vector<std::vector<double>>& values, const core::Draws& draws) {
  const OutcomeKind kind{outcome.is_share, districts};
  const std::vector<double>& first = values.front();
  OutcomeComparison result;
  for (std::size_t p = 0; p < values.size(); ++p) {
    result.levels.push_back(level(values[p], kind));
    result.differences.push_back(difference(values[p], first, kind));
    result.bootstrap.push_back(bootstrap_paired_difference(values[p], first, draws).interval);
    result.p_values.push_back(p == 0 ? kMissing : paired_p_value(values[p], first));
    result.variance_ratios.push_back(p == 0 ? kMissing : variance_ratio(values[p], first));
  }
  if (outcome.direction != io::Direction::none) result.decision = compare_policies({values}, outcome.direction, draws);
  return result;
}

}  // namespace

Estimate level(const std::vector<double>& values, const OutcomeKind& kind, double confidence) {
  return kind.is_share ? share_with_interval(values, kind.districts, confidence)
                       : mean_with_interval(values, confidence);
}

Estimate difference(const std::vector<double>& values, const std::vector<double>& first, const OutcomeKind& kind) {
  // where all are equal, 0 is no estimate
  if (!kind.is_share || values == first) return paired_difference(values, first);
  return difference_of_shares(level(values, kind), level(first, kind));
}

core::Text runs_saved_text(double variance_ratio) {
  constexpr double kMostTold = 1000;
  if (std::isnan(variance_ratio)) return {"–", "–"};
  if (std::isinf(variance_ratio)) return {"no variation", "无变化"};
  if (variance_ratio > kMostTold) return {"> 1,000", "> 1,000"};
  return {core::number(variance_ratio), core::number(variance_ratio)};
}

std::vector<OutcomeComparison> compare_outcomes(const std::vector<io::ResultsHeader::Outcome>& outcomes, int districts,
                                                const PolicyValues& values) {
  GONGJIAN_CHECK(values.size() == outcomes.size());
  const core::Draws draws(1);  // of the bootstrap
  std::vector<OutcomeComparison> results;
  std::vector<double> p_values;
  for (std::size_t o = 0; o < outcomes.size(); ++o) {
    results.push_back(compare_outcome(outcomes[o], districts, values[o], draws));
    p_values.insert(p_values.end(), results.back().p_values.begin(), results.back().p_values.end());
  }
  const std::vector<double> adjusted = adjust_holm(p_values);
  auto next = adjusted.begin();
  for (OutcomeComparison& result : results)
    for (std::size_t p = 0; p < result.p_values.size(); ++p) result.adjusted_p_values.push_back(*next++);
  return results;
}

}  // namespace gongjian::analysis
