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
    v("founding_rate", founding_rate, measure::per_week, range(0, 1e-3),
      Words{"founding hazard without any attention (c)", "领导不重视时的建立发生率（c）"}, source::assumed);
    v("founding_attention", founding_attention, measure::none, range(0, 20),
      Words{"growth of the logarithm of the founding hazard with attention (c)",
            "建立发生率的对数随领导重视程度的增长（c）"},
      source::assumed);
    v("founding_goodwill", founding_goodwill, measure::per_week, range(0, 1e-3),
      Words{"founding hazard from below, for each unit that took part and has a full reciprocity account (c)",
            "自下而上的建立发生率，按每个已参加且互惠充分的单位计（c）"},
      source::assumed);
    v("founding_form", founding_form, measure::none, range(1, 3),
      Words{"form in which alliances are founded: 1 joint conference, 2 alliance, 3 association (c)",
            "建立时的组织形式：1 联席会议，2 联盟，3 学会 / 促进会（c）"},
      source::assumed);
    v("registration_members", registration_members, measure::count, range(0, 1000),
      Words{"member units needed to register as an association (d)", "登记为社团所需的成员单位数（d）"},
      source::registration_rule);
    v("registration_reserve", registration_reserve, measure::money, range(0, 1000),
      Words{"funds needed to register as an association (d)", "登记为社团所需的资金（d）"}, source::registration_rule);
    v("autonomy_ceiling", autonomy_ceiling, measure::share, range(0, 0.85),
      Words{"highest autonomy of a registered association (d)", "登记社团的最高自主程度（d）"}, source::assumed);
    v("association_autonomy", association_autonomy, measure::share, range(0, 0.5),
      Words{"autonomy of an association that is not registered (d)", "未登记的学会 / 促进会的自主程度（d）"},
      source::assumed);
    v("autonomy_rate", autonomy_rate, measure::per_week, range(0.001, 0.2),
      Words{"speed at which autonomy reaches its target (d)", "自主程度趋近目标的速度（d）"}, source::assumed);
    v("elected_head_weight", elected_head_weight, measure::share, range(0, 1),
      Words{"part of autonomy that an elected head gives (d)", "选举产生负责人对自主程度的贡献（d）"}, source::assumed);
    v("standing_staff_weight", standing_staff_weight, measure::share, range(0, 1),
      Words{"part of autonomy that a standing office with full-time staff gives (d)",
            "常设机构和专职人员对自主程度的贡献（d）"},
      source::assumed);
    v("own_income_weight", own_income_weight, measure::share, range(0, 1),
      Words{"part of autonomy that own income gives (d)", "自身收入对自主程度的贡献（d）"}, source::assumed);
    v("event_rate", event_rate, measure::events_per_week, range(0.1, 2),
      Words{"events a week at full drive (e)", "推动力充分时每周活动次数（e）"}, source::assumed);
    v("joint_conference_event_rate", joint_conference_event_rate, measure::events_per_week, range(0.1, 2),
      Words{"the same for a joint conference (e)", "推动力充分时联席会议每周活动次数（e）"}, source::assumed);
    v("cashless_events", cashless_events, measure::share, range(0, 1),
      Words{"events that remain when the reserve is spent (e)", "结余用尽后保留的活动比例（e）"}, source::assumed);
    v("autonomous_drive", autonomous_drive, measure::none, range(0, 1.5),
      Words{"drive of a fully autonomous alliance with funds (e)", "完全自主且有经费的共建组织的推动力（e）"},
      source::assumed);
    v("own_initiative_drive", own_initiative_drive, measure::none, range(0, 20),
      Words{"drive from the units' own initiative (e)", "单位自发参与带来的推动力（e）"}, source::assumed);
    v("highest_drive", highest_drive, measure::none, range(0.5, 2),
      Words{"drive that can't be passed (e)", "推动力的上限（e）"}, source::assumed);
    v("full_participation", full_participation, measure::share, range(0.05, 1),
      Words{"participation at which events count in full (g)", "活动充分计入活跃度所需的参与率（g）"}, source::assumed);
    v("activity_weeks", activity_weeks, measure::week, range(1, 104),
      Words{"time over which activity is averaged (g)", "活跃度的平均时长（g）"}, source::assumed);
    v("stall_fraction", stall_fraction, measure::share, range(0.05, 0.95),
      Words{"share of its peak below which an alliance's activity is low (g)", "视为低活跃的界限，占峰值的比例（g）"},
      source::assumed);
    v("stall_weeks", stall_weeks, measure::week, range(1, 104),
      Words{"weeks of low activity after which it counts as stalled (g)", "连续低活跃多少周视为停摆（g）"},
      source::assumed);
    v("restart_fraction", restart_fraction, measure::share, range(0.05, 1),
      Words{"share of its peak above which a stalled alliance works again (g)",
            "停摆后恢复运转的界限，占峰值的比例（g）"},
      source::assumed);
    v("lowest_peak", lowest_peak, measure::none, range(0, 1),
      Words{"peak activity that is assumed at least (g)", "活跃度峰值的下限（g）"}, source::assumed);
    v("peak_weeks", peak_weeks, measure::week, range(1, 520),
      Words{"weeks after founding in which the peak is found (g)", "建立后多少周内取峰值（g）"}, source::assumed);
    v("dissolution_weeks", dissolution_weeks, measure::week, range(1, 520),
      Words{"weeks without money and with too few members after which a registered alliance is dissolved (f)",
            "登记社团连续无经费且成员不足多少周后解散（f）"},
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
    v("grant", grant, measure::money_per_week, range(0, 80),
      Words{"grant at full attention (f)", "领导充分重视时的财政拨款（f）"}, source::budgets);
    v("full_autonomy", full_autonomy, measure::share, range(0.1, 1),
      Words{"autonomy at which staff is complete and the grant tapered in full (d, f)",
            "专职人员配齐、拨款递减到位时的自主程度（d、f）"},
      source::assumed);
    v("grant_taper", grant_taper, measure::share, range(0, 1),
      Words{"part of the grant that full autonomy replaces (f)", "完全自主所替代的财政拨款比例（f）"}, source::assumed);
    v("lowest_grant", lowest_grant, measure::share, range(0, 1),
      Words{"part of the grant that remains however autonomous the alliance is (f)",
            "无论如何自主都保留的财政拨款比例（f）"},
      source::assumed);
    v("seed_grant", seed_grant, measure::money, range(0, 2000),
      Words{"grant paid once on registration (d)", "登记时一次性的启动资金（d）"}, source::assumed);
    v("staff_cost", staff_cost, measure::money_per_week, range(0, 10),
      Words{"cost of one full-time person (f)", "一名专职人员的费用（f）"}, source::assumed);
    v("extra_staff", extra_staff, measure::count, range(0, 11),
      Words{"persons that full autonomy adds to the first (d)", "完全自主时增加的专职人员（d）"}, source::assumed);
    v("event_cost", event_cost, measure::money, range(0, 50), Words{"cost of one event (f)", "一次活动的费用（f）"},
      source::assumed);
    v("paying_share", paying_share, measure::share, range(0, 1),
      Words{"share of the units taking part that pay dues (f)", "参加单位中缴纳会费的比例（f）"}, source::assumed);
    v("most_paying", most_paying, measure::count, range(0, 2000),
      Words{"most units that pay dues (f)", "缴纳会费单位数的上限（f）"}, source::assumed);
    v("dues", dues, measure::money_per_year, range(0, 20),
      Words{"dues of one paying unit (f)", "每个缴费单位的会费（f）"}, source::assumed);
    v("fee", fee, measure::money_per_week, range(0, 10),
      Words{"service income one person earns at full participation (f)", "参与充分时每名专职人员的服务收入（f）"},
      source::assumed);
    v("basic_income", basic_income, measure::share, range(0, 1),
      Words{"part of that income which is earned without the own_income lever (f)",
            "未用杠杆 own_income 时可得的服务收入比例（f）"},
      source::assumed);
    v("fee_participation", fee_participation, measure::share, range(0.01, 1),
      Words{"participation at which service income is full (f)", "服务收入充分时的参与率（f）"}, source::assumed);
    v("reserve_cap", reserve_cap, measure::money, range(0, 3000),
      Words{"reserve of an unregistered alliance above which money lapses (f)",
            "未登记组织的结余上限，超出部分收回（f）"},
      source::assumed);
    v("registered_reserve_cap", registered_reserve_cap, measure::money, range(0, 30000),
      Words{"the same for a registered one (f)", "登记社团的结余上限，超出部分收回（f）"}, source::assumed);
  }
};

}  // namespace gongjian::model
