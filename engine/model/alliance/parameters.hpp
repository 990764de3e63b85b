// Alliances: founding (c), autonomy (d), events (e), cash-flow (f), activity and stalling (g).
// Amounts of money are stated for a district of 2,530 units and scale with the district's size.
#pragma once

#include "engine/model/measures.hpp"

namespace gongjian::model {

struct AllianceParameters {
  static constexpr std::string_view kName = "parameters.alliance";

  double founding_rate = 8e-6;
  double founding_attention = 10;
  double founding_goodwill = 2e-6;
  int founding_form = 2;
  double registration_members = 30;
  double registration_reserve = 30;
  double autonomy_ceiling = 0.80;
  double association_autonomy = 0.15;
  double autonomy_rate = 0.02;
  double elected_head_weight = 0.25;
  double standing_staff_weight = 0.35;
  double own_income_weight = 0.40;
  double event_rate = 0.5;
  double joint_conference_event_rate = 0.4;
  double cashless_events = 0.25;
  double autonomous_drive = 0.8;
  double own_initiative_drive = 12;
  double highest_drive = 1.2;
  double full_participation = 0.20;
  double activity_weeks = 13;
  double stall_fraction = 0.35;
  double stall_weeks = 26;
  double restart_fraction = 0.5;
  double lowest_peak = 0.2;
  double peak_weeks = 104;
  double dissolution_weeks = 52;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("founding_rate", founding_rate, measure::per_week, range(0, 1e-3), "founding hazard without any attention (c)",
      source::assumed);
    v("founding_attention", founding_attention, measure::none, range(0, 20),
      "growth of the logarithm of the founding hazard with attention (c)", source::assumed);
    v("founding_goodwill", founding_goodwill, measure::per_week, range(0, 1e-3),
      "founding hazard from below, for each unit that took part and has a full reciprocity account (c)",
      source::assumed);
    v("founding_form", founding_form, measure::none, range(1, 3),
      "form in which alliances are founded: 1 joint conference, 2 alliance, 3 association (c)", source::assumed);
    v("registration_members", registration_members, measure::count, range(0, 1000),
      "member units needed to register as an association (d)", source::registration_rule);
    v("registration_reserve", registration_reserve, measure::money, range(0, 1000),
      "funds needed to register as an association (d)", source::registration_rule);
    v("autonomy_ceiling", autonomy_ceiling, measure::share, range(0, 0.85),
      "highest autonomy of a registered association (d)", source::assumed);
    v("association_autonomy", association_autonomy, measure::share, range(0, 0.5),
      "autonomy of an association that is not registered (d)", source::assumed);
    v("autonomy_rate", autonomy_rate, measure::per_week, range(0.001, 0.2),
      "speed at which autonomy reaches its target (d)", source::assumed);
    v("elected_head_weight", elected_head_weight, measure::share, range(0, 1),
      "part of autonomy that an elected head gives (d)", source::assumed);
    v("standing_staff_weight", standing_staff_weight, measure::share, range(0, 1),
      "part of autonomy that a standing office with full-time staff gives (d)", source::assumed);
    v("own_income_weight", own_income_weight, measure::share, range(0, 1), "part of autonomy that own income gives (d)",
      source::assumed);
    v("event_rate", event_rate, measure::events_per_week, range(0.1, 2), "events a week at full drive (e)",
      source::assumed);
    v("joint_conference_event_rate", joint_conference_event_rate, measure::events_per_week, range(0.1, 2),
      "the same for a joint conference (e)", source::assumed);
    v("cashless_events", cashless_events, measure::share, range(0, 1),
      "events that remain when the reserve is spent (e)", source::assumed);
    v("autonomous_drive", autonomous_drive, measure::none, range(0, 1.5),
      "drive of a fully autonomous alliance with funds (e)", source::assumed);
    v("own_initiative_drive", own_initiative_drive, measure::none, range(0, 20),
      "drive from the units' own initiative (e)", source::assumed);
    v("highest_drive", highest_drive, measure::none, range(0.5, 2), "drive that can't be passed (e)", source::assumed);
    v("full_participation", full_participation, measure::share, range(0.05, 1),
      "participation at which events count in full (g)", source::assumed);
    v("activity_weeks", activity_weeks, measure::week, range(1, 104), "time over which activity is averaged (g)",
      source::assumed);
    v("stall_fraction", stall_fraction, measure::share, range(0.05, 0.95),
      "share of its peak below which an alliance's activity is low (g)", source::assumed);
    v("stall_weeks", stall_weeks, measure::week, range(1, 104),
      "weeks of low activity after which it counts as stalled (g)", source::assumed);
    v("restart_fraction", restart_fraction, measure::share, range(0.05, 1),
      "share of its peak above which a stalled alliance works again (g)", source::assumed);
    v("lowest_peak", lowest_peak, measure::none, range(0, 1), "peak activity that is assumed at least (g)",
      source::assumed);
    v("peak_weeks", peak_weeks, measure::week, range(1, 520), "weeks after founding in which the peak is found (g)",
      source::assumed);
    v("dissolution_weeks", dissolution_weeks, measure::week, range(1, 520),
      "weeks without money and with too few members after which a registered alliance is dissolved (f)",
      source::assumed);
  }
};

