#include "analysis/statistics.hpp"
#include "engine/core/error.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

TEST_CASE("A policy compared with itself differs by exactly 0 in every outcome and hash", "[run]") {
  const run::Scenario scenario = run::read_scenario("two_way_service", {"population.preset=\"workshop\"", "weeks=156"});
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
  run::Scenario scenario = run::read_scenario("leader_leaves", {"population.preset=\"workshop\"", "weeks=104"});
  for (const unsigned threads : {1u, 3u}) {
    const run::Comparison comparison = run::compare({scenario}, {.replicates = 4, .first_seed = 7, .threads = threads});
    for (std::size_t r = 0; r < 4; ++r) {
      scenario.seed = 7 + r;
      CHECK(run::run(scenario, {}).hash == comparison.hashes[0][r]);
    }
  }
}

TEST_CASE("Scenarios of different length are not compared", "[run]") {
  const run::Scenario a = run::read_scenario("leader_leaves", {"weeks=104"}),
                      b = run::read_scenario("leader_leaves", {"weeks=105"});
  CHECK_THROWS_AS(run::compare({a, b}, {}), core::UserError);
}
