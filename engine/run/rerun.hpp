// A row of a results file, run again from what the file says of it.
#pragma once

#include <string>

#include "engine/io/results_file.hpp"
#include "engine/run/run.hpp"

namespace gongjian::run {

// The scenario of a row: its policy's text with the point's factors and the replicate's seed. Throws core::UserError
// where the text is not understood by this version.
Scenario scenario_of(const io::ResultsHeader& header, std::size_t row);

}  // namespace gongjian::run
