// One run of a scenario, with its log.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/run/scenario.hpp"

namespace gongjian::run {

struct RunOptions {
  unsigned threads = 1;                     // 0: one for each core
  std::string log_path;                     // empty: no log
  std::string version;                      // written into the log
  std::function<void(int)> progress;        // called after each week with the number of weeks done
  const std::atomic<bool>* stop = nullptr;  // ends the run after the week in which it becomes true
};

struct RunResult {
  std::uint64_t hash = 0;  // of the whole state at the end
  int weeks_done = 0;
  bool complete = false;  // false where it was stopped
  std::size_t members = 0, units = 0;
  double setup_seconds = 0;                 // building the city
  double seconds = 0;                       // stepping and logging
  std::vector<double> outcomes;             // as run::outcomes()
  std::vector<std::vector<double>> series;  // as run::city_series(), [series][week]
};

// Runs the scenario. A run that is stopped leaves what it has logged under "<log_path>.part".
// Throws core::UserError where the log can't be written.
RunResult run(const Scenario& scenario, const RunOptions& options);

}  // namespace gongjian::run
