#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <thread>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/run/log_saver.hpp"
#include "engine/run/run.hpp"
#include "engine/run/session.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;

namespace {

run::ScenarioFile workshop(const std::string& name = "full_package", int weeks = 130) {
  run::ScenarioFile file = run::read_scenario_file(name);
  run::apply_setting(file, "population.preset=workshop");
  run::apply_setting(file, "weeks=" + std::to_string(weeks));
  return file;
}

// The frame's hash at the end of each week of a run that nobody watches.
std::vector<std::uint64_t> hashes_of(const run::Scenario& scenario, int weeks) {
  model::Simulation simulation(scenario.setup, scenario.seed, 1);
  std::vector<std::uint64_t> hashes;
  for (int w = 0; w < weeks; ++w) {
    simulation.step();
    hashes.push_back(simulation.frame().hash());
  }
  return hashes;
}

std::uint64_t state_hash_of(const run::Scenario& scenario, int weeks) {
  model::Simulation simulation(scenario.setup, scenario.seed, 1);
  while (simulation.weeks_done() < weeks) simulation.step();
  return simulation.state_hash();
}

// Runs weeks before anything else is done.
void run_weeks(run::Session& session, int weeks) {
  session.step(weeks);
  session.wait();
}

void play_to_end(run::Session& session) {
  session.play(run::Session::kAsFastAsPossible);
  session.wait();
}

}  // namespace

TEST_CASE("levers moved and events made as a run goes are in its scenario, which gives the same run", "[run]") {
  run::LiveRun live(workshop("leader_leaves"), std::make_shared<run::KeyStates>(), 1);
  const auto step = [&](int weeks) {
    for (int w = 0; w < weeks; ++w) live.step();
  };
  step(20);
  live.change(run::LeverMove{"two_way", 0.6, 0, {}});
  step(30);
  live.change(run::LeverMove{"two_way", 1.0, 13, {}});
  live.change(run::MadeEvent{"leader_turnover", {{"mean_attention", 0.05}}, -1, {}});
  step(30);
  live.change(run::LeverMove{"two_way", 0.3, 0, {}});
  live.change(run::Remark{"看看会怎样"});
  step(20);
  const run::Scenario again = run::read_scenario(
      run::ScenarioFile{"session.toml", "session", io::parse_toml(live.scenario().text, "session.toml")});
  CHECK(state_hash_of(again, 100) == live.simulation().state_hash());
  CHECK(again.remarks.size() == 1);
  CHECK(state_hash_of(run::read_scenario(workshop("leader_leaves")), 100) != live.simulation().state_hash());
}

TEST_CASE("a lever moved twice in a week counts as moved once", "[run]") {
  run::LiveRun once(workshop(), std::make_shared<run::KeyStates>(), 1);
  run::LiveRun twice(workshop(), std::make_shared<run::KeyStates>(), 1);
  for (run::LiveRun* live : {&once, &twice}) {
    for (int w = 0; w < 30; ++w) live->step();
    if (live == &twice)
      for (const double value : {0.9, 0.1, 0.0, 0.7}) live->change(run::LeverMove{"two_way", value, 0, {}});
    live->change(run::LeverMove{"two_way", 0.4, 0, {}});
    for (int w = 0; w < 30; ++w) live->step();
  }
  CHECK(once.simulation().state_hash() == twice.simulation().state_hash());
  CHECK(once.scenario().text == twice.scenario().text);
}

TEST_CASE("a lever that is lowered goes on being carried out, and one that is raised does not fall first", "[run]") {
  const auto level = [](const model::Policy& policy, int week) {
    model::LeverLevels levels = model::no_levers(1);
    model::set_levers(policy, {}, {week}, levels);
    return levels.publicity[0];
  };
  model::Policy policy;
  policy.settings.push_back({.lever = 0, .value = 0.8});
  CHECK(level(policy, 100) == Approx(0.8));
  CHECK(level(run::moved(policy, 0, 0.5, 0, 100, {1}), 100) == Approx(0.5));
  CHECK(level(run::moved(policy, 0, 0.5, 0, 100, {1}), 99) == Approx(0.8));
  CHECK(level(run::moved(policy, 0, 1.0, 0, 100, {1}), 100) == Approx(0.8));
  CHECK(level(run::moved(policy, 0, 1.0, 0, 100, {1}), 200) == Approx(1.0));
  CHECK(level(run::moved(policy, 0, 0, 0, 100, {1}), 100) == 0);
  // there and back again is as if nothing had happened, but for what was planned
  const model::Policy back = run::moved(run::moved(policy, 0, 0.5, 0, 100, {1}), 0, 0.8, 0, 120, {1});
  CHECK(level(back, 121) >= 0.5);
}

