#include <cmath>

#include "analysis/abc.hpp"
#include "engine/core/error.hpp"
#include "engine/core/math.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "tests/catch.hpp"

using namespace gongjian::analysis;
namespace core = gongjian::core;

namespace {

using Rows = std::vector<std::vector<double>>;

double noise(std::uint64_t run, std::uint32_t k) {
  return core::Draws(99).normal(core::stream("noise"), static_cast<std::uint32_t>(run), 0, k);
}

// The mean of 20 values with an unknown mean and standard deviation 1; the mean's prior is N(0, 2^2). Runs with a mean
// above `fails` fail.
AbcProblem normal_mean(double target, double fails = INFINITY) {
  AbcProblem problem;
  problem.quantiles = {[](double level) { return 2 * core::normal_quantile(level); }};
  problem.targets = {{target}};
  problem.simulate = [fails](const Rows& parameters, std::uint64_t first) {
    Rows summaries;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      summaries.push_back({parameters[i][0] > fails ? NAN : parameters[i][0] + noise(first + i, 0) / std::sqrt(20.0)});
    return summaries;
  };
  return problem;
}

// The posterior of that mean where means within `width` of the target count as equal to it, which adds width^2 / 3 to
// the variance.
Marginal normal_posterior(double target, double width) {
  const double precision = 1 / (1 / 20.0 + width * width / 3), all = precision + 1 / 4.0;
  return {target * precision / all, 1 / std::sqrt(all), NAN, NAN, NAN};
}

void check_against(const Marginal& found, const Marginal& expected, double particles) {
  CHECK(found.mean == Approx(expected.mean).margin(4 * expected.sd / std::sqrt(particles)));
  CHECK(found.sd == Approx(expected.sd).margin(4 * expected.sd / std::sqrt(2 * particles)));
}

}  // namespace

