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
    visit_by_kind(
        v, "kind_mix", kind_mix, measure::share, range(0, 1),
        Words{"share of this kind among units; shares are scaled to sum to 1", "该类单位占比；各类占比换算为合计 1"},
        source::census);
    visit_by_kind(v, "rank", rank, measure::none, range(0, 5),
                  Words{"administrative rank, rounded to a whole number", "行政级别，取整"}, source::assumed);
    v("in_service_share", in_service_share, measure::share, range(0, 1),
      Words{"share of members who work for a unit", "在职党员占比"}, source::party_statistics);
    v("retired_share", retired_share, measure::share, range(0, 1),
      Words{"share of members who are retired; the rest are students and others",
            "离退休党员占比；其余为学生等其他党员"},
      source::party_statistics);
    v("least_members", least_members, measure::count, range(0, 50),
      Words{"least members a unit has, rounded down", "单位党员数的下限，向下取整"}, source::registration_rule);
    v("size_median", size_median, measure::count, range(1, 100),
      Words{"median employees of units below large_size", "规模小于 large_size 的单位职工数中位数"},
      source::firm_sizes);
    v("size_log_sd", size_log_sd, measure::none, range(0.1, 3),
      Words{"spread of the logarithm of their size", "规模小于 large_size 的单位职工数对数的标准差"},
      source::firm_sizes);
    v("large_size", large_size, measure::count, range(10, 1000),
      Words{"size from which the tail is Pareto's", "单位规模自此起服从帕累托尾部"}, source::firm_sizes);
    v("size_tail", size_tail, measure::none, range(0.5, 3), Words{"exponent of the tail", "单位规模帕累托尾部的指数"},
      source::firm_sizes);
    v("size_cap", size_cap, measure::count, range(1000, 100000), Words{"largest size", "单位规模的上限"},
      source::assumed);
    v("conditional_share", conditional_share, measure::share, range(0, 1),
      Words{"share of conditional co-operators among units", "单位中条件合作者的比例"}, source::cooperators);
    v("free_rider_share", free_rider_share, measure::share, range(0, 1),
      Words{"share of free riders", "搭便车者的比例"}, source::cooperators);
    v("hump_shaped_share", hump_shaped_share, measure::share, range(0, 1),
      Words{"share of hump-shaped co-operators; the rest are unconditional", "驼峰型合作者的比例；其余为无条件合作者"},
      source::cooperators);
    v("intercept_mean", intercept_mean, measure::logit, range(-2, 2),
      Words{"mean of units' own inclination", "单位自身倾向的均值"}, source::assumed);
    v("intercept_sd", intercept_sd, measure::logit, range(0, 3),
      Words{"spread of units' own inclination", "单位自身倾向的标准差"}, source::assumed);
    v("inclination_sd", inclination_sd, measure::logit, range(0, 3),
      Words{"spread of members' own inclination", "党员自身倾向的标准差"}, source::assumed);
    v("threshold_mean", threshold_mean, measure::share, range(0, 1),
      Words{"mean share of others from which a unit joins a theme campaign",
            "单位加入主题实践活动的阈值（已加入单位占比）的均值"},
      source::thresholds);
    v("threshold_sd", threshold_sd, measure::share, range(0, 1),
      Words{"spread of that share", "单位加入主题实践活动的阈值的标准差"}, source::thresholds);
    v("types_needed", types_needed, measure::count, range(0, 8),
      Words{"mean number of types of resource, of eight, that a unit needs", "单位需要的资源类型平均数（共八类）"},
      source::assumed);
    v("types_offered", types_offered, measure::count, range(0, 8),
      Words{"mean number of types that it can offer", "单位可提供的资源类型平均数"}, source::assumed);
    v("units_log_sd", units_log_sd, measure::none, range(0, 1),
      Words{"spread of the logarithm of units by subdistrict", "各街道（镇）单位数对数的标准差"}, source::assumed);
    v("neighbourhoods_log_sd", neighbourhoods_log_sd, measure::none, range(0, 1),
      Words{"spread of the logarithm of neighbourhoods by subdistrict", "各街道（镇）居民区数对数的标准差"},
      source::assumed);
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
      Words{
          "legal form of each district's alliance at the start: 0 none, 1 joint conference, 2 alliance, 3 association",
          "起始时各区共建组织的形式：0 无，1 联席会议，2 联盟，3 学会 / 促进会"},
      source::assumed);
    v("lowest_attention", lowest_attention, measure::share, range(0, 1),
      Words{"lowest mean attention of a district's leader at the start", "起始时各区主要领导重视程度均值的下限"},
      source::assumed);
    v("attention_spread", attention_spread, measure::share, range(0, 1),
      Words{"width of the uniform mean attention above the lowest",
            "起始时主要领导重视程度均值在下限之上均匀分布的宽度"},
      source::assumed);
    v("reserve", reserve, measure::money, range(0, 3000),
      Words{"reserve of an alliance at the start, for 2,530 units", "起始时共建组织的结余，按 2530 个单位计"},
      source::assumed);
    v("habit", habit, measure::share, range(0, 1), Words{"habit of units at the start", "起始时单位的习惯"},
      source::assumed);
    v("participation", participation, measure::share, range(0, 1),
      Words{"participation that units see in the first month", "单位在第一个月看到的参与率"}, source::assumed);
    v("propensity", propensity, measure::share, range(0, 1),
      Words{"propensity to take part at the start, of Bush-Mosteller learners",
            "起始时 Bush-Mosteller 学习者的参加倾向"},
      source::assumed);
    v("aspiration", aspiration, measure::none, range(-1, 1),
      Words{"what Bush-Mosteller learners expect at the start", "起始时 Bush-Mosteller 学习者的期望水平"},
      source::assumed);
    v("relevance", relevance, measure::share, range(0, 1),
      Words{"relevance that part-time committee members expect of meetings at the start",
            "起始时兼职委员预期的会议相关程度"},
      source::assumed);
    v("units_registered", units_registered, measure::share, range(0, 1),
      Words{"share of units registered with the community at the start", "起始时已报到单位占比"}, source::assumed);
    v("retired_registered", retired_registered, measure::share, range(0, 1),
      Words{"share of retired members registered at the start", "起始时已报到的离退休党员占比"}, source::assumed);
    v("others_registered", others_registered, measure::share, range(0, 1),
      Words{"share of other members registered at the start", "起始时已报到的其他党员占比"}, source::assumed);
    visit_by_kind(v, "aware", aware, measure::share, range(0, 1),
                  Words{"share of units of this kind aware at the start", "起始时该类单位的知晓度"}, source::assumed);
    visit_by_kind(v, "identity", identity, measure::share, range(0, 1),
                  Words{"mean identity of this kind at the start", "起始时该类单位的平均认同度"}, source::assumed);
    v("identity_sd", identity_sd, measure::share, range(0, 0.5),
      Words{"spread of identity at the start", "起始时认同度的标准差"}, source::assumed);
  }
};

}  // namespace gongjian::model
