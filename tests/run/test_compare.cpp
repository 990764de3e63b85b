#include <algorithm>
#include <cmath>

#include "analysis/statistics.hpp"
#include "engine/core/error.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

namespace {

run::ScenarioFile small(const std::string& name, int weeks) {
  run::ScenarioFile file = run::read_scenario_file(name);
  run::apply_setting(file, "population.preset=\"workshop\"");
  run::apply_setting(file, "weeks=" + std::to_string(weeks));
  return file;
}

}  // namespace

TEST_CASE("A policy compared with itself differs by exactly 0 in every outcome and hash", "[run]") {
  const run::ScenarioFile scenario = small("two_way_service", 156);
  const run::Comparison comparison = run::compare({scenario, scenario}, {.replicates = 6, .threads = 2});
  REQUIRE(comparison.complete);
  CHECK(comparison.hashes[0] == comparison.hashes[1]);
  for (std::size_t o = 0; o < run::outcomes().size(); ++o) {
    std::vector<double> a, b;
    for (std::size_t r = 0; r < 6; ++r)
      a.push_back(comparison.outcomes[0][r][o]), b.push_back(comparison.outcomes[1][r][o]);
    const analysis::Estimate difference = analysis::paired_difference(a, b);
    if (difference.count > 0)
      CHECK((difference.mean == 0 && difference.interval.low == 0 && difference.interval.high == 0));
  }
}

TEST_CASE("A run has the same hash alone and as a part of a comparison, at any number of threads", "[run]") {
  const run::ScenarioFile file = small("leader_leaves", 104);
  run::Scenario scenario = run::read_scenario(file);
  for (const unsigned threads : {1u, 3u}) {
    const run::Comparison comparison = run::compare({file}, {.replicates = 4, .first_seed = 7, .threads = threads});
    for (std::size_t r = 0; r < 4; ++r) {
      scenario.seed = 7 + r;
      CHECK(run::run(scenario, {}).hash == comparison.hashes[0][r]);
    }
  }
}

TEST_CASE("Scenarios of different length are not compared", "[run]") {
  CHECK_THROWS_AS(run::compare({small("leader_leaves", 104), small("leader_leaves", 105)}, {}), core::UserError);
}

TEST_CASE("Replicates are added until an interval is narrow enough, the same ones at any number of threads", "[run]") {
  const std::vector<run::ScenarioFile> scenarios{small("leader_leaves", 104), small("two_way_service", 104)};
  const run::StoppingRule rule{.outcome = 2, .half_width = 0.03, .most = 60};
  const run::Comparison one = run::compare(scenarios, {.until = rule, .threads = 1}),
                        three = run::compare(scenarios, {.until = rule, .threads = 3});
  REQUIRE(one.half_width);
  CHECK(*one.half_width <= rule.half_width);
  CHECK(one.seeds.size() > run::StoppingRule::kLeast);
  CHECK(one.seeds.size() < rule.most);
  CHECK(one.hashes == three.hashes);
  // what was added later changes nothing of what was there
  const run::Comparison fixed = run::compare(scenarios, {.replicates = one.seeds.size()});
  CHECK(fixed.hashes == one.hashes);
  const run::Comparison vain = run::compare(scenarios, {.until = run::StoppingRule{2, 1e-6, 15}});
  CHECK(vain.seeds.size() == 15);
  CHECK(*vain.half_width > 1e-6);
}

TEST_CASE("The lifetimes of a comparison are those of its districts", "[run]") {
  const run::Comparison comparison = run::compare({small("leader_leaves", 260)}, {.replicates = 8});
  const analysis::Lifetimes& lifetimes = comparison.until_stalled.at(0);
  CHECK(lifetimes.times.size() == 8);  // one district each
  double stalled = 0, seen = 0;
  for (std::size_t r = 0; r < 8; ++r) {
    stalled += comparison.outcomes[0][r][0];
    seen += lifetimes.observed[r];
  }
  CHECK(seen == stalled);
}

TEST_CASE("Replicates are added as long as an outcome has no interval", "[run]") {
  const auto& all = run::outcomes();
  const run::Comparison once = run::compare({small("leader_leaves", 52)}, {.replicates = 1});
  const auto missing = std::find_if(once.outcomes[0][0].begin(), once.outcomes[0][0].end(),
                                    [](double value) { return std::isnan(value); }) -
                       once.outcomes[0][0].begin();
  REQUIRE(static_cast<std::size_t>(missing) < all.size());
  const run::Comparison vain = run::compare(
      {small("leader_leaves", 52)},
      {.until = run::StoppingRule{.outcome = static_cast<std::size_t>(missing), .half_width = 0.1, .most = 15}});
  CHECK(vain.seeds.size() == 15);
  CHECK(std::isinf(*vain.half_width));
}
