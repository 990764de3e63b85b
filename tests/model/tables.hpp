// Tables for tests that drive a phase alone.
#pragma once

#include <cmath>

#include "engine/core/math.hpp"
#include "engine/core/parallel.hpp"
#include "engine/model/member/phases.hpp"
#include "engine/model/population/city.hpp"
#include "engine/model/unit/phases.hpp"

namespace gongjian::tests {

using namespace model;

using core::resize_columns;

inline Districts some_districts(std::size_t count) {
  Districts districts;
  resize_columns(districts, count);
  for (double& scale : districts.scale) scale = 1;
  for (double& factor : districts.slack_factor) factor = 1;
  for (double& factor : districts.demand_factor) factor = 1;
  return districts;
}

// One district with one subdistrict of `count` aware free riders without rank, motive or inclination.
struct UnitTables {
  explicit UnitTables(std::size_t count) : districts(some_districts(1)), levers(no_levers(1)) {
    resize_columns(alliances, 1);
    alliances.form[0] = Form::alliance;
    alliances.event_rate[0] = 1;  // chances enough
    resize_columns(subdistricts, 1);
    subdistricts.district[0] = DistrictId(0);
    subdistricts.unit_begin[0] = 0;
    subdistricts.unit_end[0] = static_cast<std::uint32_t>(count);
    resize_columns(units, count);
    resize_columns(totals, kKinds);
    resize_columns(committees, 1);
    resize_columns(markets, 1);
    resize_columns(stations, kStationTypes);
    for (std::size_t i = 0; i < count; ++i) {
      units.draw_id[i] = static_cast<std::uint32_t>(i);
      units.cooperator[i] = Cooperator::free_rider;
      units.aware[i] = 1;
      units.last_month[i] = -1;
    }
    districts.units[0] = static_cast<std::uint32_t>(count);
    neutral.money_asked = 0;
    neutral.identity_effect = 0;
    neutral.habit_effect = 0;
    neutral.reciprocity_effect = 0;
    neutral.formalism_effect = 0;
    neutral.congestion = 0;
  }
  // Units take part with this logit alone.
  void set_logit(double logit) { neutral.intercept.fill(logit); }
  void participate(int month, std::uint64_t seed = 1) {
    participation(workers, neutral, LearningParameters{}, core::Draws(seed), core::Tick{4 * month}, levers, districts,
                  alliances, subdistricts, units);
  }
  double share(const core::Column<std::uint8_t>& column) const {
    double sum = 0;
    for (const std::uint8_t value : column) sum += value;
    return sum / static_cast<double>(column.size());
  }

  core::Workers workers{2};
  ParticipationParameters neutral;
  Districts districts;
  Alliances alliances;
  LeverLevels levers;
  Subdistricts subdistricts;
  Committees committees;
  Markets markets;
  Stations stations;
  Units units;
  KindTotals totals;
};

// One district with `count` members without an employer.
struct MemberTables {
  explicit MemberTables(std::size_t count, MemberClass member_class = MemberClass::other)
      : districts(some_districts(1)), levers(no_levers(1)) {
    resize_columns(neighbourhoods, 1);
    resize_columns(members, count);
    resize_columns(class_totals, kMemberClasses);
    for (std::size_t j = 0; j < count; ++j) {
      members.member_class[j] = member_class;
      members.neighbourhood[j] = NeighbourhoodId(0);
    }
    for (std::size_t begin = 0; begin < count; begin += MemberBlocks::kRows)
      blocks.add(static_cast<std::uint32_t>(begin),
                 static_cast<std::uint32_t>(std::min<std::size_t>(count, begin + MemberBlocks::kRows)), DistrictId(0),
                 SubdistrictId(0), member_class);
    for (auto* column : {&blocks.first_home, &blocks.tasks_done}) column->resize(blocks.size());
    blocks.homes.assign(blocks.size(), 1);
    for (std::uint32_t b = 0; b < blocks.size(); ++b) blocks.first_count.push_back(b);
  }
  void week(int t, std::uint64_t seed = 1, const Units& units = {}) {
    member_chances(parameters, levers, districts, chances);
    members_week(workers, parameters, core::Draws(seed), core::Tick{t}, levers, districts, units, chances, members,
                 blocks, neighbourhoods);
    count_members(workers, blocks, class_totals, neighbourhoods);
  }
  double registered_share() const {
    double sum = 0;
    for (const MemberState state : members.state) sum += state == MemberState::registered;
    return sum / static_cast<double>(members.count());
  }

  core::Workers workers{2};
  MemberParameters parameters;
  Districts districts;
  LeverLevels levers;
  Neighbourhoods neighbourhoods;
  Members members;
  MemberBlocks blocks;
  ClassTotals class_totals;
  MemberChances chances;
};

// Four standard errors of a share p among n.
inline double four_sigma(double p, double n) { return 4 * std::sqrt(p * (1 - p) / n); }

}  // namespace gongjian::tests
