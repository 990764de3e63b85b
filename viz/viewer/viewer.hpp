// What the window is about, without the window: a session and how it is looked at. Panels read it and call it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/run/session.hpp"
#include "viz/view_data/decimate.hpp"
#include "viz/view_data/links.hpp"
#include "viz/view_data/pick.hpp"
#include "viz/view_data/query.hpp"
#include "viz/viewer/city_scene.hpp"
#include "viz/viewer/replicates.hpp"
#include "viz/viewer/settings.hpp"
#include "viz/viewer/view_file.hpp"

namespace gongjian::viz {

struct ViewerOptions {
  unsigned threads = 1;
  std::string version;
  std::function<void()> changed;  // called on another thread when there is something new to see
};

// One side of the session, as it is drawn.
struct SideShown {
  std::shared_ptr<const run::SideView> view;
  std::shared_ptr<const CityOfWeek> city;         // in the week that is shown
  model::Policy original;                         // of the scenario before anything was done; empty for a log
  std::shared_ptr<const run::WeekRecord> record;  // of the week that is shown; null where it is not known
  ActiveProjects projects;
  bool projects_known = false;
  std::unique_ptr<CityScene> scene;
};

class Viewer {
 public:
  explicit Viewer(ViewerOptions options);

  Settings settings;

  // ---- what is shown

  // A scenario by path or name of a shipped one; a log (its path ends in .h5 or .part). What is wrong with it is told
  // by message(). A second side is closed.
  void open(const std::string& source);
  // A view file too: as the window stood when it was written.
  void open_view(const std::string& path);
  ViewFile view_file() const;
  // One scenario, or two side by side; by side what was done to it, to be done again; and weeks that are run at once.
  void open(std::vector<run::ScenarioFile> scenarios, std::vector<std::vector<run::Change>> done = {}, int weeks = 0);
  // The scenario that a log holds, as a run of its own.
  void run_scenario_of_log();
  // A second policy beside the first, both run as far as the first is or is stepping to; "" ends it. What is looked at
  // stays.
  void compare_with(const std::string& scenario);
  // The same, as soon as the first side is there.
  void compare_when_ready(const std::string& scenario) { compare_next_ = scenario; }
  const std::string& source() const { return source_; }
  const std::string& compared_with() const { return compared_; }

  // ---- time

  void reset();                     // to the first week, and what was done by hand undone
  void set_up(std::uint64_t seed);  // anew with the levers as they stand in the week that is shown
  void play_or_pause();
  void set_speed(double weeks_per_second);
  void play_until(int weeks_done);
  // Back to a week, from which the run goes on anew: what was done in it or later is undone.
  void rewind(int weeks_done);
  bool is_playing() const;
  void step(int weeks);       // on, by running them where they have not been; back, by looking back
  void show(int weeks_done);  // -1: follow the latest
  int shown() const;          // weeks done
  bool is_following() const { return settings.week < 0; }
  core::Date date() const;  // of the week that is shown

  // ---- what is done

  // On all sides (-1) or one, in these districts (none: all). Where an earlier week is shown, the run goes back to it
  // first.
  void move_lever(const std::string& lever, double value, int side, const std::vector<std::string>& districts);
  // To where the scenario has it in the week that is shown, in each of these districts, on all sides (-1) or one. What
  // stands there is left as it is.
  void restore_lever(std::size_t lever, int side, const std::vector<std::string>& districts);
  // The levels that this would bring back; empty where nothing stands elsewhere.
  std::set<double> levels_to_restore(std::size_t lever, int side, const std::vector<std::string>& districts) const;
  void make_happen(run::MadeEvent event, int side);
  void remark(const std::string& text);
  // The level on paper in the week that is shown: the lowest and highest of the districts named (none: all).
  std::pair<double, double> lever_level(std::size_t lever, std::size_t side,
                                        const std::vector<std::string>& districts) const;
  // The same as the scenario has it, had nothing been done by hand.
  std::pair<double, double> original_level(std::size_t lever, std::size_t side,
                                           const std::vector<std::string>& districts) const;

  // ---- selection

  void select(const run::Look& look);
  void clear_selection();
  std::optional<run::Look> selection() const;
  void pin(const run::Look& look);
  void unpin(const run::Look& look);
  bool is_pinned(const run::Look& look) const;
  // What is known of it; null where it has not been told yet.
  const run::LookedAt* looked_at(const run::Look& look) const;
  // Shows the units alone that settings.query leaves in; query_problem() tells what is wrong with it.
  void find_units();
  const core::Text& query_problem() const { return query_problem_; }
  std::size_t units_found() const;

