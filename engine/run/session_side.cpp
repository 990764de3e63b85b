#include "engine/run/session_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

// The scenario that a log holds, as a file in the log's folder.
ScenarioFile scenario_in(const io::LogReader& log, const std::string& path) {
  const io::LogHeader& header = log.header();
  const std::string file = (fs::path(path).parent_path() / (header.scenario_name + ".toml")).string();
  return {file, header.scenario_name, io::parse_toml(header.scenario_text, file)};
}

// Reads a log by read(). One that is being written may be found in the middle of a commit: then it is tried again.
template <class Read>
void read_patiently(const std::string& path, Read read) {
  const bool may_grow = path.ends_with(".part");
  for (int tries = may_grow ? 20 : 1;; --tries) {
    try {
      return read();
    } catch (const core::UserError&) {
      if (tries <= 1) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

std::optional<Entity> decides(const std::string& table) {
  if (table == model::Units::kName) return Entity::unit;
  if (table == model::Members::kName) return Entity::member;
  if (table == model::Projects::kName) return Entity::project;
  return std::nullopt;
}

std::size_t rows_in(model::World& world, const std::string& table) {
  std::size_t rows = 0;
  world.visit_tables([&]<class Table>(Table& candidate) {
    auto count = [&](std::string_view, const auto& column, const auto&...) { rows = column.size(); };
    if (table == Table::kName) candidate.visit(count);
  });
  return rows;
}

}  // namespace

SessionSide::SessionSide(const ScenarioFile& scenario, std::vector<Change> done, const SessionOptions& options)
    : threads_(options.threads),
      file_(scenario),
      head_(std::make_unique<LiveRun>(scenario, states_, options.threads)),
      watched_bytes_(options.watched_bytes) {
  model::Simulation& simulation = head_->simulation();
  if (!done.empty()) head_->take_over(run::changed(scenario, std::move(done)));
  layout_ = simulation.layout();
  shape_ = shape_of(simulation);
  head_recorder_ = std::make_unique<WeekRecorder>(simulation);
  put(head_recorder_->record(simulation, watched_));
}

SessionSide::SessionSide(const std::string& log_path, const SessionOptions& options)
    : source_(log_path), threads_(options.threads), watched_bytes_(options.watched_bytes) {
  read_patiently(log_path, [&] { begin_log(io::LogReader(log_path)); });
}

void SessionSide::begin_log(const io::LogReader& log) {
  records_.clear();
  notes_.clear();
  layout_ = log.layout();
  records_.push_back(
      std::make_shared<WeekRecord>(WeekRecord{0, {0, std::vector<double>(layout_.size, 0)}, false, {}, {}, {}, {}}));
  try {
    file_ = scenario_in(log, source_);
    scenario_ = read_scenario(file_);
    looking_back();
  } catch (const core::UserError& error) {
    can_run_ = false;
    scenario_.title = log.header().title;
    scenario_.name = log.header().scenario_name;
    scenario_.start_date = log.header().start_date;
    scenario_.weeks = log.header().weeks;
    scenario_.seed = log.header().seed;
    scenario_.text = log.header().scenario_text;
    notes_.push_back(core::say("Only what the log holds can be shown, not its units: {}",
                               "只能显示日志中的内容，不能显示各单位：{}", error.message()));
  }
  read_log(log);
}

// The log's frames as records. Where the log leaves out outputs or weeks, the run itself gives them.
void SessionSide::read_log(const io::LogReader& log) {
  const std::vector<int>& weeks = log.weeks();
  if (can_run_) {
    layout_ = back_->simulation().layout();
    shape_ = shape_of(back_->simulation());
  }
  const bool is_whole = log.layout().size == layout_.size;
  for (std::size_t f = 0; f < weeks.size(); ++f) {
    const auto place = static_cast<std::size_t>(weeks[f]) + 1;
    if (place >= records_.size()) records_.resize(place + 1);
    if (!is_whole || records_[place] != nullptr) continue;
    records_[place] = std::make_shared<WeekRecord>(WeekRecord{weeks[f] + 1, log.frame(f), false, {}, {}, {}, {}});
  }
  log_complete_ = log.complete();
}

bool SessionSide::follow_log() {
  const io::LogReader log(source_);
  const int before = weeks_done();
  read_log(log);
  return weeks_done() != before || log_complete_;
}

SideView SessionSide::view() const {
  return {scenario(), source_, layout_, shape_, file_, head_ ? head_->changes() : std::vector<Change>{}, notes_};
}

bool SessionSide::is_whole(const Record& record) const {
  if (record == nullptr) return false;
  return !can_run_ || (record->has_agents && std::all_of(watched_.begin(), watched_.end(), [&](const auto& column) {
                         return record->values_of(column) != nullptr;
                       }));
}

// Weeks that may have watched columns, by what one of them takes.
std::size_t SessionSide::most_with_columns() const {
  return bytes_of_week_ == 0 ? records_.size()
                             : std::clamp<std::size_t>(watched_bytes_ / bytes_of_week_, 1, records_.size());
}

// Which should have them: so many, around the one that is looked at.
SessionSide::Weeks SessionSide::weeks_with_columns() const {
  const int count = static_cast<int>(most_with_columns());
  const int first = std::clamp(looked_around() - count / 2, 0, weeks_done() + 1 - count);
  return {first, first + count - 1};
}

// Keeps a record; where watched columns take too much, those farthest from what is looked at are forgotten.
void SessionSide::put(WeekRecord record) {
  const int week = record.weeks_done;
  std::size_t bytes = 0;
  for (const WeekRecord::Values& values : record.watched) bytes += values.rows->bytes();
  bytes_of_week_ = std::max(bytes_of_week_, bytes);
  if (bytes > 0) with_columns_.insert(week);
  if (week > weeks_done()) records_.resize(static_cast<std::size_t>(week) + 1);
  records_[static_cast<std::size_t>(week)] = std::make_shared<WeekRecord>(std::move(record));
  const Weeks kept = weeks_with_columns();
  while (with_columns_.size() > most_with_columns()) {
    const int first = *with_columns_.begin(), last = *with_columns_.rbegin();
    const int farthest = kept.first - first > last - kept.last ? first : last;
    Record& forgotten = records_[static_cast<std::size_t>(farthest)];
    WeekRecord rest = *forgotten;
    rest.watched.clear();
    forgotten = std::make_shared<WeekRecord>(std::move(rest));
    with_columns_.erase(farthest);
  }
}

void SessionSide::step() {
  head_->step();
  put(head_recorder_->record(head_->simulation(), watched_));
}

void SessionSide::rewind(int weeks) {
  head_->rewind(weeks);
  if (back_ && back_->weeks_done() > weeks) back_->go_to(weeks);  // what it ran later is no more
  if (back_) back_->take_over(head_->played());
  records_.resize(static_cast<std::size_t>(weeks) + 1);
  with_columns_.erase(with_columns_.upper_bound(weeks), with_columns_.end());
  *head_recorder_ = WeekRecorder(head_->simulation());
}

void SessionSide::take_over(ChangedScenario played) {
  states_->forget_after(weeks_done());
  if (back_) back_->take_over(played);
  head_->take_over(std::move(played));
}

void SessionSide::watch(std::vector<WatchedColumn> columns) {
  with_columns_.clear();
  bytes_of_week_ = 0;
  for (Record& record : records_) {
    if (record == nullptr || record->watched.empty()) continue;
    WeekRecord kept = *record;
    std::erase_if(kept.watched, [&](const WeekRecord::Values& values) {
      return std::find(columns.begin(), columns.end(), values.column) == columns.end();
    });
    if (!kept.watched.empty()) with_columns_.insert(kept.weeks_done);
    record = std::make_shared<WeekRecord>(std::move(kept));
  }
  watched_ = std::move(columns);
}

LiveRun& SessionSide::looking_back() {
  if (!back_) {
    back_ = std::make_unique<LiveRun>(file_, states_, threads_);
    if (head_) back_->take_over(head_->played());
  }
  return *back_;
}

bool SessionSide::fill(int weeks) {
  if (!can_run_ || weeks > weeks_done() || is_whole(records_[static_cast<std::size_t>(weeks)])) return false;
  LiveRun& run = looking_back();
  run.go_to(std::max(weeks - 1, 0));
  WeekRecorder recorder(run.simulation());
  if (weeks > 0) run.step();
  WeekRecord record = recorder.record(run.simulation(), watched_);
  const Record& known = records_[static_cast<std::size_t>(weeks)];
  if (known != nullptr && weeks > 0 && is_replay() && known->frame.hash() != record.frame.hash()) {
    can_run_ = false;
    notes_.push_back(
        {"The log was written by another version of the program, or from other files: only what it holds "
         "can be shown, not its units.",
         "日志由其他版本的程序写成，或依据不同的文件：只能显示日志中的内容，不能显示各单位。"});
    return true;
  }
  put(std::move(record));
  return true;
}

bool SessionSide::fill_gap() {
  const auto at = [&](int week) { return records_.begin() + week; };
  const auto [first, last] = weeks_with_columns();
  const auto near = std::find_if(at(first), at(last + 1), [&](const Record& record) { return !is_whole(record); });
  if (near != at(last + 1)) return fill(static_cast<int>(near - at(0)));
  const auto far = std::find_if(records_.begin(), records_.end(),
                                [](const Record& record) { return record == nullptr || !record->has_agents; });
  return far != records_.end() && fill(static_cast<int>(far - at(0)));
}

void SessionSide::ask_for_decisions(bool asked) {
  if (!head_) return;
  bool& is_asked = head_->simulation().world().decisions.asked;
  if (asked && !is_asked) decisions_from_ = head_->weeks_done();
  is_asked = asked;
}

LookedAt SessionSide::look_at(const Look& look, int weeks) {
  LookedAt result{look, weeks, {}, -1, {}, {}};
  if (!can_run_) return result;
  const std::optional<Entity> entity = decides(look.table);
  const bool at_head = head_ != nullptr && weeks == head_->weeks_done();
  if (at_head && entity == Entity::unit && weeks > 0 && head_->simulation().world().decisions.asked &&
      decision_week(Entity::unit, weeks - 1) >= decisions_from_) {
    result.facts = row(head_->simulation().world(), look.table, look.id);
    result.terms = row(head_->simulation().world(), model::Decisions::kName, look.id);
    result.decision_week = decision_week(Entity::unit, weeks - 1);
    return result;
  }
  LiveRun& run = at_head && entity != Entity::member && entity != Entity::unit ? *head_ : looking_back();
  if (entity && weeks > 0) {
    const int decision = decision_week(*entity, weeks - 1);
    run.go_to(*entity == Entity::project ? weeks : decision);
    if (look.id < rows_in(run.simulation().world(), look.table)) {
      Explanation explanation = explain(run.simulation(), *entity, look.id, weeks - 1);
      result.facts = std::move(explanation.facts);
      result.terms = std::move(explanation.terms);
      result.decision_week = explanation.week;
      return result;
    }
  }
  run.go_to(weeks);
  if (look.id >= rows_in(run.simulation().world(), look.table))
    result.problem = fmt::format("{} {}", look.table, look.id);
  else result.facts = row(run.simulation().world(), look.table, look.id);
  return result;
}

ScenarioFile SessionSide::played() const {
  ScenarioFile file{scenario().path, scenario().name, io::parse_toml(scenario().text, scenario().path)};
  if (weeks_done() > 0) file.table.set("weeks", {std::int64_t{weeks_done()}, {}});
  return file;
}

std::string SessionSide::state_hash() { return core::to_hex(head_->simulation().state_hash()); }

}  // namespace gongjian::run
