// District alliances: one row a district, founded or not.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/core/column.hpp"
#include "engine/core/fixed.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// Legal forms; the form sets the event rate and the ceiling of autonomy.
enum class Form : std::uint8_t { none, joint_conference, alliance, association, registered };

// Who founded it: the district committee's push, or the units' own goodwill. None where it was there at the start.
enum class FoundingCause : std::uint8_t { none, above, below };

// What had fallen most, against the peak, when an alliance stalled.
enum class StallCause : std::uint8_t { none, attention, cash, participation };

struct Alliances {
  static constexpr std::string_view kName = "alliances";
  static inline const core::Text kText{"a district's alliance, founded or not",
                                       "一个区(县)的区域化党建组织(无论是否建立)"};

  core::Column<Form> form;
  core::Column<std::int32_t> founding_week;  // -1 while unfounded
  core::Column<FoundingCause> founding_cause;
  core::Column<double> founding_attention;
  core::Column<std::int32_t> registration_week;  // -1 while not registered
  core::Column<double> autonomy;                 // rho
  core::Column<double> staff;
  core::Column<std::uint32_t> member_units;         // took part at least once in the last 52 weeks
  core::Column<std::uint32_t> participating_units;  // took part in the last month
  core::Column<double> event_rate;                  // lambda_ev
  core::Column<std::int32_t> events;

  core::Column<core::Fixed> reserve;     // R
  core::Column<core::Fixed> seed_grant;  // the week's flows
  core::Column<core::Fixed> grant;
  core::Column<core::Fixed> dues;
  core::Column<core::Fixed> fees;
  core::Column<core::Fixed> project_income;
  core::Column<core::Fixed> cost;
  core::Column<core::Fixed> project_cost;
  core::Column<core::Fixed> lapsed;    // above the cap; negative where a debt is written off
  core::Column<core::Fixed> transfer;  // from (or to) an alliance with which it is merged
  core::Column<double> usual_cost;     // of the last weeks
  core::Column<core::Fixed> cumulative_grants;
  core::Column<core::Fixed> cumulative_income;
  core::Column<core::Fixed> cumulative_cost;
  core::Column<core::Fixed> cumulative_lapsed;
  core::Column<core::Fixed> cumulative_transfer;
  core::Column<core::Fixed> initial_reserve;

  core::Column<double> activity;       // Y
  core::Column<double> peak_activity;  // Ypeak
  core::Column<double> peak_attention;
  core::Column<double> peak_cash;
  core::Column<double> peak_participation;
  core::Column<std::int32_t> low_weeks;
  core::Column<std::int32_t> broke_weeks;
  core::Column<std::uint8_t> stalled;
  core::Column<std::int32_t> first_stall_week;  // -1 while it never has
  core::Column<StallCause> stall_cause;         // of the latest stall

  std::size_t size() const { return form.size(); }
  bool founded(std::size_t d) const { return form[d] != Form::none; }
  bool has_cash(std::size_t d) const { return reserve[d] > core::Fixed{}; }
  void receive(core::Fixed amount, std::size_t d) {
    reserve[d] += amount;
    cumulative_income[d] += amount;
  }
  void pay(core::Fixed amount, std::size_t d) {
    reserve[d] -= amount;
    cumulative_cost[d] += amount;
  }
  void lapse(core::Fixed amount, std::size_t d) {
    reserve[d] -= amount;
    lapsed[d] += amount;
    cumulative_lapsed[d] += amount;
  }
  // The alliance of `from` goes on as that of `into`, which has none; money apart.
  void carry_on(std::size_t from, std::size_t into) {
    form[into] = form[from];
    founding_week[into] = founding_week[from];
    registration_week[into] = registration_week[from];
    for (auto* column : {&autonomy, &staff, &event_rate, &activity, &peak_activity, &peak_attention, &peak_cash,
                         &peak_participation, &usual_cost})
      (*column)[into] = (*column)[from];
    low_weeks[into] = low_weeks[from];
    broke_weeks[into] = broke_weeks[from];
    stalled[into] = stalled[from];
  }
  // There is no alliance any more, until a new one is founded. Its money is somebody else's matter.
  void end(std::size_t d) {
    form[d] = Form::none;
    founding_week[d] = registration_week[d] = -1;
    autonomy[d] = staff[d] = event_rate[d] = activity[d] = peak_activity[d] = 0;
    events[d] = low_weeks[d] = broke_weeks[d] = 0;
  }

