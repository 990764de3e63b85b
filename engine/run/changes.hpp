// What has changed between an experiment and the one that was run, as lines that a person can compare.
#pragma once

#include <string>

#include "engine/io/results_file.hpp"
#include "engine/run/experiment.hpp"

namespace gongjian::run {

// The first few lines that one of two texts has and the other lacks, each pair as "\n  was: …\n  is:  …"; empty where
// the texts are the same.
core::Text differing_lines(const std::string& earlier, const std::string& now);

// The same of the experiment of a results file and of an experiment as it stands.
core::Text differing_lines(const io::ResultsHeader& results, const Experiment& experiment, const std::string& version);

// Throws core::UserError, with these lines: results at `path` are of the experiment as it was before it was changed.
[[noreturn]] void refuse_changed(const std::string& path, const io::ResultsHeader& results,
                                 const Experiment& experiment, const std::string& version);

}  // namespace gongjian::run
