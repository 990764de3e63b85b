// A session: one run, or two side by side in lock-step, that a window leads and looks at; or the log of one that has
// been. It works on threads of its own. This header is all that a window knows of the engine.
//
// Weeks are counted by how many are done: record 0 is the city before its first week.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/run/catalogue.hpp"
#include "engine/run/explain.hpp"
#include "engine/run/library.hpp"
#include "engine/run/live_run.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/week_record.hpp"

namespace gongjian::run {

// What a side is, as long as nothing is done to it. A new one takes its place when something is.
struct SideView {
  Scenario scenario;
  std::string source;  // the log's path; empty for a run
  core::FrameLayout layout;
  CityShape shape;        // empty where a log's city can't be had
  ScenarioFile original;  // before anything was done
  std::vector<Change> changes;
  std::vector<core::Text> notes;  // what of it can't be shown, and why
};

// An entity that is looked at: a row of a table of the state.
struct Look {
  std::string table;  // "units"
  std::size_t id = 0;
  std::size_t side = 0;
  friend bool operator==(const Look&, const Look&) = default;
};

// What is known of it after so many weeks.
struct LookedAt {
  Look look;
  int weeks_done = 0;
  std::vector<Term> facts;  // what stands in its row
  int decision_week = -1;   // of `terms`; -1: it decides nothing, or has not yet
  std::vector<Term> terms;  // what it last decided by
  std::string problem;      // why it can't be told
};

// How far the log is that is being written.
struct SaveProgress {
  std::string path;  // empty: none is
  int weeks_done = 0, weeks = 0;
  std::size_t waiting = 0;  // logs to be written after it
};

struct SessionState {
  enum class Phase { building, ready, failed };
  Phase phase = Phase::building;
  bool is_replay = false;
  bool follows = false;  // a log that is being written
  bool playing = false;
  double weeks_per_second = 0;   // measured, while playing
  int step_ends = -1;            // weeks done when the step that is played ends; -1: none is
  int weeks_done = 0;            // of all sides
  int weeks = 0;                 // that the scenario lasts
  std::uint64_t generation = 0;  // grows when weeks that have been recorded are run anew
  std::uint64_t changes = 0;     // grows when something is done to a side
  SaveProgress saving;
  core::Text message;                // of the latest command that could not be done, or was and has something to say
  std::uint64_t message_number = 0;  // grows with each
  bool message_is_error = false;
};

struct SessionOptions {
  unsigned threads = 1;
  std::string version;            // written into logs
  std::function<void()> changed;  // called on a thread of the session's when there is something new to see
  // That the watched columns of a side may take. Where they take more, those of weeks far from the one that is looked
  // at are forgotten, and filled in again when it comes near to them.
  std::size_t watched_bytes = std::size_t{512} << 20;
};

class Session {
 public:
  static constexpr double kAsFastAsPossible = 1e9;

  // Runs of one or two scenarios that last equally long; or the log at `log_path`. Returns at once: the city is built
  // by the session's thread, and what goes wrong is told in state().
  // `done`: by side, what was done to a run of the scenario before, to be done again in its weeks.
  // `weeks`: that are stepped at once.
  Session(std::vector<ScenarioFile> scenarios, SessionOptions options, std::vector<std::vector<Change>> done = {},
          int weeks = 0);
  Session(std::string log_path, SessionOptions options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // ---- what is to be done, one after another, between weeks

  // Goes on by itself until so many weeks are done (-1: to the end that the scenario has, or beyond it where it stands
  // there already). What is asked meanwhile is done between its weeks.
  void play(double weeks_per_second, int until = -1);
  void pause();
  // Of what plays now, if it is not a step: that ends where it was to end.
  void set_speed(double weeks_per_second);
  // Plays so many weeks as fast as possible; those of steps that are still to be done come first.
  void step(int weeks);
  // Goes back; what was done in that week or later is undone.
  void rewind(int weeks_done);
  // On one side, or on all of them (-1): on none, where it can't be done on one.
  void change(std::variant<LeverMove, MadeEvent, Remark> what, int side = -1);
  // What records hold of each row from now on. The weeks before are filled in as time allows, that of wish() first.
  void watch(std::vector<WatchedColumn> columns);
  // The week that is looked at (-1: always the latest), and what is looked at in it.
  void wish(int weeks_done, std::vector<Look> looks);
  // Writes the scenario of a side with all that was done to it (.toml), or the log of that run (.h5). This is run again
  // from its beginning on a thread of its own, while the session goes on (see SessionState::saving); the message then
  // says whether it came to the same state.
  void save(const std::string& path, std::size_t side, bool force);
  // Gives up the logs that are not written yet; nothing is left of them, and the message says so.
  void stop_saving();
  // Returns when all that was asked before has been done: steps, what plays as fast as possible, and logs too.
  void wait();
  // Ends the threads, after the week that they are in, and gives up the logs; state() tells the last message still.
  void end();

  // ---- what can be seen, at any time and from any thread

  SessionState state() const;
  // Whether something that was asked for is still to be done, or looked up.
  bool is_busy() const;
  std::size_t sides() const;
  // Null until the city is built.
  std::shared_ptr<const SideView> side(std::size_t side) const;
  // Null where the week has not been run or read.
  std::shared_ptr<const WeekRecord> record(std::size_t side, int weeks_done) const;
  // The latest answer to wish().
  std::shared_ptr<const std::vector<LookedAt>> looked_at() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace gongjian::run