TEST_CASE("a lever moved in one district leaves the others as they were", "[run]") {
  model::Policy policy;
  policy.settings.push_back({.lever = 0, .value = 0.8, .end = 300, .ramp = 10});
  policy.settings.push_back({.lever = 0, .value = 1, .start = 200, .since = 200});
  const model::Policy after = run::moved(policy, 0, 0.5, 0, 100, {0, 1, 0});
  const auto level = [](const model::Policy& p, int week, std::size_t d) {
    double highest = 0;
    for (const model::LeverSetting& setting : p.settings) highest = std::max(highest, setting.level(week, d));
    return highest;
  };
  for (const int week : {0, 5, 99, 100, 150, 250, 299, 350})
    for (const std::size_t d : {0u, 2u}) CHECK(level(after, week, d) == level(policy, week, d));
  CHECK(level(after, 99, 1) == level(policy, 99, 1));
  for (const int week : {100, 250, 350}) CHECK(level(after, week, 1) == 0.5);
}

TEST_CASE("what can't be done to a run is told and changes nothing", "[run]") {
  run::LiveRun live(workshop(), std::make_shared<run::KeyStates>(), 1);
  const std::string before = live.scenario().text;
  CHECK_THROWS_AS(live.change(run::LeverMove{"two_ways", 0.6, 0, {}}), core::UserError);
  CHECK_THROWS_AS(live.change(run::LeverMove{"two_way", 1.5, 0, {}}), core::UserError);
  CHECK_THROWS_AS(live.change(run::LeverMove{"two_way", 0.5, 0, {"Nowhere"}}), core::UserError);
  CHECK_THROWS_AS(live.change(run::MadeEvent{"flood", {}, -1, {}}), core::UserError);
  CHECK_THROWS_AS(live.change(run::MadeEvent{"budget_cut", {{"fraction", 3}}, -1, {}}), core::UserError);
  CHECK(live.scenario().text == before);
  CHECK(live.changes().empty());
}

TEST_CASE("a run gone back in and forth has the state of a straight one at every week", "[run]") {
  run::LiveRun live(workshop(), std::make_shared<run::KeyStates>(std::size_t{3} << 20), 1);
  for (const int week : {90, 10, 60, 0, 59, 61, 130, 129}) {
    live.go_to(week);
    CHECK(live.simulation().state_hash() == state_hash_of(live.scenario(), week));
  }
}

TEST_CASE("every week of a session has the frame of a run that nobody watches", "[run]") {
  run::Session session({workshop()}, {});
  play_to_end(session);
  REQUIRE(session.state().weeks_done == 130);
  const std::vector<std::uint64_t> hashes = hashes_of(session.side(0)->scenario, 130);
  session.watch({{"units", "identity"}, {"neighbourhoods", "service_index"}});
  for (const int week : {77, 3, 130}) {
    session.wish(week, {{"units", 5, 0}, {"members", 100, 0}, {"committees", 0, 0}, {"projects", 0, 0}});
    session.wait();
    for (const run::LookedAt& look : *session.looked_at()) CHECK(look.weeks_done == week);
    CHECK(session.looked_at()->at(0).terms.size() > 10);
  }
  for (int week = 1; week <= 130; ++week) {
    const auto record = session.record(0, week);
    REQUIRE(record != nullptr);
    CHECK(record->frame.hash() == hashes[static_cast<std::size_t>(week) - 1]);
    CHECK(record->values_of({"units", "identity"})->size() == session.side(0)->shape.kind_of_unit.size());
  }
}

TEST_CASE("columns watched from the beginning and filled in afterwards are the same", "[run]") {
  const std::vector<run::WatchedColumn> columns = {{"units", "reciprocity"}, {"units", "participates"}};
  run::Session before({workshop("two_way_shock", 60)}, {}), after({workshop("two_way_shock", 60)}, {});
  before.watch(columns);
  play_to_end(before);
  play_to_end(after);
  after.watch(columns);
  after.wait();
  for (int week = 0; week <= 60; ++week) {
    const auto a = before.record(0, week), b = after.record(0, week);
    for (const run::WatchedColumn& column : columns) CHECK(*a->values_of(column) == *b->values_of(column));
    CHECK(a->started.size() == b->started.size());
    CHECK(a->completed == b->completed);
  }
}

