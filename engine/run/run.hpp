// One run of a scenario, with its log.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/run/checkpoint.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::run {

struct RunOptions {
  unsigned threads = 1;               // 0: one for each core
  std::string log_path;               // empty: no log
  bool keeps_log = true;              // of a run that is stopped, as "<log_path>.part"
  std::string version;                // written into the log and the checkpoints
  std::string checkpoint_path;        // kept when the run ends or is stopped; empty: none
  int checkpoint_every = 0;           // weeks after which it is kept too; 0: only then
  const Past* past = nullptr;         // what the run goes on from; null: it begins
  std::function<void(int)> progress;  // called after each week with the number of weeks done
  // Called after each week with what is seen of it; the layout is the same in all.
  std::function<void(const core::FrameLayout&, const core::Frame&)> observe;
  const std::atomic<bool>* stop = nullptr;  // ends the run after the week in which it becomes true
};

struct RunResult {
  std::uint64_t hash = 0;  // of the whole state at the end
  int first_week = 0;      // of those that were run now
  int weeks_done = 0;
  bool complete = false;  // false where it was stopped
  std::size_t members = 0, units = 0;
  double setup_seconds = 0;                 // building the city
  double seconds = 0;                       // stepping and logging
  std::vector<double> outcomes;             // as run::outcomes()
  std::vector<std::vector<double>> series;  // as run::city_series(), [series][week]
};

// Runs the scenario, to its end or until it is stopped, from its beginning or from where a past ends (whose series
// count in outcomes and series). Throws core::UserError where log or checkpoint can't be written, or where the
// past is not one of this scenario.
RunResult run(const Scenario& scenario, const RunOptions& options);

}  // namespace gongjian::run
