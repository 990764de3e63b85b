// The scenarios of all sides run to their end with many seeds, in the background, and compared pair by pair.
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "analysis/comparison.hpp"
#include "engine/run/session.hpp"
#include "viz/view_data/decimate.hpp"

namespace gongjian::viz {

// An outcome over all replicates.
struct ReplicateRow {
  core::Text outcome;
  std::string unit;
  std::vector<analysis::Estimate> sides;
  std::optional<analysis::Estimate> difference;  // of two sides: the second less the first
};
struct ReplicateResult {
  std::size_t replicates = 0;
  std::vector<ReplicateRow> rows;
  // By side and series: mean and 80 % of the replicates' values of the city, by weeks done.
  std::vector<std::map<std::string, Band>> bands;
};

class Replicates {
 public:
  // For the series of all runs, while they go on; those that do not fit have no bands.
  static constexpr std::size_t kMostBytes = std::size_t{256} << 20;

  Replicates() = default;
  ~Replicates() { stop(); }
  Replicates(const Replicates&) = delete;
  Replicates& operator=(const Replicates&) = delete;

  // Runs each scenario with seeds 1 to `count`; what was asked for before is given up. `first`: the series whose bands
  // are wanted most.
  void start(std::vector<run::ScenarioFile> sides, std::size_t count, unsigned threads, std::vector<std::string> first);
  void stop();
  // The same, and its result.
  void forget();

  bool is_running() const { return running_; }
  std::size_t done() const { return done_; }  // runs
  std::size_t all() const { return all_; }
  std::shared_ptr<const ReplicateResult> result() const;  // null until there is one
  core::Text problem() const;                             // why there is none

 private:
  struct Order {
    std::vector<run::ScenarioFile> sides;
    std::size_t count = 0;
    unsigned threads = 1;
    std::vector<std::string> first;
  };
  void run(const Order& order);
  ReplicateResult make(const Order& order);

  std::thread thread_;
  std::atomic<bool> stop_ = false, running_ = false;
  std::atomic<std::size_t> done_ = 0, all_ = 0;
  mutable std::mutex mutex_;
  std::shared_ptr<const ReplicateResult> result_;
  core::Text problem_;
};

}  // namespace gongjian::viz
