#include "engine/model/events.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

template <class Event>
bool lasts(const Event& event, int now) {
  return now >= event.week.value && (event.end.value < 0 || now < event.end.value);
}

struct Happening {
  const AttentionParameters& parameters;
  int now;
  LeverLevels& levers;
  Districts& districts;
  std::size_t d;

  void operator()(const LeaderTurnover& event) const {
    if (event.week.value == now) take_office(parameters, districts, d, event.mean_attention);
  }
  void operator()(const TurnoverSwitch& event) const {
    if (event.week.value == now) districts.turnover_process[d] = event.on ? TurnoverProcess::on : TurnoverProcess::off;
  }
  void operator()(const Campaign& event) const {
    if (now < event.week.value) return;
    const int since_end = now - event.end.value;
    const double overlay = since_end < 0 ? event.strength : event.strength * core::exp(-since_end / event.decay_weeks);
    districts.campaign[d] = std::max(districts.campaign[d], overlay);
  }
  void operator()(const BudgetCut& event) const {
    if (lasts(event, now)) districts.budget_cut[d] = std::max(districts.budget_cut[d], event.fraction);
  }
  void operator()(const SuperiorMandate& event) const {
    if (lasts(event, now)) levers.superior_requirement[d] = std::max(levers.superior_requirement[d], event.level);
  }
  void operator()(const Recession& event) const {
    if (lasts(event, now)) districts.slack_factor[d] = std::min(districts.slack_factor[d], event.factor);
  }
  void operator()(const DemandShock& event) const {
    if (lasts(event, now)) districts.demand_factor[d] = std::max(districts.demand_factor[d], event.factor);
  }
  void operator()(const DistrictMerger&) const {}  // in merge_districts
};

// Adds the rows of `from` to those of `into` and empties them, in a table with `width` rows a district.
template <class Table>
void move_rows(Table& table, std::size_t from, std::size_t into, std::size_t width) {
  auto move = [&](std::string_view, auto& column, const auto&...) {
    for (std::size_t i = 0; i < width; ++i) {
      column[into * width + i] += column[from * width + i];
      column[from * width + i] = {};
    }
  };
  table.visit(move);
}

// The alliance of `from` ends; what it owns or owes goes to that of `into`, which goes on.
void absorb_alliance(std::size_t from, std::size_t into, Alliances& a) {
  const core::Fixed reserve = a.reserve[from];
  a.reserve[from] -= reserve;
  a.transfer[from] -= reserve;
  a.cumulative_transfer[from] -= reserve;
  a.reserve[into] += reserve;
  a.transfer[into] += reserve;
  a.cumulative_transfer[into] += reserve;
  a.member_units[into] += a.member_units[from];
  a.participating_units[into] += a.participating_units[from];
  a.member_units[from] = a.participating_units[from] = 0;
  a.cumulative_grants[into] += a.cumulative_grants[from];
  a.cumulative_grants[from] = {};
  if (!a.founded(into)) a.carry_on(from, into);
  a.end(from);
}

}  // namespace

void happen(const Events& events, const AttentionParameters& parameters, const core::Tick& tick, LeverLevels& levers,
            Districts& districts) {
  std::fill(districts.campaign.begin(), districts.campaign.end(), 0.0);
  std::fill(districts.budget_cut.begin(), districts.budget_cut.end(), 0.0);
  std::fill(districts.slack_factor.begin(), districts.slack_factor.end(), 1.0);
  std::fill(districts.demand_factor.begin(), districts.demand_factor.end(), 1.0);
  for (const Event& event : events.list) {
    const DistrictMask& reached = std::visit([](const auto& e) -> const DistrictMask& { return e.districts; }, event);
    for (std::size_t d = 0; d < districts.size(); ++d)
      if (reached.empty() || reached[d]) std::visit(Happening{parameters, tick.week, levers, districts, d}, event);
  }
}

void merge_districts(const Events& events, const AttentionParameters& parameters, const core::Tick& tick,
                     Districts& districts, Alliances& alliances, Subdistricts& subdistricts, Projects& projects,
                     FieldTotals& fields, Units& units, KindTotals& kinds, MemberBlocks& blocks, ClassTotals& classes) {
  std::fill(alliances.transfer.begin(), alliances.transfer.end(), core::Fixed{});
  for (const Event& event : events.list) {
    const auto* merger = std::get_if<DistrictMerger>(&event);
    if (merger == nullptr || merger->week.value != tick.week) continue;
    const std::size_t into = merger->into;
    for (std::size_t from = 0; from < districts.size(); ++from) {
      if (!merger->districts[from] || from == into || !districts.exists(from) || !districts.exists(into)) continue;
      districts.merged_into[from] = merger->into;
      const double both = districts.units[into] + districts.units[from];
      districts.participation[into] = (districts.participation[into] * districts.units[into] +
                                       districts.participation[from] * districts.units[from]) /
                                      std::max(1.0, both);
      districts.participation[from] = 0;
      districts.units[into] += districts.units[from];
      districts.units[from] = 0;
      districts.cumulative_policy_cost[into] += districts.cumulative_policy_cost[from];
      districts.cumulative_policy_cost[from] = {};
      districts.scale[into] += districts.scale[from];
      districts.goodwill[into] += districts.goodwill[from];
      districts.own_initiative[from] = districts.goodwill[from] = 0;
      for (std::size_t s = 0; s < subdistricts.size(); ++s)  // a campaign of the absorbed district ends
        if (subdistricts.district[s] == from)
          std::fill(units.joined.begin() + subdistricts.unit_begin[s], units.joined.begin() + subdistricts.unit_end[s],
                    std::uint8_t{0});
      take_office(parameters, districts, into, merger->mean_attention);
      absorb_alliance(from, into, alliances);
      const auto reassign = [&](core::Column<DistrictId>& column) {
        std::replace_if(
            column.begin(), column.end(), [&](DistrictId d) { return d.value == from; }, merger->into);
      };
      reassign(subdistricts.district);
      reassign(projects.district);
      reassign(blocks.district);
      move_rows(kinds, from, into, kKinds);
      const core::Column<double> gini = classes.hours_gini;  // no sum: that of the absorbing district stays
      move_rows(classes, from, into, kMemberClasses);
      for (std::size_t c = 0; c < kMemberClasses; ++c)
        classes.hours_gini[into * kMemberClasses + c] = gini[into * kMemberClasses + c];
      move_rows(fields, from, into, kFields);
    }
  }
}

}  // namespace gongjian::model
