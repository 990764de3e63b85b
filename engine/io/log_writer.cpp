#include "engine/io/log_writer.hpp"

#include <algorithm>
#include <cstring>
#include <future>
#include <limits>
#include <optional>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/io/agent_log.hpp"
#include "engine/io/described.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/log_format.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/seal.hpp"

namespace gongjian::io {
namespace {

using h5::Handle;

#ifndef H5_HAVE_THREADSAFE
#error "logs are written on a thread of their own, which wants HDF5 built with thread safety, as distributions have it"
#endif

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr hsize_t kFlush = LogWriter::kFlushFrames;
constexpr std::size_t kSmallChunkBytes = 4096;
constexpr hsize_t kListChunk = 260;  // rows of lists; five flushes
constexpr int kDeflate = 1;

// A list along one axis that grows, and what waits to be appended. Not compressed: its last chunk is
// rewritten in place.
template <class T>
struct List {
  Handle dataset;
  hid_t type = H5I_INVALID_HID;  // of T in memory
  std::vector<T> waiting, handed_over;

  List() = default;
  List(const Handle& where, const std::string& name, hid_t element, hsize_t chunk)
      : dataset(h5::create_dataset(where, name, element, {{0}, {h5::Storage::kGrows}, {chunk}, 0})), type(element) {}
  void hand_over() { handed_over.swap(waiting); }
  void write() {
    h5::append(dataset, type, handed_over.size(), handed_over.data());
    handed_over.clear();
  }
};

// Large chunks hold the frames of one flush and are compressed: written once, never again. Small ones hold
// the frames of several and are rewritten in place.
h5::Storage series_storage(const core::FrameLayout& layout, const core::Variable& variable) {
  h5::Storage storage{{0}, {h5::Storage::kGrows}, {kFlush}, 0};
  for (const std::size_t dimension : variable.dimensions) {
    const hsize_t size = layout.dimensions[dimension].size();
    storage.extents.push_back(size);
    storage.limits.push_back(std::max<hsize_t>(size, 1));
    storage.chunk.push_back(std::max<hsize_t>(size, 1));
  }
  const std::size_t bytes = kFlush * std::max<std::size_t>(variable.size, 1) * sizeof(double);
  if (bytes >= kSmallChunkBytes) storage.deflate = kDeflate;
  else storage.chunk[0] *= kSmallChunkBytes / bytes;
  return storage;
}

template <std::size_t kBytes>
std::array<char, kBytes> fixed_text(std::string_view text) {
  std::size_t length = std::min(text.size(), kBytes);
  if (length < text.size())
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  std::array<char, kBytes> result{};
  std::memcpy(result.data(), text.data(), length);
  return result;
}

void write_parameters(const Handle& file, const std::vector<Parameter>& parameters) {
  const Handle group = h5::create_group(file, "parameters");
  const auto texts = [&](std::string Parameter::*text) {
    std::vector<std::string> all;
    for (const Parameter& parameter : parameters) all.push_back(parameter.*text);
    return all;
  };
  std::vector<double> values;
  for (const Parameter& parameter : parameters) values.push_back(parameter.value);
  const Handle name = h5::write_texts(group, "name", texts(&Parameter::name));
  h5::make_scale(name, "name");
  h5::attach_scale(h5::write_values(group, "value", values), 0, name);
  h5::attach_scale(h5::write_texts(group, "unit", texts(&Parameter::unit)), 0, name);
  h5::attach_scale(h5::write_texts(group, "description", texts(&Parameter::text)), 0, name);
}

void write_provenance(const Handle& file, const LogHeader& header) {
  const Handle group = h5::create_group(file, "provenance");
  h5::write_attribute(group, "scenario_name", header.scenario_name);
  h5::write_attribute(group, "version", header.version);
  h5::write_attribute(group, "start_date", core::to_string(header.start_date));
  h5::write_attribute(group, "weeks", static_cast<std::int32_t>(header.weeks));
  h5::write_attribute(group, "every", static_cast<std::int32_t>(header.every));
  h5::write_attribute(group, "first_week", static_cast<std::int32_t>(header.first_week));
  h5::write_attribute(group, "seed", header.seed);
  h5::write_text(group, "scenario", header.scenario_text);
}

}  // namespace

// An open log. `open` closes before `output` does. What has come together is handed over and written on another thread
// while the run goes on; what else is done to the file waits for that.
struct LogWriter::Log {
  struct Open {
    Handle file, hash;
    List<std::int32_t> week, time, state_week;
    List<std::uint64_t> frame_hash, state_hash;
    Handle event_type;
    List<EventRow> events;
    std::vector<Handle> series;  // by variable
    AgentLog agents;

