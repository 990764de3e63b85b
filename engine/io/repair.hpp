// Makes the log of a run that was killed plain for every reader: what its .part holds is written anew, frame by
// frame, into a log that is marked as incomplete and sealed, under the name that the run's log would have had.
#pragma once

#include <cstddef>
#include <string>

namespace gongjian::io {

// What a repaired log holds.
struct Repaired {
  std::string path;
  std::size_t frames = 0;
  int first_week = 0, last_week = 0;
  int weeks_meant = 0;    // that the run was meant to last
  bool complete = false;  // the run had ended, and was killed before its log had its name
  std::size_t samples = 0, events = 0;
};

// Repairs the log at `path` into `output`; where that is empty, into `path` without its ".part". The original is only
// read, and stays. Throws core::UserError where `path` needs no repair, is still being written, is no log, holds no
// frame or can't be read; and where `output` exists and `force` is not given.
Repaired repair_log(const std::string& path, const std::string& output, bool force);

}  // namespace gongjian::io
