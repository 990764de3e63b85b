#include <chrono>
#include <cmath>
#include <thread>

#include "engine/run/outcomes.hpp"
#include "tests/catch.hpp"
#include "viz/viewer/replicates.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

run::ScenarioFile workshop(const std::string& name, int weeks) {
  run::ScenarioFile file = run::read_scenario_file(name);
  run::apply_setting(file, "population.preset=workshop");
  run::apply_setting(file, "weeks=" + std::to_string(weeks));
  return file;
}

std::shared_ptr<const ReplicateResult> result_of(Replicates& replicates) {
  while (replicates.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  return replicates.result();
}

}  // namespace

TEST_CASE("replicates give each week's mean and spread of the city over the seeds", "[viz]") {
  constexpr std::size_t kWeeks = 30, kCount = 5;
  Replicates replicates;
  replicates.start({workshop("full_package", kWeeks)}, kCount, 2, {"attention"});
  const auto result = result_of(replicates);
  REQUIRE(replicates.problem().en == "");
  REQUIRE(result != nullptr);
  CHECK(replicates.done() == kCount);
  REQUIRE(result->bands.size() == 1);
  CHECK(result->bands[0].size() == run::city_series().size());

  const run::Scenario scenario = run::read_scenario(workshop("full_package", kWeeks));
  std::vector<std::vector<double>> runs;
  for (std::uint64_t seed = 1; seed <= kCount; ++seed) {
    model::Simulation simulation(scenario.setup, seed, 1);
    std::vector<double>& values = runs.emplace_back(1, std::nan(""));
    for (std::size_t w = 0; w < kWeeks; ++w) {
      simulation.step();
      values.push_back(run::city_value(simulation.layout(), simulation.frame(), "attention"));
    }
  }
  const Band expected = band({runs.begin(), runs.end()}), &made = result->bands[0].at("attention");
  REQUIRE(made.mean.size() == kWeeks + 1);
  CHECK(std::isnan(made.mean[0]));
  for (std::size_t w = 1; w <= kWeeks; ++w)
    CHECK((made.mean[w] == expected.mean[w] && made.low[w] == expected.low[w] && made.high[w] == expected.high[w]));
  for (const ReplicateRow& row : result->rows) CHECK((row.sides.size() == 1 && !row.difference));
}

TEST_CASE("replicates of two sides are paired; the same policy on both differs nowhere", "[viz]") {
  Replicates replicates;
  replicates.start({workshop("leader_leaves", 20), workshop("leader_leaves", 20)}, 3, 2, {});
  const auto result = result_of(replicates);
  REQUIRE(result != nullptr);
  REQUIRE(result->bands.size() == 2);
  CHECK(result->bands[0].at("activity").high.back() == result->bands[1].at("activity").high.back());
  for (const ReplicateRow& row : result->rows)
    if (!std::isnan(row.difference->mean)) CHECK(row.difference->mean == 0);
  replicates.forget();
  CHECK(replicates.result() == nullptr);
  replicates.start({workshop("full_package", 5000)}, 100, 1, {});
  replicates.stop();  // promptly
  CHECK(replicates.result() == nullptr);
}
