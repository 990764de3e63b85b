// One run of the model: set up, step, read.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/model/state.hpp"

namespace gongjian::model {

// Everything that decides a run, beside its seed.
struct Setup {
  std::vector<DistrictOutline> districts = outline(Preset::district, 1);
  std::shared_ptr<const GivenPopulation> given;  // none for a synthetic population; else `districts` is its outline
  Parameters parameters;
  Policy policy;
  Events events;
};

class Simulation {
 public:
  // Builds the city. threads changes the speed alone.
  Simulation(const Setup& setup, std::uint64_t seed, unsigned threads = 1);

  // Puts the run where another run of the same city stood after so many weeks: fill(table) does so for each table
  // that World::visit_kept shows. False, and of no use any more, where the state then has not this hash.
  template <class Fill>
  [[nodiscard]] bool resume(int weeks, std::uint64_t hash, Fill fill) {
    world_.visit_kept(fill);
    weeks_done_ = weeks;
    if (state_hash() != hash) return false;
    derive();
    return true;
  }

  // The run as it stands, to be gone back to.
  struct Saved {
    int weeks_done = 0;
    LeverLevels levers;
    City city;
    Decisions decisions;
  };
  Saved saved() const { return {weeks_done_, world_.levers, world_.city, world_.decisions}; }
  // Puts the run where it, or one of the same setup and seed, stood then.
  void go_back(const Saved& saved);

  // Runs the next week. In Debug builds invariants are audited.
  void step();

  // Aborts unless nothing was made from nothing or lost: people, hours, money, projects, residents' needs; and what is
  // counted is what is there.
  void audit() const;

  int weeks_done() const { return weeks_done_; }
  std::size_t members() const { return world_.city.members.count(); }
  std::size_t units() const { return world_.city.units.count(); }
  const core::FrameLayout& layout() const { return layout_; }
  // What was seen at the end of the latest week.
  const core::Frame& frame() const { return world_.frame; }
  // Hash of all state: the same for the same setup and seed, whatever else differs.
  std::uint64_t state_hash();

  // The tables themselves, for logs of agents and for tests.
  World& world() { return world_; }

 private:
  void derive();

  World world_;
  core::FrameLayout layout_;
  int weeks_done_ = 0;
};

}  // namespace gongjian::model