TEST_CASE("other columns that are watched leave records the values of those that go on being so", "[run]") {
  run::Session session({workshop("two_way_shock", 60)}, {});
  const run::WatchedColumn habit{"units", "habit"}, service{"neighbourhoods", "service_index"};
  session.watch({service, habit});
  session.step(10);
  session.wait();
  const auto before = session.record(0, 10);
  session.watch({habit, {"units", "identity"}});
  session.wait();
  const auto after = session.record(0, 10);
  CHECK(after->values_of(service) == nullptr);
  CHECK(*after->values_of(habit) == *before->values_of(habit));
  CHECK(after->values_of({"units", "identity"})->size() == before->values_of(habit)->size());
  CHECK(before->values_of({"units", "identity"}) == nullptr);
}

TEST_CASE("a session with levers moved, saved, replays to the same hash from its scenario and its log", "[run]") {
  const test::Scratch folder;
  const std::string toml = folder / "session.toml", log = folder / "session.h5";
  run::Session session({workshop("leader_leaves")}, {});
  run_weeks(session, 40);
  session.change(run::LeverMove{"registration", 1, 0, {}});
  run_weeks(session, 20);
  session.change(run::LeverMove{"registration", 0.4, 0, {}});
  run_weeks(session, 17);
  session.save(toml, 0, false);
  session.wait();
  CHECK_FALSE(session.state().message_is_error);
  session.save(log, 0, false);
  session.wait();
  INFO(session.state().message.en);
  CHECK_FALSE(session.state().message_is_error);
  const run::Scenario again = run::read_scenario(toml);
  CHECK(again.weeks == 77);
  CHECK(core::to_hex(state_hash_of(again, 77)) == core::to_hex(*io::LogReader(log).final_hash()));
  session.save(toml, 0, false);
  session.wait();
  CHECK(session.state().message_is_error);  // it is there already

  run::Session replay(log, {});
  replay.wait();
  REQUIRE(replay.state().phase == run::SessionState::Phase::ready);
  CHECK(replay.state().is_replay);
  CHECK(replay.state().weeks_done == 77);
  for (int week = 1; week <= 77; ++week)
    CHECK(replay.record(0, week)->frame.hash() == session.record(0, week)->frame.hash());
  CHECK(replay.record(0, 50)->has_agents);
}

TEST_CASE("a session that ends while it plays does not play to the end", "[run]") {
  constexpr int kWeeks = 5200;
  std::atomic<int> seen = 0;
  std::promise<void> plays;
  run::ScenarioFile file = workshop("leader_leaves", kWeeks);
  run::apply_setting(file, "population.preset=district");
  {
    run::Session session({file}, {.version = "", .changed = [&] {
                                    if (++seen == 5) plays.set_value();
                                  }});
    session.play(run::Session::kAsFastAsPossible);
    plays.get_future().wait();
  }
  CHECK(seen < kWeeks);
}

TEST_CASE("two sides with the same scenario are the same in every week, until one is changed", "[run]") {
  run::Session session({workshop(), workshop()}, {});
  run_weeks(session, 30);
  session.change(run::LeverMove{"two_way", 1, 0, {}}, 1);
  run_weeks(session, 20);
  for (int week = 0; week <= 30; ++week)
    CHECK(session.record(0, week)->frame.hash() == session.record(1, week)->frame.hash());
  CHECK(session.record(0, 50)->frame.hash() != session.record(1, 50)->frame.hash());
}

TEST_CASE("a session that goes back forgets what was done later, and nothing before", "[run]") {
  run::Session session({workshop()}, {});
  run_weeks(session, 30);
  session.change(run::LeverMove{"two_way", 0.2, 0, {}});
  run_weeks(session, 30);
  session.change(run::LeverMove{"contracts", 0, 0, {}});
  run_weeks(session, 10);
  session.rewind(60);
  run_weeks(session, 5);
  CHECK(session.side(0)->changes.size() == 1);
  CHECK(session.state().weeks_done == 65);
  CHECK(session.record(0, 65)->frame.hash() == hashes_of(session.side(0)->scenario, 65).back());
}

