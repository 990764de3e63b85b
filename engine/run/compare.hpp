// Several scenarios, each run with the same seeds: replicates that differ through the policy alone. As many as asked
// for, or as it takes until the answer is narrow enough.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/survival.hpp"
#include "engine/run/experiment.hpp"

namespace gongjian::run {

// Replicates are added until the 95 % interval of an outcome reaches at most so far to either side: that of every
// difference from the first scenario, or of the level where there is one scenario alone. As fixed-width intervals go
// (Chow and Robbins 1965), their coverage is as stated where many replicates are needed, and a little less where few.
struct StoppingRule {
  static constexpr std::size_t kLeast = 10;  // replicates before the first look
  std::size_t outcome = 0;                   // in outcomes()
  double half_width = 0;
  std::size_t most = 1000;  // replicates, however wide the interval is
};

struct CompareOptions {
  std::size_t replicates = 20;
  std::optional<StoppingRule> until;  // instead of a number of replicates
  std::uint64_t first_seed = 1;       // replicate r has seed first_seed + r
  unsigned threads = 0;               // runs at a time; 0: one for each core
  std::string results_path;           // empty: no file
  std::string version;
  // Called after each run with the number of runs done, and of those there will be at least; one call at a time.
  std::function<void(std::size_t done, std::size_t all)> progress;
  // Called with each run's weekly series ([series][week], as city_series()), if set; one call at a time.
  std::function<void(std::size_t scenario, std::size_t replicate, const std::vector<std::vector<double>>& series)>
      observe;
  const std::atomic<bool>* stop = nullptr;
};

struct Comparison {
  bool complete = false;
  // Reached, where there is a stopping rule; infinite where too few runs have a value for an interval.
  std::optional<double> half_width;
  std::vector<std::uint64_t> seeds;                        // by replicate
  std::vector<std::vector<std::vector<double>>> outcomes;  // [scenario][replicate][outcome]
  std::vector<std::vector<std::uint64_t>> hashes;          // [scenario][replicate]
  std::vector<analysis::Lifetimes> until_stalled;          // by scenario: of all districts in all replicates, in weeks
  double seconds = 0;

  // What it comes to, in the order of outcomes(); `districts` is how many the scenarios have.
  std::vector<analysis::OutcomeComparison> by_outcome(int districts) const;
};

// Runs every scenario with every seed, whole runs spread over the threads, and writes the results file where one
// is wanted. All scenarios must last equally long and start on the same date; throws core::UserError otherwise, and
// where a run fails.
Comparison compare(const std::vector<ScenarioFile>& scenarios, const CompareOptions& options);

}  // namespace gongjian::run
