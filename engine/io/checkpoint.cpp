#include "engine/io/checkpoint.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/described.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/seal.hpp"

namespace gongjian::io {
namespace {

using h5::Handle;

// Nothing is rounded: Fixed is stored as its steps.
hid_t exact_type(Number number) { return number == Number::fixed ? H5T_NATIVE_INT64 : column_type(number); }

void write_header(const Handle& file, const CheckpointHeader& header) {
  h5::write_attribute(file, "format", kCheckpointFormat);
  h5::write_attribute(file, "format_version", kCheckpointVersion);
  const Handle group = h5::create_group(file, "provenance");
  h5::write_attribute(group, "version", header.version);
  h5::write_attribute(group, "scenario_name", header.scenario_name);
  h5::write_attribute(group, "folder", header.folder);
  h5::write_attribute(group, "start_date", core::to_string(header.start_date));
  h5::write_attribute(group, "seed", header.seed);
  h5::write_attribute(group, "weeks_done", static_cast<std::int32_t>(header.weeks_done));
  h5::write_attribute(group, "start_hash", header.start_hash);
  h5::write_attribute(group, "state_hash", header.state_hash);
  h5::write_text(group, "scenario", header.scenario_text);
}

CheckpointHeader read_header(const Handle& file) {
  CheckpointHeader header;
  const Handle group = h5::open_group(file, "provenance");
  header.version = h5::read_text(group, "version");
  header.scenario_name = h5::read_text(group, "scenario_name");
  header.folder = h5::read_text(group, "folder");
  const auto date = core::parse_date(h5::read_text(group, "start_date"));
  if (!date) h5::fail(file, {"read the start date", "读取起始日期"});
  header.start_date = *date;
  header.seed = h5::read_number<std::uint64_t>(group, "seed");
  header.weeks_done = h5::read_number<std::int32_t>(group, "weeks_done");
  if (header.weeks_done < 0) h5::fail(file, {"read the number of weeks: it is negative", "读取周数：为负数"});
  header.start_hash = h5::read_number<std::uint64_t>(group, "start_hash");
  header.state_hash = h5::read_number<std::uint64_t>(group, "state_hash");
  header.scenario_text = h5::read_text_dataset(group, "scenario");
  return header;
}

// The file, and where it can't be used, the one before it.
Handle open_checkpoint(const std::string& path) {
  try {
    Handle file = h5::open_file(path);
    check_format(file, kCheckpointFormat, kCheckpointVersion);
    return file;
  } catch (const core::UserError& error) {
    const std::string previous = previous_checkpoint(path);
    std::error_code ignored;
    if (!std::filesystem::exists(previous, ignored)) throw;
    throw core::UserError(
        core::say("{}; the checkpoint before it is {}", "{}；前一个检查点为 {}", error.message(), previous));
  }
}

}  // namespace

std::string previous_checkpoint(const std::string& path) {
  return std::filesystem::path(path).replace_extension(".previous.h5").string();
}

// A checkpoint that is being written. `open` closes before `output` does.
struct CheckpointWriter::File {
  struct Open {
    Handle file, state, series;
  };
  OutputFile output;
  std::optional<Open> open;

  explicit File(const std::string& path) : output(path) {}
  ~File() {
    if (open) output.abandon();
  }
};

CheckpointWriter::CheckpointWriter(const std::string& path, const CheckpointHeader& header)
    : file_(std::make_unique<File>(path)) {
  File::Open& open = file_->open.emplace();
  open.file = h5::create_file(file_->output);
  write_header(open.file, header);
  open.state = h5::create_group(open.file, "state");
  open.series = h5::create_group(open.file, "series");
}

CheckpointWriter::~CheckpointWriter() = default;

void CheckpointWriter::write_columns(const std::string& table, const std::vector<ColumnView>& columns) {
  const Handle group = h5::create_group(file_->open->state, table);
  for (const ColumnView& column : columns) {
    const hid_t type = exact_type(column.type);
    const Handle dataset = h5::create_dataset(group, column.name, type, {{column.rows}, {}, {}, 0});
    if (column.rows > 0) h5::write_block(dataset, type, {0}, {column.rows}, column.values);
  }
}

void CheckpointWriter::write_series(const std::string& name, const std::vector<double>& values) {
  h5::write_values(file_->open->series, name, values);
}

void CheckpointWriter::finish() {
  OutputFile& output = file_->output;
  h5::flush(file_->open->file, output);
  file_->open.reset();
  write_seal(output);
  output.publish(previous_checkpoint(output.path()));
}

struct CheckpointReader::File {
  std::string path;
  Handle file;
  CheckpointHeader header;