TEST_CASE("a session that goes back to where it stands undoes what was done there, and a step that has not begun",
          "[run]") {
  run::Session session({workshop()}, {});
  session.change(run::LeverMove{"two_way", 0.2, 0, {}});
  session.wait();
  CHECK(session.side(0)->changes.size() == 1);
  session.rewind(0);
  session.wait();
  CHECK(session.side(0)->changes.empty());
  session.step(100);
  session.rewind(0);
  session.wait();
  CHECK(session.state().weeks_done == 0);
  CHECK_FALSE(session.state().playing);
  run_weeks(session, 60);
  const std::vector<std::uint64_t> hashes = hashes_of(run::read_scenario(workshop()), 60);
  session.change(run::LeverMove{"two_way", 0.2, 0, {}});
  session.rewind(60);
  run_weeks(session, 10);
  CHECK(session.record(0, 60)->frame.hash() == hashes.back());
  CHECK(session.record(0, 70)->frame.hash() == hashes_of(run::read_scenario(workshop()), 70).back());
}

TEST_CASE("another speed lets playing end where it was to end, and leaves a step as it is", "[run]") {
  run::Session session({workshop()}, {});
  session.play(0.001, 50);
  session.set_speed(run::Session::kAsFastAsPossible);
  session.wait();
  CHECK(session.state().weeks_done == 50);
  session.step(40);
  session.set_speed(0.001);
  session.wait();
  CHECK(session.state().weeks_done == 90);
  session.set_speed(10);
  session.wait();
  CHECK_FALSE(session.state().playing);
}

