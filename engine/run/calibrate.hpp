// Calibration: the parameters with which a scenario comes near to targets, by approximate Bayesian computation, as a
// posterior in a results file.
//
// While it goes on, its runs are kept in the folder "<posterior>.work", each as soon as it is done. The same
// calibration, started again, takes the same steps and finds those runs there, so that it loses only those in flight.
// The posterior is the same bytes however it came about.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "analysis/abc.hpp"
#include "engine/run/experiment.hpp"

namespace gongjian::run {

struct CalibrationProgress {
  std::size_t round = 1;     // under way
  std::uint64_t done = 0;    // parameter sets that were run, in all rounds
  std::uint64_t all = 0;     // at the end of this round, by the acceptance before it
  std::uint64_t failed = 0;  // runs
  // of the round before; 1 and 0 in the first
  double acceptance = 1, tolerance = 0;
};

struct CalibrateOptions {
  std::string results_path;
  std::string version;
  bool anew = false;     // runs of an earlier process are thrown away, of whatever calibration
  unsigned threads = 0;  // runs at a time; 0: one for each core
  // Called after each parameter set, by one thread at a time.
  std::function<void(const CalibrationProgress&)> progress;
  const std::atomic<bool>* stop = nullptr;
};

struct CalibrationResult {
  bool complete = false;     // false where it was stopped
  analysis::AbcState state;  // after the last whole round
  std::uint64_t runs = 0;    // made in all, one for each replicate
  std::uint64_t earlier = 0, failed = 0;
  core::Text reason;  // of the first that failed
  double seconds = 0;
};

// Calibrates an experiment that is a calibration. Replicate r of parameter set i runs with the seed (first seed + i x
// replicates + r), and a summary is the mean over its replicates. Throws core::UserError where the folder holds runs of
// another calibration (saying what differs), another process is at work on it, too many runs fail, or a disk fails;
// what is done is kept.
CalibrationResult calibrate(const Experiment& experiment, const CalibrateOptions& options);

}  // namespace gongjian::run
