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
      Words{"servers of a station; quantified assessment and an extended centre each add as many (t)",
            "服务站的服务人员；量化考核和服务中心拓展各增加同样数量（t）"},
      source::assumed);
    v("service_rate", service_rate, measure::per_week, range(0.1, 50),
      Words{"requests that one server completes (t)", "一名服务人员办结的需求（t）"}, source::assumed);
    v("centre_requests", centre_requests, measure::per_week, range(0, 50),
      Words{"requests to the service centre by 1,000 employees of firms and social organisations (t)",
            "每千名“两新”组织职工向党员服务中心提出的需求（t）"},
      source::assumed);
    v("white_collar_requests", white_collar_requests, measure::per_week, range(0, 50),
      Words{"requests to a white-collar station by 1,000 of them (t)",
            "每千名“两新”组织职工向白领服务站提出的需求（t）"},
      source::assumed);
    v("patience_weeks", patience_weeks, measure::week, range(0.5, 10000),
      Words{"mean time after which somebody who waits gives up (t)", "排队者放弃前的平均等待时间（t）"},
      source::assumed);
    v("memory_weeks", memory_weeks, measure::week, range(1, 104),
      Words{"weeks over which the share served is averaged (t)", "满足率的平均周数（t）"}, source::assumed);
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
    v("needs_rate", needs_rate, measure::per_week, range(0, 0.05),
      Words{"needs of one resident (s)", "每名居民的需求（s）"}, source::assumed);
    v("staff_capacity", staff_capacity, measure::per_week, range(0, 500),
      Words{"needs that a neighbourhood's staff serves (s)", "居民区工作人员回应的需求（s）"}, source::assumed);
    v("office_capacity", office_capacity, measure::per_week, range(0, 500),
      Words{"needs that a residential committee with a full office adds (s)",
            "居民区党委完全实体化增加的回应能力（s）"},
      source::assumed);
    v("project_capacity", project_capacity, measure::per_week, range(0, 500),
      Words{"needs that a project which has landed serves (s)", "一个落地项目回应的需求（s）"}, source::assumed);
    v("memory_weeks", memory_weeks, measure::week, range(1, 104),
      Words{"weeks over which the share of needs served is averaged (s)", "居民需求回应率的平均周数（s）"},
      source::assumed);
    v("wait_weeks", wait_weeks, measure::week, range(0.5, 104),
      Words{"waiting time that divides the service index by e (s)", "使居民服务指数降为 1/e 的等待时间（s）"},
      source::assumed);
  }
};

}  // namespace gongjian::model
