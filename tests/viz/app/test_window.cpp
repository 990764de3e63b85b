#include <string>

#include "tests/catch.hpp"
#include "tests/viz/settle.hpp"
#include "viz/app/window.hpp"

using namespace gongjian;
using test::settle;

TEST_CASE("a selected district is the one that has absorbed it, on the side and in the weeks where it has", "[viz]") {
  run::ScenarioFile apart = run::read_scenario_file("baseline_stable");
  run::apply_setting(apart, "population.preset=shanghai");
  run::apply_setting(apart, "population.member_share=0.02");
  run::ScenarioFile merging = apart;
  const io::Table merger =
      io::parse_toml("[[event]]\nkind = \"district_merger\"\nweek = 2\nfrom = \"Zhabei\"\ninto = \"Jing'an\"\n", "");
  merging.table.set("event", *merger.find("event"));
  viz::Viewer viewer({});
  viewer.open({apart, merging});
  settle(viewer);
  REQUIRE(viewer.sides().size() == 2);
  viewer.step(5);
  settle(viewer);
  const auto& names = viewer.sides()[0].view->shape.districts;
  const auto row = [&](const std::string& name) {
    int d = 0;
    while (names.at(static_cast<std::size_t>(d)).en != name) ++d;
    return d;
  };
  const int absorbed = row("Zhabei"), absorbing = row("Jing'an");
  CHECK(viz::selected_district(viewer, 1) == -1);
  for (const char* table : {"districts", "alliances"}) {
    viewer.select({table, static_cast<std::size_t>(absorbed), 0});
    viewer.show(-1);
    settle(viewer);
    CHECK(viz::selected_district(viewer, 0) == absorbed);
    CHECK(viz::selected_district(viewer, 1) == absorbing);
    viewer.show(1);
    settle(viewer);
    CHECK(viz::selected_district(viewer, 1) == absorbed);
  }
  viewer.select({"districts", names.size(), 0});
  CHECK(viz::selected_district(viewer, 1) == -1);
}
