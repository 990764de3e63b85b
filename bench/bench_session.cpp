// What it costs a run to be looked at: bare, each week recorded as a window is shown it, and with states kept to go
// back to; turn about, on one thread, and all by one simulation, which each time starts again where it lies in memory
// (another of the same run may be several percent faster or slower for where it lies).
//
//   gongjian_bench_session [PRESET [WEEKS [ROUNDS]]]     district 520 7
//
// And a session that nobody draws, as fast as it goes to the end of a scenario, on as many threads as a window's:
//
//   gongjian_bench_session SCENARIO.toml
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/hash.hpp"
#include "engine/run/live_run.hpp"
#include "engine/run/session.hpp"
#include "engine/run/week_record.hpp"

using namespace gongjian;

namespace {

using Clock = std::chrono::steady_clock;

template <class Work>
double seconds(Work work) {
  const Clock::time_point start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Prints seconds, weeks and the hash of the last week.
int play(const std::string& path) {
  const run::ScenarioFile file = run::read_scenario_file(path);
  run::Session session(
      {file}, {.threads = std::max(1u, std::thread::hardware_concurrency() - 1), .version = "", .changed = {}});
  session.watch({{"units", "participates"}});
  session.wait();
  const int weeks = run::read_scenario(file).weeks;
  const double needed = seconds([&] {
    session.play(run::Session::kAsFastAsPossible);
    while (session.state().weeks_done < weeks) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  fmt::print("{} {} {}\n", needed, weeks, core::to_hex(session.record(0, weeks)->frame.hash()));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string preset = argc > 1 ? argv[1] : "district";
  if (preset.ends_with(".toml")) return play(preset);
  const int weeks = argc > 2 ? std::stoi(argv[2]) : 520, rounds = argc > 3 ? std::stoi(argv[3]) : 7;
  run::ScenarioFile file = run::read_scenario_file("full_package");
  run::apply_setting(file, "population.preset=" + preset);
  const std::vector<run::WatchedColumn> columns{{"units", "participates"}};
  const auto states = std::make_shared<run::KeyStates>();
  run::LiveRun live(file, states, 1);
  std::vector<std::shared_ptr<const run::WeekRecord>> records;
  std::set<std::string> hashes;
  const auto from_the_start = [&](auto week) {
    live.go_to(0);
    states->forget_after(0);
    records.clear();
    run::WeekRecorder recorder(live.simulation());
    const double needed = seconds([&] {
      for (int w = 0; w < weeks; ++w) week(recorder);
    });
    hashes.insert(core::to_hex(live.simulation().state_hash()));
    return needed;
  };
  const auto record = [&](run::WeekRecorder& recorder) {
    records.push_back(std::make_shared<run::WeekRecord>(recorder.record(live.simulation(), columns)));
  };
  std::vector<double> bare, recorded, led;
  for (int round = 0; round < rounds; ++round) {
    bare.push_back(from_the_start([&](run::WeekRecorder&) { live.simulation().step(); }));
    recorded.push_back(from_the_start([&](run::WeekRecorder& recorder) {
      live.simulation().step();
      record(recorder);
    }));
    led.push_back(from_the_start([&](run::WeekRecorder& recorder) {
      live.step();
      record(recorder);
    }));
  }
  if (hashes.size() != 1) {
    fmt::print("the hashes differ\n");
    return 1;
  }
  const auto tell = [&](const char* what, const std::vector<double>& times) {
    std::vector<double> ratios;
    for (std::size_t r = 0; r < times.size(); ++r) ratios.push_back(times[r] / bare[r]);
    std::sort(ratios.begin(), ratios.end());
    const double best = *std::min_element(times.begin(), times.end());
    fmt::print(
        "{:<28} {:6.0f} weeks/s, {:.4f} times as long as bare by the best of each, {:.4f} by the median of pairs\n",
        what, weeks / best, best / *std::min_element(bare.begin(), bare.end()), ratios[ratios.size() / 2]);
  };
  fmt::print("{}: {} weeks, {} rounds; the hashes are the same\n", preset, weeks, rounds);
  tell("bare", bare);
  tell("recorded", recorded);
  tell("recorded, and states kept", led);
}
