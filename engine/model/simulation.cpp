#include "engine/model/simulation.hpp"

#include "engine/core/check.hpp"
#include "engine/core/hash.hpp"
#include "engine/model/observe.hpp"
#include "engine/model/tick.hpp"

namespace gongjian::model {
namespace {

// People are neither made nor lost, and what is counted is what is there.
void audit(const World& world) {
  const City& city = world.city;
  std::uint64_t registered = 0, counted = 0, members = 0, at_home = 0;
  for (const MemberState state : city.members.state) registered += state == MemberState::registered;
  for (const std::uint32_t n : city.class_totals.registered) counted += n;
  for (const std::uint32_t n : city.class_totals.members) members += n;
  for (const std::uint32_t n : city.neighbourhoods.registered_members) at_home += n;
  GONGJIAN_CHECK(registered == counted && registered == at_home);
  GONGJIAN_CHECK(members == city.members.count());
  std::uint64_t units = 0;
  for (const std::uint32_t n : city.kind_totals.units) units += n;
  GONGJIAN_CHECK(units == city.units.count());
}

}  // namespace

Simulation::Simulation(const Setup& setup, std::uint64_t seed, unsigned threads)
    : world_{
          setup.parameters, setup.policy, setup.events, core::Draws(seed), core::Workers(threads), {}, {}, {}, {}, {}} {
  world_.city =
      build_city(setup.districts, setup.parameters.population, setup.parameters.start, world_.draws, world_.workers,
                 setup.given.get());
  world_.levers = no_levers(world_.city.districts.size());
  layout_ = frame_layout(world_.city.district_names);
  world_.frame.values.assign(layout_.size, 0);
}

void Simulation::step() {
  world_.tick.week = weeks_done_++;
  core::run_tick(schedule(), world_, world_.tick.week);
  if (kGongjianAudits) audit(world_);
}

std::uint64_t Simulation::state_hash() {
  core::Hash hash;
  const std::int64_t weeks = weeks_done_;
  hash.add(&weeks, sizeof weeks);
  world_.visit_tables([&](auto& table) { table.visit(hash); });
  return hash.digest();
}

}  // namespace gongjian::model
