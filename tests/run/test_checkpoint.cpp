// Checkpoints: a run that is kept and goes on is the run that was never left, and what is no checkpoint is told.
#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/rng.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/run/library.hpp"
#include "engine/run/run.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;
using test::bytes_of;
using test::Scratch;

namespace {

namespace fs = std::filesystem;

run::Scenario workshop(const std::string& name, int weeks, std::vector<std::string> settings = {}) {
  settings.push_back("weeks=" + std::to_string(weeks));
  if (name == "district_merger") {  // needs Shanghai's districts
    settings.push_back("population.member_share=0.01");
    settings.push_back("event.0.week=" + std::to_string(weeks / 2));
  } else if (name.find('/') == std::string::npos) {
    settings.push_back("population.preset=\"workshop\"");
  }
  return run::read_scenario(name, settings);
}

// Runs so many weeks of a longer run and keeps it.
run::RunResult keep(run::Scenario scenario, int weeks, const std::string& path, unsigned threads = 1) {
  scenario.weeks = weeks;
  return run::run(scenario, {.threads = threads, .version = "1.2.3", .checkpoint_path = path});
}

// With NaN equal to itself.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0);
}

bool same(const run::RunResult& a, const run::RunResult& b) {
  return a.hash == b.hash && a.weeks_done == b.weeks_done && same(a.outcomes, b.outcomes) &&
         a.series.size() == b.series.size() &&
         std::equal(a.series.begin(), a.series.end(), b.series.begin(),
                    [](const auto& x, const auto& y) { return same(x, y); });
}

int random_week(std::uint32_t entity, std::uint32_t k, int weeks) {
  const double u = core::Draws(30).uniform(core::stream("checkpoint_week"), entity, 0, k);
  return 1 + static_cast<int>(u * (weeks - 1));
}

// Leaves and resumes the run at some random weeks, on another number of threads each time.
void check_weeks(const run::Scenario& scenario, std::uint32_t entity, std::uint32_t count) {
  const Scratch scratch;
  const std::string path = scratch / "run.h5";
  const run::RunResult straight = run::run(scenario, {});
  for (std::uint32_t k = 0; k < count; ++k) {
    const int week = random_week(entity, k, scenario.weeks);
    CAPTURE(scenario.name, week);
    keep(scenario, week, path, k % 2 == 0 ? 3 : 1);
    const run::Past past(path);
    CHECK(past.weeks() == week);
    const run::RunResult resumed = run::run(past.scenario_with({"weeks=" + std::to_string(scenario.weeks)}),
                                            {.threads = k % 2 == 0 ? 1u : 3u, .past = &past});
    CHECK(resumed.first_week == week);
    CHECK(same(resumed, straight));
  }
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const core::UserError& error) {
    return error.what();
  }
  return "";
}

// What is told of a checkpoint that is read and gone on from.
std::string told(const std::string& path, const run::Scenario& scenario) {
  return message_of([&] {
    const run::Past past(path);
    run::run(scenario, {.past = &past});
  });
}

// A file that another program has changed, and that therefore has no seal.
void change(const std::string& path, const std::function<void(hid_t)>& action) {
  fs::resize_file(path, fs::file_size(path) - 24);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  REQUIRE(file >= 0);
  action(file);
  H5Fclose(file);
}

void remove(hid_t file, const char* name) { REQUIRE(H5Ldelete(file, name, H5P_DEFAULT) >= 0); }

void write_list(hid_t file, const char* name, hid_t type, hsize_t rows) {
  const hid_t space = H5Screate_simple(1, &rows, nullptr);
  const hid_t dataset = H5Dcreate2(file, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  REQUIRE(dataset >= 0);
  H5Dclose(dataset);
  H5Sclose(space);
}

}  // namespace

TEST_CASE("Every scenario goes on from a checkpoint as if it had not been left", "[run]") {
  std::uint32_t entity = 0;
  for (const std::string& name : run::library_names()) check_weeks(workshop(name, 160), entity++, 3);
}

TEST_CASE("Every scenario goes on from twenty weeks of ten years as if it had not been left", "[.][long]") {
  std::uint32_t entity = 100;
  for (const std::string& name : run::library_names()) check_weeks(workshop(name, 520), entity++, 20);
}

TEST_CASE("Other ways of matching, learning, and populations from tables go on from a checkpoint too", "[run]") {
  const std::string tables = (fs::path(run::library_folder()) / "populations" / "example.toml").string();
  std::uint32_t entity = 200;
  for (const char* mode : {"0", "1", "2"})
    check_weeks(workshop("full_package", 160,
                         {std::string("parameters.matching.mode=") + mode, "parameters.learning.bush_mosteller=true"}),
                entity++, 3);
  check_weeks(workshop(tables, 160), entity, 3);
}