TEST_CASE("ABC by rejection recovers a conjugate posterior", "[analysis]") {
  const AbcState state = abc_rejection(normal_mean(1.3), 50'000, 1000, {});
  CHECK(state.runs == 50'000);
  CHECK(state.parameters.size() == 1000);
  CHECK(state.rounds[0].effective_size == Approx(1000));
  CHECK(state.scales[0] == Approx(0.67449 * std::sqrt(4.05)).epsilon(0.02));  // of the normal prior predictive
  check_against(marginals(state)[0], normal_posterior(1.3, state.rounds[0].tolerance * state.scales[0]), 1000);
}

TEST_CASE("ABC by sequential Monte Carlo recovers a conjugate posterior", "[analysis]") {
  AbcOptions options;
  options.particles = 2000;
  options.rounds = 5;
  options.least_acceptance = 0;
  const AbcState state = abc_smc(normal_mean(1.3), options);
  REQUIRE(state.end == AbcEnd::rounds);
  REQUIRE(state.rounds.size() == 5);
  for (std::size_t i = 1; i < state.rounds.size(); ++i) {
    CHECK(state.rounds[i].tolerance < state.rounds[i - 1].tolerance);
    CHECK(state.rounds[i].effective_size > 1000);
  }
  double sum = 0;
  for (const double weight : state.weights) sum += weight;
  CHECK(sum == Approx(1));
  const AbcRound& last = state.rounds.back();
  check_against(marginals(state)[0], normal_posterior(1.3, last.tolerance * state.scales[0]), last.effective_size);
  // it takes fewer runs than rejection to the same tolerance would
  CHECK(state.runs < 2000 / (last.tolerance * state.scales[0] * 2 * 0.161));  // density of the prior predictive there
}

TEST_CASE("ABC recovers the two parameters of a decay, and how they go together", "[analysis]") {
  // a e^(-b t) at three times, each with a normal error of 0.05; a uniform on 0.5 to 3, b on 0.05 to 1
  constexpr double kTimes[] = {1, 3, 6}, kError = 0.05;
  AbcProblem problem;
  problem.quantiles = {[](double level) { return 0.5 + 2.5 * level; },
                       [](double level) { return 0.05 + 0.95 * level; }};
  for (const double t : kTimes) problem.targets.push_back({2 * std::exp(-0.3 * t), 1, kError});
  problem.simulate = [&](const Rows& parameters, std::uint64_t first) {
    Rows summaries(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i)
      for (std::uint32_t k = 0; k < 3; ++k)
        summaries[i].push_back(parameters[i][0] * std::exp(-parameters[i][1] * kTimes[k]) +
                               kError * noise(first + i, k));
    return summaries;
  };
  AbcOptions options;
  options.particles = 1000;
  options.rounds = 20;
  options.tolerance = 1;
  const AbcState state = abc_smc(problem, options);
  REQUIRE(state.end == AbcEnd::tolerance);
  CHECK(state.rounds.back().tolerance <= 1);

  // the posterior by a grid; a ball of radius r in three dimensions adds r^2 / 5 to each variance
  const double variance = kError * kError * (1 + 1.0 / 5);
  double weight = 0, a1 = 0, a2 = 0, b1 = 0, b2 = 0, ab = 0;
  for (double a = 0.5025; a < 3; a += 0.005)
    for (double b = 0.051; b < 1; b += 0.002) {
      double squares = 0;
      for (const double t : kTimes) squares += std::pow(a * std::exp(-b * t) - 2 * std::exp(-0.3 * t), 2);
      const double w = std::exp(-squares / variance / 2);
      weight += w, a1 += w * a, a2 += w * a * a, b1 += w * b, b2 += w * b * b, ab += w * a * b;
    }
  const Marginal a{a1 / weight, std::sqrt(a2 / weight - std::pow(a1 / weight, 2)), NAN, NAN, NAN};
  const Marginal b{b1 / weight, std::sqrt(b2 / weight - std::pow(b1 / weight, 2)), NAN, NAN, NAN};
  const auto found = marginals(state);
  check_against(found[0], a, state.rounds.back().effective_size);
  check_against(found[1], b, state.rounds.back().effective_size);
  CHECK((found[0].low < 2 && 2 < found[0].high));
  CHECK((found[1].low < 0.3 && 0.3 < found[1].high));
  double together = 0;
  for (std::size_t i = 0; i < state.weights.size(); ++i)
    together += state.weights[i] * (state.parameters[i][0] - found[0].mean) * (state.parameters[i][1] - found[1].mean);
  const double expected = (ab / weight - a.mean * b.mean) / (a.sd * b.sd);
  CHECK(together / (found[0].sd * found[1].sd) == Approx(expected).margin(4 / std::sqrt(500.0)));
}

TEST_CASE("ABC never accepts a failed run", "[analysis]") {
  AbcOptions options;
  options.particles = 500;
  options.rounds = 5;
  const AbcState state = abc_smc(normal_mean(1.3, 1.4), options);
  std::uint64_t failed = 0;
  for (const AbcRound& round : state.rounds) failed += round.failed;
  CHECK(failed > 100);
  for (const auto& particle : state.parameters) REQUIRE(particle[0] <= 1.4);
  CHECK_THROWS_AS(abc_smc(normal_mean(1.3, -8), options), core::UserError);
}

TEST_CASE("ABC goes on from any round, on any number of threads, as if there had been no stop", "[analysis]") {
  AbcOptions options;
  options.particles = 300;
  options.batch = 128;
  options.rounds = 5;
  const AbcProblem problem = normal_mean(-0.7);
  std::vector<AbcState> states;
  const AbcState whole = abc_smc(problem, options, {}, [&](const AbcState& state) { states.push_back(state); });
  REQUIRE(states.size() == 5);
  CHECK(states.back().end == AbcEnd::rounds);
  for (const AbcState& state : states) {
    const AbcState rest = abc_smc(problem, options, state);
    CHECK(rest.parameters == whole.parameters);
    CHECK(rest.weights == whole.weights);
    CHECK(rest.runs == whole.runs);
  }
  // runs shared out otherwise, each by its number
  AbcProblem shared = problem;
  shared.simulate = [&](const Rows& parameters, std::uint64_t first) {
    Rows summaries(parameters.size());
    core::Workers(2).for_each(parameters.size(),
                              [&](std::size_t i) { summaries[i] = problem.simulate({parameters[i]}, first + i)[0]; });
    return summaries;
  };
  CHECK(abc_smc(shared, options).parameters == whole.parameters);
  options.seed = 2;
  CHECK(abc_smc(problem, options).parameters != whole.parameters);
}

TEST_CASE("ABC ends when runs or acceptance run out, with the last whole round", "[analysis]") {
  AbcOptions options;
  options.particles = 300;
  options.rounds = 100;
  const AbcState slow = abc_smc(normal_mean(1.3), options);
  CHECK(slow.end == AbcEnd::acceptance);
  CHECK(slow.rounds.back().acceptance < options.least_acceptance);
  options.least_acceptance = 0;
  options.most_runs = 20'000;
  const AbcState cut = abc_smc(normal_mean(1.3), options);
  CHECK(cut.end == AbcEnd::runs);
  CHECK(cut.runs < 20'000);
  CHECK(cut.parameters.size() == 300);
  // with more runs it goes on as if they had been there from the start
  options.most_runs = 40'000;
  CHECK(abc_smc(normal_mean(1.3), options, cut).parameters == abc_smc(normal_mean(1.3), options).parameters);
}

TEST_CASE("ABC gives back the prior where the target tells nothing", "[analysis]") {
  AbcProblem problem = normal_mean(0);
  problem.simulate = [](const Rows& parameters, std::uint64_t) { return Rows(parameters.size(), {5.0}); };
  AbcOptions options;
  options.particles = 2000;
  options.rounds = 4;
  const AbcState state = abc_smc(problem, options);
  check_against(marginals(state)[0], {0, 2, NAN, NAN, NAN}, state.rounds.back().effective_size);
}

TEST_CASE("ABC never makes more runs than it may, and begins no round that may need more", "[analysis]") {
  for (const std::uint64_t most : {1500u, 2000u, 2250u, 3000u, 5000u, 9973u, 20'000u}) {
    AbcProblem problem = normal_mean(1.3);
    std::uint64_t made = 0;
    problem.simulate = [&made, inner = problem.simulate](const Rows& parameters, std::uint64_t first) {
      made += parameters.size();
      return inner(parameters, first);
    };
    AbcOptions options;
    options.particles = 300;
    options.rounds = 100;
    options.least_acceptance = 0;
    options.most_runs = most;
    for (const std::uint32_t batch : {64u, 1000u, 10'000u}) {
      options.batch = batch;
      made = 0;
      CHECK(abc_smc(problem, options).end == AbcEnd::runs);
      CHECK(made <= most);
    }
  }
  AbcState state;
  state.rounds.push_back({.tolerance = 1, .runs = 1500, .failed = 0, .acceptance = 0.2, .effective_size = 300});
  AbcOptions options;
  options.particles = 300;
  options.quantile = 0.25;
  CHECK(runs_expected(state, options) == Approx(6000));
}
