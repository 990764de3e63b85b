#include "engine/io/log_reader.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <utility>

#include "engine/core/check.hpp"
#include "engine/core/display.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/agent_log.hpp"
#include "engine/io/described.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/log_format.hpp"

namespace gongjian::io {
namespace {

using h5::Handle;

template <std::size_t kBytes>
std::string text_of(const std::array<char, kBytes>& text) {
  return core::printable({text.begin(), std::find(text.begin(), text.end(), '\0')});
}

std::vector<Parameter> read_parameters(const Handle& file) {
  const Handle group = h5::open_group(file, "parameters");
  std::vector<std::string> names = h5::read_texts(group, "name"), units = h5::read_texts(group, "unit"),
                           texts = h5::read_texts(group, "description");
  const std::vector<double> values = h5::read_values<double>(h5::open_dataset(group, "value"));
  if (values.size() != names.size() || units.size() != names.size() || texts.size() != names.size())
    h5::fail(group, {"read the parameters: their columns differ in length", "读取参数：各列长度不一致"});
  std::vector<Parameter> parameters;
  for (std::size_t i = 0; i < names.size(); ++i)
    parameters.push_back({std::move(names[i]), values[i], std::move(units[i]), std::move(texts[i])});
  return parameters;
}

LogHeader read_header(const Handle& file) {
  LogHeader header;
  header.title = {h5::read_text(file, "title"), h5::read_text(file, "title_zh")};
  const Handle group = h5::open_group(file, "provenance");
  header.scenario_name = h5::read_text(group, "scenario_name");
  header.scenario_text = h5::read_text_dataset(group, "scenario");
  header.version = h5::read_text(group, "version");
  const auto date = core::parse_date(h5::read_text(group, "start_date"));
  if (!date) h5::fail(file, {"read the start date", "读取起始日期"});
  header.start_date = *date;
  header.weeks = h5::read_number<std::int32_t>(group, "weeks");
  header.every = h5::read_number<std::int32_t>(group, "every");
  header.first_week = h5::read_number<std::int32_t>(group, "first_week");
  header.seed = h5::read_number<std::uint64_t>(group, "seed");
  header.parameters = read_parameters(file);
  return header;
}

}  // namespace

struct LogReader::Log {
  Handle file;
  LogHeader header;
  core::FrameLayout layout;
  std::deque<std::string> units;  // which the layout refers to
  std::vector<Handle> series;     // by variable
  std::vector<int> weeks;
  bool complete = false;

