#include "analysis/abc.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/cholesky.hpp"
#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/rng.hpp"
#include "engine/core/say.hpp"

namespace gongjian::analysis {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Run {
  std::vector<double> levels, parameters, summaries;
  double distance = kInfinity;  // of a failed run too

  bool failed() const {
    return std::any_of(summaries.begin(), summaries.end(), [](double value) { return !std::isfinite(value); });
  }
};

// Runs for these levels, counted in `runs`.
std::vector<Run> simulate(const AbcProblem& problem, const std::vector<std::vector<double>>& levels,
                          std::uint64_t& runs) {
  std::vector<std::vector<double>> parameters;
  for (const auto& particle : levels) {
    parameters.emplace_back();
    for (std::size_t p = 0; p < particle.size(); ++p) parameters.back().push_back(problem.quantiles[p](particle[p]));
  }
  const auto summaries = problem.simulate(parameters, runs);
  GONGJIAN_CHECK(summaries.size() == levels.size());
  runs += levels.size();
  std::vector<Run> result;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    GONGJIAN_CHECK(summaries[i].size() == problem.targets.size());
    result.push_back({levels[i], parameters[i], summaries[i]});
  }
  return result;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The scale of each target: as given, or the median absolute deviation of the runs that did not fail. A summary of
// which half are the same has the mean absolute deviation, and one that never varies any scale.
std::vector<double> scales_of(const std::vector<AbcTarget>& targets, const std::vector<Run>& runs) {
  std::vector<double> scales;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    std::vector<double> deviations;
    for (const Run& run : runs)
      if (!run.failed()) deviations.push_back(run.summaries[t]);
    const double centre = median(deviations);
    for (double& value : deviations) value = std::fabs(value - centre);
    const double mean =
        std::accumulate(deviations.begin(), deviations.end(), 0.0) / static_cast<double>(deviations.size());
    const double spread = median(deviations);
    scales.push_back(targets[t].scale > 0 ? targets[t].scale : spread > 0 ? spread : mean > 0 ? mean : 1);
  }
  return scales;
}

double distance_of(const AbcProblem& problem, const std::vector<double>& scales, const Run& run) {
  if (run.failed()) return kInfinity;
  double squares = 0;
  for (std::size_t t = 0; t < scales.size(); ++t) {
    const double off = (run.summaries[t] - problem.targets[t].value) / scales[t];
    squares += problem.targets[t].weight * off * off;
  }
  return std::sqrt(squares);
}

void keep(AbcState& state, const Run& run, double weight) {
  state.levels.push_back(run.levels);
  state.parameters.push_back(run.parameters);
  state.summaries.push_back(run.summaries);
  state.distances.push_back(run.distance);
  state.weights.push_back(weight);
}

double effective_size(const std::vector<double>& weights) {
  double squares = 0;
  for (const double weight : weights) squares += weight * weight;
  return 1 / squares;
}

AbcEnd end_of(const AbcState& state, const AbcOptions& options) {
  const AbcRound& last = state.rounds.back();
  if (last.tolerance <= options.tolerance) return AbcEnd::tolerance;
  if (state.rounds.size() > 1 && last.acceptance < options.least_acceptance) return AbcEnd::acceptance;
  if (static_cast<int>(state.rounds.size()) >= options.rounds) return AbcEnd::rounds;
  if (static_cast<double>(state.runs) + runs_expected(state, options) > static_cast<double>(options.most_runs))
    return AbcEnd::runs;
  return AbcEnd::none;
}

// Twice the weighted covariance of the particles, as a root.
Cholesky kernel_of(const AbcState& state) {
  const std::size_t n = state.levels.front().size();
  std::vector<double> mean(n);
  Matrix covariance(n, std::vector<double>(n));
  for (std::size_t i = 0; i < state.levels.size(); ++i)
    for (std::size_t p = 0; p < n; ++p) mean[p] += state.weights[i] * state.levels[i][p];
  for (std::size_t i = 0; i < state.levels.size(); ++i)
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = 0; q < n; ++q)
        covariance[p][q] += 2 * state.weights[i] * (state.levels[i][p] - mean[p]) * (state.levels[i][q] - mean[q]);
  return Cholesky(covariance);
}

