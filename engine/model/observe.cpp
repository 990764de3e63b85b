#include "engine/model/observe.hpp"

#include <functional>
#include <limits>

#include "engine/core/check.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {
namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN(); }

// What an output is computed from, and for which row.
struct View {
  const Districts& districts;
  const Alliances& alliances;
  const KindTotals& kinds;
  const ClassTotals& classes;

  // A column of kind totals, summed over a district.
  template <class T>
  double district_sum(const core::Column<T>& column, std::size_t d) const {
    T sum{};
    for (std::size_t k = 0; k < kKinds; ++k) sum += column[d * kKinds + k];
    if constexpr (std::is_same_v<T, core::Fixed>) return sum.value();
    else return sum;
  }
};

// One output: its value in a row (a district, a district and kind, or a district and class).
struct Output {
  const char* name;
  core::Unit unit;
  core::Text text;
  double (*value)(const View&, std::size_t row);
};

constexpr double kHour = 1.0 / kHourSteps;

const std::vector<Output>& district_outputs() {
  namespace m = measure;
  static const std::vector<Output> outputs = {
      {"attention",
       m::share,
       {"leadership attention", "领导重视程度"},
       [](const View& v, std::size_t d) { return v.districts.attention[d]; }},
      {"effective_attention",
       m::share,
       {"leadership attention with campaigns", "含集中动员的领导重视程度"},
       [](const View& v, std::size_t d) { return v.districts.effective_attention[d]; }},
      {"campaign",
       m::share,
       {"campaign", "集中动员"},
       [](const View& v, std::size_t d) { return v.districts.campaign[d]; }},
      {"leader_tenure",
       m::week,
       {"tenure of the leader", "主要领导任期"},
       [](const View& v, std::size_t d) { return double(v.districts.tenure_weeks[d]); }},
      {"form",
       m::none,
       {"legal form (0 none, 1 joint conference, 2 alliance, 3 association, 4 registered)",
        "组织形式(0 无,1 联席会议,2 联盟,3 学会 / 促进会,4 登记社团)"},
       [](const View& v, std::size_t d) { return double(v.alliances.form[d]); }},
      {"autonomy",
       m::share,
       {"autonomy", "自主程度"},
       [](const View& v, std::size_t d) { return v.alliances.autonomy[d]; }},
      {"activity",
       m::none,
       {"activity index", "活跃度"},
       [](const View& v, std::size_t d) { return v.alliances.activity[d]; }},
      {"event_rate",
       m::events_per_week,
       {"rate of events", "活动频率"},
       [](const View& v, std::size_t d) { return v.alliances.event_rate[d]; }},
      {"events_held",
       m::count,
       {"events held", "活动次数"},
       [](const View& v, std::size_t d) { return double(v.alliances.events[d]); }},
      {"stalled",
       m::share,
       {"stalled", "停摆"},
       [](const View& v, std::size_t d) { return double(v.alliances.stalled[d]); }},
      {"ever_stalled",
       m::share,
       {"stalled so far", "曾经停摆"},
       [](const View& v, std::size_t d) { return v.alliances.first_stall_week[d] >= 0 ? 1.0 : 0.0; }},
      {"first_stall_week",
       m::week,
       {"week of the first stall", "首次停摆周"},
       [](const View& v, std::size_t d) {
         return v.alliances.first_stall_week[d] >= 0 ? double(v.alliances.first_stall_week[d])
                                                     : std::numeric_limits<double>::quiet_NaN();
       }},
      {"stall_cause",
       m::none,
       {"cause of the stall (1 attention, 2 cash, 3 participation)", "停摆原因(1 领导重视,2 经费,3 参与)"},
       [](const View& v, std::size_t d) { return double(v.alliances.stall_cause[d]); }},
      {"reserve",
       m::money,
       {"reserve", "结余"},
       [](const View& v, std::size_t d) { return v.alliances.reserve[d].value(); }},
      {"staff",
       m::count,
       {"full-time staff", "专职人员"},
       [](const View& v, std::size_t d) { return v.alliances.staff[d]; }},
      {"seed_grant",
       m::money_per_week,
       {"seed grant", "登记启动资金"},
       [](const View& v, std::size_t d) { return v.alliances.seed_grant[d].value(); }},
      {"grant",
       m::money_per_week,
       {"grant", "财政拨款"},
       [](const View& v, std::size_t d) { return v.alliances.grant[d].value(); }},
      {"dues",
       m::money_per_week,
       {"dues", "会费"},
       [](const View& v, std::size_t d) { return v.alliances.dues[d].value(); }},
      {"fees",
       m::money_per_week,
       {"service income", "服务收入"},
       [](const View& v, std::size_t d) { return v.alliances.fees[d].value(); }},
      {"cost",
       m::money_per_week,
       {"cost of staff and events", "人员和活动支出"},
       [](const View& v, std::size_t d) { return v.alliances.cost[d].value(); }},
      {"lapsed",
       m::money_per_week,
       {"money that lapsed", "超上限收回的资金"},
       [](const View& v, std::size_t d) { return v.alliances.lapsed[d].value(); }},
      {"member_units",
       m::count,
       {"units that took part in 52 weeks", "一年内参加过的单位"},
       [](const View& v, std::size_t d) { return double(v.alliances.member_units[d]); }},
      {"participation",
       m::share,
       {"participation", "参与率"},
       [](const View& v, std::size_t d) { return v.districts.participation[d]; }},
      {"awareness",
       m::share,
       {"awareness", "知晓度"},
       [](const View& v, std::size_t d) {
         return ratio(v.district_sum(v.kinds.aware, d), v.district_sum(v.kinds.units, d));
       }},
      {"identity",
       m::share,
       {"identity", "认同度"},
       [](const View& v, std::size_t d) {
         return ratio(v.district_sum(v.kinds.identity, d), v.district_sum(v.kinds.units, d));
       }},
      {"reciprocity",
       m::none,
       {"reciprocity of those taking part", "参加单位的互惠"},
       [](const View& v, std::size_t d) {
         return ratio(v.district_sum(v.kinds.participants_reciprocity, d), v.district_sum(v.kinds.participants, d));
       }},
      {"formalism",
       m::share,
       {"formalism of those taking part", "参加单位的形式化指数"},
       [](const View& v, std::size_t d) {
         return ratio(v.district_sum(v.kinds.participants_formalism, d), v.district_sum(v.kinds.participants, d));
       }},
  };
  return outputs;
}

