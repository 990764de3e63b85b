// Writes the log of one run: an HDF5 file with a series for each variable of the frames, and what is needed to
// know the run again. docs/formats/log.md tells what is in it.
//
// The log appears under its name when finish() is called; until then it is "<path>.part", which reads plainly up
// to the last commit even where the process is killed: each kFlushFrames frames, on a thread of the log's own, so that
// as many again may be on their way.
// Equal runs give equal bytes. All members throw core::UserError, naming the file and the reason, where the disk fails
// (or has failed before); the .part is then gone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/frame.hpp"
#include "engine/io/column_view.hpp"

namespace gongjian::io {

// One parameter as the run used it.
struct Parameter {
  std::string name;  // "reciprocity.service_value"
  double value = 0;
  std::string unit;
  std::string text;
};

// Everything that a log says of its run besides the frames.
struct LogHeader {
  core::Text title;
  std::string scenario_name;
  std::string scenario_text;  // the resolved TOML, whole
  std::string version;        // of the engine and its build
  core::Date start_date;
  int weeks = 0;  // that the run is meant to last
  std::uint64_t seed = 0;
  int every = 1;       // frames are written each `every` weeks
  int first_week = 0;  // that this log could hold: where a run went on from a checkpoint, the first one after it
  std::vector<Parameter> parameters;
};

class LogWriter {
 public:
  // Frames between two commits to the disk: a year of weekly ones.
  static constexpr std::size_t kFlushFrames = 52;

  // Replaces a file of this name when finished; ask refuse_existing() first where that is not wanted.
  // `ending` is that of the name it has until then.
  LogWriter(const std::string& path, const core::FrameLayout& layout, const LogHeader& header,
            const std::string& ending = ".part");
  // Without finish(): removes the .part, or closes it in good order where keep() was called.
  ~LogWriter();
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  // The next frame, in order of weeks, with its hash.
  void write(const core::Frame& frame, std::uint64_t frame_hash);
  // The hash of the whole state at the end of `week`.
  void write_state_hash(int week, std::uint64_t hash);
  // Something that happened in `week`. `district` may be empty; see kEventKindBytes for what is cut.
  void write_event(int week, std::string_view kind, std::string_view district, double value);
  // All columns of a table (named by its kName) as they are at the end of `week`, under /agents/<kName>.
  template <class Table>
  void write_agents(int week, Table& table) {
    write_columns(week, std::string(Table::kName), column_views(table));
  }
  // As write_agents, for some columns. They are the same, in the same order, each time.
  void write_columns(int week, const std::string& table, const std::vector<ColumnView>& columns);

  // Writes what is left and gives the file its name. `final_hash` is that of the whole state at the end.
  void finish(std::uint64_t final_hash);
  // As finish(), for what is known of a run that never came to its end; the log says so.
  void finish_incomplete();
  // A run that ends early leaves its .part, marked as incomplete.
  void keep();

 private:
  void publish();

  struct Log;
  std::unique_ptr<Log> log_;
};

// Texts of events are UTF-8 of at most so many bytes; longer ones are cut between characters.
inline constexpr std::size_t kEventKindBytes = 32;
inline constexpr std::size_t kEventDistrictBytes = 64;

}  // namespace gongjian::io
