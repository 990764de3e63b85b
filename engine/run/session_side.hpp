// One side of a session: a run that goes on, a second one of the same that looks back, and the records of both.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/io/log_reader.hpp"
#include "engine/run/session.hpp"

namespace gongjian::run {

// Used by the session's thread alone.
class SessionSide {
 public:
  using Record = std::shared_ptr<const WeekRecord>;

  // `done`: what was done to the run already, in weeks that it is still to come to.
  SessionSide(const ScenarioFile& scenario, std::vector<Change> done, unsigned threads);
  SessionSide(const std::string& log_path, unsigned threads);

  const std::vector<Record>& records() const { return records_; }  // by weeks done; null where not known
  int weeks_done() const { return static_cast<int>(records_.size()) - 1; }
  bool is_replay() const { return head_ == nullptr; }
  SideView view() const;
  const std::vector<core::Text>& notes() const { return notes_; }  // as in view()

  void step();
  void rewind(int weeks_done);
  void change(const std::variant<LeverMove, MadeEvent, Remark>& what);
  void watch(std::vector<WatchedColumn> columns);
  // Completes the record of a week by running up to it again; false where there is nothing to be had.
  bool fill(int weeks_done);
  // The first week whose record is not complete, or -1.
  int first_gap() const;
  LookedAt look_at(const Look& look, int weeks_done);
  // Whether decisions are kept as they are made, since somebody asks for them.
  void ask_for_decisions(bool asked);
  std::string state_hash();  // of the run that goes on
  // Writes the log of the scenario with all that was done to it, run again up to the present week; gives its hash.
  std::string save_log(const std::string& path, const std::string& version, unsigned threads);
  std::string scenario_text() const;
  // Reads what has been added to a log that is being written; false where there is nothing new.
  bool follow_log();
  bool log_is_complete() const { return log_complete_; }

 private:
  bool is_whole(const Record& record) const;
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
  core::FrameLayout layout_;
  Scenario scenario_;
  CityShape shape_;
  std::vector<core::Text> notes_;
  bool can_run_ = true;  // the city of a log is to be had
  bool log_complete_ = true;
};

}  // namespace gongjian::run