struct FundingParameters {
  static constexpr std::string_view kName = "parameters.funding";

  double grant = 20;
  double full_autonomy = 0.8;
  double grant_taper = 0.8;
  double lowest_grant = 0.2;
  double seed_grant = 300;
  double staff_cost = 1.6;
  double extra_staff = 4;
  double event_cost = 8;
  double paying_share = 0.5;
  double most_paying = 250;
  double dues = 2;
  double fee = 2.0;
  double basic_income = 0.3;
  double fee_participation = 0.10;
  double reserve_cap = 300;
  double registered_reserve_cap = 3000;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("grant", grant, measure::money_per_week, range(0, 80), "grant at full attention (f)", source::budgets);
    v("full_autonomy", full_autonomy, measure::share, range(0.1, 1),
      "autonomy at which staff is complete and the grant tapered in full (d, f)", source::assumed);
    v("grant_taper", grant_taper, measure::share, range(0, 1), "part of the grant that full autonomy replaces (f)",
      source::assumed);
    v("lowest_grant", lowest_grant, measure::share, range(0, 1),
      "part of the grant that remains however autonomous the alliance is (f)", source::assumed);
    v("seed_grant", seed_grant, measure::money, range(0, 2000), "grant paid once on registration (d)", source::assumed);
    v("staff_cost", staff_cost, measure::money_per_week, range(0, 10), "cost of one full-time person (f)",
      source::assumed);
    v("extra_staff", extra_staff, measure::count, range(0, 11), "persons that full autonomy adds to the first (d)",
      source::assumed);
    v("event_cost", event_cost, measure::money, range(0, 50), "cost of one event (f)", source::assumed);
    v("paying_share", paying_share, measure::share, range(0, 1), "share of the units taking part that pay dues (f)",
      source::assumed);
    v("most_paying", most_paying, measure::count, range(0, 2000), "most units that pay dues (f)", source::assumed);
    v("dues", dues, measure::money_per_year, range(0, 20), "dues of one paying unit (f)", source::assumed);
    v("fee", fee, measure::money_per_week, range(0, 10), "service income one person earns at full participation (f)",
      source::assumed);
    v("basic_income", basic_income, measure::share, range(0, 1),
      "part of that income which is earned without the own_income lever (f)", source::assumed);
    v("fee_participation", fee_participation, measure::share, range(0.01, 1),
      "participation at which service income is full (f)", source::assumed);
    v("reserve_cap", reserve_cap, measure::money, range(0, 3000),
      "reserve of an unregistered alliance above which money lapses (f)", source::assumed);
    v("registered_reserve_cap", registered_reserve_cap, measure::money, range(0, 30000),
      "the same for a registered one (f)", source::assumed);
  }
};

}  // namespace gongjian::model
