#include "analysis/elementary_effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/check.hpp"
#include "engine/core/missing.hpp"
#include "engine/core/say.hpp"

namespace gongjian::analysis {

namespace {

constexpr double kMissing = core::kMissing<double>;

double ratio(double value, double of) { return of > 0 ? value / of : kMissing; }

}  // namespace

std::optional<DesignProblem> wrong_in_trajectories(const Points& design, const std::vector<std::string>& names) {
  const std::size_t k = design.columns;
  std::vector<bool> moved(k);
  for (std::size_t row = 0; row < design.rows(); ++row) {
    if (row % (k + 1) == 0) {
      std::fill(moved.begin(), moved.end(), false);
      continue;
    }
    std::vector<std::size_t> changes;
    for (std::size_t j = 0; j < k; ++j)
      if (design.at(row, j) != design.at(row - 1, j)) changes.push_back(j);
    if (changes.size() != 1)
      return {
          {row,
           core::say(
               "{} factors differ from the row above; in a Morris design of {} factors, rows come in "
               "trajectories of {}, and from row to row one factor changes",
               "与上一行相比有 {} 个因子不同；{} 个因子的 Morris 设计中，各行每 {} 行为一条轨迹，逐行只变动一个因子",
               changes.size(), k, k + 1)}};
    if (moved[changes[0]])
      return {{row, core::say("the factor {} changes a second time in this trajectory; each of the {} factors changes "
                              "once in {} rows",
                              "因子 {} 在此轨迹中变动了第二次；{} 个因子在 {} 行中各变动一次", names[changes[0]], k,
                              k + 1)}};
    moved[changes[0]] = true;
  }
  if (design.rows() == 0 || design.rows() % (k + 1) != 0)
    return {{design.rows(),
             core::say("the design ends after {} rows; a Morris design of {} factors has trajectories "
                       "of {} rows each",
                       "设计在 {} 行后结束；{} 个因子的 Morris 设计每条轨迹有 {} 行", design.rows(), k, k + 1)}};
  return {};
}

ElementaryEffects elementary_effects(const Points& design, const std::vector<double>& outcomes,
                                     std::optional<double> step, const Bootstrap& bootstrap,
                                     const core::Workers& workers) {
  const std::size_t k = design.columns, trajectories = design.rows() / (k + 1);
  GONGJIAN_CHECK(design.rows() == outcomes.size() && design.rows() % (k + 1) == 0);
  std::vector<double> effects(trajectories * k, kMissing);
  for (std::size_t row = 1; row < design.rows(); ++row) {
    if (row % (k + 1) == 0) continue;
    std::size_t j = 0;
    while (j < k && design.at(row, j) == design.at(row - 1, j)) ++j;
    GONGJIAN_CHECK(j < k);
    const double change = design.at(row, j) - design.at(row - 1, j);
    effects[row / (k + 1) * k + j] =
        (outcomes[row] - outcomes[row - 1]) / (step ? std::copysign(*step, change) : change);
  }

  const auto mean_sizes = [&](std::size_t number, double* means) {
    std::vector<std::size_t> counts(k, 0);
    std::fill(means, means + k, 0.0);
    resample(bootstrap.draws(), number, trajectories, trajectories, [&](std::size_t t) {
      for (std::size_t j = 0; j < k; ++j)
        if (const double effect = effects[t * k + j]; !std::isnan(effect)) means[j] += std::fabs(effect), ++counts[j];
    });
    for (std::size_t j = 0; j < k; ++j) means[j] = ratio(means[j], static_cast<double>(counts[j]));
  };
  const std::vector<Interval> intervals = percentile_intervals(bootstrap, k, workers, mean_sizes);

  ElementaryEffects result{{}, trajectories, 0};
  for (std::size_t j = 0; j < k; ++j) {
    double sum = 0, sizes = 0, squares = 0;
    std::size_t count = 0;
    for (std::size_t t = 0; t < trajectories; ++t)
      if (const double effect = effects[t * k + j]; !std::isnan(effect))
        sum += effect, sizes += std::fabs(effect), ++count;
    const double n = static_cast<double>(count), mu = ratio(sum, n);
    for (std::size_t t = 0; t < trajectories; ++t)
      if (const double effect = effects[t * k + j]; !std::isnan(effect)) squares += (effect - mu) * (effect - mu);
    result.factors.push_back({mu, ratio(sizes, n), std::sqrt(ratio(squares, n - 1)), intervals[j], count});
    result.dropped += trajectories - count;
  }
  return result;
}

}  // namespace gongjian::analysis
