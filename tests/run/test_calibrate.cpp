// Calibration recovers what was planted: submodels whose closed forms are known (V1, V9, V18 of the model's
// specification), each run through the engine's own phase, with data that the phase made at known parameters.
#include <filesystem>
#include <fstream>

#include "analysis/abc.hpp"
#include "engine/core/error.hpp"
#include "engine/io/results_file.hpp"
#include "engine/model/attention/phases.hpp"
#include "engine/run/calibrate.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/work_folder.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

using Values = std::vector<double>;

// A submodel: parameters and a seed give summaries.
using Submodel = std::function<Values(const Values& parameters, std::uint64_t seed)>;

struct Prior {
  double low, high, planted;
};

// Data of one run at the planted parameters, and what ABC finds from them.
analysis::AbcState recover(const Submodel& submodel, const std::vector<Prior>& priors) {
  analysis::AbcProblem problem;
  Values planted;
  for (const Prior& prior : priors) {
    planted.push_back(prior.planted);
    problem.quantiles.push_back([prior](double level) { return prior.low + level * (prior.high - prior.low); });
  }
  for (const double value : submodel(planted, 1'000'000)) problem.targets.push_back({value});
  problem.simulate = [&](const std::vector<Values>& parameters, std::uint64_t first) {
    std::vector<Values> summaries;
    for (std::size_t i = 0; i < parameters.size(); ++i) summaries.push_back(submodel(parameters[i], first + i));
    return summaries;
  };
  analysis::AbcOptions options;
  options.particles = 200;
  options.batch = 100;
  options.rounds = 6;
  options.most_runs = 4000;
  const analysis::AbcState state = analysis::abc_smc(problem, options);
  const auto found = analysis::marginals(state);
  const auto uses = analysis::prior_use(state);
  for (std::size_t p = 0; p < priors.size(); ++p) {
    INFO("parameter " << p << ": " << found[p].low << " to " << found[p].high << ", planted " << planted[p]);
    CHECK(found[p].low < planted[p]);
    CHECK(planted[p] < found[p].high);
    CHECK(uses[p].width < 0.5);  // the data say much that the prior did not
  }
  return state;
}

// Attention of 300 districts that all begin at 0.5: mean squares after 5 and 80 weeks, which an Ornstein-Uhlenbeck
// process has at sigma^2 (1 - e^(-2 kappa t)) / (2 kappa).
Values attention_spread(const Values& parameters, std::uint64_t seed) {
  AttentionParameters p;
  p.bounded = false;
  p.reversion = parameters[0];
  p.volatility = parameters[1];
  Districts districts = some_districts(300);
  std::fill(districts.mean_attention.begin(), districts.mean_attention.end(), 0.5);
  std::fill(districts.attention.begin(), districts.attention.end(), 0.5);
  Values spreads;
  for (int week = 0; week < 80; ++week) {
    attention(p, core::Draws(seed), core::Tick{week}, districts);
    if (week != 4 && week != 79) continue;
    double squares = 0;
    for (const double value : districts.attention) squares += (value - 0.5) * (value - 0.5) / 300;
    spreads.push_back(std::sqrt(squares));
  }
  return spreads;
}

