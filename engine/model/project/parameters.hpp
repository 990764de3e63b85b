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
      Words{"how needs meet offers: 0 by numbers of each type, 1 unit by unit, best score first, 2 unit by unit, "
            "deferred "
            "acceptance (o)",
            "供需对接方式：0 按各类数量，1 逐个单位、得分高者优先，2 逐个单位、延迟接受法（o）"},
      source::assumed);
    v("needs_rate", needs_rate, measure::none, range(0, 1),
      Words{"needs a quarter of a unit that takes part and is known well (o)", "参加且了解充分的单位每季度的需求（o）"},
      source::needs_and_offers);
    v("offers_rate", offers_rate, measure::none, range(0, 1),
      Words{"its offers a quarter (o)", "参加且了解充分的单位每季度可提供的服务（o）"}, source::needs_and_offers);
    visit_by_resource(v, "type_weight", type_weight, measure::none, range(0, 10),
                      Words{"how common this type is among needs and offers (o)", "该类型在供需中的常见程度（o）"},
                      source::assumed);
    v("capacity", capacity, measure::share, range(0, 1),
      Words{"part of needs and offers that can be made known without polling, projects or autonomy (o)",
            "没有征询排摸、项目化和自主程度时可知晓的供需比例（o）"},
      source::assumed);
    v("capacity_autonomy", capacity_autonomy, measure::share, range(0, 1),
      Words{"how far full autonomy does what polling does (o)", "完全自主替代征询排摸的程度（o）"}, source::assumed);
    v("capacity_branches", capacity_branches, measure::share, range(0, 1),
      Words{"how far branches do what polling does (o)", "分支机构替代征询排摸的程度（o）"}, source::assumed);
    v("known_at_first", known_at_first, measure::share, range(0, 1),
      Words{"part of its needs and offers that a unit makes known when it begins to take part (o)",
            "单位刚参加时为人知晓的供需比例（o）"},
      source::assumed);
    v("learning_months", learning_months, measure::none, range(0.5, 60),
      Words{"months of taking part in which most of the rest becomes known (o)",
            "其余供需大多为人知晓所需的参加月数（o）"},
      source::assumed);
    v("trust", trust, measure::share, range(0, 1),
      Words{"weight of trust in a match: of having met often (o)", "对接中信任（经常一同参加）的权重（o）"},
      source::assumed);
    v("proximity_subdistrict", proximity_subdistrict, measure::share, range(0, 1),
      Words{"weight of a match between neighbourhoods, against one inside a neighbourhood (o)",
            "跨居民区对接的权重，相对于居民区内（o）"},
      source::assumed);
    v("proximity_district", proximity_district, measure::share, range(0, 1),
      Words{"weight of a match between subdistricts (o)", "跨街道对接的权重（o）"}, source::assumed);
    v("taste", taste, measure::share, range(0, 1),
      Words{"part of a unit's preference that is its own (mode 2) (o)", "单位偏好中自身特有的部分（方式 2）（o）"},
      source::assumed);
    v("fit_memory", fit_memory, measure::share, range(0.01, 1),
      Words{"weight of the latest quarter in how far a unit's needs are met (h)", "供需契合中最近一季度的权重（h）"},
      source::assumed);
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
    v("agreement", agreement, measure::share, range(0, 1),
      Words{"chance that a match leads to an agreement (p)", "对接达成协议的概率（p）"}, source::conversion);
    v("agreement_contracts", agreement_contracts, measure::share, range(0, 1),
      Words{"chance that contracts add (p)", "契约化共建增加的协议达成概率（p）"}, source::assumed);
    v("agreement_branches", agreement_branches, measure::share, range(0, 1),
      Words{"chance that branches add where district events are frequent (p)",
            "区级活动频繁时分支机构增加的协议达成概率（p）"},
      source::assumed);
    v("frequent_events", frequent_events, measure::events_per_week, range(0.05, 2),
      Words{"event rate from which that is in full (p)", "分支机构充分发挥作用所需的区级活动频率（p）"},
      source::assumed);
    v("funds_floor", funds_floor, measure::share, range(0, 1),
      Words{"part of agreements that can start without a reserve of the alliance (p)",
            "共建组织没有结余时可启动的协议比例（p）"},
      source::assumed);
    v("funds_full", funds_full, measure::money, range(1, 3000),
      Words{"reserve from which all can, for 2,530 units (p)", "全部协议可启动所需的结余，按 2530 个单位计（p）"},
      source::assumed);
    v("cut_effect", cut_effect, measure::share, range(0, 1),
      Words{"part that a complete cut of the grant prevents (p)", "财政拨款全部削减时无法启动的协议比例（p）"},
      source::assumed);
    v("coordination", coordination, measure::count, range(0, 100),
      Words{"projects a quarter that a subdistrict can coordinate (p)", "一个街道（镇）每季度可协调的项目（p）"},
      source::assumed);
    v("coordination_itemisation", coordination_itemisation, measure::count, range(0, 100),
      Words{"projects that project-based progress adds (p)", "项目化推进增加的可协调项目（p）"}, source::assumed);
    v("partner_chance", partner_chance, measure::share, range(0, 1),
      Words{"chance that another unit joins, for each of two places (p)", "另有单位加入的概率，两个名额各计一次（p）"},
      source::assumed);
    v("cost", cost, measure::money, range(1, 1000), Words{"mean cost of a project (p)", "项目平均费用（p）"},
      source::assumed);
    v("cost_log_sd", cost_log_sd, measure::none, range(0, 2),
      Words{"spread of the logarithm of its cost (p)", "项目费用对数的标准差（p）"}, source::assumed);
    v("weeks", weeks, measure::week, range(1, 260), Words{"mean length of a project (p)", "项目平均周期（p）"},
      source::assumed);
    v("weeks_log_sd", weeks_log_sd, measure::none, range(0, 2),
      Words{"spread of the logarithm of its length (p)", "项目周期对数的标准差（p）"}, source::assumed);
    v("fund", fund, measure::money_per_year, range(0, 5000),
      Words{"co-building fund of a subdistrict of 237 units; what is not spent lapses (p)",
            "有 237 个单位的街道（镇）的共建经费；未用完的收回（p）"},
      source::assumed);
    v("fund_share", fund_share, measure::share, range(0, 1),
      Words{"part of a project's cost that the fund pays (p)", "项目费用中共建经费承担的比例（p）"}, source::assumed);
    v("alliance_share", alliance_share, measure::share, range(0, 1),
      Words{"part that the alliance pays (f, p)", "项目费用中共建组织承担的比例（f、p）"}, source::assumed);
    v("own_income_share", own_income_share, measure::share, range(0, 1),
      Words{"part of what the parties pay that is income of a registered alliance with own income (f)",
            "参加单位所付费用中成为有自身收入的登记社团收入的比例（f）"},
      source::assumed);
    v("slack", slack, measure::money_per_year, range(0, 100),
      Words{"spare resources of a unit, for each employee; without any it offers nothing (o)",
            "单位可用于共建的资源，按职工人均计；用尽则不提供服务（o）"},
      source::assumed);
    v("completion_intercept", completion_intercept, measure::logit, range(-5, 5),
      Words{"inclination of a project to be completed (p)", "项目完成的基本倾向（p）"}, source::assumed);
    v("completion_contracts", completion_contracts, measure::logit, range(0, 5),
      Words{"effect of a complete agreement (p)", "协议要素齐全对完成的作用（p）"}, source::assumed);
    v("completion_itemisation", completion_itemisation, measure::logit, range(0, 5),
      Words{"effect of project-based progress (p)", "项目化推进对完成的作用（p）"}, source::assumed);
    v("completion_attendance", completion_attendance, measure::logit, range(0, 5),
      Words{"effect of attendance at committee meetings (p)", "党工委会议出席率对完成的作用（p）"}, source::assumed);
    v("completion_office", completion_office, measure::logit, range(0, 5),
      Words{"effect of a residential committee with an office (p)", "居民区党委实体化对完成的作用（p）"},
      source::assumed);
    v("lowest_quality", lowest_quality, measure::share, range(0, 1),
      Words{"lowest quality of a completed project; the highest is 1 (p)", "完成项目的最低质量；最高为 1(p)"},
      source::assumed);
    v("synergy", synergy, measure::none, range(0, 1),
      Words{"value that each further kind of unit adds (p)", "每多一类单位参加增加的价值（p）"}, source::assumed);
    v("contract_value", contract_value, measure::none, range(0, 2),
      Words{"value that a complete agreement adds (p)", "协议要素齐全增加的价值（p）"}, source::assumed);
    v("benefit_rate", benefit_rate, measure::share, range(0.01, 1),
      Words{"weight of the latest quarter in the benefit that units feel (p)", "项目获益感中最近一季度的权重（p）"},
      source::assumed);
    v("benefit_scale", benefit_scale, measure::none, range(0, 20),
      Words{"benefit of one completed project for each unit taking part (p)",
            "一个完成项目给每个参加单位带来的获益（p）"},
      source::assumed);
    v("benefit_units", benefit_units, measure::count, range(1, 100),
      Words{"units taking part among which a project is felt at least (p)", "计算项目获益感时参加单位数的下限（p）"},
      source::assumed);
    v("landing", landing, measure::share, range(0, 1),
      Words{"chance that a completed project lands at a neighbourhood (q)", "完成项目在居民区落地的概率（q）"},
      source::assumed);
    v("landing_office", landing_office, measure::share, range(0, 1),
      Words{"chance that a contact point and a full office add (q)",
            "设联系点且居民区党委完全实体化增加的落地概率（q）"},
      source::assumed);
    v("landed_weeks", landed_weeks, measure::week, range(1, 520),
      Words{"weeks in which a landed project serves residents (s)", "落地项目服务居民的周数（s）"}, source::assumed);
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
    v("weeks", weeks, measure::week, range(4, 52),
      Words{"length of a theme campaign, rounded up to whole months (R15)", "主题实践活动的时长，向上取整到月（R15）"},
      source::assumed);
    v("identity_effect", identity_effect, measure::none, range(0, 2),
      Words{"how far identity lowers the share of others from which a unit joins (R15)",
            "认同度降低加入阈值的程度（R15）"},
      source::assumed);
    v("identity_reference", identity_reference, measure::share, range(0, 1),
      Words{"identity at which that is nil (R15)", "对加入阈值的作用为零时的认同度（R15）"}, source::assumed);
    v("contract_effect", contract_effect, measure::none, range(0, 1),
      Words{"how far contracts lower it (R15)", "契约化共建降低加入阈值的程度（R15）"}, source::assumed);
    v("success_share", success_share, measure::share, range(0, 1),
      Words{"share of member units at which the key project succeeds with chance 1/2 (R15)",
            "重点项目成功概率为 1/2 时的成员单位占比（R15）"},
      source::assumed);
    v("steepness", steepness, measure::none, range(1, 200),
      Words{"how sharply the chance rises there (R15)", "重点项目成功概率随成员单位占比上升的陡度（R15）"},
      source::assumed);
    v("benefit", benefit, measure::count, range(0, 50),
      Words{"projects to which a success is equal, in the benefit felt in each subdistrict (R15)",
            "一次成功在各街道（镇）获益感中相当的项目数（R15）"},
      source::assumed);
    v("value", value, measure::money, range(0, 10000),
      Words{"value of a success, for 2,530 units (R15)", "一次成功的价值，按 2530 个单位计（R15）"}, source::assumed);
  }
};

}  // namespace gongjian::model