TEST_CASE("a session that plays stops at once where it is to play to a week that it has reached", "[run]") {
  run::Session session({workshop()}, {});
  session.play(0.001);
  while (session.state().weeks_done < 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  CHECK(session.state().playing);
  session.play(0.001, 1);
  session.wait();
  CHECK_FALSE(session.state().playing);
  CHECK(session.state().weeks_done == 1);
}

TEST_CASE("what is looked up after going back is of the run as it is now", "[run]") {
  run::Session session({workshop("leader_leaves")}, {});
  run_weeks(session, 60);
  session.watch({{"units", "identity"}});
  session.wish(60, {{"units", 5, 0}});
  session.wait();
  session.rewind(10);
  session.change(run::LeverMove{"two_way", 1, 0, {}});
  session.change(run::LeverMove{"training", 1, 0, {}});
  run_weeks(session, 70);
  session.watch({{"units", "habit"}});
  session.wish(70, {{"units", 5, 0}});
  session.wait();
  const std::vector<std::uint64_t> hashes = hashes_of(session.side(0)->scenario, 80);
  for (int week = 1; week <= 80; ++week)
    CHECK(session.record(0, week)->frame.hash() == hashes[static_cast<std::size_t>(week) - 1]);
}

TEST_CASE("a district that is moved after all of them in one week keeps what has been learnt", "[run]") {
  model::Policy policy;
  policy.settings.push_back({.lever = 0, .value = 0.8});
  const model::Policy all = run::moved(policy, 0, 0.5, 0, 100, {1, 1});
  const model::Policy after = run::moved(all, 0, 0.6, 0, 100, {0, 1});
  model::LeverLevels levels = model::no_levers(2);
  model::set_levers(after, {}, {100}, levels);
  CHECK(levels.publicity[0] == Approx(0.5));
  CHECK(levels.publicity[1] >= 0.5);
  const model::Policy lower = run::moved(all, 0, 0.3, 0, 100, {0, 1});
  model::set_levers(lower, {}, {100}, levels);
  CHECK(levels.publicity[1] == Approx(0.3));
}

TEST_CASE("what was done to a run can be done again to another, and undone there", "[run]") {
  run::Session first({workshop("leader_leaves")}, {});
  run_weeks(first, 30);
  first.change(run::LeverMove{"two_way", 1, 0, {}});
  run_weeks(first, 20);
  run::Session second({first.side(0)->original, first.side(0)->original}, {}, {first.side(0)->changes});
  run_weeks(second, 50);
  CHECK(second.record(0, 50)->frame.hash() == first.record(0, 50)->frame.hash());
  CHECK(second.record(1, 50)->frame.hash() != first.record(0, 50)->frame.hash());
  second.rewind(0);
  run_weeks(second, 50);
  CHECK(second.record(0, 50)->frame.hash() == second.record(1, 50)->frame.hash());
}

TEST_CASE("a step is paused like any other playing, and lets through what is asked meanwhile", "[run]") {
  run::Session session({workshop("leader_leaves", 5000)}, {});
  session.step(5000);
  session.wish(3, {{"units", 5, 0}});
  while (session.looked_at()->empty() || session.looked_at()->at(0).weeks_done != 3)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  CHECK(session.state().playing);
  session.pause();
  session.wait();
  CHECK_FALSE(session.state().playing);
  const int weeks = session.state().weeks_done;
  CHECK(weeks < 5000);
  session.step(3);
  session.step(0);
  session.step(4);
  session.wait();
  CHECK(session.state().weeks_done == weeks + 7);
}

TEST_CASE("what can't be done on one side is done on none", "[run]") {
  run::ScenarioFile crowded = workshop();
  io::Array remarks;
  for (int n = 0; n < 1000; ++n) {
    io::Table remark;
    remark.set("week", {std::int64_t{n % 100}, {}});
    remark.set("text", {std::string("one more"), {}});
    remarks.push_back({remark, {}});
  }
  crowded.table.set("lever", {io::Array{}, {}});
  crowded.table.set("event", {io::Array{}, {}});
  crowded.table.set("remark", {remarks, {}});
  run::Session session({workshop(), crowded}, {});
  run_weeks(session, 3);
  session.change(run::Remark{"too much"});
  session.wait();
  CHECK(session.state().message_is_error);
  CHECK(session.side(0)->changes.empty());
  CHECK(session.side(1)->changes.empty());
  session.change(run::Remark{"enough"}, 0);
  session.wait();
  CHECK(session.side(0)->changes.size() == 1);
}

TEST_CASE("what is done while more is to be done again keeps its place in time", "[run]") {
  const std::vector<run::Change> later = {{40, run::LeverMove{"two_way", 0.3, 0, {}}}};
  run::Session session({workshop("leader_leaves")}, {}, {later});
  run_weeks(session, 20);
  session.change(run::LeverMove{"two_way", 1, 0, {}});
  run_weeks(session, 40);
  const auto side = session.side(0);
  REQUIRE(side->changes.size() == 2);
  CHECK(side->changes.front().week == 20);
  CHECK(side->changes.back().week == 40);
  CHECK(session.record(0, 60)->frame.hash() == hashes_of(side->scenario, 60).back());
}

TEST_CASE("a log is saved while the session goes on, and several one after another", "[run]") {
  const test::Scratch folder;
  run::Session session({workshop("leader_leaves", 400)}, {});
  run_weeks(session, 200);
  session.save(folder / "a.h5", 0, false);
  session.save(folder / "b.h5", 0, false);
  session.save(folder / "a.h5", 0, false);  // it will be there already
  session.step(50);
  session.change(run::LeverMove{"two_way", 1, 0, {}});
  session.wait();
  CHECK(session.state().weeks_done == 250);
  CHECK(session.state().message_is_error);
  CHECK(session.state().message.en.find("a.h5") != std::string::npos);
  CHECK(session.state().saving.path.empty());
  for (const char* name : {"a.h5", "b.h5"}) {
    const io::LogReader log(folder / name);
    CHECK(log.complete());
    CHECK(log.weeks().size() == 200);
    CHECK(log.frame_hashes().back() == session.record(0, 200)->frame.hash());
  }
}

TEST_CASE("a log that is given up leaves nothing, by hand or as the session ends", "[run]") {
  const test::Scratch folder;
  const auto files = [&] {
    return std::distance(std::filesystem::directory_iterator(folder / ""), std::filesystem::directory_iterator());
  };
  {
    run::Session session({workshop("leader_leaves", 3000)}, {});
    run_weeks(session, 3000);
    const auto begin = [&] {
      session.save(folder / "a.h5", 0, false);
      session.save(folder / "b.h5", 0, false);
      while (session.state().saving.weeks_done == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      CHECK(session.state().saving.weeks == 3000);
      CHECK(session.state().saving.waiting == 1);
      CHECK(session.is_busy());
    };
    begin();
    session.stop_saving();
    session.wait();
    CHECK(session.state().message.en.find("a.h5, ") != std::string::npos);
    CHECK(session.state().message.en.find("b.h5") != std::string::npos);
    CHECK(session.state().weeks_done == 3000);
    CHECK(files() == 0);
    begin();
  }
  CHECK(files() == 0);
}

TEST_CASE("logs that are given up as they are ordered are waited for and told", "[run]") {
  const test::Scratch folder;
  std::atomic<int> told = 0;
  run::LogSaver saver(
      1, "", [&](const core::Text& message, bool) { told += message.en.starts_with("Stopped") ? 1 : 0; }, [] {});
  const run::Scenario scenario = run::read_scenario(workshop("leader_leaves", 3000));
  for (int n = 1; n <= 20; ++n) {
    saver.save({scenario, folder / "a.h5", false, ""});
    saver.give_up();
    saver.wait();
    CHECK(told == n);
  }
  CHECK(folder.empty());
}

TEST_CASE("watched columns keep to their budget, and are the same when they are filled in again", "[run]") {
  const std::vector<run::WatchedColumn> columns = {{"units", "identity"}};
  run::Session all({workshop()}, {});
  all.watch(columns);
  run_weeks(all, 130);
  const std::size_t bytes_of_week = all.record(0, 130)->values_of(columns[0])->bytes();
  run::SessionOptions options;
  options.watched_bytes = 20 * bytes_of_week;
  run::Session session({workshop()}, options);
  session.watch(columns);
  const auto weeks_held = [&] {
    std::vector<int> weeks;
    for (int week = 0; week <= session.state().weeks_done; ++week) {
      const auto values = session.record(0, week)->values_of(columns[0]);
      if (values == nullptr) continue;
      weeks.push_back(week);
      CHECK(*values == *all.record(0, week)->values_of(columns[0]));
      CHECK(session.record(0, week)->has_agents);
    }
    return weeks;
  };
  run_weeks(session, 130);
  CHECK(weeks_held().size() == 20);
  CHECK(weeks_held().front() == 111);
  for (const int week : {5, 70, 0, 130, 64}) {
    session.wish(week, {});
    session.wait();
    const std::vector<int> held = weeks_held();
    CHECK(held.size() == 20);
    CHECK(std::find(held.begin(), held.end(), week) != held.end());
    CHECK(held.back() - held.front() == 19);
  }
  for (int week = 1; week <= 130; ++week)
    CHECK(session.record(0, week)->frame.hash() == all.record(0, week)->frame.hash());
  session.rewind(60);
  session.wish(-1, {});
  run_weeks(session, 10);
  CHECK(weeks_held().back() == 70);
  CHECK(weeks_held().size() == 20);
}

TEST_CASE("the watched columns of all of Shanghai keep to half a gibibyte", "[.][long]") {
  run::ScenarioFile file = run::read_scenario_file("full_package");
  run::apply_setting(file, "population.preset=shanghai");
  run::Session session({file}, {});
  const std::vector<run::WatchedColumn> columns = {
      {"units", "participates"}, {"units", "identity"},    {"units", "reciprocity"}, {"units", "habit"},
      {"units", "formalism"},    {"units", "net_benefit"}, {"units", "propensity"}};  // 600 MiB in ten years
  session.watch(columns);
  session.step(520);
  std::size_t most = 0;
  std::shared_ptr<const run::ColumnValues> early;
  const auto bytes = [&] {
    std::size_t sum = 0;
    for (int week = 0; week <= session.state().weeks_done; ++week)
      if (const auto record = session.record(0, week); record != nullptr)
        for (const auto& values : record->watched) sum += values.rows->bytes();
    return sum;
  };
  while (session.is_busy()) {
    most = std::max(most, bytes());
    if (early == nullptr && session.state().weeks_done >= 30) early = session.record(0, 30)->values_of(columns[1]);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(session.record(0, 30)->watched.empty());
  session.wish(30, {});
  while (session.is_busy()) {
    most = std::max(most, bytes());
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(*session.record(0, 30)->values_of(columns[1]) == *early);
  INFO("watched columns took at most " << (most >> 20) << " MiB");
  // a week is recorded before another is forgotten, and weeks go on while their bytes are summed up
  const std::size_t few_weeks = std::size_t{8} * 49'533 * 25;
  CHECK(most <= (std::size_t{512} << 20) + few_weeks);
}

TEST_CASE("sides with different cities are refused", "[run]") {
  run::ScenarioFile other = workshop();
  run::apply_setting(other, "population.preset=district");
  run::Session session({workshop(), other}, {});
  session.wait();
  CHECK(session.state().phase == run::SessionState::Phase::failed);
  CHECK(session.state().message.en.find("different cities") != std::string::npos);
}

TEST_CASE("a log that is foreign or damaged is told by a session, not suffered", "[run]") {
  const test::Scratch folder;
  const std::string path = folder / "foreign.h5";
  std::ofstream(path) << "no log";
  run::Session session(path, {});
  session.wait();
  CHECK(session.state().phase == run::SessionState::Phase::failed);
  CHECK(session.state().message.en.find("foreign.h5") != std::string::npos);
  session.play(10);
  run_weeks(session, 3);
}
