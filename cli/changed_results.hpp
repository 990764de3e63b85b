// Results that are there already, of an experiment that was changed since.
#pragma once

#include <fmt/format.h>

#include <string>

#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/run/changes.hpp"

namespace gongjian::cli {

[[noreturn]] inline void refuse_changed(const std::string& path, const io::ResultsHeader& results,
                                        const run::Experiment& experiment) {
  throw core::UserError(
      fmt::format("{} exists already, with results of an experiment that was changed since:{}\nGive another results "
                  "file with -o, or run it anew with --force, which overwrites this one",
                  path, run::differing_lines(results, experiment, version())));
}

}  // namespace gongjian::cli