  template <class V>
  void visit(V& v) {
    v("form", form, measure::none, "legal form: 0 none, 1 joint conference, 2 alliance, 3 association, 4 registered");
    v("founding_week", founding_week, measure::week, "week of founding; -1 while unfounded");
    v("founding_cause", founding_cause, measure::none,
      "who founded it: 0 there at the start, 1 from above, 2 from below");
    v("founding_attention", founding_attention, measure::share, "attention in the week of founding");
    v("registration_week", registration_week, measure::week, "week of registration; -1 while not registered");
    v("autonomy", autonomy, measure::share, "autonomy from the leader's push");
    v("staff", staff, measure::count, "full-time persons");
    v("member_units", member_units, measure::count, "units that took part at least once in 52 weeks");
    v("participating_units", participating_units, measure::count, "units that took part in the last month");
    v("event_rate", event_rate, measure::events_per_week, "rate at which events are held");
    v("events", events, measure::count, "events held this week");
    v("reserve", reserve, measure::money, "reserve");
    v("seed_grant", seed_grant, measure::money_per_week, "seed grant received this week");
    v("grant", grant, measure::money_per_week, "grant received this week");
    v("dues", dues, measure::money_per_week, "dues received this week");
    v("fees", fees, measure::money_per_week, "service income of this week");
    v("project_income", project_income, measure::money_per_week, "what projects paid the alliance this week");
    v("cost", cost, measure::money_per_week, "cost of staff and events this week");
    v("project_cost", project_cost, measure::money_per_week, "what the alliance paid into projects this week");
    v("lapsed", lapsed, measure::money_per_week,
      "money above the cap that lapsed this week; negative where a debt is written off");
    v("transfer", transfer, measure::money_per_week, "reserve received in a merger this week, or handed over");
    v("usual_cost", usual_cost, measure::money_per_week, "cost of staff and events, averaged over 13 weeks");
    v("cumulative_grants", cumulative_grants, measure::money, "grants and seed grants so far");
    v("cumulative_income", cumulative_income, measure::money, "all income so far");
    v("cumulative_cost", cumulative_cost, measure::money, "all cost so far");
    v("cumulative_lapsed", cumulative_lapsed, measure::money, "money above the cap that lapsed so far");
    v("cumulative_transfer", cumulative_transfer, measure::money,
      "reserves received in mergers so far, less handed over");
    v("initial_reserve", initial_reserve, measure::money, "reserve at the start");
    v("activity", activity, measure::none, "activity index Y");
    v("peak_activity", peak_activity, measure::none, "highest activity of the first two years");
    v("peak_attention", peak_attention, measure::share, "attention at the peak");
    v("peak_cash", peak_cash, measure::share, "whether there was cash at the peak");
    v("peak_participation", peak_participation, measure::share, "participation at the peak");
    v("low_weeks", low_weeks, measure::week, "consecutive weeks of low activity");
    v("broke_weeks", broke_weeks, measure::week,
      "consecutive weeks without money and with few members, once registered");
    v("stalled", stalled, measure::none, "whether the alliance is stalled");
    v("first_stall_week", first_stall_week, measure::week, "week of the first stall; -1 while it never stalled");
    v("stall_cause", stall_cause, measure::none, "cause of the latest stall: 1 attention, 2 cash, 3 participation");
  }
};

}  // namespace gongjian::model