// The candidate with this number: a particle drawn by weight, moved. Empty where it left the cube.
std::vector<double> candidate(const AbcState& state, const std::vector<double>& cumulative, const Cholesky& kernel,
                              const core::Draws& draws, std::uint32_t number) {
  const auto stream = core::stream("abc");
  const auto round = static_cast<int>(state.rounds.size());
  const double level = draws.uniform(stream, number, round) * cumulative.back();
  const auto found = std::upper_bound(cumulative.begin(), cumulative.end() - 1, level) - cumulative.begin();
  std::vector<double> result = state.levels[static_cast<std::size_t>(found)], z;
  for (std::uint32_t p = 0; p < result.size(); ++p) z.push_back(draws.normal(stream, number, round, p + 1));
  const std::vector<double> move = kernel.times(z);
  for (std::size_t p = 0; p < result.size(); ++p) {
    result[p] += move[p];
    if (!(result[p] > 0 && result[p] < 1)) return {};
  }
  return result;
}

// The inverse of the density with which the particles and the kernel propose these levels, up to a factor.
double importance(const AbcState& state, const Cholesky& kernel, const std::vector<double>& levels) {
  double density = 0;
  std::vector<double> off(levels.size());
  for (std::size_t i = 0; i < state.levels.size(); ++i) {
    for (std::size_t p = 0; p < levels.size(); ++p) off[p] = levels[p] - state.levels[i][p];
    density += state.weights[i] * std::exp(-kernel.distance(off) / 2);
  }
  return 1 / density;
}

// The state after a further round; the same state, with its end, where that would take too many runs.
AbcState next_round(const AbcProblem& problem, const AbcOptions& options, const AbcState& before) {
  AbcState after;
  after.scales = before.scales;
  after.rounds = before.rounds;
  after.runs = before.runs;

  std::vector<double> sorted = before.distances;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = static_cast<std::size_t>(options.quantile * static_cast<double>(sorted.size()));
  const double tolerance = std::fmax(sorted[rank], options.tolerance);
  std::vector<double> cumulative = before.weights;
  std::partial_sum(cumulative.begin(), cumulative.end(), cumulative.begin());
  const Cholesky kernel = kernel_of(before);
  const core::Draws draws(options.seed);

  AbcRound round{};
  std::uint32_t number = 0;
  while (after.levels.size() < options.particles) {
    if (after.runs >= options.most_runs) {
      after = before;
      after.end = AbcEnd::runs;
      return after;
    }
    std::vector<std::vector<double>> levels;
    while (levels.size() < std::min<std::uint64_t>(options.batch, options.most_runs - after.runs))
      if (auto moved = candidate(before, cumulative, kernel, draws, number++); !moved.empty())
        levels.push_back(std::move(moved));
    for (Run& run : simulate(problem, levels, after.runs)) {
      if (after.levels.size() == options.particles) break;
      ++round.runs;
      round.failed += run.failed();
      run.distance = distance_of(problem, after.scales, run);
      if (run.distance <= tolerance) keep(after, run, importance(before, kernel, run.levels));
    }
  }
  const double sum = std::accumulate(after.weights.begin(), after.weights.end(), 0.0);
  for (double& weight : after.weights) weight /= sum;
  round.tolerance = *std::max_element(after.distances.begin(), after.distances.end());
  round.acceptance = options.particles / static_cast<double>(round.runs);
  round.effective_size = effective_size(after.weights);
  after.rounds.push_back(round);
  after.end = end_of(after, options);
  return after;
}

// Of each column of the particles' rows.
std::vector<Marginal> of_columns(const std::vector<std::vector<double>>& rows, const std::vector<double>& weights,
                                 double confidence) {
  std::vector<Marginal> result;
  for (std::size_t column = 0; !rows.empty() && column < rows.front().size(); ++column) {
    std::vector<std::pair<double, double>> values;  // and their weights
    double mean = 0, variance = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      values.emplace_back(rows[i][column], weights[i]);
      mean += values[i].first * values[i].second;
    }
    for (const auto& [value, weight] : values) variance += weight * (value - mean) * (value - mean);
    std::sort(values.begin(), values.end());
    const auto quantile = [&](double level) {
      double reached = 0;
      for (const auto& [value, weight] : values)
        if ((reached += weight) >= level) return value;
      return values.back().first;
    };
    result.push_back(
        {mean, std::sqrt(variance), quantile(0.5 - confidence / 2), quantile(0.5), quantile(0.5 + confidence / 2)});
  }
  return result;
}

}  // namespace

