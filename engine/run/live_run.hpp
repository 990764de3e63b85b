// A run that a person leads: it goes week by week, levers are moved and events made to happen as it goes, and it can
// be gone back in. All that was done to it becomes part of its scenario, so that the scenario gives the same run again.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/run/made_change.hpp"
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

// A scenario with what was done to it.
struct ChangedScenario {
  std::vector<Change> changes;  // in order of weeks
  Scenario scenario;            // with them
};
// Throws core::UserError where there is no such lever, kind, field, district or value, and where there are too many.
ChangedScenario changed(const ScenarioFile& original, std::vector<Change> changes);

class LiveRun {
 public:
  // Builds the city. `states` may be shared by runs of the same scenario. Throws core::UserError as read_scenario.
  LiveRun(const ScenarioFile& file, std::shared_ptr<KeyStates> states, unsigned threads);

  const Scenario& scenario() const { return played_.scenario; }  // with all that was done
  const std::vector<Change>& changes() const { return played_.changes; }
  const ChangedScenario& played() const { return played_; }
  int weeks_done() const { return simulation_.weeks_done(); }
  model::Simulation& simulation() { return simulation_; }

  // Runs the next week. The run may go on beyond the scenario's last week.
  void step();
  // Puts the run where it stood after so many weeks, by going back and forth. What was done to it stays done.
  void go_to(int weeks_done);
  // The same, and what was done in that week or later is undone.
  void rewind(int weeks_done);

  // What it would play if this were done to it before the next week. A second move of the same lever in the same week
  // and districts takes the place of the first. Throws as run::changed.
  ChangedScenario changed(std::variant<LeverMove, MadeEvent, Remark> what) const;
  // Does it; throws, changing nothing.
  void change(std::variant<LeverMove, MadeEvent, Remark> what);
  // Takes over what was done to another run of the same scenario.
  void take_over(ChangedScenario played);

 private:
  ScenarioFile original_;  // as it was before anything was done
  ChangedScenario played_;
  std::shared_ptr<KeyStates> states_;
  model::Simulation simulation_;
};

// The scenario with the levers, from its first week on, as they stand on paper in week `week`.
ScenarioFile with_levers_of(const Scenario& scenario, int week);

// The policy after a lever is moved from week `week` on, in the districts of `reached` (one entry each).
model::Policy moved(model::Policy policy, std::size_t lever, double value, int ramp, int week,
                    const model::DistrictMask& reached);

}  // namespace gongjian::run
