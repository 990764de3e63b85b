// Checkpoints of runs: a run's past, from which it goes on, or from which other futures begin.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/checkpoint.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::run {

// Keeps a run as it stands, and the checkpoint that had this name before beside it. `start_hash` is that of its state
// before the first week. Throws core::UserError where the file can't be written.
void write_checkpoint(const std::string& path, const Scenario& scenario, const std::string& version,
                      std::uint64_t start_hash, model::Simulation& simulation, const Recorder& recorder);

// What a checkpoint holds. Throws core::UserError where it can't be read, or is none that this program can go on from.
class Past {
 public:
  explicit Past(const std::string& path);

  const std::string& path() const { return reader_.path(); }
  const Scenario& scenario() const { return scenario_; }  // that was run
  int weeks() const { return reader_.header().weeks_done; }

  // The scenario that was run, with settings of the command line on top.
  Scenario scenario_with(const std::vector<std::string>& settings) const;
  // Throws core::UserError, saying what is different, unless `scenario` begins with the same city and seed on the same
  // date and lasts longer than the past.
  void check_follows(const Scenario& scenario) const;
  // What of the past `scenario` tells otherwise: levers, and events that did or did not happen. Nothing where it is
  // the scenario that was run.
  std::vector<core::Text> notes_on(const Scenario& scenario) const;
  // Puts a simulation that has just been built from `scenario` where the past ends. Throws as check_follows, and where
  // its city, of this hash, is not the one that the checkpoint is of.
  void restore(const Scenario& scenario, std::uint64_t start_hash, model::Simulation& simulation,
               Recorder& recorder) const;

 private:
  io::CheckpointReader reader_;
  Scenario scenario_;
};

}  // namespace gongjian::run