TEST_CASE("A checkpoint at the end lets a run become longer", "[run]") {
  const Scratch scratch;
  keep(workshop("leader_leaves", 60), 60, scratch / "run.h5");
  const run::Past past(scratch / "run.h5");
  const run::Scenario longer = past.scenario_with({"weeks=100"});
  CHECK(same(run::run(longer, {.past = &past}), run::run(workshop("leader_leaves", 100), {})));
  CHECK(message_of([&] { past.check_follows(past.scenario()); }).find("lasts 60 weeks") != std::string::npos);
}

TEST_CASE("The log of a run that goes on holds what the straight run's holds from there on", "[run]") {
  const Scratch scratch;
  const run::Scenario scenario = workshop("leader_leaves", 160, {"log.agents.decision=3", "log.agents.unit=10"});
  run::run(scenario, {.log_path = scratch / "straight.h5"});
  run::Scenario part = scenario;
  part.weeks = 101;
  run::run(part, {.log_path = scratch / "part.h5", .checkpoint_path = scratch / "run.h5"});
  const run::Past past(scratch / "run.h5");
  run::run(scenario, {.log_path = scratch / "rest.h5", .past = &past});

  const io::LogReader straight(scratch / "straight.h5"), rest(scratch / "rest.h5");
  CHECK(straight.header().first_week == 0);
  CHECK(rest.header().first_week == 101);
  CHECK(rest.header().weeks == 160);
  REQUIRE(rest.weeks().size() == 59);
  CHECK(rest.weeks().front() == 101);
  const auto all = straight.frame_hashes();
  CHECK(std::equal(all.begin() + 101, all.end(), rest.frame_hashes().begin()));
  CHECK(rest.final_hash() == straight.final_hash());
  REQUIRE(rest.events().size() == 1);  // the leader leaves in week 156
  CHECK(rest.state_hashes().front().week == 103);

  const auto decisions = [](const std::string& path, std::size_t samples) {
    const io::h5::Handle file = io::h5::open_file(path);
    CHECK(io::h5::read_values<int>(io::h5::open_dataset(file, "agents/decisions/week")).back() == 159);
    std::vector<double> chance = io::h5::read_values<double>(io::h5::open_dataset(file, "agents/decisions/chance"));
    const std::size_t units = io::h5::extents(io::h5::open_dataset(file, "agents/decisions/row"))[0];
    return std::vector<double>(chance.end() - static_cast<std::ptrdiff_t>(samples * units), chance.end());
  };
  // weeks 102 to 159, of which the first ones show decisions made before the checkpoint
  CHECK(same(decisions(scratch / "straight.h5", 20), decisions(scratch / "rest.h5", 20)));
}

TEST_CASE("A stopped run is kept where it stopped", "[run]") {
  const Scratch scratch;
  const run::Scenario scenario = workshop("expo_campaign", 120);
  std::atomic<bool> stop{false};
  const auto stopped = run::run(scenario, {.checkpoint_path = scratch / "run.h5",
                                           .checkpoint_every = 20,
                                           .progress = [&](int week) { stop = week == 33; },
                                           .stop = &stop});
  CHECK(stopped.weeks_done == 33);
  CHECK_FALSE(stopped.complete);
  const run::Past past(scratch / "run.h5"), previous(scratch / "run.previous.h5");
  CHECK(past.weeks() == 33);
  CHECK(previous.weeks() == 20);
  const run::RunResult straight = run::run(scenario, {});
  CHECK(same(run::run(scenario, {.past = &past}), straight));
  CHECK(same(run::run(scenario, {.past = &previous}), straight));
}

TEST_CASE("A branch differs from the run it leaves only through its policy, from that week on", "[run]") {
  const Scratch scratch;
  const run::Scenario scenario = workshop("baseline_turnover", 120);
  keep(scenario, 60, scratch / "run.h5");
  const run::Past past(scratch / "run.h5");
  CHECK(past.notes_on(scenario).empty());
  const run::RunResult straight = run::run(scenario, {});

  // a lever that begins later is the same whether it was meant from the beginning or not
  const std::vector<std::string> reform = {"levers.two_way=1", "levers.two_way.start=80"};
  const run::Scenario changed = workshop("baseline_turnover", 120, reform);
  CHECK(past.notes_on(changed).empty());
  const run::RunResult branch = run::run(changed, {.past = &past});
  CHECK(same(branch, run::run(changed, {})));
  CHECK(branch.hash != straight.hash);

  // one that began before does so only now
  const run::Scenario earlier = workshop("baseline_turnover", 120, {"levers.two_way=1", "levers.two_way.start=20"});
  const auto notes = past.notes_on(earlier);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].en.find("two_way") != std::string::npos);
  const run::RunResult late = run::run(earlier, {.past = &past});
  for (std::size_t s = 0; s < late.series.size(); ++s)
    CHECK(same({late.series[s].begin(), late.series[s].begin() + 60},
               {straight.series[s].begin(), straight.series[s].begin() + 60}));
  CHECK(late.hash != straight.hash);
}

