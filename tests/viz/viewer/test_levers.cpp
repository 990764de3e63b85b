#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/viz/settle.hpp"
#include "viz/viewer/lever_groups.hpp"
#include "viz/viewer/viewer.hpp"

using namespace gongjian;
using test::settle;

namespace {

std::size_t lever_named(const std::string& name) {
  std::size_t lever = 0;
  while (viz::all_levers().at(lever).name != name) ++lever;
  return lever;
}

// A scenario with training in one district alone.
run::ScenarioFile with_training(const std::string& district, double value) {
  run::ScenarioFile file = run::read_scenario_file("baseline_stable");
  run::apply_setting(file, "population.preset=shanghai");
  run::apply_setting(file, "population.member_share=0.02");
  const io::Table lever = io::parse_toml(
      "[[lever]]\nname = \"training\"\nvalue = " + std::to_string(value) + "\ndistricts = [\"" + district + "\"]\n",
      "");
  file.table.set("lever", *lever.find("lever"));
  return file;
}

}  // namespace

TEST_CASE("a lever is put back to what each side has in each district", "[viz]") {
  const std::size_t training = lever_named("training");
  viz::Viewer viewer({});
  viewer.open({with_training("Huangpu", 0.8), with_training("Xuhui", 0.4)});
  settle(viewer);
  REQUIRE(viewer.sides().size() == 2);
  viewer.step(5);
  settle(viewer);
  using Levels = std::pair<double, double>;
  const auto level = [&](std::size_t side, std::vector<std::string> where) {
    return viewer.lever_level(training, side, where);
  };
  CHECK(viewer.levels_to_restore(training, -1, {}).empty());
  viewer.move_lever("training", 0.8, -1, {});
  settle(viewer);
  CHECK(level(0, {}) == Levels{0.8, 0.8});
  // the highest is that of the scenario; in other districts it is another one
  CHECK(viewer.levels_to_restore(training, 0, {}) == std::set<double>{0});
  CHECK(viewer.levels_to_restore(training, 0, {"Huangpu"}).empty());
  CHECK(viewer.levels_to_restore(training, -1, {}) == std::set<double>{0, 0.4});
  viewer.restore_lever(training, 1, {"Xuhui"});
  settle(viewer);
  CHECK(level(1, {"Xuhui"}) == Levels{0.4, 0.4});
  CHECK(level(1, {"Huangpu"}) == Levels{0.8, 0.8});
  viewer.restore_lever(training, -1, {});
  settle(viewer);
  for (std::size_t side = 0; side < 2; ++side) {
    CHECK(level(side, {}) == viewer.original_level(training, side, {}));
    CHECK(level(side, {"Huangpu"}).first == (side == 0 ? 0.8 : 0));
    CHECK(level(side, {"Xuhui"}).first == (side == 0 ? 0 : 0.4));
  }
  CHECK(viewer.levels_to_restore(training, -1, {}).empty());
}
