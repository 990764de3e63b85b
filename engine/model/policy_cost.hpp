// What levers cost. An outcome alone: nothing in the model depends on it.
#pragma once

#include "engine/core/clock.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/unit/subdistricts.hpp"

namespace gongjian::model {

// Yearly cost of a lever at its full level, for a subdistrict unless the text says otherwise. What is on paper is paid
// for, carried out or not. The office of a registered alliance is paid by the alliance; execution is not priced.
struct PolicyCostParameters {
  static constexpr std::string_view kName = "parameters.policy_cost";

  double publicity = 50;
  double training = 60;
  double superior_requirement = 5;
  double part_time_seats = 24;
  double seat_diversity = 5;
  double split_meetings = 1;
  double binding_assessment = 10;
  double committee_assessment = 10;
  double service_centre = 120;
  double residential_office = 150;
  double branches = 40;
  double contact_points = 30;
  double registration = 60;
  double elected_head = 20;
  double own_income = 40;
  double two_way = 80;
  double white_collar_station = 150;
  double needs_polling = 15;
  double project_itemisation = 30;
  double contracts = 20;
  double theme_projects = 60;
  double receipts = 10;
  double skill_base = 15;
  double recognition = 10;
  double district_platform = 150;

  template <class V>
  void visit(V& v) {
    const auto cost = [&](std::string_view name, double& value, Words text) {
      v(name, value, measure::money_per_year, core::range(0, 10000), text, source::assumed);
    };
    cost("publicity", publicity, {"cost of publicity", "宣传的成本"});
    cost("training", training, {"cost of training", "培训的成本"});
    cost("superior_requirement", superior_requirement, {"cost of a superior requirement", "上级明确要求的成本"});
    cost("part_time_seats", part_time_seats,
         {"cost of all further part-time seats: 2 for each", "增加全部兼职委员席位的成本：每席 2"});
    cost("seat_diversity", seat_diversity, {"cost of diverse seats", "席位多样性的成本"});
    cost("split_meetings", split_meetings, {"cost of split meetings", "分类开会的成本"});
    cost("binding_assessment", binding_assessment, {"cost of binding assessment", "考核约束的成本"});
    cost("committee_assessment", committee_assessment,
         {"cost of quantified assessment of the comprehensive committee", "综合党委工作量化考核的成本"});
    cost("service_centre", service_centre, {"cost of an extended service centre", "党员服务中心拓展的成本"});
    cost("residential_office", residential_office,
         {"cost of the residential committee's office", "居民区党委实体化的成本"});
    cost("branches", branches, {"cost of a branch", "分支机构的成本"});
    cost("contact_points", contact_points, {"cost of contact points", "联系点的成本"});
    cost("registration", registration,
         {"cost of registering an alliance: once, for a district", "共建组织法人登记的成本：每区一次"});
    cost("elected_head", elected_head, {"cost of an elected head, for a district", "选举产生负责人的成本（每区）"});
    cost("own_income", own_income, {"cost of building up own income, for a district", "培育自身收入的成本（每区）"});
    cost("two_way", two_way, {"cost of two-way service", "双向服务的成本"});
    cost("white_collar_station", white_collar_station, {"cost of a white-collar station", "白领服务站的成本"});
    cost("needs_polling", needs_polling, {"cost of polling", "征询排摸的成本"});
    cost("project_itemisation", project_itemisation, {"cost of project-based progress", "项目化推进的成本"});
    cost("contracts", contracts, {"cost of contracts", "契约化共建的成本"});
    cost("theme_projects", theme_projects, {"cost of theme campaigns", "主题实践活动的成本"});
    cost("receipts", receipts, {"cost of receipts", "报到回执的成本"});
    cost("skill_base", skill_base, {"cost of a skill base", "特长信息库的成本"});
    cost("recognition", recognition, {"cost of recognition", "表彰与反馈的成本"});
    cost("district_platform", district_platform,
         {"cost of a district platform, for a district", "区级平台的成本（每区）"});
  }
};

// Adds up what the levers cost each district this week.
void policy_costs(const PolicyCostParameters&, const Policy&, const core::Tick&, const Alliances&, const Subdistricts&,
                  Districts&);

}  // namespace gongjian::model
