// What it costs a run to be looked at: a bare simulation, one of which each week is recorded as a window is shown it,
// and a session's side, which also keeps states to go back to; turn about, on one thread.
//
//   gongjian_bench_session [PRESET [WEEKS [ROUNDS]]]     district 520 7
//
// And a session that nobody draws, as fast as it goes to the end of a scenario, on as many threads as a window's:
//
//   gongjian_bench_session SCENARIO.toml
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/hash.hpp"
#include "engine/run/session_side.hpp"

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
  fmt::print("{} {} {}\n", needed, weeks, core::to_hex(session.record(0, weeks)->hash));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string preset = argc > 1 ? argv[1] : "district";
  if (preset.ends_with(".toml")) return play(preset);
  const int weeks = argc > 2 ? std::atoi(argv[2]) : 520, rounds = argc > 3 ? std::atoi(argv[3]) : 7;
  run::ScenarioFile file = run::read_scenario_file("full_package");
  run::apply_setting(file, "population.preset=" + preset);
  const run::Scenario scenario = run::read_scenario(file);
  const std::vector<run::WatchedColumn> columns{{"units", "participates"}};
  std::vector<double> bare, recorded, led;
  for (int round = 0; round < rounds; ++round) {
    model::Simulation simulation(scenario.setup, scenario.seed, 1), shown(scenario.setup, scenario.seed, 1);
    run::WeekRecorder recorder(shown);
    std::vector<std::shared_ptr<const run::WeekRecord>> records;
    run::SessionSide side(file, {}, {});
    side.watch(columns);
    bare.push_back(seconds([&] {
      for (int w = 0; w < weeks; ++w) simulation.step();
    }));
    recorded.push_back(seconds([&] {
      for (int w = 0; w < weeks; ++w) {
        shown.step();
        records.push_back(std::make_shared<run::WeekRecord>(recorder.record(shown, columns)));
      }
    }));
    led.push_back(seconds([&] {
      for (int w = 0; w < weeks; ++w) side.step();
    }));
    if (core::to_hex(simulation.state_hash()) != side.state_hash() || simulation.state_hash() != shown.state_hash()) {
      fmt::print("the hashes differ\n");
      return 1;
    }
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