TEST_CASE("Events that the past has otherwise are told", "[run]") {
  const Scratch scratch;
  keep(workshop("leader_leaves", 200), 170, scratch / "run.h5");
  const run::Past past(scratch / "run.h5");
  const auto notes = past.notes_on(workshop("leader_leaves", 200, {"event.0.week=150"}));
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].en.find("did not happen") != std::string::npos);
  CHECK(notes[0].en.find("leader_turnover in week 150") != std::string::npos);
  CHECK(notes[1].en.find("leader_turnover in week 156") != std::string::npos);
  CHECK(past.notes_on(workshop("leader_leaves", 300)).empty());
}

TEST_CASE("A past has no future with another city, date or seed", "[run]") {
  const Scratch scratch;
  keep(workshop("leader_leaves", 100), 30, scratch / "run.h5");
  const run::Past past(scratch / "run.h5");
  const auto refusal = [&](const std::vector<std::string>& settings) {
    return message_of([&] {
      const run::Scenario scenario = workshop("leader_leaves", 100, settings);
      past.check_follows(scenario);
      run::run(scenario, {.past = &past});
    });
  };
  CHECK(refusal({}) == "");
  CHECK(refusal({"seed=2"}).find("seed is 2 in the scenario and 1 in the checkpoint") != std::string::npos);
  CHECK(refusal({"start_date=2015-01-05"}).find("start_date is 2015-01-05") != std::string::npos);
  CHECK(refusal({"parameters.start.habit=0.2"}).find("parameters.start.habit is 0.2") != std::string::npos);
  CHECK(refusal({"population.member_share=0.5"}).find("its population is another") != std::string::npos);
}

TEST_CASE("Equal runs have equal checkpoints, whatever their threads", "[run]") {
  const Scratch scratch;
  const run::Scenario scenario = workshop("full_package", 160);
  keep(scenario, 120, scratch / "one.h5", 1);
  keep(scenario, 120, scratch / "three.h5", 3);
  CHECK(bytes_of(scratch / "one.h5") == bytes_of(scratch / "three.h5"));
  // also where the run went on from an earlier one
  keep(scenario, 50, scratch / "early.h5");
  const run::Past past(scratch / "early.h5");
  run::Scenario rest = past.scenario_with({});
  rest.weeks = 120;
  run::run(rest, {.version = "1.2.3", .checkpoint_path = scratch / "late.h5", .past = &past});
  CHECK(bytes_of(scratch / "one.h5") == bytes_of(scratch / "late.h5"));
}

TEST_CASE("A checkpoint finds its population's files from where it lies", "[run]") {
  const Scratch scratch;
  fs::create_directories(scratch / "study/data");
  for (const char* file : {"example.toml", "example_units.csv", "example_members.csv", "example_subdistricts.csv"})
    fs::copy(fs::path(run::library_folder()) / "populations" / file, fs::path(scratch / "study/data") / file);
  // one of the files is named on the command line, from the current folder
  const run::Scenario scenario =
      workshop(scratch / "study/data/example.toml", 40,
               {"population.subdistricts=\"" + (scratch / "study/data/example_subdistricts.csv") + "\""});
  CHECK(scenario.text.find("subdistricts = \"example_subdistricts.csv\"") != std::string::npos);
  const run::RunResult straight = run::run(scenario, {});
  keep(scenario, 20, scratch / "study/run.h5");
  fs::rename(scratch / "study", scratch / "moved");
  const run::Past past(scratch / "moved/run.h5");
  CHECK(same(run::run(past.scenario(), {.past = &past}), straight));

  std::ofstream(scratch / "moved/data/example_units.csv", std::ios::app) << "\n";
  CHECK(message_of([&] { run::Past(scratch / "moved/run.h5"); }).find("the file has changed since") !=
        std::string::npos);
}

