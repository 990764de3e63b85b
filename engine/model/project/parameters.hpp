// Needs, offers and matching (o); agreements and projects (p), landing (q); theme campaigns.
#pragma once

#include "engine/model/measures.hpp"
#include "engine/model/unit/resource.hpp"

namespace gongjian::model {

// How needs meet offers: by numbers of each type, or unit by unit.
enum class MatchingMode { type_market, greedy, deferred_acceptance };

struct MatchingParameters {
  static constexpr std::string_view kName = "parameters.matching";

  int mode = 1;
  double needs_rate = 0.28;
  double offers_rate = 0.295;
  ByResource type_weight = {1, 1, 1, 1, 1, 1, 1, 1};
  double capacity = 0.5;
  double capacity_autonomy = 0.3;
  double capacity_branches = 0.3;
  double known_at_first = 0.25;
  double learning_months = 3;
  double trust = 0.5;
  double proximity_subdistrict = 0.8;
  double proximity_district = 0.5;
  double taste = 0.2;
  double fit_memory = 0.25;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("mode", mode, measure::none, range(0, 2),
      "how needs meet offers: 0 by numbers of each type, 1 unit by unit, best score first, 2 unit by unit, deferred "
      "acceptance (o)",
      source::assumed);
    v("needs_rate", needs_rate, measure::none, range(0, 1),
      "needs a quarter of a unit that takes part and is known well (o)", source::needs_and_offers);
    v("offers_rate", offers_rate, measure::none, range(0, 1), "its offers a quarter (o)", source::needs_and_offers);
    visit_by_resource(v, "type_weight", type_weight, measure::none, range(0, 10),
                      "how common this type is among needs and offers (o)", source::assumed);
    v("capacity", capacity, measure::share, range(0, 1),
      "part of needs and offers that can be made known without polling, projects or autonomy (o)", source::assumed);
    v("capacity_autonomy", capacity_autonomy, measure::share, range(0, 1),
      "how far full autonomy does what polling does (o)", source::assumed);
    v("capacity_branches", capacity_branches, measure::share, range(0, 1), "how far branches do what polling does (o)",
      source::assumed);
    v("known_at_first", known_at_first, measure::share, range(0, 1),
      "part of its needs and offers that a unit makes known when it begins to take part (o)", source::assumed);
    v("learning_months", learning_months, measure::none, range(0.5, 60),
      "months of taking part in which most of the rest becomes known (o)", source::assumed);
    v("trust", trust, measure::share, range(0, 1), "weight of trust in a match: of having met often (o)",
      source::assumed);
    v("proximity_subdistrict", proximity_subdistrict, measure::share, range(0, 1),
      "weight of a match between neighbourhoods, against one inside a neighbourhood (o)", source::assumed);
    v("proximity_district", proximity_district, measure::share, range(0, 1),
      "weight of a match between subdistricts (o)", source::assumed);
    v("taste", taste, measure::share, range(0, 1), "part of a unit's preference that is its own (mode 2) (o)",
      source::assumed);
    v("fit_memory", fit_memory, measure::share, range(0.01, 1),
      "weight of the latest quarter in how far a unit's needs are met (h)", source::assumed);
  }
};

struct ProjectParameters {
  static constexpr std::string_view kName = "parameters.projects";

