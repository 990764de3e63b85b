// Checkpoints: a run as it stands at the end of a week, whole, so that it can go on from there. An HDF5 file,
// described in docs/formats/checkpoint.md.
//
// It is written aside and appears under its name, whole, when finish() is called; the one that had the name before
// is kept beside it. Equal runs give equal bytes. All members throw core::UserError, naming the file and the reason,
// where a disk fails, or where what is read is foreign, cut off, damaged or has other columns than this program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/io/column_view.hpp"

namespace gongjian::io {

inline constexpr std::string_view kCheckpointFormat = "gongjian-checkpoint";
inline constexpr std::int32_t kCheckpointVersion = 1;

struct CheckpointHeader {
  std::string version;  // of the engine and its build
  std::string scenario_name;
  std::string scenario_text;  // the resolved TOML, whole
  std::string folder;         // in which the files lie that the scenario names, seen from that of the checkpoint
  core::Date start_date;
  std::uint64_t seed = 0;
  int weeks_done = 0;
  std::uint64_t start_hash = 0;  // of the state before the first week
  std::uint64_t state_hash = 0;  // of the state in the file
};

// "run.checkpoint.previous.h5" for "run.checkpoint.h5": the name under which a checkpoint is kept when a new one
// takes its place.
std::string previous_checkpoint(const std::string& path);

class CheckpointWriter {
 public:
  CheckpointWriter(const std::string& path, const CheckpointHeader& header);
  // Without finish() nothing is left.
  ~CheckpointWriter();
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

  // All columns of a table, named by its kName.
  template <class Table>
  void write_table(Table& table) {
    write_columns(std::string(Table::kName), column_views(table));
  }
  // A weekly number of the run so far.
  void write_series(const std::string& name, const std::vector<double>& values);
  void finish();

 private:
  void write_columns(const std::string& table, const std::vector<ColumnView>& columns);

  struct File;
  std::unique_ptr<File> file_;
};

class CheckpointReader {
 public:
  explicit CheckpointReader(const std::string& path);
  ~CheckpointReader();
  CheckpointReader(CheckpointReader&&) noexcept;
  CheckpointReader& operator=(CheckpointReader&&) noexcept;

  const std::string& path() const;
  const CheckpointHeader& header() const;

  // Fills all columns of a table. They keep their length, or, where the table may have grown in a run, get one and
  // the same. Throws where the file's columns are not just these, in name, type and length.
  enum class Length { kept, any };
  template <class Table>
  void read_table(Table& table, Length length) const {
    const std::string name(Table::kName);
    std::vector<std::string> columns;
    std::size_t rows = kAnyLength;
    auto read = [&]<class T>(std::string_view column, std::vector<T>& values, const auto&...) {
      columns.emplace_back(column);
      rows = read_column(name, columns.back(), number_of<T>(), length == Length::kept ? values.size() : rows,
                         [&](std::size_t size) {
                           values.resize(size);
                           return values.data();
                         });
    };
    table.visit(read);
    expect_columns(name, columns);
  }
  // Throws unless the file has just these tables.
  void expect_tables(const std::vector<std::string>& tables) const;
  // [week], for each of `names`. Throws where the file's series are not just these, with a value for each week.
  std::vector<std::vector<double>> read_series(const std::vector<std::string>& names) const;

 private:
  static constexpr std::size_t kAnyLength = static_cast<std::size_t>(-1);
  // Reads a column of so many rows to where `place(rows)` says, and gives their number.
  std::size_t read_column(const std::string& table, const std::string& column, Number number, std::size_t rows,
                          const std::function<void*(std::size_t)>& place) const;
  void expect_columns(const std::string& table, const std::vector<std::string>& columns) const;

  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace gongjian::io
