#include "engine/io/repair.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/file_format.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/log_writer.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/seal.hpp"

namespace gongjian::io {
namespace {

constexpr std::string_view kPart = ".part";

std::string proper_name(const std::string& path) {
  if (!path.ends_with(kPart) || path.size() == kPart.size())
    throw core::UserError(core::say("{}: its name does not end in .part; name the repaired log with -o",
                                    "{}: 文件名不以 .part 结尾；请用 -o 指定修复后的日志", path));
  return path.substr(0, path.size() - kPart.size());
}

// A file that HDF5 can't open has lost what leads to the rest of it.
template <class Read>
auto read_or_advise(const std::string& path, const Read& read) {
  try {
    return read();
  } catch (const core::UserError& error) {
    std::error_code failure;
    if (!path.ends_with(kPart) || !std::filesystem::is_regular_file(path, failure)) throw;
    throw core::UserError(
        core::say("{}. It can't be repaired, since what leads to the weeks in it is lost; run the scenario again (with "
                  "--checkpoint-every WEEKS a run that is killed goes on from its checkpoint)",
                  "{}。无法修复，因为查找各周所需的信息已丢失；请重新运行该情景（加上 --checkpoint-every "
                  "WEEKS，运行中断后可从检查点继续）",
                  error.message()));
  }
}

void refuse_what_needs_none(const std::string& path) {
  if (is_being_written(path))
    throw core::UserError(core::say("{}: a run is writing it; wait until it has ended, or end it (Ctrl-C)",
                                    "{}: 有运行正在写入；请等其结束，或将其终止（Ctrl-C）", path));
  if (read_or_advise(path, [&] { return format_of(path); }) != Format::log)
    throw core::UserError(
        core::say("{}: only logs of runs are repaired; the command that wrote this can be given again",
                  "{}: 只能修复运行的日志；写出此文件的命令可以重新执行", path));
  if (path.ends_with(kPart)) return;
  if (seal_of(path) == Sealed::whole)
    throw core::UserError(
        core::say("{}: this log is whole; there is nothing to repair", "{}: 此日志完好，无需修复", path));
}

// One sample of a table, as the writer takes it.
class Sample {
 public:
  Sample(const LogReader& log, const AgentTable& table, std::size_t sample) {
    for (const AgentColumn& column : table.columns) {
      std::vector<char>& values = values_.emplace_back(table.rows * sizeof(double));  // the widest type
      log.read_agents(table, column, sample, 0, table.rows, values.data());
      columns_.push_back({column.name, column.unit, column.text, column.type, column.is_id, values.data(), table.rows});
    }
  }
  const std::vector<ColumnView>& columns() const { return columns_; }

 private:
  std::deque<std::vector<char>> values_;
  std::vector<ColumnView> columns_;
};

void copy_agents(const LogReader& log, LogWriter& writer, Repaired& repaired) {
  for (const AgentTable& table : log.agents())
    for (std::size_t sample = 0; sample < table.weeks.size(); ++sample, ++repaired.samples)
      writer.write_columns(table.weeks[sample], table.name, Sample(log, table, sample).columns());
}

}  // namespace

Repaired repair_log(const std::string& path, const std::string& output, bool force) {
  refuse_what_needs_none(path);
  Repaired repaired;
  repaired.path = output.empty() ? proper_name(path) : output;
  refuse_existing(repaired.path, force);
  const LogReader log = read_or_advise(path, [&] { return LogReader(path); });
  const std::vector<int>& weeks = log.weeks();
  if (!path.ends_with(kPart) && log.complete())
    throw core::UserError(
        core::say("{}: this log is complete; there is nothing to repair", "{}: 此日志完整，无需修复", path));
  if (weeks.empty())
    throw core::UserError(core::say(
        "{}: the run was killed before its first weeks were written, so there is nothing to repair; run it again",
        "{}: 运行在写入最初几周之前已被终止，没有可修复的内容；请重新运行", path));
  repaired.frames = weeks.size();
  repaired.first_week = weeks.front();
  repaired.last_week = weeks.back();
  repaired.weeks_meant = log.header().weeks;
  repaired.complete = log.complete();

  LogWriter writer(repaired.path, log.layout(), log.header(), ".repair");
  const std::vector<std::uint64_t> hashes = log.frame_hashes();
  for (const Event& event : log.events()) {
    writer.write_event(event.week, event.kind, event.district, event.value);
    ++repaired.events;
  }
  for (const StateHash& state : log.state_hashes()) writer.write_state_hash(state.week, state.hash);
  for (std::size_t i = 0; i < weeks.size(); ++i) writer.write(log.frame(i), hashes[i]);
  copy_agents(log, writer, repaired);
  if (const auto final_hash = log.final_hash()) writer.finish(*final_hash);
  else writer.finish_incomplete();
  return repaired;
}

}  // namespace gongjian::io