  // ---- each frame

  void update(double seconds);
  const run::Session* session() const { return session_.get(); }
  run::Session* session() { return session_.get(); }
  const run::SessionState& state() const { return state_; }
  std::vector<SideShown>& sides() { return sides_; }
  const std::vector<SideShown>& sides() const { return sides_; }
  const PointIndex& point_index() const { return index_; }
  const Places& places() const { return *places_; }
  // A column of the state's tables in the week that is shown, one value a row; null where it is not known (yet). To be
  // asked for in each frame that needs it.
  std::shared_ptr<const run::ColumnValues> column(std::size_t side, const run::WatchedColumn& wanted);
  // Who works with whom in the week that is shown.
  std::vector<ProjectLink> links(std::size_t side) const;
  // The sum of an output over the last `weeks` weeks and over districts (or of one, where it is not -1).
  double sum(std::size_t side, const std::string& output, int weeks, int district) const;
  // An output by weeks done (NaN where it is not known), of a district or as the mean of all (-1).
  const std::vector<double>& series(std::size_t side, const std::string& output, int district);
  // What is drawn around the series of the whole city, by weeks done, as settings.band has it: between which values 80
  // % of the districts lie, or of replicates, and their mean. Null where there is none: the city has few districts, or
  // replicates have not been run.
  const Band* band(std::size_t side, const std::string& output);

  // ---- replicates: the scenarios of all sides, with all that was done to them, run to their end with many seeds

  const Replicates& replicates() const { return replicates_; }
  // What they came to by this frame, as band() has it; null until all have run.
  const std::shared_ptr<const ReplicateResult>& replicate_result() const { return replicate_result_; }
  void run_replicates(std::size_t count);
  // Whether something has been done to a side since.
  bool replicates_are_older() const { return replicates_of_ != state_.changes; }
  // The latest message of the session or of the viewer, with a number that grows.
  const core::Text& message() const { return message_; }
  bool message_is_error() const { return message_is_error_; }
  std::uint64_t message_number() const { return message_number_; }
  void tell(core::Text message, bool is_error);

 private:
  void begin(std::vector<run::ScenarioFile> scenarios, std::vector<std::vector<run::Change>> done, int weeks);
  void begin(const std::string& log);
  void end_session();
  run::SessionOptions session_options() const;
  void hear();
  void build_sides();
  void update_sides();
  void go_back_to_shown();
  void advance_replay(double seconds);
  std::vector<run::WatchedColumn> wanted_columns() const;
  void answer_query();
  const Band& band_of_districts(std::size_t side, const std::string& output);

  ViewerOptions options_;
  std::string source_, compared_, compare_next_;
  std::unique_ptr<run::Session> session_;
  run::SessionState state_;
  std::vector<SideShown> sides_;
  std::shared_ptr<const Places> places_;
  PointIndex index_;
  std::vector<run::WatchedColumn> asked_columns_;  // by column() since the last frame
  std::vector<run::WatchedColumn> watched_;
  std::uint64_t seen_changes_ = 0, seen_generation_ = 0, seen_message_ = 0;
  std::shared_ptr<const std::vector<run::LookedAt>> looked_at_;
  std::shared_ptr<const std::vector<std::uint8_t>> found_;  // by the query; null where it finds all
  Query query_;
  core::Text query_problem_;
  std::shared_ptr<const run::WeekRecord> query_record_;                        // that it was answered from
  std::map<std::pair<std::size_t, std::string>, std::vector<double>> series_;  // by side, and "output district"
  int opens_at_ = -1;                                                          // the week to be shown
  bool find_units_next_ = false;                                               // once the city is there
  std::map<std::pair<std::size_t, std::string>, Band> district_bands_;
  Replicates replicates_;
  std::shared_ptr<const ReplicateResult> replicate_result_;
  std::uint64_t replicates_of_ = 0;  // SessionState::changes as they were run
  double replay_time_ = 0;
  bool replay_plays_ = false;
  core::Text message_;
  bool message_is_error_ = false;
  std::uint64_t message_number_ = 0;
};

}  // namespace gongjian::viz