AbcState abc_rejection(const AbcProblem& problem, std::uint64_t runs, std::uint32_t kept, const AbcOptions& options) {
  GONGJIAN_CHECK(kept > 0 && kept <= runs && options.batch > 0);
  const core::Draws draws(options.seed);
  AbcState state;
  std::vector<Run> all;
  while (state.runs < runs) {
    std::vector<std::vector<double>> levels;
    for (std::uint64_t i = state.runs; i < std::min(runs, state.runs + options.batch); ++i) {
      levels.emplace_back();
      for (std::uint32_t p = 0; p < problem.quantiles.size(); ++p)
        levels.back().push_back(draws.uniform(core::stream("abc"), static_cast<std::uint32_t>(i), 0, p));
    }
    for (Run& run : simulate(problem, levels, state.runs)) all.push_back(std::move(run));
  }

  const auto failed = std::count_if(all.begin(), all.end(), [](const Run& run) { return run.failed(); });
  if (static_cast<std::ptrdiff_t>(runs) - failed < kept)
    throw core::UserError(
        core::say("{} of {} runs drawn from the priors failed, so there are not {} to keep. Narrow the priors to where "
                  "the model runs, or keep a smaller share.",
                  "从先验抽取的 {1} 次运行中有 {0} 次失败，不足以保留 {2} "
                  "次。请将先验收窄到模型可以运行的范围，或保留较小的比例。",
                  failed, runs, kept));
  state.scales = scales_of(problem.targets, all);
  for (Run& run : all) run.distance = distance_of(problem, state.scales, run);
  std::stable_sort(all.begin(), all.end(), [](const Run& a, const Run& b) { return a.distance < b.distance; });
  for (std::size_t i = 0; i < kept; ++i) keep(state, all[i], 1.0 / kept);
  state.rounds.push_back({state.distances.back(), runs, static_cast<std::uint64_t>(failed),
                          kept / static_cast<double>(runs), effective_size(state.weights)});
  return state;
}

AbcState abc_smc(const AbcProblem& problem, const AbcOptions& options, AbcState state,
                 const std::function<void(const AbcState&)>& after_round) {
  GONGJIAN_CHECK(options.particles > 0 && options.quantile > 0 && options.quantile < 1);
  if (state.rounds.empty()) {
    const auto runs = static_cast<std::uint64_t>(options.particles / options.pilot_share + 0.5);
    state = abc_rejection(problem, runs, options.particles, options);
    if (after_round) after_round(state);
  }
  for (state.end = end_of(state, options); state.end == AbcEnd::none;) {
    state = next_round(problem, options, state);
    if (after_round) after_round(state);
  }
  return state;
}

double runs_expected(const AbcState& state, const AbcOptions& options) {
  return options.particles / (state.rounds.back().acceptance * options.quantile);
}

std::vector<Marginal> marginals(const AbcState& state, double confidence) {
  return of_columns(state.parameters, state.weights, confidence);
}

std::vector<Marginal> predictive(const AbcState& state, double confidence) {
  return of_columns(state.summaries, state.weights, confidence);
}

std::vector<PriorUse> prior_use(const AbcState& state) {
  constexpr double kEdge = 0.05;
  const double prior_sd = 1 / std::sqrt(12.0);
  std::vector<PriorUse> result;
  for (const Marginal& marginal : of_columns(state.levels, state.weights, 0.95))
    result.push_back({marginal.sd / prior_sd, 0, 0});
  for (std::size_t i = 0; i < state.levels.size(); ++i)
    for (std::size_t p = 0; p < result.size(); ++p) {
      if (state.levels[i][p] < kEdge) result[p].at_low += state.weights[i];
      if (state.levels[i][p] > 1 - kEdge) result[p].at_high += state.weights[i];
    }
  return result;
}

}  // namespace gongjian::analysis
