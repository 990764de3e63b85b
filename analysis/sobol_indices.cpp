#include "analysis/sobol_indices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/error.hpp"
#include "engine/core/missing.hpp"
#include "engine/core/say.hpp"

namespace gongjian::analysis {

namespace {

constexpr double kMissing = core::kMissing<double>;

double ratio(double value, double of) { return of > 0 ? value / of : kMissing; }

// Outcomes in the order of analysis::saltelli, and the base samples of which no row failed.
class BaseSamples {
 public:
  BaseSamples(std::size_t k, const std::vector<double>& outcomes) : k_(k), outcomes_(outcomes) {
    double sum = 0, lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
    for (std::size_t s = 0; s < outcomes.size() / (k + 2); ++s) {
      const double* y = &outcomes[s * (k + 2)];
      if (std::any_of(y, y + k + 2, [](double value) { return std::isnan(value); })) continue;
      whole_.push_back(static_cast<std::uint32_t>(s));
      sum += y[0] + y[k + 1];
      const auto [least, most] = std::minmax_element(y, y + k + 2);
      lowest = std::fmin(lowest, *least), highest = std::fmax(highest, *most);
    }
    // a mean of equal values may be off them by rounding, and then they would seem to vary
    centre_ = whole_.empty() ? 0 : lowest == highest ? lowest : sum / (2 * static_cast<double>(whole_.size()));
  }
  std::size_t size() const { return whole_.size(); }
  std::size_t factors() const { return k_; }

  // Adds what base sample i gives to the sums: two for the variance, then one for each first and each total index.
  void add(std::size_t i, double* sums) const {
    const double* y = &outcomes_[whole_[i] * (k_ + 2)];
    const double a = y[0] - centre_, b = y[k_ + 1] - centre_;
    sums[0] += a + b;
    sums[1] += a * a + b * b;
    for (std::size_t j = 0; j < k_; ++j) {
      const double change = y[1 + j] - y[0];
      sums[2 + j] += b * change;
      sums[2 + k_ + j] += change * change;
    }
  }
  std::size_t sums() const { return 2 + 2 * k_; }

 private:
  std::size_t k_;
  const std::vector<double>& outcomes_;
  std::vector<std::uint32_t> whole_;
  double centre_;
};

double variance_of(const double* sums, std::size_t n) {
  const double values = 2 * static_cast<double>(n), mean = sums[0] / values;
  return sums[1] / values - mean * mean;
}

// The first and then the total indices that the sums over n base samples give.
std::vector<double> indices_of(const double* sums, std::size_t k, std::size_t n) {
  const double variance = n == 0 ? 0 : variance_of(sums, n), count = static_cast<double>(n);
  std::vector<double> indices;
  for (std::size_t j = 0; j < k; ++j) indices.push_back(ratio(sums[2 + j] / count, variance));
  for (std::size_t j = 0; j < k; ++j) indices.push_back(ratio(sums[2 + k + j] / (2 * count), variance));
  return indices;
}

std::vector<double> sums_of_first(const BaseSamples& samples, std::size_t n) {
  std::vector<double> sums(samples.sums(), 0.0);
  for (std::size_t i = 0; i < n; ++i) samples.add(i, sums.data());
  return sums;
}

// Whether factors whose totals differ by more than `width` stand in the same order by the others.
bool same_order(const double* totals, const double* others, std::size_t k, double width) {
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j)
      if (totals[i] - totals[j] > width && !(others[i] > others[j])) return false;
  return true;
}

}  // namespace

std::optional<DesignProblem> wrong_in_saltelli(const Points& design, const std::vector<std::string>& names) {
  const std::size_t k = design.columns;
  const core::Text order = core::say(
      "in a Saltelli design of {} factors, rows come in groups of {}: A; for each factor, A with its value from B; B",
      "{} 个因子的 Saltelli 设计中，各行每 {} 行一组：A；对每个因子，取 A 而该因子的值取自 B；B", k, k + 2);
  for (std::size_t first = 0; first + k + 2 <= design.rows(); first += k + 2)
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j)
        if (design.at(first + 1 + i, j) != design.at(i == j ? first + k + 1 : first, j))
          return {{first + 1 + i,
                   core::say("the factor {} does not have the value that it has in row {} of its group; {}",
                             "因子 {} 的值与本组第 {} 行中的不同；{}", names[j], i == j ? k + 2 : 1, order)}};
  if (design.rows() == 0 || design.rows() % (k + 2) != 0)
    return {{design.rows(),
             core::say("the design ends after {} rows; {}", "设计在 {} 行后结束；{}", design.rows(), order)}};
  return {};
}

SobolIndices sobol_indices(std::size_t k, const std::vector<double>& outcomes, double width, const Bootstrap& bootstrap,
                           const core::Workers& workers) {
  if (k == 0 || outcomes.size() % (k + 2) != 0)
    throw core::UserError(
        core::say("there are outcomes of {} rows; a Saltelli design of {} factors has {} for each base sample",
                  "结果指标共 {} 行；{} 个因子的 Saltelli 设计每个基样本有 {} 行", outcomes.size(), k, k + 2));
  const BaseSamples samples(k, outcomes);
  const std::size_t n = samples.size();
  const std::vector<double> sums = sums_of_first(samples, n), half = sums_of_first(samples, n / 2);
  const std::vector<double> indices = indices_of(sums.data(), k, n), by_half = indices_of(half.data(), k, n / 2);

  const auto replicate = [&](std::size_t number, double* values) {
    std::vector<double> resampled(samples.sums(), 0.0);
    resample(bootstrap.draws(), number, n, n, [&](std::size_t i) { samples.add(i, resampled.data()); });
    const std::vector<double> result = indices_of(resampled.data(), k, n);
    std::copy(result.begin(), result.end(), values);
  };
  const std::vector<Interval> intervals = percentile_intervals(bootstrap, 2 * k, workers, replicate);

  SobolIndices result{.factors = {},
                      .base_samples = outcomes.size() / (k + 2),
                      .dropped = outcomes.size() / (k + 2) - n,
                      .variance = n == 0 ? kMissing : variance_of(sums.data(), n),
                      .widest = 0,
                      .stable_ranking = n >= 2 && same_order(&indices[k], &by_half[k], k, width),
                      .converged = false};
  for (std::size_t j = 0; j < k; ++j) {
    result.factors.push_back({indices[j], indices[k + j], intervals[j], intervals[k + j]});
    const double reach = intervals[k + j].high - intervals[k + j].low;
    if (!(reach <= result.widest)) result.widest = reach;  // NaN stays
  }
  result.converged = result.stable_ranking && result.widest <= width;
  return result;
}

}  // namespace gongjian::analysis