  explicit Log(const std::string& path);
  void read_weeks();
  void read_layout();
  void add_variable(const std::string& name, Handle dataset);
  std::size_t find(std::string_view name) const;
  void read_rows(std::size_t variable, std::size_t first, std::size_t count, double* values) const;
  template <class T>
  std::vector<T> read_list(const std::string& name) const;
};

LogReader::Log::Log(const std::string& path) : file(h5::open_file(path)) {
  check_format(file, kLogFormat, kLogVersion);
  header = read_header(file);
  complete = h5::read_number<std::int32_t>(file, "complete") != 0;
  read_weeks();
  read_layout();
}

// The list may be longer than what is promised, where the writer was killed as it wrote.
void LogReader::Log::read_weeks() {
  const std::vector<std::int32_t> all = read_list<std::int32_t>("week");
  const auto written = h5::read_number<std::int32_t>(file, "weeks_written");
  if (written < 0 || static_cast<std::size_t>(written) > all.size())
    h5::fail(file, core::say("read its weeks: it promises {} frames and lists {}",
                             "读取各周：声明有 {} 帧，实际列出 {}", written, all.size()));
  weeks.assign(all.begin(), all.begin() + written);
}

// Numbers over `week` are variables, in the order in which they were written.
void LogReader::Log::read_layout() {
  for (const std::string& name : h5::members(file)) {
    if (name == "week" || !h5::is_dataset(file, name)) continue;
    Handle dataset = h5::open_dataset(file, name);
    if (is_dimension(file, name)) layout.dimensions.push_back(read_dimension(file, name));
    else if (h5::is_float64(dataset)) add_variable(name, std::move(dataset));
  }
}

void LogReader::Log::add_variable(const std::string& name, Handle dataset) {
  const std::vector<hsize_t> extents = h5::extents(dataset);
  if (extents.empty() || extents[0] < weeks.size())
    h5::fail(file, core::say("read '{}': it lacks weeks", "读取 '{}'：缺少若干周", name));
  h5::checked_size(dataset, sizeof(double));
  std::vector<std::string_view> dimensions;
  for (unsigned axis = 1; axis < extents.size(); ++axis) {
    const std::string scale = h5::scale_name(dataset, axis);
    const auto found = std::find_if(layout.dimensions.begin(), layout.dimensions.end(),
                                    [&](const core::Dimension& dimension) { return dimension.name == scale; });
    if (found == layout.dimensions.end() || found->size() != extents[axis])
      h5::fail(file, core::say("read '{}': its dimensions do not fit", "读取 '{}'：维度不相符", name));
    dimensions.push_back(found->name);
  }
  const std::string& unit = units.emplace_back(read_unit(dataset));
  layout.add(name, dimensions, core::Unit{unit}, read_description(dataset));
  series.push_back(std::move(dataset));
}

std::size_t LogReader::Log::find(std::string_view name) const {
  if (const core::Variable* variable = layout.find(name))
    return static_cast<std::size_t>(variable - layout.variables.data());
  std::vector<std::string_view> known;
  for (const core::Variable& variable : layout.variables) known.push_back(variable.name);
  fail_unknown(file, {"a variable", "变量"}, name, known);
}

void LogReader::Log::read_rows(std::size_t variable, std::size_t first, std::size_t count, double* values) const {
  std::vector<hsize_t> block = h5::extents(series[variable]);
  std::vector<hsize_t> start(block.size(), 0);
  start[0] = first;
  block[0] = count;
  h5::read_block(series[variable], H5T_NATIVE_DOUBLE, start, block, values);
}

template <class T>
std::vector<T> LogReader::Log::read_list(const std::string& name) const {
  const Handle dataset = h5::open_dataset(file, name);
  if (h5::extents(dataset).size() != 1)
    h5::fail(dataset, core::say("read '{}': not a list", "读取 '{}'：不是列表", name));
  return h5::read_values<T>(dataset);
}

LogReader::LogReader(const std::string& path) : log_(std::make_unique<Log>(path)) {}
LogReader::~LogReader() = default;
LogReader::LogReader(LogReader&&) noexcept = default;
LogReader& LogReader::operator=(LogReader&&) noexcept = default;

const LogHeader& LogReader::header() const { return log_->header; }
const core::FrameLayout& LogReader::layout() const { return log_->layout; }
bool LogReader::complete() const { return log_->complete; }
const std::vector<int>& LogReader::weeks() const { return log_->weeks; }

std::vector<double> LogReader::read(std::string_view variable) const { return read(variable, 0, log_->weeks.size()); }

std::vector<double> LogReader::read(std::string_view variable, std::size_t first, std::size_t count) const {
  GONGJIAN_CHECK(first + count <= log_->weeks.size());
  const std::size_t index = log_->find(variable);
  std::vector<double> values(count * log_->layout.variables[index].size);
  log_->read_rows(index, first, count, values.data());
  return values;
}

core::Frame LogReader::frame(std::size_t index) const {
  GONGJIAN_CHECK(index < log_->weeks.size());
  core::Frame frame{log_->weeks[index], std::vector<double>(log_->layout.size)};
  for (std::size_t i = 0; i < log_->series.size(); ++i)
    log_->read_rows(i, index, 1, frame.values.data() + log_->layout.variables[i].offset);
  return frame;
}

std::vector<std::uint64_t> LogReader::frame_hashes() const {
  std::vector<std::uint64_t> hashes = log_->read_list<std::uint64_t>("hash/frame");
  if (hashes.size() < log_->weeks.size())
    h5::fail(log_->file, {"read the hashes of its frames: some are missing", "读取各帧的哈希：有缺失"});
  hashes.resize(log_->weeks.size());
  return hashes;
}

std::vector<StateHash> LogReader::state_hashes() const {
  const auto weeks = log_->read_list<std::int32_t>("hash/state_week");
  const auto hashes = log_->read_list<std::uint64_t>("hash/state");
  std::vector<StateHash> result;
  for (std::size_t i = 0; i < std::min(weeks.size(), hashes.size()); ++i) result.push_back({weeks[i], hashes[i]});
  return result;
}

std::optional<std::uint64_t> LogReader::final_hash() const {
  const Handle group = h5::open_group(log_->file, "hash");
  if (!log_->complete) return std::nullopt;
  return h5::read_number<std::uint64_t>(group, "final");
}

std::vector<Event> LogReader::events() const {
  const Handle dataset = h5::open_dataset(log_->file, "events/rows");
  const std::vector<hsize_t> extents = h5::extents(dataset);
  if (extents.size() != 1) h5::fail(dataset, {"read the events: not a list", "读取事件：不是列表"});
  std::vector<EventRow> rows(h5::checked_size(dataset, sizeof(EventRow)));
  h5::read_block(dataset, event_type(false).id(), {0}, extents, rows.data());
  std::vector<Event> events;
  for (const EventRow& row : rows) events.push_back({row.week, text_of(row.kind), text_of(row.district), row.value});
  return events;
}

std::vector<AgentTable> LogReader::agents() const {
  std::vector<AgentTable> tables;
  const Handle root = h5::open_group(log_->file, "agents");
  for (const std::string& name : h5::members(root)) tables.push_back(read_agent_table(root, name));
  return tables;
}

void LogReader::read_agents(const AgentTable& table, const AgentColumn& column, std::size_t sample,
                            std::size_t first_row, std::size_t count, void* values) const {
  GONGJIAN_CHECK(sample < table.weeks.size() && first_row + count <= table.rows);
  const Handle group = h5::open_group(h5::open_group(log_->file, "agents"), table.name);
  h5::read_block(h5::open_dataset(group, column.name), column_type(column.type), {sample, first_row}, {1, count},
                 values);
}

}  // namespace gongjian::io