    // function(list) for each list that grows.
    template <class Function>
    void for_lists(Function function) {
      function(week);
      function(time);
      function(frame_hash);
      function(state_week);
      function(state_hash);
      function(events);
    }
  };

  OutputFile output;
  core::FrameLayout layout;
  bool kept = false;
  std::int32_t weeks_written = 0;
  std::vector<double> frames, frames_handed_over;  // [frame][layout.size]
  std::optional<Open> open;
  std::future<void> writing;  // valid while a thread may be at it

  Log(const std::string& path, const std::string& ending, core::FrameLayout shape)
      : output(path, ending), layout(std::move(shape)) {}
  ~Log() {
    if (writing.valid()) writing.wait();
    if (open) output.abandon();
  }

  void create(const LogHeader& header);
  void create_series();
  void create_lists();
  void append_series(std::size_t index);
  void hand_over();
  void write_handed_over();
  // Throws what went wrong on the other thread.
  void wait() {
    if (writing.valid()) writing.get();
  }
  void flush() {
    hand_over();
    write_handed_over();
  }
};

void LogWriter::Log::create(const LogHeader& header) {
  Open& log = open.emplace();
  log.file = h5::create_file(output);
  h5::write_attribute(log.file, "complete", std::int32_t{0});
  h5::write_attribute(log.file, "weeks_written", std::int32_t{0});
  h5::write_attribute(log.file, "format", kLogFormat);
  h5::write_attribute(log.file, "format_version", kLogVersion);
  h5::write_attribute(log.file, "title", header.title.en);
  h5::write_attribute(log.file, "title_zh", header.title.zh);
  h5::write_attribute(log.file, "Conventions", "CF-1.10");
  log.week = {log.file, "week", H5T_NATIVE_INT32, kListChunk};
  log.time = {log.file, "time", H5T_NATIVE_INT32, kListChunk};
  describe_time(log.week.dataset, log.time.dataset, header.start_date);
  create_series();
  create_lists();
  write_parameters(log.file, header.parameters);
  write_provenance(log.file, header);
  h5::flush(log.file, output);
}

// The dimensions of the layout, and a series for each variable.
void LogWriter::Log::create_series() {
  Open& log = *open;
  std::vector<Handle> scales;
  std::string coordinates = "time";
  for (const core::Dimension& dimension : layout.dimensions) {
    scales.push_back(write_dimension(log.file, dimension));
    coordinates += " " + dimension.name + "_zh";
  }
  h5::write_attribute(log.file, "coordinates", coordinates);
  h5::ScaleList list;
  for (const core::Variable& variable : layout.variables) {
    const Handle& series = log.series.emplace_back(
        h5::create_dataset(log.file, variable.name, H5T_NATIVE_DOUBLE, series_storage(layout, variable), &kMissing));
    h5::describe(series, variable.unit.symbol, variable.text);
    h5::write_attribute(series, "_FillValue", kMissing);
    std::vector<const Handle*> axes{&log.week.dataset};
    for (const std::size_t dimension : variable.dimensions) axes.push_back(&scales[dimension]);
    list.attach(series, axes);
  }
  list.write();
}

void LogWriter::Log::create_lists() {
  Open& log = *open;
  log.hash = h5::create_group(log.file, "hash");
  log.frame_hash = {log.hash, "frame", H5T_NATIVE_UINT64, kListChunk};
  h5::attach_scale(log.frame_hash.dataset, 0, log.week.dataset);
  log.state_week = {log.hash, "state_week", H5T_NATIVE_INT32, kListChunk};
  h5::make_scale(log.state_week.dataset, "state_week");
  log.state_hash = {log.hash, "state", H5T_NATIVE_UINT64, kListChunk};
  h5::attach_scale(log.state_hash.dataset, 0, log.state_week.dataset);
  log.event_type = event_type(false);
  const Handle events = h5::create_group(log.file, "events");
  log.events = {events, "rows", event_type(true).id(), kListChunk};
  log.events.type = log.event_type.id();
  log.agents = AgentLog(h5::create_group(log.file, "agents"));
}

// Appends the values of one variable that were handed over.
void LogWriter::Log::append_series(std::size_t index) {
  const core::Variable& variable = layout.variables[index];
  const std::size_t rows = open->week.handed_over.size();
  std::vector<double> values;
  values.reserve(rows * variable.size);
  for (std::size_t row = 0; row < rows; ++row) {
    const double* const first = frames_handed_over.data() + row * layout.size + variable.offset;
    values.insert(values.end(), first, first + variable.size);
  }
  h5::append(open->series[index], H5T_NATIVE_DOUBLE, rows, values.data());
}

void LogWriter::Log::hand_over() {
  wait();
  frames_handed_over.swap(frames);
  open->for_lists([](auto& list) { list.hand_over(); });
}

void LogWriter::Log::write_handed_over() {
  Open& log = *open;
  for (std::size_t index = 0; index < layout.variables.size(); ++index) append_series(index);
  frames_handed_over.clear();
  weeks_written += static_cast<std::int32_t>(log.week.handed_over.size());
  log.for_lists([](auto& list) { list.write(); });
  h5::update_attribute(log.file, "weeks_written", weeks_written);
  h5::flush(log.file, output);
}

LogWriter::LogWriter(const std::string& path, const core::FrameLayout& layout, const LogHeader& header,
                     const std::string& ending)
    : log_(std::make_unique<Log>(path, ending, layout)) {
  log_->create(header);
}

LogWriter::~LogWriter() {
  if (!log_->kept || !log_->open) return;
  try {
    log_->flush();
    log_->open.reset();
  } catch (const core::UserError&) {  // reported when it first happened, or nobody is left to be told
  }
}

void LogWriter::write(const core::Frame& frame, std::uint64_t frame_hash) {
  GONGJIAN_CHECK(log_->open && frame.values.size() == log_->layout.size);
  Log::Open& log = *log_->open;
  log_->frames.insert(log_->frames.end(), frame.values.begin(), frame.values.end());
  log.week.waiting.push_back(frame.week);
  log.time.waiting.push_back(7 * frame.week);
  log.frame_hash.waiting.push_back(frame_hash);
  if (log.week.waiting.size() < kFlushFrames) return;
  log_->hand_over();
  log_->writing = std::async(std::launch::async, [written = log_.get()] {
    h5::silence();
    written->write_handed_over();
  });
}

void LogWriter::write_state_hash(int week, std::uint64_t hash) {
  log_->open->state_week.waiting.push_back(week);
  log_->open->state_hash.waiting.push_back(hash);
}

void LogWriter::write_event(int week, std::string_view kind, std::string_view district, double value) {
  log_->open->events.waiting.push_back(
      {week, fixed_text<kEventKindBytes>(kind), fixed_text<kEventDistrictBytes>(district), value});
}

void LogWriter::write_columns(int week, const std::string& table, const std::vector<ColumnView>& columns) {
  log_->wait();
  log_->open->agents.write(week, table, columns);
  log_->output.check();
}

void LogWriter::finish(std::uint64_t final_hash) {
  GONGJIAN_CHECK(log_->open);
  log_->wait();
  h5::write_attribute(log_->open->hash, "final", final_hash);
  h5::update_attribute(log_->open->file, "complete", 1);
  publish();
}

void LogWriter::finish_incomplete() {
  GONGJIAN_CHECK(log_->open);
  publish();
}

void LogWriter::publish() {
  log_->flush();
  log_->open.reset();
  write_seal(log_->output);
  log_->output.publish();
}

void LogWriter::keep() {
  if (log_->writing.valid()) log_->writing.wait();  // what went wrong there is told when something is done next
  log_->kept = true;
  log_->output.keep();
}

}  // namespace gongjian::io