// Aware units among 2,000 after 3, 8 and 16 months, from spontaneous learning and contact (Bass).
Values awareness_rise(const Values& parameters, std::uint64_t seed) {
  UnitTables tables(2'000);
  tables.workers = core::Workers(1);
  std::fill(tables.units.aware.begin(), tables.units.aware.end(), std::uint8_t{0});
  AwarenessParameters p;
  p.spontaneous = parameters[0];
  p.contact_effect = parameters[1];
  p.forgetting = 0;
  Values shares;
  for (int month = 1; month <= 16; ++month) {
    tables.subdistricts.participation[0] = tables.share(tables.units.aware);
    awareness(tables.workers, p, core::Draws(seed), core::Tick{4 * (month - 1)}, tables.levers, tables.subdistricts,
              tables.units);
    if (month == 3 || month == 8 || month == 16) shares.push_back(tables.share(tables.units.aware));
  }
  return shares;
}

// Registered members among 1,500 after 10 and 80 weeks of registering and lapsing.
Values registered_shares(const Values& parameters, std::uint64_t seed) {
  MemberTables tables(1'500);
  tables.workers = core::Workers(1);
  tables.parameters.lapsed_return_factor = 1;
  tables.parameters.completion = tables.parameters.completion_match = 0;
  tables.parameters.registration = parameters[0];
  tables.parameters.lapse = parameters[1];
  Values shares;
  for (int t = 1; t <= 80; ++t) {
    tables.week(t - 1, seed);
    if (t == 10 || t == 80) shares.push_back(tables.registered_share());
  }
  return shares;
}

std::string written(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
  return path;
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const core::UserError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("Calibration recovers the reversion and volatility of attention (V1)", "[run]") {
  const analysis::AbcState state = recover(attention_spread, {{0.005, 0.2, 0.04}, {0.005, 0.05, 0.02}});
  // the closed form at the posterior's mean gives the data back
  const auto found = analysis::marginals(state);
  const Values data = attention_spread({0.04, 0.02}, 1'000'000);
  CHECK(found[1].mean / std::sqrt(2 * found[0].mean) == Approx(data[1]).epsilon(0.1));
}

TEST_CASE("Calibration recovers spontaneous learning and contact of spreading awareness (V9)", "[run]") {
  recover(awareness_rise, {{0.0005, 0.02, 0.004}, {0, 0.08, 0.03}});
}

TEST_CASE("Calibration recovers registration and lapse of members (V18)", "[run]") {
  const analysis::AbcState state = recover(registered_shares, {{0.001, 0.04, 0.01}, {0.001, 0.1, 0.03}});
  double share = 0;  // that the two-state chain tends to
  for (std::size_t i = 0; i < state.weights.size(); ++i)
    share += state.weights[i] * state.parameters[i][0] / (state.parameters[i][0] + state.parameters[i][1]);
  CHECK(share == Approx(0.25).margin(0.05));
}

TEST_CASE("A calibration stopped anywhere goes on to the same posterior, at any number of threads", "[run]") {
  const test::Scratch scratch;
  const std::string targets = written(scratch / "calibrate_stopped.toml", R"(
scenario = "leader_leaves"
replicates = 2
[common]
weeks = 30
population.preset = "workshop"
[calibration]
particles = 20
accept = 0.5
rounds = 3
least_acceptance = 0
[[factor]]
path = "parameters.members.registration"
low = 0
high = 0.02
[[factor]]
path = "parameters.members.lapse"
low = 0
high = 0.05
[[outcome]]
name = "registered"
target = 0.1
)");
  const run::Experiment experiment = run::read_experiment(targets);
  const std::string whole = scratch / "whole.h5", pieces = scratch / "pieces.h5";
  const run::CalibrationResult at_once =
      run::calibrate(experiment, {.results_path = whole, .version = "1", .threads = 1});
  REQUIRE(at_once.complete);
  CHECK(at_once.state.rounds.size() == 3);
  CHECK(at_once.runs == 2 * at_once.state.runs);

  std::uint64_t stops = 0;
  for (bool complete = false; !complete; ++stops) {
    REQUIRE(stops < 20);
    std::atomic<bool> stop{false};
    run::CalibrateOptions options{.results_path = pieces, .version = "1", .threads = 3};
    options.stop = &stop;
    const std::uint64_t until = 25 * (stops + 1);  // parameter sets
    options.progress = [&](const run::CalibrationProgress& now) { stop = now.done >= until; };
    const run::CalibrationResult result = run::calibrate(experiment, options);
    CHECK((stops == 0 || result.earlier > 0));
    complete = result.complete;
    CHECK(std::filesystem::exists(run::work_folder(pieces)) == !complete);
  }
  CHECK(stops > 2);
  CHECK(test::bytes_of(whole) == test::bytes_of(pieces));

  SECTION("the posterior has the particles, and sweeps draw from it") {
    const io::ResultsReader posterior(whole);
    CHECK(posterior.header().design.kind == "posterior");
    CHECK(posterior.header().points == 20);
    const Values weights = posterior.outcome("weight"), found = posterior.outcome("registered");
    double sum = 0;
    for (const double weight : weights) sum += weight;
    CHECK(sum == Approx(1));
    for (std::size_t i = 0; i < 20; ++i) {
      CHECK(posterior.header().factors[0].values[i] == at_once.state.parameters[i][0]);
      CHECK(found[i] == at_once.state.summaries[i][0]);
    }
    const run::Plan plan = run::make_plan(run::read_experiment(written(scratch / "draws.toml", R"(
scenario = "leader_leaves"
[design]
kind = "sobol"
points = 64
[[factor]]
path = "parameters.members.lapse"
posterior = "whole.h5"
[[factor]]
path = "parameters.members.registration"
posterior = "whole.h5"
)")));
    Values drawn(20, 0.0);
    for (std::size_t point = 0; point < 64; ++point) {
      const auto particle =
          std::find_if(at_once.state.parameters.begin(), at_once.state.parameters.end(), [&](auto& p) {
            return p[1] == plan.values[2 * point] && p[0] == plan.values[2 * point + 1];  // drawn together
          });
      REQUIRE(particle != at_once.state.parameters.end());
      drawn[static_cast<std::size_t>(particle - at_once.state.parameters.begin())] += 1 / 64.0;
    }
    for (std::size_t i = 0; i < 20; ++i) CHECK(drawn[i] == Approx(weights[i]).margin(2 / 64.0));
  }
}

TEST_CASE("Runs of a calibration that was changed since are not mixed in, and the difference is told", "[run]") {
  const test::Scratch scratch;
  const std::string text = R"(
scenario = "leader_leaves"
[common]
weeks = 10
population.preset = "workshop"
[calibration]
particles = 20
[[factor]]
path = "parameters.members.registration"
low = 0
high = 0.02
[[outcome]]
name = "registered"
target = 0.1
)";
  std::string other = text;
  other.replace(other.find("0.1\n"), 3, "0.2");
  std::atomic<bool> stop{false};
  run::CalibrateOptions options{.results_path = scratch / "mixed.h5", .version = "1", .threads = 1};
  options.stop = &stop;
  options.progress = [&](const run::CalibrationProgress& now) { stop = now.done >= 5; };
  CHECK(!run::calibrate(run::read_experiment(written(scratch / "mixed.toml", text)), options).complete);
  const std::string told =
      message_of([&] { run::calibrate(run::read_experiment(written(scratch / "mixed.toml", other)), options); });
  CHECK(told.find("was: target = 0.1\n  is:  target = 0.2") != std::string::npos);
}

TEST_CASE("A calibration all of whose runs fail says why", "[run]") {
  const test::Scratch scratch;
  const std::string targets = written(scratch / "calibrate_failing.toml", R"(
scenario = "leader_leaves"
[common]
weeks = 10
population.preset = "workshop"
[calibration]
method = "rejection"
particles = 20
runs = 40
[[factor]]
path = "parameters.members.registration"
low = 0
high = 0.02
[[outcome]]
name = "never"
of = "attention"
take = "first_week"
above = 2
target = 5
)");
  const std::string path = scratch / "failing.h5";
  const std::string told =
      message_of([&] { run::calibrate(run::read_experiment(targets), {.results_path = path, .version = "1"}); });
  CHECK(told.find("40 of 40 runs") != std::string::npos);
  CHECK(told.find("a statistic has no value") != std::string::npos);
}