  double agreement = 0.15;
  double agreement_contracts = 0.20;
  double agreement_branches = 0.05;
  double frequent_events = 0.25;
  double funds_floor = 0.4;
  double funds_full = 100;
  double cut_effect = 0.5;
  double coordination = 1;
  double coordination_itemisation = 6;
  double partner_chance = 0.3;
  double cost = 30;
  double cost_log_sd = 1;
  double weeks = 26;
  double weeks_log_sd = 0.5;
  double fund = 300;
  double fund_share = 0.5;
  double alliance_share = 0.05;
  double own_income_share = 0.05;
  double slack = 1;
  double completion_intercept = -0.6;
  double completion_contracts = 1.4;
  double completion_itemisation = 0.6;
  double completion_attendance = 0.4;
  double completion_office = 0.5;
  double lowest_quality = 0.6;
  double synergy = 0.15;  // eps
  double contract_value = 0.25;
  double benefit_rate = 0.35;
  double benefit_scale = 3;
  double benefit_units = 5;
  double landing = 0.2;
  double landing_office = 0.6;
  double landed_weeks = 26;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("agreement", agreement, measure::share, range(0, 1), "chance that a match leads to an agreement (p)",
      source::conversion);
    v("agreement_contracts", agreement_contracts, measure::share, range(0, 1), "chance that contracts add (p)",
      source::assumed);
    v("agreement_branches", agreement_branches, measure::share, range(0, 1),
      "chance that branches add where district events are frequent (p)", source::assumed);
    v("frequent_events", frequent_events, measure::events_per_week, range(0.05, 2),
      "event rate from which that is in full (p)", source::assumed);
    v("funds_floor", funds_floor, measure::share, range(0, 1),
      "part of agreements that can start without a reserve of the alliance (p)", source::assumed);
    v("funds_full", funds_full, measure::money, range(1, 3000), "reserve from which all can, for 2,530 units (p)",
      source::assumed);
    v("cut_effect", cut_effect, measure::share, range(0, 1), "part that a complete cut of the grant prevents (p)",
      source::assumed);
    v("coordination", coordination, measure::count, range(0, 100),
      "projects a quarter that a subdistrict can coordinate (p)", source::assumed);
    v("coordination_itemisation", coordination_itemisation, measure::count, range(0, 100),
      "projects that project-based progress adds (p)", source::assumed);
    v("partner_chance", partner_chance, measure::share, range(0, 1),
      "chance that another unit joins, for each of two places (p)", source::assumed);
    v("cost", cost, measure::money, range(1, 1000), "mean cost of a project (p)", source::assumed);
    v("cost_log_sd", cost_log_sd, measure::none, range(0, 2), "spread of the logarithm of its cost (p)",
      source::assumed);
    v("weeks", weeks, measure::week, range(1, 260), "mean length of a project (p)", source::assumed);
    v("weeks_log_sd", weeks_log_sd, measure::none, range(0, 2), "spread of the logarithm of its length (p)",
      source::assumed);
    v("fund", fund, measure::money_per_year, range(0, 5000),
      "co-building fund of a subdistrict of 237 units; what is not spent lapses (p)", source::assumed);
    v("fund_share", fund_share, measure::share, range(0, 1), "part of a project's cost that the fund pays (p)",
      source::assumed);
    v("alliance_share", alliance_share, measure::share, range(0, 1), "part that the alliance pays (f, p)",
      source::assumed);
    v("own_income_share", own_income_share, measure::share, range(0, 1),
      "part of what the parties pay that is income of a registered alliance with own income (f)", source::assumed);
    v("slack", slack, measure::money_per_year, range(0, 100),
      "spare resources of a unit, for each employee; without any it offers nothing (o)", source::assumed);
    v("completion_intercept", completion_intercept, measure::logit, range(-5, 5),
      "inclination of a project to be completed (p)", source::assumed);
    v("completion_contracts", completion_contracts, measure::logit, range(0, 5), "effect of a complete agreement (p)",
      source::assumed);
    v("completion_itemisation", completion_itemisation, measure::logit, range(0, 5),
      "effect of project-based progress (p)", source::assumed);
    v("completion_attendance", completion_attendance, measure::logit, range(0, 5),
      "effect of attendance at committee meetings (p)", source::assumed);
    v("completion_office", completion_office, measure::logit, range(0, 5),
      "effect of a residential committee with an office (p)", source::assumed);
    v("lowest_quality", lowest_quality, measure::share, range(0, 1),
      "lowest quality of a completed project; the highest is 1 (p)", source::assumed);
    v("synergy", synergy, measure::none, range(0, 1), "value that each further kind of unit adds (p)", source::assumed);
    v("contract_value", contract_value, measure::none, range(0, 2), "value that a complete agreement adds (p)",
      source::assumed);
    v("benefit_rate", benefit_rate, measure::share, range(0.01, 1),
      "weight of the latest quarter in the benefit that units feel (p)", source::assumed);
    v("benefit_scale", benefit_scale, measure::none, range(0, 20),
      "benefit of one completed project for each unit taking part (p)", source::assumed);
    v("benefit_units", benefit_units, measure::count, range(1, 100),
      "units taking part among which a project is felt at least (p)", source::assumed);
    v("landing", landing, measure::share, range(0, 1), "chance that a completed project lands at a neighbourhood (q)",
      source::assumed);
    v("landing_office", landing_office, measure::share, range(0, 1),
      "chance that a contact point and a full office add (q)", source::assumed);
    v("landed_weeks", landed_weeks, measure::week, range(1, 520),
      "weeks in which a landed project serves residents (s)", source::assumed);
  }
};

struct ThemeParameters {
  static constexpr std::string_view kName = "parameters.theme";

  double weeks = 26;
  double identity_effect = 0.3;
  double identity_reference = 0.35;
  double contract_effect = 0.1;
  double success_share = 0.5;
  double steepness = 20;
  double benefit = 3;
  double value = 400;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("weeks", weeks, measure::week, range(4, 52), "length of a theme campaign, rounded up to whole months (R15)",
      source::assumed);
    v("identity_effect", identity_effect, measure::none, range(0, 2),
      "how far identity lowers the share of others from which a unit joins (R15)", source::assumed);
    v("identity_reference", identity_reference, measure::share, range(0, 1), "identity at which that is nil (R15)",
      source::assumed);
    v("contract_effect", contract_effect, measure::none, range(0, 1), "how far contracts lower it (R15)",
      source::assumed);
    v("success_share", success_share, measure::share, range(0, 1),
      "share of member units at which the key project succeeds with chance 1/2 (R15)", source::assumed);
    v("steepness", steepness, measure::none, range(1, 200), "how sharply the chance rises there (R15)",
      source::assumed);
    v("benefit", benefit, measure::count, range(0, 50),
      "projects to which a success is equal, in the benefit felt in each subdistrict (R15)", source::assumed);
    v("value", value, measure::money, range(0, 10000), "value of a success, for 2,530 units (R15)", source::assumed);
  }
};

}  // namespace gongjian::model
