// Reads a log: of a run that has ended, that was killed (its .part), or that is still being written.
//
// All members throw core::UserError, naming the file and what is wrong with it, where the file is foreign, of a
// newer format, cut off or damaged. Nothing is allocated on the word of the file alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/frame.hpp"
#include "engine/io/log_writer.hpp"

namespace gongjian::io {

// Something that happened in a week of the run.
struct Event {
  int week = 0;
  std::string kind;
  std::string district;
  double value = 0;
};

// The hash of the whole state at the end of a week.
struct StateHash {
  int week = 0;
  std::uint64_t hash = 0;
};

class LogReader {
 public:
  explicit LogReader(const std::string& path);
  ~LogReader();
  LogReader(LogReader&&) noexcept;
  LogReader& operator=(LogReader&&) noexcept;

  // What the log says of its run, parameters and all.
  const LogHeader& header() const;
  // The dimensions and variables, as the writer was given them. Valid as long as the reader.
  const core::FrameLayout& layout() const;
  // Whether the run came to its end.
  bool complete() const;
  // The week of each frame.
  const std::vector<int>& weeks() const;

  // All values of a variable, [frame][its dimensions]. An unknown name is an error that tells the nearest.
  std::vector<double> read(std::string_view variable) const;
  // The frame at `index`, which is below weeks().size(): the same that was written.
  core::Frame frame(std::size_t index) const;

  std::vector<std::uint64_t> frame_hashes() const;  // one for each frame
  std::vector<StateHash> state_hashes() const;
  std::optional<std::uint64_t> final_hash() const;  // none where the run is not complete
  std::vector<Event> events() const;

 private:
  struct Log;
  std::unique_ptr<Log> log_;
};

}  // namespace gongjian::io
