// Both sides of a comparison run to their end with many seeds, in the background, and compared pair by pair.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "analysis/comparison.hpp"
#include "engine/run/session.hpp"

namespace gongjian::viz {

// An outcome of both sides over all replicates.
struct ReplicateRow {
  core::Text outcome;
  std::string unit;
  analysis::Estimate a, b, difference;  // b less a
};
struct ReplicateTable {
  std::size_t replicates = 0;
  std::vector<ReplicateRow> rows;
};

class Replicates {
 public:
  Replicates() = default;
  ~Replicates() { stop(); }
  Replicates(const Replicates&) = delete;
  Replicates& operator=(const Replicates&) = delete;

  // Runs both scenarios with seeds 1 to `count`; what was asked for before is given up.
  void start(const run::ScenarioFile& a, const run::ScenarioFile& b, std::size_t count, unsigned threads);
  void stop();
  // The same, and its result.
  void forget();

  bool is_running() const { return running_; }
  std::size_t done() const { return done_; }  // runs
  std::size_t all() const { return all_; }
  std::optional<ReplicateTable> result() const;
  core::Text problem() const;  // why there is no result

 private:
  void run(const run::ScenarioFile& a, const run::ScenarioFile& b, std::size_t count, unsigned threads);

  std::thread thread_;
  std::atomic<bool> stop_ = false, running_ = false;
  std::atomic<std::size_t> done_ = 0, all_ = 0;
  mutable std::mutex mutex_;
  std::optional<ReplicateTable> result_;
  core::Text problem_;
};

}  // namespace gongjian::viz
