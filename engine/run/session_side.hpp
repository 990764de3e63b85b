// One side of a session: a run that goes on, a second one of the same that looks back, and the records of both.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/io/log_reader.hpp"
#include "engine/run/session.hpp"

namespace gongjian::run {

// Used by the session's thread alone.
class SessionSide {
 public:
  using Record = std::shared_ptr<const WeekRecord>;

  // `done`: what was done to the run already, in weeks that it is still to come to. `options`: threads, watched_bytes.
  SessionSide(const ScenarioFile& scenario, std::vector<Change> done, const SessionOptions& options);
  SessionSide(const std::string& log_path, const SessionOptions& options);

  const std::vector<Record>& records() const { return records_; }  // by weeks done; null where not known
  int weeks_done() const { return static_cast<int>(records_.size()) - 1; }
  bool is_replay() const { return head_ == nullptr; }
  SideView view() const;
  const Scenario& scenario() const { return head_ ? head_->scenario() : scenario_; }  // as in view()
  const std::vector<core::Text>& notes() const { return notes_; }                     // as in view()

  void step();
  void rewind(int weeks_done);
  // What it would play if this were done to it; throws where it can't be.
  ChangedScenario changed(const std::variant<LeverMove, MadeEvent, Remark>& what) const { return head_->changed(what); }
  void take_over(ChangedScenario played);
  void watch(std::vector<WatchedColumn> columns);
  // The week that is looked at (-1: always the latest), around which watched columns are kept.
  void look_around(int weeks_done) { looked_around_ = weeks_done; }
  int looked_around() const { return looked_around_ < 0 ? weeks_done() : std::min(looked_around_, weeks_done()); }
  // Completes the record of a week by running up to it again; false where there is nothing to be had.
  bool fill(int weeks_done);
  // The same of a week that lacks something.
  bool fill_gap();
  LookedAt look_at(const Look& look, int weeks_done);
  // Whether decisions are kept as they are made, since somebody asks for them.
  void ask_for_decisions(bool asked);
  std::string state_hash();  // of the run that goes on
  // The scenario up to the present week.
  ScenarioFile played() const;
  // Reads what has been added to a log that is being written; false where there is nothing new.
  bool follow_log();
  bool log_is_complete() const { return log_complete_; }

 private:
  // First to last.
  struct Weeks {
    int first = 0, last = 0;
  };

  bool is_whole(const Record& record) const;
  void put(WeekRecord record);
  std::size_t most_with_columns() const;
  Weeks weeks_with_columns() const;
  LiveRun& looking_back();
  void begin_log(const io::LogReader& log);
  void read_log(const io::LogReader& log);

  std::string source_;
  unsigned threads_;
  std::shared_ptr<KeyStates> states_ = std::make_shared<KeyStates>();
  ScenarioFile file_;
  std::unique_ptr<LiveRun> head_;  // none where a log is shown
  std::unique_ptr<LiveRun> back_;  // built when it is needed
  std::unique_ptr<WeekRecorder> head_recorder_;
  int decisions_from_ = 0;  // the first week whose decisions the head has kept
  std::vector<WatchedColumn> watched_;
  std::vector<Record> records_;
  int looked_around_ = -1;
  std::size_t watched_bytes_;      // that watched columns may take
  std::size_t bytes_of_week_ = 0;  // that those of one week take
  std::set<int> with_columns_;     // weeks whose records have them
  core::FrameLayout layout_;
  Scenario scenario_;  // of a log
  CityShape shape_;
  std::vector<core::Text> notes_;
  bool can_run_ = true;  // the city of a log is to be had
  bool log_complete_ = true;
};

}  // namespace gongjian::run
