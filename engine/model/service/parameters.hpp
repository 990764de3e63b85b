// Services: stations for members, staff and masses (t), and residents' needs in neighbourhoods (s).
#pragma once

#include "engine/model/measures.hpp"

namespace gongjian::model {

struct ServiceParameters {
  static constexpr std::string_view kName = "parameters.services";

  double servers = 4;
  double service_rate = 2.5;
  double centre_requests = 1.5;
  double white_collar_requests = 3;
  double patience_weeks = 8;
  double memory_weeks = 13;

  // C: servers of a subdistrict under quantified assessment and with an extended service centre (t).
  double servers_with(double assessment_lever, double centre_lever) const {
    return servers * (1 + assessment_lever + centre_lever);
  }

  template <class V>
  void visit(V& v) {
    using core::range;
    v("servers", servers, measure::count, range(1, 100),
      "servers of a station; quantified assessment and an extended centre each add as many (t)", source::assumed);
    v("service_rate", service_rate, measure::per_week, range(0.1, 50), "requests that one server completes (t)",
      source::assumed);
    v("centre_requests", centre_requests, measure::per_week, range(0, 50),
      "requests to the service centre by 1,000 employees of firms and social organisations (t)", source::assumed);
    v("white_collar_requests", white_collar_requests, measure::per_week, range(0, 50),
      "requests to a white-collar station by 1,000 of them (t)", source::assumed);
    v("patience_weeks", patience_weeks, measure::week, range(0.5, 10000),
      "mean time after which somebody who waits gives up (t)", source::assumed);
    v("memory_weeks", memory_weeks, measure::week, range(1, 104), "weeks over which the share served is averaged (t)",
      source::assumed);
  }
};

struct ResidentParameters {
  static constexpr std::string_view kName = "parameters.residents";

  double needs_rate = 0.004;
  double staff_capacity = 15;
  double office_capacity = 5;
  double project_capacity = 20;
  double memory_weeks = 13;
  double wait_weeks = 8;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("needs_rate", needs_rate, measure::per_week, range(0, 0.05), "needs of one resident (s)", source::assumed);
    v("staff_capacity", staff_capacity, measure::per_week, range(0, 500),
      "needs that a neighbourhood's staff serves (s)", source::assumed);
    v("office_capacity", office_capacity, measure::per_week, range(0, 500),
      "needs that a residential committee with a full office adds (s)", source::assumed);
    v("project_capacity", project_capacity, measure::per_week, range(0, 500),
      "needs that a project which has landed serves (s)", source::assumed);
    v("memory_weeks", memory_weeks, measure::week, range(1, 104),
      "weeks over which the share of needs served is averaged (s)", source::assumed);
    v("wait_weeks", wait_weeks, measure::week, range(0.5, 104), "waiting time that divides the service index by e (s)",
      source::assumed);
  }
};

}  // namespace gongjian::model
