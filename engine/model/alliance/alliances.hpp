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
                                       "一个区（县）的区域化党建组织（无论是否建立）"};

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
    v("form", form, measure::none,
      Words{"legal form: 0 none, 1 joint conference, 2 alliance, 3 association, 4 registered",
            "组织形式：0 无，1 联席会议，2 联盟，3 学会 / 促进会，4 登记社团"});
    v("founding_week", founding_week, measure::week,
      Words{"week of founding; -1 while unfounded", "建立周；尚未建立为 -1"});
    v("founding_cause", founding_cause, measure::none,
      Words{"who founded it: 0 there at the start, 1 from above, 2 from below",
            "建立方式：0 起始时已有，1 自上而下，2 自下而上"});
    v("founding_attention", founding_attention, measure::share,
      Words{"attention in the week of founding", "建立当周的领导重视程度"});
    v("registration_week", registration_week, measure::week,
      Words{"week of registration; -1 while not registered", "登记周；尚未登记为 -1"});
    v("autonomy", autonomy, measure::share, Words{"autonomy from the leader's push", "自主程度（不依赖领导推动）"});
    v("staff", staff, measure::count, Words{"full-time persons", "专职人员"});
    v("member_units", member_units, measure::count,
      Words{"units that took part at least once in 52 weeks", "52 周内至少参加过一次的单位（成员单位）"});
    v("participating_units", participating_units, measure::count,
      Words{"units that took part in the last month", "上月参加的单位"});
    v("event_rate", event_rate, measure::events_per_week, Words{"rate at which events are held", "活动频率"});
    v("events", events, measure::count, Words{"events held this week", "本周活动次数"});
    v("reserve", reserve, measure::money, Words{"reserve", "结余"});
    v("seed_grant", seed_grant, measure::money_per_week, Words{"seed grant received this week", "本周登记启动资金"});
    v("grant", grant, measure::money_per_week, Words{"grant received this week", "本周财政拨款"});
    v("dues", dues, measure::money_per_week, Words{"dues received this week", "本周会费"});
    v("fees", fees, measure::money_per_week, Words{"service income of this week", "本周服务收入"});
    v("project_income", project_income, measure::money_per_week,
      Words{"what projects paid the alliance this week", "本周项目收入"});
    v("cost", cost, measure::money_per_week, Words{"cost of staff and events this week", "本周人员和活动支出"});
    v("project_cost", project_cost, measure::money_per_week,
      Words{"what the alliance paid into projects this week", "本周项目支出"});
    v("lapsed", lapsed, measure::money_per_week,
      Words{"money above the cap that lapsed this week; negative where a debt is written off",
            "本周超上限收回的资金；核销欠款时为负"});
    v("transfer", transfer, measure::money_per_week,
      Words{"reserve received in a merger this week, or handed over", "本周因合并转入（或转出）的结余"});
    v("usual_cost", usual_cost, measure::money_per_week,
      Words{"cost of staff and events, averaged over 13 weeks", "人员和活动支出的 13 周平均"});
    v("cumulative_grants", cumulative_grants, measure::money,
      Words{"grants and seed grants so far", "累计财政拨款和登记启动资金"});
    v("cumulative_income", cumulative_income, measure::money, Words{"all income so far", "累计全部收入"});
    v("cumulative_cost", cumulative_cost, measure::money, Words{"all cost so far", "累计全部支出"});
    v("cumulative_lapsed", cumulative_lapsed, measure::money,
      Words{"money above the cap that lapsed so far", "累计超上限收回的资金"});
    v("cumulative_transfer", cumulative_transfer, measure::money,
      Words{"reserves received in mergers so far, less handed over", "累计因合并净转入的结余"});
    v("initial_reserve", initial_reserve, measure::money, Words{"reserve at the start", "起始结余"});
    v("activity", activity, measure::none, Words{"activity index Y", "活跃度 Y"});
    v("peak_activity", peak_activity, measure::none,
      Words{"highest activity of the first two years", "头两年的最高活跃度（峰值）"});
    v("peak_attention", peak_attention, measure::share, Words{"attention at the peak", "峰值时的领导重视程度"});
    v("peak_cash", peak_cash, measure::share, Words{"whether there was cash at the peak", "峰值时是否有经费"});
    v("peak_participation", peak_participation, measure::share, Words{"participation at the peak", "峰值时的参与率"});
    v("low_weeks", low_weeks, measure::week, Words{"consecutive weeks of low activity", "连续低活跃周数"});
    v("broke_weeks", broke_weeks, measure::week,
      Words{"consecutive weeks without money and with few members, once registered",
            "登记后连续无经费且成员不足的周数"});
    v("stalled", stalled, measure::none, Words{"whether the alliance is stalled", "是否停摆"});
    v("first_stall_week", first_stall_week, measure::week,
      Words{"week of the first stall; -1 while it never stalled", "首次停摆周；从未停摆为 -1"});
    v("stall_cause", stall_cause, measure::none,
      Words{"cause of the latest stall: 1 attention, 2 cash, 3 participation",
            "最近一次停摆的原因：1 领导重视，2 经费，3 参与"});
  }
};

}  // namespace gongjian::model