  explicit File(const std::string& name) : path(name), file(open_checkpoint(name)), header(read_header(file)) {}

  // Other columns than ours are those of another version of the model.
  [[noreturn]] void refuse(const core::Text& what) const {
    throw core::UserError(core::say(
        "could not read {}: {}; version {} wrote it, whose runs consist of other things than those of this program: "
        "run "
        "the scenario anew",
        "无法读取 {}：{}；它由版本 {} 写出，其运行的内容与本程序不同：请重新运行该情景", path, what, header.version));
  }
  // Throws unless `group` holds these and nothing else.
  void expect(const Handle& group, const std::string& prefix, const std::vector<std::string>& names) const {
    const std::vector<std::string> found = h5::members(group);
    for (const std::string& name : names)
      if (std::find(found.begin(), found.end(), name) == found.end())
        refuse(core::say("it lacks {}{}", "缺少 {}{}", prefix, name));
    for (const std::string& name : found)
      if (std::find(names.begin(), names.end(), name) == names.end())
        refuse(core::say("it has an unknown {}{}", "含有未知的 {}{}", prefix, name));
  }
};

CheckpointReader::CheckpointReader(const std::string& path) : file_(std::make_unique<File>(path)) {}
CheckpointReader::~CheckpointReader() = default;
CheckpointReader::CheckpointReader(CheckpointReader&&) noexcept = default;
CheckpointReader& CheckpointReader::operator=(CheckpointReader&&) noexcept = default;

const std::string& CheckpointReader::path() const { return file_->path; }
const CheckpointHeader& CheckpointReader::header() const { return file_->header; }

std::size_t CheckpointReader::read_column(const std::string& table, const std::string& column, Number number,
                                          std::size_t rows, const std::function<void*(std::size_t)>& place) const {
  const std::string name = "state/" + table + "/" + column;
  if (!h5::has(file_->file, name)) file_->refuse(core::say("it lacks {}", "缺少 {}", name));
  const Handle dataset = h5::open_dataset(file_->file, name);
  const Handle type(H5Dget_type(dataset.id()), H5Tclose);
  if (H5Tequal(type.id(), exact_type(number)) <= 0)
    file_->refuse(core::say("{} holds numbers of another type", "{} 存放的数为另一类型", name));
  const std::vector<hsize_t> extents = h5::extents(dataset);
  if (extents.size() != 1) file_->refuse(core::say("{} is not a list", "{} 不是列表", name));
  const std::size_t found = h5::checked_size(dataset, H5Tget_size(type.id()));
  if (rows != kAnyLength && found != rows)
    file_->refuse(core::say("{} has {} rows, not {}", "{} 有 {} 行，而非 {} 行", name, found, rows));
  h5::read_block(dataset, exact_type(number), {0}, extents, place(found));
  return found;
}

void CheckpointReader::expect_columns(const std::string& table, const std::vector<std::string>& columns) const {
  const std::string name = "state/" + table;
  file_->expect(h5::open_group(file_->file, name), name + "/", columns);
}

void CheckpointReader::expect_tables(const std::vector<std::string>& tables) const {
  file_->expect(h5::open_group(file_->file, "state"), "state/", tables);
}

std::vector<std::vector<double>> CheckpointReader::read_series(const std::vector<std::string>& names) const {
  const Handle group = h5::open_group(file_->file, "series");
  file_->expect(group, "series/", names);
  std::vector<std::vector<double>> series;
  for (const std::string& name : names) {
    const Handle dataset = h5::open_dataset(group, name);
    series.push_back(h5::read_values<double>(dataset));
    if (!h5::is_float64(dataset) || series.back().size() != static_cast<std::size_t>(file_->header.weeks_done))
      file_->refuse(core::say("series/{} has not a number for each week", "series/{} 并非每周都有数值", name));
  }
  return series;
}

}  // namespace gongjian::io
