#include "engine/model/simulation.hpp"

#include <cstddef>
#include <span>

#include "engine/core/check.hpp"
#include "engine/core/hash.hpp"
#include "engine/model/observe.hpp"
#include "engine/model/tick.hpp"

namespace gongjian::model {
namespace {

// The bytes of every column that is shown, one after the other.
struct ColumnBytes {
  std::vector<std::span<const std::byte>> all;

  template <class T, class... Description>
  void operator()(std::string_view, const std::vector<T>& column, const Description&...) {
    static_assert(core::kHasOneForm<T>, "padding bytes would make equal values hash differently");
    all.push_back(std::as_bytes(std::span(column)));
  }
};

}  // namespace

Simulation::Simulation(const Setup& setup, std::uint64_t seed, unsigned threads)
    : world_{setup.parameters,
             setup.policy,
             setup.events,
             core::Draws(seed),
             core::Workers(threads),
             {},
             {},
             {},
             {},
             {},
             {},
             {},
             {}} {
  world_.city = build_city(setup.districts, setup.parameters.population, setup.parameters.start, world_.draws,
                           world_.workers, setup.given.get());
  world_.levers = no_levers(world_.city.districts.size());
  layout_ = frame_layout(world_.city.district_names);
  derive();
}

// What is no state follows from it.
void Simulation::derive() {
  City& city = world_.city;
  for (std::size_t b = 0; b < city.member_blocks.size(); ++b)
    city.member_blocks.district[b] = city.subdistricts.district[city.member_blocks.subdistrict[b]];
  if (weeks_done_ == 0) {
    world_.frame = {0, std::vector<double>(layout_.size, 0)};
    return;
  }
  world_.tick.week = weeks_done_ - 1;
  observe(world_.tick, city.districts, city.alliances, city.subdistricts, city.committees, city.markets,
          city.theme_campaigns, city.stations, city.neighbourhoods, city.kind_totals, city.field_totals,
          city.class_totals, world_.frame);
}

void Simulation::go_back(const Saved& saved) {
  world_.levers = saved.levers;
  world_.city = saved.city;
  world_.decisions = saved.decisions;
  weeks_done_ = saved.weeks_done;
  derive();
}

void Simulation::step() {
  world_.tick.week = weeks_done_++;
  core::run_tick(schedule(), world_, world_.tick.week);
  if (kGongjianAudits) audit();
}

void Simulation::audit() const {
  const World& world = world_;
  const City& city = world.city;
  std::uint64_t registered = 0, counted = 0, members = 0, at_home = 0, hours = 0, counted_hours = 0;
  for (const MemberState state : city.members.state) registered += state == MemberState::registered;
  for (const std::uint32_t n : city.class_totals.registered) counted += n;
  for (const std::uint32_t n : city.class_totals.members) members += n;
  for (const std::uint32_t n : city.neighbourhoods.registered_members) at_home += n;
  for (const std::uint16_t n : city.members.hours) hours += n;
  for (const std::uint64_t n : city.class_totals.year_hours) counted_hours += n;
  std::uint64_t cumulative_hours = 0, past_hours = 0;
  for (const std::uint64_t n : city.class_totals.cumulative_hours) cumulative_hours += n;
  for (const std::uint64_t n : city.class_totals.past_hours) past_hours += n;
  GONGJIAN_CHECK(registered == counted && registered == at_home);
  GONGJIAN_CHECK(members == city.members.count());
  GONGJIAN_CHECK(hours == counted_hours && cumulative_hours == past_hours + counted_hours);
  std::uint64_t units = 0;
  for (const std::uint32_t n : city.kind_totals.units) units += n;
  GONGJIAN_CHECK(units == city.units.count());

  const Alliances& a = city.alliances;
  for (std::size_t d = 0; d < a.size(); ++d)
    GONGJIAN_CHECK(a.initial_reserve[d] + a.cumulative_income[d] + a.cumulative_transfer[d] ==
                   a.reserve[d] + a.cumulative_cost[d] + a.cumulative_lapsed[d]);
  const Markets& markets = city.markets;
  std::vector<std::uint32_t> active(markets.size()), completed(markets.size()), failed(markets.size());
  std::vector<core::Fixed> paid(markets.size()), value(markets.size());
  std::vector<std::uint32_t> landed(city.neighbourhoods.size());
  for (std::size_t p = 0; p < city.projects.size(); ++p) {
    const std::size_t s = city.projects.subdistrict[p];
    const ProjectState state = city.projects.state[p];
    ++(state == ProjectState::active ? active : state == ProjectState::completed ? completed : failed)[s];
    paid[s] += city.projects.paid[p];
    value[s] += city.projects.value[p];
    if (city.projects.service_end[p] > world.tick.week) ++landed[city.projects.neighbourhood[p]];
    GONGJIAN_CHECK(city.projects.paid[p] <= city.projects.cost[p]);
    GONGJIAN_CHECK(state != ProjectState::completed || city.projects.paid[p] == city.projects.cost[p]);
  }
  for (std::size_t s = 0; s < markets.size(); ++s) {
    GONGJIAN_CHECK(markets.cumulative_granted[s] ==
                   markets.fund[s] + markets.cumulative_paid[s] + markets.cumulative_lapsed[s]);
    GONGJIAN_CHECK(paid[s] ==
                   markets.cumulative_paid[s] + markets.cumulative_by_alliance[s] + markets.cumulative_by_parties[s]);
    GONGJIAN_CHECK(value[s] == markets.cumulative_value[s]);
    GONGJIAN_CHECK(completed[s] == markets.cumulative_completed[s] && failed[s] == markets.cumulative_failed[s]);
    GONGJIAN_CHECK(markets.cumulative_started[s] == active[s] + completed[s] + failed[s]);
  }
  const Neighbourhoods& homes = city.neighbourhoods;
  for (std::size_t n = 0; n < homes.size(); ++n)
    GONGJIAN_CHECK(homes.cumulative_needs[n] == homes.cumulative_served[n] + homes.backlog[n] &&
                   homes.landed[n] == landed[n]);
}

std::uint64_t Simulation::state_hash() {
  ColumnBytes columns;
  world_.visit_tables([&](auto& table) { table.visit(columns); });
  std::vector<std::uint64_t> hashes(columns.all.size());
  world_.workers.for_each(
      hashes.size(), [&](std::size_t i) { hashes[i] = core::hash_of(columns.all[i].data(), columns.all[i].size()); });
  core::Hash hash;
  const std::int64_t weeks = weeks_done_;
  hash.add(&weeks, sizeof weeks);
  hash.add(hashes);
  return hash.digest();
}

}  // namespace gongjian::model
