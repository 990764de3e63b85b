// Results that are there already, of an experiment that was changed since.
#pragma once

#include <string>

#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/run/changes.hpp"

namespace gongjian::cli {

[[noreturn]] inline void refuse_changed(const std::string& path, const io::ResultsHeader& results,
                                        const run::Experiment& experiment) {
  throw core::UserError(core::say(
      "{} exists already, with results of an experiment that was changed since:{}\nGive another results "
      "file with -o, or run it anew with --force, which overwrites this one",
      "{} 已存在，是此后已改动的实验的结果：{}\n请用 -o 指定另一个结果文件，或用 --force 重新运行（将覆盖此文件）",
      path, run::differing_lines(results, experiment, version())));
}

}  // namespace gongjian::cli