TEST_CASE("What is no whole checkpoint is refused and named", "[run]") {
  const Scratch scratch;
  const run::Scenario scenario = workshop("leader_leaves", 60);
  const std::string path = scratch / "run.h5", broken = scratch / "broken.h5";
  keep(scenario, 30, path);
  const std::string whole = bytes_of(path);
  const auto expect = [&](const std::string& part) {
    const std::string message = told(broken, scenario);
    CAPTURE(message);
    CHECK(message.find(part) != std::string::npos);
    CHECK(message.find(broken) != std::string::npos);
  };
  const auto write = [&](const std::string& bytes) { std::ofstream(broken, std::ios::binary) << bytes; };
  REQUIRE(told(path, scenario) == "");

  expect("there is no such file");
  write("a text\n");
  expect("it is not an HDF5 file");
  run::run(scenario, {.log_path = broken});
  expect("the format it names is gongjian-log");
  const std::size_t step = whole.size() / 97;
  for (std::size_t at = 0; at < whole.size() - 24; at += step) {  // a bit
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
    write(bytes);
    CHECK(told(broken, scenario).find("damaged") != std::string::npos);
  }
  for (std::size_t size = 0; size < whole.size() - 24; size += step) {  // cut off
    write(whole.substr(0, size));
    CHECK(told(broken, scenario) != "");
  }

  const auto expect_changed = [&](const std::function<void(hid_t)>& action, const std::string& part) {
    write(whole);
    change(broken, action);
    expect(part);
  };
  const auto set = [](const char* where, const char* name, auto value, hid_t type) {
    return [=](hid_t file) {
      const hid_t group = H5Gopen2(file, where, H5P_DEFAULT);
      const hid_t attribute = H5Aopen(group, name, H5P_DEFAULT);
      REQUIRE(attribute >= 0);
      REQUIRE(H5Awrite(attribute, type, &value) >= 0);
      H5Aclose(attribute);
      H5Gclose(group);
    };
  };
  expect_changed(set("/", "format_version", 2, H5T_NATIVE_INT), "its format has version 2, this program knows 1");
  expect_changed([](hid_t file) { remove(file, "state/units/habit"); },
                 "it lacks state/units/habit; version 1.2.3 wrote it");
  expect_changed([](hid_t file) { write_list(file, "state/units/mood", H5T_NATIVE_DOUBLE, 87); },
                 "it has an unknown state/units/mood");
  expect_changed([](hid_t file) { remove(file, "state/stations"); }, "it lacks state/stations");
  expect_changed([](hid_t file) { remove(file, "series/activity"); }, "it lacks series/activity");
  expect_changed(
      [](hid_t file) {
        const hid_t group = H5Gcreate2(file, "state/clouds", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        H5Gclose(group);
      },
      "it has an unknown state/clouds");
  expect_changed(
      [](hid_t file) {
        remove(file, "state/units/habit");
        write_list(file, "state/units/habit", H5T_NATIVE_DOUBLE, 3);
      },
      "state/units/habit has 3 rows, not ");
  expect_changed(
      [](hid_t file) {
        remove(file, "state/units/habit");
        write_list(file, "state/units/habit", H5T_NATIVE_FLOAT, 3);
      },
      "state/units/habit holds numbers of another type");
  expect_changed(
      [](hid_t file) {
        remove(file, "state/projects/paid");
        write_list(file, "state/projects/paid", H5T_NATIVE_INT64, hsize_t{1} << 40);
      },
      "more than the file has of it");
  expect_changed(
      [](hid_t file) {
        const hid_t dataset = H5Dopen2(file, "state/subdistricts/district", H5P_DEFAULT);
        const std::vector<unsigned char> nowhere(1000, 200);
        H5Dwrite(dataset, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, nowhere.data());
        H5Dclose(dataset);
      },
      "its state does not fit its hash");
  expect_changed(set("provenance", "weeks_done", 31, H5T_NATIVE_INT), "its state does not fit its hash");
  expect_changed(set("provenance", "weeks_done", -1, H5T_NATIVE_INT), "it is negative");
  expect_changed(set("provenance", "start_hash", std::uint64_t{1}, H5T_NATIVE_UINT64), "its population is another");
}

TEST_CASE("Where a checkpoint is damaged, the one before it is named", "[run]") {
  const Scratch scratch;
  const run::Scenario scenario = workshop("leader_leaves", 60);
  run::run(scenario, {.checkpoint_path = scratch / "run.h5", .checkpoint_every = 25});
  CHECK(run::Past(scratch / "run.previous.h5").weeks() == 50);
  fs::resize_file(scratch / "run.h5", 5000);
  CHECK(told(scratch / "run.h5", scenario).find("the checkpoint before it is " + scratch / "run.previous.h5") !=
        std::string::npos);
  fs::remove(scratch / "run.h5");
  CHECK(told(scratch / "run.h5", scenario).find("the checkpoint before it is") != std::string::npos);
}

TEST_CASE("A checkpoint that can't be written stops a run before it begins", "[run]") {
  const Scratch scratch;
  const run::Scenario scenario = workshop("leader_leaves", 60);
  CHECK(message_of([&] {
          run::run(scenario, {.log_path = scratch / "log.h5", .checkpoint_path = scratch / "nowhere/run.h5"});
        }).find("there is no folder") != std::string::npos);
  CHECK(scratch.empty());
}
