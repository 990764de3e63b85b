// Several scenarios, each run with the same seeds: replicates that differ through the policy alone.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/run/scenario.hpp"

namespace gongjian::run {

struct CompareOptions {
  std::size_t replicates = 20;
  std::uint64_t first_seed = 1;  // replicate r has seed first_seed + r
  unsigned threads = 0;          // runs at a time; 0: one for each core
  std::string results_path;      // empty: no file
  std::string version;
  // Called after each run with the number of runs done; from any thread, one at a time.
  std::function<void(std::size_t done, std::size_t all)> progress;
  const std::atomic<bool>* stop = nullptr;
};

struct Comparison {
  bool complete = false;
  std::vector<std::uint64_t> seeds;                        // by replicate
  std::vector<std::vector<std::vector<double>>> outcomes;  // [scenario][replicate][outcome]
  std::vector<std::vector<std::uint64_t>> hashes;          // [scenario][replicate]
  double seconds = 0;
  std::uint64_t member_weeks = 0;
};

// Runs every scenario with every seed, whole runs spread over the threads, and writes the results file where one
// is wanted. All scenarios must last equally long and start on the same date; throws core::UserError otherwise.
Comparison compare(const std::vector<Scenario>& scenarios, const CompareOptions& options);

}  // namespace gongjian::run
