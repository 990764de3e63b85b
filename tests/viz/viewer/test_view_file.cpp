#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/io/output_file.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "tests/viz/settle.hpp"
#include "viz/viewer/view_file.hpp"
#include "viz/viewer/viewer.hpp"

using namespace gongjian;
using test::settle;

namespace {

std::vector<std::uint64_t> hashes_in(const viz::Viewer& viewer, std::size_t side) {
  std::vector<std::uint64_t> hashes;
  for (int week = 1; week <= viewer.state().weeks_done; ++week)
    hashes.push_back(viewer.session()->record(side, week)->frame.hash());
  return hashes;
}

run::ScenarioFile workshop(const std::string& name) {
  run::ScenarioFile file = run::read_scenario_file(name);
  run::apply_setting(file, "population.preset=workshop");
  return file;
}

// What reading a view of one side says, with these lines in it.
std::string refusal(const std::string& changes) {
  const test::Scratch folder;
  const std::string path = folder / "hostile.view.toml";
  io::write_whole(
      path,
      "weeks_done = 50\n[[side]]\npath = \"mine.toml\"\nscenario = \"\"\"\nextends = \"baseline_stable.toml\"\n"
      "[population]\npreset = \"workshop\"\n\"\"\"\n" +
          changes);
  try {
    viz::read_view(path);
  } catch (const core::UserError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a view that is opened again is the same session, and a reset undoes what was done by hand", "[viz]") {
  const test::Scratch folder;
  const std::string path = folder / "it.view.toml";
  viz::Viewer viewer({});
  viewer.open({workshop("leader_leaves"), workshop("leader_leaves")});
  settle(viewer);
  viewer.step(20);
  settle(viewer);
  viewer.move_lever("two_way", 0.6, -1, {});
  viewer.make_happen({"budget_cut", {{"fraction", 0.5}}, 10, {}, {}}, 0);
  viewer.make_happen({"turnover_process", {{"on", 0}}, -1, {}, {}}, 0);
  viewer.remark("看看会怎样: \"\"\"");
  viewer.step(15);
  settle(viewer);
  viewer.move_lever("two_way", 0.2, 1, {viewer.sides()[1].view->scenario.setup.districts[0].name.en});
  viewer.step(10);
  settle(viewer);
  viewer.show(30);
  const auto before = hashes_in(viewer, 0), other = hashes_in(viewer, 1);
  CHECK(before != other);
  io::write_whole(path, viz::write_view(viewer.view_file(), path));

  viz::Viewer again({});
  again.open(path);
  settle(again);
  INFO(again.message().en);
  REQUIRE(again.state().weeks_done == 45);
  CHECK(again.shown() == 30);
  CHECK(hashes_in(again, 0) == before);
  CHECK(hashes_in(again, 1) == other);
  CHECK(again.sides()[0].view->changes.size() == 4);
  CHECK(again.sides()[1].view->changes.size() == 3);
  CHECK(viz::write_view(again.view_file(), path) == viz::write_view(viewer.view_file(), path));
  again.reset();
  settle(again);
  again.step(45);
  settle(again);
  viz::Viewer untouched({});
  untouched.open({workshop("leader_leaves")});
  settle(untouched);
  untouched.step(45);
  settle(untouched);
  CHECK(hashes_in(again, 0) == hashes_in(untouched, 0));
  CHECK(hashes_in(again, 1) == hashes_in(untouched, 0));
}

TEST_CASE("a view finds a population's files and a log from wherever it lies", "[viz]") {
  const test::Scratch folder;
  const std::string path = folder / "it.view.toml";
  viz::Viewer viewer({});
  viewer.open(run::library_folder() + "/populations/example.toml");
  settle(viewer);
  REQUIRE(viewer.sides().size() == 1);
  io::write_whole(path, viz::write_view(viewer.view_file(), path));
  viz::Viewer again({});
  again.open(path);
  settle(again);
  INFO(again.message().en);
  REQUIRE(again.sides().size() == 1);
  CHECK(again.sides()[0].view->scenario.name == "example");
  CHECK(again.sides()[0].view->shape.districts.size() == 2);

  viz::ViewFile of_log;
  of_log.log = folder / "a.h5";
  const std::string text = viz::write_view(of_log, path);
  CHECK(text.find("log = \"a.h5\"") != std::string::npos);
  io::write_whole(path, text);
  CHECK(viz::read_view(path).log == of_log.log);
  of_log.log = "/elsewhere/b.h5";
  io::write_whole(path, viz::write_view(of_log, path));
  CHECK(viz::read_view(path).log == of_log.log);
}

TEST_CASE("a comparison begun while a view opens or steps goes as far as it, and shows what it shows", "[viz]") {
  const test::Scratch folder;
  const std::string path = folder / "it.view.toml";
  viz::Viewer viewer({});
  viewer.open({workshop("leader_leaves"), workshop("leader_leaves")}, {}, 45);
  settle(viewer);
  viewer.show(30);
  viewer.pin({"units", 5, 0});
  viewer.select({"units", 7, 1});
  const auto is_kept = [&](const viz::Viewer& shown, std::size_t looks) {
    CHECK(shown.shown() == 30);
    CHECK(shown.settings.looks.size() == looks);
    CHECK(shown.is_pinned({"units", 5, 0}));
    CHECK(shown.selection().has_value() == (looks == 2));
  };
  io::write_whole(path, viz::write_view(viewer.view_file(), path));
  viewer.compare_with("");
  settle(viewer);
  CHECK(viewer.sides().size() == 1);
  CHECK(viewer.state().weeks_done == 45);
  is_kept(viewer, 1);
  viewer.select({"units", 7, 0});
  viewer.session()->step(1000);
  while (viewer.state().step_ends < 0) viewer.update(0);
  viewer.compare_with("full_package");
  settle(viewer);
  CHECK(viewer.sides().size() == 2);
  CHECK(viewer.state().weeks_done == 1045);
  is_kept(viewer, 2);

  viz::Viewer again({});
  again.open(path);
  again.compare_when_ready("full_package");
  settle(again);
  INFO(again.message().en);
  REQUIRE(again.sides().size() == 2);
  CHECK(again.sides()[1].view->scenario.name == "full_package");
  CHECK(again.state().weeks_done == 45);
  is_kept(again, 2);

  again.open(path);
  again.open({workshop("leader_leaves")}, {}, 45);
  settle(again);
  CHECK(again.is_following());
}

TEST_CASE("what is opened while a log is saved gives that up, and tells it", "[viz]") {
  const test::Scratch folder;
  viz::Viewer viewer({});
  run::ScenarioFile scenario = workshop("leader_leaves");
  run::apply_setting(scenario, "weeks=3000");
  viewer.open({scenario}, {}, 1000);
  settle(viewer);
  viewer.session()->save(folder / "a.h5", 0, false);
  while (viewer.state().saving.path.empty() && !viewer.message_is_error()) viewer.update(0);
  viewer.open({scenario});
  CHECK(viewer.message().en.find("a.h5") != std::string::npos);
  CHECK(viewer.message().en.starts_with("Stopped"));
  CHECK(folder.empty());
}

TEST_CASE("a view that says what can't have been done is refused, and told why", "[viz]") {
  const auto move = [](const std::string& more) { return "[[side.change]]\nlever = \"two_way\"\n" + more; };
  CHECK(refusal(move("week = 20\nvalue = 0.5\n")).empty());
  CHECK(refusal("[[side.change]]\nkind = \"campaign\"\nweek = 3\nend = 9\n").empty());
  for (const auto& [changes, said] : std::vector<std::pair<std::string, std::string>>{
           {move("week = 5201\nvalue = 0.5\n"), "week in [[change]]: read 5201"},
           {move("week = -1\nvalue = 0.5\n"), "week in [[change]]: read -1"},
           {move("value = 0.5\n"), "\"week\" is missing"},
           {move("week = 3\nvalue = 1.5\n"), "value in [[change]]: read 1.5"},
           {move("week = 3\nvalue = nan\n"), "value in [[change]]"},
           {move("week = 3\n"), "\"value\" is missing"},
           {move("week = 3\nvalue = 1\nramps = 3\n"), "\"ramp\""},
           {move("week = 3\nvalue = 1\ndistricts = [\"Nowhere\"]\n"), "Nowhere"},
           {move("week = 3\nvalue = 1\ndistricts = [7]\n"), "read 7"},
           {"[[side.change]]\nlever = \"two_ways\"\nweek = 3\nvalue = 1\n", "two_way"},
           {"[[side.change]]\nkind = \"flood\"\nweek = 3\n", "flood"},
           {"[[side.change]]\nkind = \"budget_cut\"\nweek = 3\nfraction = 7\n", "fraction"},
           {"[[side.change]]\nkind = \"campaign\"\nweek = 3\nend = 2\n", "end"},
           {"[[side.change]]\nkind = \"campaign\"\nweek = 3\n", "end"},
           {"[[side.change]]\nkind = \"district_merger\"\nweek = 3\n", "\"from\" is missing"},
           {"[[side.change]]\nweek = 3\n", "\"text\" is missing"},
           {"change = 3\n", "change"},
           {"[side.change]\nweek = 3\n", "change"},
           {"nonsense = 3\n", "nonsense"}}) {
    const std::string refused = refusal(changes);
    INFO(changes << refused);
    CHECK(refused.find("hostile.view.toml") != std::string::npos);
    CHECK(refused.find(said) != std::string::npos);
  }
  std::string many;
  for (std::size_t n = 0; n <= run::kMostChanges; ++n) many += "[[side.change]]\nweek = 3\ntext = \"again\"\n";
  CHECK(refusal(many).find("allowed are 1000 at most") != std::string::npos);
}
