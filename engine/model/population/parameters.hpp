// The synthetic population and the state it starts in.
#pragma once

#include "engine/model/measures.hpp"
#include "engine/model/unit/kind.hpp"

namespace gongjian::model {

struct PopulationParameters {
  static constexpr std::string_view kName = "parameters.population";

  ByKind kind_mix = {0.155, 0.138, 0.010, 0.004, 0.006, 0.005, 0.564, 0.118};
  ByKind rank = {2, 3, 4, 5, 4, 4, 1, 1};
  double in_service_share = 0.515;
  double retired_share = 0.378;
  double least_members = 3;
  double size_median = 9;
  double size_log_sd = 1.3;
  double large_size = 100;
  double size_tail = 1.06;
  double size_cap = 20000;
  double conditional_share = 0.50;
  double free_rider_share = 0.30;
  double hump_shaped_share = 0.14;
  double intercept_mean = -0.25;
  double intercept_sd = 1.2;
  double inclination_sd = 1.2;
  double threshold_mean = 0.25;
  double threshold_sd = 0.1;
  double types_needed = 3;
  double types_offered = 3;
  double units_log_sd = 0.3;
  double neighbourhoods_log_sd = 0.5;

  template <class V>
  void visit(V& v) {
    using core::range;
    visit_by_kind(v, "kind_mix", kind_mix, measure::share, range(0, 1),
                  "share of this kind among units; shares are scaled to sum to 1", source::census);
    visit_by_kind(v, "rank", rank, measure::none, range(0, 5), "administrative rank, rounded to a whole number",
                  source::assumed);
    v("in_service_share", in_service_share, measure::share, range(0, 1), "share of members who work for a unit",
      source::party_statistics);
    v("retired_share", retired_share, measure::share, range(0, 1),
      "share of members who are retired; the rest are students and others", source::party_statistics);
    v("least_members", least_members, measure::count, range(0, 50), "least members a unit has, rounded down",
      source::registration_rule);
    v("size_median", size_median, measure::count, range(1, 100), "median employees of units below large_size",
      source::firm_sizes);
    v("size_log_sd", size_log_sd, measure::none, range(0.1, 3), "spread of the logarithm of their size",
      source::firm_sizes);
    v("large_size", large_size, measure::count, range(10, 1000), "size from which the tail is Pareto's",
      source::firm_sizes);
    v("size_tail", size_tail, measure::none, range(0.5, 3), "exponent of the tail", source::firm_sizes);
    v("size_cap", size_cap, measure::count, range(1000, 100000), "largest size", source::assumed);
    v("conditional_share", conditional_share, measure::share, range(0, 1),
      "share of conditional co-operators among units", source::cooperators);
    v("free_rider_share", free_rider_share, measure::share, range(0, 1), "share of free riders", source::cooperators);
    v("hump_shaped_share", hump_shaped_share, measure::share, range(0, 1),
      "share of hump-shaped co-operators; the rest are unconditional", source::cooperators);
    v("intercept_mean", intercept_mean, measure::logit, range(-2, 2), "mean of units' own inclination",
      source::assumed);
    v("intercept_sd", intercept_sd, measure::logit, range(0, 3), "spread of units' own inclination", source::assumed);
    v("inclination_sd", inclination_sd, measure::logit, range(0, 3), "spread of members' own inclination",
      source::assumed);
    v("threshold_mean", threshold_mean, measure::share, range(0, 1),
      "mean share of others from which a unit joins a theme campaign", source::thresholds);
    v("threshold_sd", threshold_sd, measure::share, range(0, 1), "spread of that share", source::thresholds);
    v("types_needed", types_needed, measure::count, range(0, 8),
      "mean number of types of resource, of eight, that a unit needs", source::assumed);
    v("types_offered", types_offered, measure::count, range(0, 8), "mean number of types that it can offer",
      source::assumed);
    v("units_log_sd", units_log_sd, measure::none, range(0, 1), "spread of the logarithm of units by subdistrict",
      source::assumed);
    v("neighbourhoods_log_sd", neighbourhoods_log_sd, measure::none, range(0, 1),
      "spread of the logarithm of neighbourhoods by subdistrict", source::assumed);
  }
};

struct StartParameters {
  static constexpr std::string_view kName = "parameters.start";

  int form = 2;
  double lowest_attention = 0.45;
  double attention_spread = 0.35;
  double reserve = 200;
  double habit = 0.05;
  double participation = 0.1;
  double propensity = 0.1;
  double aspiration = 0;
  double relevance = 0.5;
  double units_registered = 0.10;
  double retired_registered = 0.80;
  double others_registered = 0.05;
  ByKind aware = {0.9, 0.7, 0.7, 0.7, 0.6, 0.7, 0.3, 0.4};             // aware0
  ByKind identity = {0.45, 0.35, 0.35, 0.35, 0.35, 0.40, 0.25, 0.40};  // c0
  double identity_sd = 0.12;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("form", form, measure::none, range(0, 3),
      "legal form of each district's alliance at the start: 0 none, 1 joint conference, 2 alliance, 3 association",
      source::assumed);
    v("lowest_attention", lowest_attention, measure::share, range(0, 1),
      "lowest mean attention of a district's leader at the start", source::assumed);
    v("attention_spread", attention_spread, measure::share, range(0, 1),
      "width of the uniform mean attention above the lowest", source::assumed);
    v("reserve", reserve, measure::money, range(0, 3000), "reserve of an alliance at the start, for 2,530 units",
      source::assumed);
    v("habit", habit, measure::share, range(0, 1), "habit of units at the start", source::assumed);
    v("participation", participation, measure::share, range(0, 1), "participation that units see in the first month",
      source::assumed);
    v("propensity", propensity, measure::share, range(0, 1),
      "propensity to take part at the start, of Bush-Mosteller learners", source::assumed);
    v("aspiration", aspiration, measure::none, range(-1, 1), "what Bush-Mosteller learners expect at the start",
      source::assumed);
    v("relevance", relevance, measure::share, range(0, 1),
      "relevance that part-time committee members expect of meetings at the start", source::assumed);
    v("units_registered", units_registered, measure::share, range(0, 1),
      "share of units registered with the community at the start", source::assumed);
    v("retired_registered", retired_registered, measure::share, range(0, 1),
      "share of retired members registered at the start", source::assumed);
    v("others_registered", others_registered, measure::share, range(0, 1),
      "share of other members registered at the start", source::assumed);
    visit_by_kind(v, "aware", aware, measure::share, range(0, 1), "share of units of this kind aware at the start",
                  source::assumed);
    visit_by_kind(v, "identity", identity, measure::share, range(0, 1), "mean identity of this kind at the start",
                  source::assumed);
    v("identity_sd", identity_sd, measure::share, range(0, 0.5), "spread of identity at the start", source::assumed);
  }
};

}  // namespace gongjian::model
