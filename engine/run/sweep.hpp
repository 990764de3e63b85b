// Sweeps: all runs of a plan, on the threads of one process or the ranks of a job, into one results file.
//
// While a sweep runs, its rows are kept in the folder "<results>.work", each as soon as it is done; the same sweep,
// started again, does only those that are missing. The results file is the same bytes however it came about.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/run/plan.hpp"
#include "engine/run/ranks.hpp"

namespace gongjian::run {

struct SweepProgress {
  std::size_t done = 0, failed = 0, all = 0;  // failed ones are among those done
};

struct SweepOptions {
  std::string results_path;
  std::string version;
  bool anew = false;     // rows of an earlier process are thrown away, of whatever experiment
  unsigned threads = 0;  // runs at a time in this process; 0: one for each core
  // Called after each run, by one thread at a time; with ranks, by the leader alone.
  std::function<void(const SweepProgress&)> progress;
  const std::atomic<bool>* stop = nullptr;
  Ranks* ranks = nullptr;  // none: this process alone
};

struct SweepResult {
  bool complete = false;    // false where it was stopped; of the leader
  SweepProgress progress;   // at the end
  std::size_t earlier = 0;  // rows that an earlier process had done
  double seconds = 0;
};

// Whether a results file is what the sweep would write, so that nothing is left to do. Throws core::UserError where it
// is of the same experiment as it was before somebody changed it.
bool is_swept(const std::string& results_path, const Experiment& experiment, const std::string& version);

// How many of the plan's rows are done: all where the results are those of the plan, else what an earlier process has
// left beside them; a sweep that is not `anew` would not do them again. 0 where what is there is of another plan.
// Throws core::UserError where a disk fails.
std::size_t rows_kept(const std::string& results_path, const Plan& plan, const std::string& version);

// Throws core::UserError where the folder holds rows of another experiment (saying what differs), another process is at
// work on it, or a disk fails; what is done is kept.
SweepResult sweep(Experiment experiment, const SweepOptions& options);

}  // namespace gongjian::run
