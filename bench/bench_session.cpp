// What it costs a run to be looked at: weeks a second of a bare simulation and of a session's side that records each
// week for a window, turn about, on one thread.
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
  std::vector<double> bare, watched, ratios;
  for (int round = 0; round < rounds; ++round) {
    model::Simulation simulation(scenario.setup, scenario.seed, 1);
    run::SessionSide side(file, {}, {});
    side.watch({{"units", "participates"}});
    bare.push_back(seconds([&] {
      for (int w = 0; w < weeks; ++w) simulation.step();
    }));
    watched.push_back(seconds([&] {
      for (int w = 0; w < weeks; ++w) side.step();
    }));
    ratios.push_back(watched.back() / bare.back());
    if (core::to_hex(simulation.state_hash()) != side.state_hash()) {
      fmt::print("the hashes differ\n");
      return 1;
    }
  }
  std::sort(ratios.begin(), ratios.end());
  fmt::print("{}: {} weeks, {} rounds: bare {:.0f} weeks/s, recorded {:.0f} weeks/s (best of each)\n", preset, weeks,
             rounds, weeks / *std::min_element(bare.begin(), bare.end()),
             weeks / *std::min_element(watched.begin(), watched.end()));
  fmt::print("time recorded over bare: least {:.4f}, median {:.4f}, most {:.4f}; the hash is the same\n",
             ratios.front(), ratios[ratios.size() / 2], ratios.back());
}
