// How fast this build is on this machine. Every figure is a rate or a ratio that was measured when it was asked for.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::bench {

struct Figure {
  std::string name;  // "run.shanghai.2_threads"
  double value = 0;
  core::Unit unit;
  core::Text text;  // what was measured
  std::string note;
};

struct Part {
  std::string_view name;
  core::Words text;
};
// What can be measured, in order.
const std::vector<Part>& parts();

struct Options {
  std::vector<std::string> parts;  // by name; empty: all
  bool quick = false;              // a tenth of the weeks and runs
  unsigned threads = 0;            // that figures of several threads are of; 0: one for each core
  std::string program;             // the gongjian that is started to see how soon it answers
  std::string version;
  std::function<void(const core::Text&)> begin;  // a part is begun
  std::function<void(const Figure&)> tell;       // each figure as it is there
  const std::atomic<bool>* stop = nullptr;
};

// Throws core::UserError where there is no part of such a name, or where two runs that must be alike are not.
void measure(const Options& options);

}  // namespace gongjian::bench
