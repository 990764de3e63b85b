#include "engine/model/attention/phases.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kTurnover = core::stream("turnover");
constexpr core::Stream kNewLeader = core::stream("new_leader");
constexpr core::Stream kAttention = core::stream("attention");
constexpr double kTermWeeks = 260;

// Gamma(1 + 1/k): the mean of a Weibull with scale 1 and shape k, by integrating its quantile function on
// a fixed grid (midpoints in u of (-ln(1-u))^(1/k)); exact for k = 1.
double weibull_mean(double shape) {
  if (shape == 1) return 1;
  constexpr int kSteps = 4096;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) sum += core::pow(-core::log((i + 0.5) / kSteps), 1 / shape);
  return sum / kSteps;
}

double median_of_three(double a, double b, double c) { return std::max(std::min(a, b), std::min(std::max(a, b), c)); }

}  // namespace

void take_office(const AttentionParameters& p, Districts& districts, std::size_t d, double mean_attention) {
  districts.mean_attention[d] = mean_attention;
  districts.attention[d] += p.personal_ties * (mean_attention - districts.attention[d]);
  districts.tenure_weeks[d] = 0;
}

void turnover(const AttentionParameters& p, const core::Draws& draws, const core::Tick& tick, Districts& districts) {
  const double scale = core::kWeeksPerYear * p.mean_tenure_years / weibull_mean(p.tenure_shape);
  const auto cumulative_hazard = [&](double weeks) { return core::pow(weeks / scale, p.tenure_shape); };
  for (std::size_t d = 0; d < districts.size(); ++d) {
    const int tenure = districts.tenure_weeks[d]++;
    const TurnoverProcess process = districts.turnover_process[d];
    if (process == TurnoverProcess::as_parameters ? !p.natural_turnover : process == TurnoverProcess::off) continue;
    const double hazard = cumulative_hazard(tenure + 1) - cumulative_hazard(tenure);
    const auto entity = static_cast<std::uint32_t>(d);
    if (draws.uniform(kTurnover, entity, tick.week) >= 1 - core::exp(-hazard)) continue;
    // Beta(2,2) is the median of three uniforms
    const auto u = [&](std::uint32_t k) { return draws.uniform(kNewLeader, entity, tick.week, k); };
    take_office(p, districts, d, std::min(1.0, p.lowest_mean + p.mean_spread * median_of_three(u(0), u(1), u(2))));
  }
}

void attention(const AttentionParameters& p, const core::Draws& draws, const core::Tick& tick, Districts& districts) {
  const double keep = core::exp(-p.reversion);
  const double noise = p.volatility * std::sqrt((1 - keep * keep) / (2 * p.reversion));
  for (std::size_t d = 0; d < districts.size(); ++d) {
    const double cycle =
        p.term_cycle == 0 ? 1 : 1 + p.term_cycle * core::cos_of_turns(districts.tenure_weeks[d] / kTermWeeks);
    const double mean = districts.mean_attention[d] * cycle;
    double& a = districts.attention[d];
    a = mean + (a - mean) * keep + noise * draws.normal(kAttention, static_cast<std::uint32_t>(d), tick.week);
    if (p.bounded) a = core::clip(a, 0, 1);
    districts.effective_attention[d] = std::min(1.0, a + districts.campaign[d]);
  }
}

}  // namespace gongjian::model