const std::vector<Output>& kind_outputs() {
  namespace m = measure;
  static const std::vector<Output> outputs = {
      {"units_by_kind",
       m::count,
       {"units", "单位数"},
       [](const View& v, std::size_t r) { return double(v.kinds.units[r]); }},
      {"participation_by_kind",
       m::share,
       {"participation by kind", "分类参与率"},
       [](const View& v, std::size_t r) { return ratio(v.kinds.participants[r], v.kinds.units[r]); }},
      {"awareness_by_kind",
       m::share,
       {"awareness by kind", "分类知晓度"},
       [](const View& v, std::size_t r) { return ratio(v.kinds.aware[r], v.kinds.units[r]); }},
      {"identity_by_kind",
       m::share,
       {"identity by kind", "分类认同度"},
       [](const View& v, std::size_t r) { return ratio(v.kinds.identity[r].value(), v.kinds.units[r]); }},
      {"reciprocity_by_kind",
       m::none,
       {"reciprocity by kind", "分类互惠"},
       [](const View& v, std::size_t r) { return ratio(v.kinds.reciprocity[r].value(), v.kinds.units[r]); }},
      {"habit_by_kind",
       m::share,
       {"habit by kind", "分类习惯"},
       [](const View& v, std::size_t r) { return ratio(v.kinds.habit[r].value(), v.kinds.units[r]); }},
  };
  return outputs;
}

const std::vector<Output>& class_outputs() {
  namespace m = measure;
  static const std::vector<Output> outputs = {
      {"members_by_class",
       m::count,
       {"members", "党员数"},
       [](const View& v, std::size_t r) { return double(v.classes.members[r]); }},
      {"registered_by_class",
       m::share,
       {"registered members", "已报到党员"},
       [](const View& v, std::size_t r) { return ratio(v.classes.registered[r], v.classes.members[r]); }},
      {"active_by_class",
       m::share,
       {"active members", "活跃党员"},
       [](const View& v, std::size_t r) { return ratio(v.classes.active[r], v.classes.members[r]); }},
      {"claimed_by_class",
       m::count,
       {"tasks claimed", "认领项目"},
       [](const View& v, std::size_t r) { return double(v.classes.claimed[r]); }},
      {"completed_by_class",
       m::count,
       {"tasks completed", "完成项目"},
       [](const View& v, std::size_t r) { return double(v.classes.completed[r]); }},
      {"hours_by_class",
       m::hour,
       {"hours of service", "服务时长"},
       [](const View& v, std::size_t r) { return v.classes.hours[r] * kHour; }},
      {"cumulative_hours_by_class",
       m::hour,
       {"hours of service so far", "累计服务时长"},
       [](const View& v, std::size_t r) { return double(v.classes.cumulative_hours[r]) * kHour; }},
  };
  return outputs;
}

}  // namespace

core::FrameLayout frame_layout(const std::vector<core::Text>& district_names) {
  core::FrameLayout layout;
  core::Dimension kinds{"kind", {"kind of unit", "单位类别"}, {}};
  for (const KindName& kind : kKindNames) kinds.labels.push_back({std::string(kind.name), std::string(kind.zh)});
  layout.dimensions = {{"district", {"district", "区(县)"}, district_names},
                       kinds,
                       {"member_class",
                        {"class of member", "党员类别"},
                        {{"in_service", "在职党员"}, {"retired", "离退休党员"}, {"other", "其他党员"}}}};
  for (const Output& output : district_outputs()) layout.add(output.name, {"district"}, output.unit, output.text);
  for (const Output& output : kind_outputs()) layout.add(output.name, {"district", "kind"}, output.unit, output.text);
  for (const Output& output : class_outputs())
    layout.add(output.name, {"district", "member_class"}, output.unit, output.text);
  return layout;
}

void observe(const core::Tick& tick, const Districts& districts, const Alliances& alliances, const KindTotals& kinds,
             const ClassTotals& classes, core::Frame& frame) {
  const View view{districts, alliances, kinds, classes};
  frame.week = tick.week;
  std::size_t next = 0;
  const auto write = [&](const std::vector<Output>& outputs, std::size_t rows) {
    for (const Output& output : outputs)
      for (std::size_t row = 0; row < rows; ++row) frame.values[next++] = output.value(view, row);
  };
  write(district_outputs(), districts.size());
  write(kind_outputs(), districts.size() * kKinds);
  write(class_outputs(), districts.size() * kMemberClasses);
  GONGJIAN_CHECK(next == frame.values.size());
}

}  // namespace gongjian::model
