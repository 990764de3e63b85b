// The parts of reading an experiment that make it a calibration: the table [calibration] and the targets of outcomes.
// What is wrong is told to the reader.
#pragma once

#include <vector>

#include "engine/io/table_reader.hpp"
#include "engine/run/experiment.hpp"

namespace gongjian::run {

// The table [calibration] of the file that `reader` reads, whose policies and factors are in `experiment` already.
CalibrationSettings read_calibration(io::TableReader& reader, io::Problems& problems, const Experiment& experiment);

// An outcome's keys `target`, `weight` and `scale`.
analysis::AbcTarget read_target(io::TableReader& reader);
// Tells where an outcome has these though nothing is calibrated; gives none.
analysis::AbcTarget refuse_target(io::TableReader& reader);
// Tells where no outcome counts.
void check_targets(io::TableReader& reader, const std::vector<ExperimentOutcome>& outcomes);

}  // namespace gongjian::run
