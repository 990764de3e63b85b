// A run that a person leads: it goes week by week, levers are moved and events made to happen as it goes, and it can
// be gone back in. All that was done to it becomes part of its scenario, so that the scenario gives the same run again.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/run/scenario.hpp"

namespace gongjian::run {

// The states of a run at some of its weeks: one a year, or fewer and evenly spread where memory is short.
class KeyStates {
 public:
  using Saved = model::Simulation::Saved;
  explicit KeyStates(std::size_t most_bytes = std::size_t{512} << 20) : most_bytes_(most_bytes) {}

  // Whether a run that stands after so many weeks should be kept.
  bool wants(int weeks_done) const { return weeks_done % spacing_ == 0 && states_.count(weeks_done) == 0; }
  void keep(Saved saved);
  // Keeps to the budget, where one state takes so many bytes: the spacing doubles until it fits.
  void thin(std::size_t bytes_of_one);
  // The latest state after at most so many weeks; null where there is none.
  const Saved* before(int weeks_done) const;
  // Forgets all states after more weeks than that.
  void forget_after(int weeks_done);

 private:
  std::size_t most_bytes_;
  int spacing_ = core::kWeeksPerYear;  // weeks; to keep a state costs about as much as to run a week
  std::map<int, Saved> states_;
};

// A lever is set by hand. What a scenario had planned for it in these districts is over. Raised, it is carried out step
// by step beyond what was there already; lowered, what is left of it is carried out as before.
struct LeverMove {
  std::string lever;
  double value = 0;                    // 0 to 1
  int ramp = 0;                        // weeks until a rise is there in full
  std::vector<std::string> districts;  // their English names; none: all
};

// Something is made to happen. Fields that are not named have their defaults.
struct MadeEvent {
  std::string kind;
  std::vector<std::pair<std::string, double>> fields;
  int weeks = -1;                      // that it lasts, where it has an end; -1: to the end of the run
  std::vector<std::string> districts;  // none: all
  std::string into;                    // of a merger: the district that absorbs the one in `districts`
};

// A remark, or the outcome of a vote: kept with the run, without effect.
struct Remark {
  std::string text;
};

struct Change {
  int week = 0;  // before which it was made: the first in which it counts
  std::variant<LeverMove, MadeEvent, Remark> what;
};

class LiveRun {
 public:
  // Builds the city. `states` may be shared by runs of the same scenario. Throws core::UserError as read_scenario.
  LiveRun(const ScenarioFile& file, std::shared_ptr<KeyStates> states, unsigned threads);

  const Scenario& scenario() const { return scenario_; }  // with all that was done
  const std::vector<Change>& changes() const { return changes_; }
  int weeks_done() const { return simulation_.weeks_done(); }
  model::Simulation& simulation() { return simulation_; }

  // Runs the next week. The run may go on beyond the scenario's last week.
  void step();
  // Puts the run where it stood after so many weeks, by going back and forth. What was done to it stays done.
  void go_to(int weeks_done);
  // The same, and what was done in that week or later is undone.
  void rewind(int weeks_done);

  // Changes the run from the next week on. A second move of the same lever in the same week and districts takes the
  // place of the first. Throws core::UserError, changing nothing, where there is no such lever, kind, field, district
  // or value.
  void change(std::variant<LeverMove, MadeEvent, Remark> what);
  // Takes over what was done to another run of the same scenario, in order.
  void take_over(std::vector<Change> changes);

  // As it was before anything was done.
  const ScenarioFile& original() const { return original_; }

 private:
  ScenarioFile original_;
  Scenario scenario_;
  std::vector<Change> changes_;  // in order
  std::shared_ptr<KeyStates> states_;
  model::Simulation simulation_;
};

// The scenario with the levers, from its first week on, as they stand on paper in week `week`.
ScenarioFile with_levers_of(const Scenario& scenario, int week);

// The policy after a lever is moved from week `week` on, in the districts of `reached` (one entry each).
model::Policy moved(const model::Policy& policy, std::size_t lever, double value, int ramp, int week,
                    const model::DistrictMask& reached);

}  // namespace gongjian::run
