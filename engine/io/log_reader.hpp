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

// A table of which samples were taken, and its columns.
struct AgentColumn {
  std::string name, unit, text;
  Number type;
  bool is_id;  // the highest number means none
};
struct AgentTable {
  std::string name;
  std::vector<int> weeks;  // of each sample
  std::size_t rows = 0;    // those that are whole in every column and sample
  std::vector<AgentColumn> columns;
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
  // The same of `count` frames from `first` on.
  std::vector<double> read(std::string_view variable, std::size_t first, std::size_t count) const;
  // The frame at `index`, which is below weeks().size(): the same that was written.
  core::Frame frame(std::size_t index) const;

  std::vector<std::uint64_t> frame_hashes() const;  // one for each frame
  std::vector<StateHash> state_hashes() const;
  std::optional<std::uint64_t> final_hash() const;  // none where the run is not complete
  std::vector<Event> events() const;

  std::vector<AgentTable> agents() const;
  // `count` rows of a column in one sample, as values of the column's type (with_type_of).
  void read_agents(const AgentTable& table, const AgentColumn& column, std::size_t sample, std::size_t first_row,
                   std::size_t count, void* values) const;

 private:
  struct Log;
  std::unique_ptr<Log> log_;
};

}  // namespace gongjian::io
