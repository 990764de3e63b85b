// What differs between machines and runs stands beside a file, not in it, so that equal runs give equal files.
#pragma once

#include <string>

namespace gongjian::io {

struct RunFacts {
  unsigned threads = 0;  // as asked for; 0: one for each core
  double setup_seconds = 0;
  double seconds = 0;
  std::string command_line;
};

// Writes "<path without .h5>.run.json": host, threads, durations, compiler, command line. Throws core::UserError
// where it can't.
void write_sidecar(const std::string& path, const RunFacts& facts);

}  // namespace gongjian::io
