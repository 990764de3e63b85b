#include "engine/io/config.hpp"
#include "engine/run/city_shape.hpp"
#include "engine/run/scenario.hpp"
#include "engine/run/week_record.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

TEST_CASE("what belongs to which district after a merger is told from the scenario as the run has it", "[run]") {
  run::ScenarioFile file = run::read_scenario_file("district_merger");
  run::apply_setting(file, "population.member_share=0.02");
  io::Array mergers;
  for (const auto& [week, from, into] : {std::tuple{4, "Jing'an", "Huangpu"}, {1, "Zhabei", "Jing'an"}}) {
    io::Table merger;
    merger.set("kind", {std::string("district_merger"), {}});
    merger.set("week", {std::int64_t{week}, {}});
    merger.set("from", {std::string(from), {}});
    merger.set("into", {std::string(into), {}});
    mergers.push_back({merger, {}});
  }
  file.table.set("event", {mergers, {}});
  const run::Scenario scenario = run::read_scenario(file);
  model::Simulation simulation(scenario.setup, scenario.seed, 1);
  const run::CityShape start = run::shape_of(simulation);
  std::size_t moved = 0;
  for (int week = 0; week < 7; ++week) {
    const auto now = run::districts_after(scenario.setup.events, start.districts.size(), week);
    const run::CityShape shape = run::shape_of(simulation);
    moved = 0;
    for (std::size_t s = 0; s < start.district_of_subdistrict.size(); ++s) {
      CHECK(now[start.district_of_subdistrict[s]] == shape.district_of_subdistrict[s]);
      moved += shape.district_of_subdistrict[s] != start.district_of_subdistrict[s];
    }
    simulation.step();
  }
  CHECK(moved == 14);  // subdistricts of Zhabei and Jing'an
}
