#include "engine/model/observe.hpp"

#include <functional>
#include <limits>

#include "engine/core/check.hpp"
#include "engine/model/district_sums.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {
namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN(); }

// What an output is computed from, and for which row.
struct View {
  const Districts& districts;
  const Alliances& alliances;
  const std::vector<DistrictSums>& sums;
  const ThemeCampaigns& themes;
  const FieldTotals& fields;
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

// Concentration of an alliance's income this week on its sources: the Herfindahl index of grants, dues, and own income.
double income_concentration(const Alliances& a, std::size_t d) {
  const double sources[] = {a.grant[d].value() + a.seed_grant[d].value(), a.dues[d].value(),
                            a.fees[d].value() + a.project_income[d].value()};
  double sum = 0, squares = 0;
  for (const double source : sources) {
    sum += source;
    squares += source * source;
  }
  return ratio(squares, sum * sum);
}

// Public money so far: grants, what levers cost, what funds have paid.
double public_money(const View& v, std::size_t d) {
  return v.alliances.cumulative_grants[d].value() + v.districts.cumulative_policy_cost[d].value() + v.sums[d].fund_paid;
}

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
        "组织形式（0 无，1 联席会议，2 联盟，3 学会 / 促进会，4 登记社团）"},
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
       {"cause of the stall (1 attention, 2 cash, 3 participation)", "停摆原因（1 领导重视，2 经费，3 参与）"},
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
      {"founding_cause",
       m::none,
       {"founding cause (1 from above, 2 from below)", "建立方式（1 自上而下，2 自下而上）"},
       [](const View& v, std::size_t d) { return double(v.alliances.founding_cause[d]); }},
      {"project_income",
       m::money_per_week,
       {"income from projects", "项目收入"},
       [](const View& v, std::size_t d) { return v.alliances.project_income[d].value(); }},
      {"project_cost",
       m::money_per_week,
       {"paid into projects", "项目支出"},
       [](const View& v, std::size_t d) { return v.alliances.project_cost[d].value(); }},
      {"income_concentration",
       m::none,
       {"concentration of income on its sources", "收入来源集中度"},
       [](const View& v, std::size_t d) { return income_concentration(v.alliances, d); }},
      {"reserve_months",
       m::none,
       {"months that the reserve would last", "结余可维持月数"},
       [](const View& v, std::size_t d) {
         return ratio(std::max(0.0, v.alliances.reserve[d].value()), 4 * v.alliances.usual_cost[d]);
       }},
      {"policy_cost",
       m::money_per_week,
       {"cost of the levers", "政策成本"},
       [](const View& v, std::size_t d) { return v.districts.policy_cost[d].value(); }},
      {"cumulative_policy_cost",
       m::money,
       {"cost of the levers so far", "累计政策成本"},
       [](const View& v, std::size_t d) { return v.districts.cumulative_policy_cost[d].value(); }},
      {"value_per_public_money",
       m::none,
       {"value of projects and key projects for each yuan of public money so far", "每元公共资金的项目价值"},
       [](const View& v, std::size_t d) {
         return ratio(v.sums[d].value + v.themes.value[d].value(), public_money(v, d));
       }},
      {"registered_units",
       m::share,
       {"registered units", "已报到单位"},
       [](const View& v, std::size_t d) {
         return ratio(v.district_sum(v.kinds.registered, d), v.district_sum(v.kinds.units, d));
       }},
      {"contact",
       m::share,
       {"registered units in contact", "保持联系的已报到单位"},
       [](const View& v, std::size_t d) {
         return ratio(v.district_sum(v.kinds.in_contact, d), v.district_sum(v.kinds.registered, d));
       }},
      {"external_share",
       m::share,
       {"share of part-time seats", "兼职委员占比"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].external_share, v.sums[d].subdistricts); }},
      {"agency_seat_share",
       m::share,
       {"share of part-time seats held by agencies", "兼职委员中机关占比"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].agency_seats, v.sums[d].seats); }},
      {"representation_gap",
       m::share,
       {"representation gap", "代表性差距"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].gap, v.sums[d].subdistricts); }},
      {"attendance",
       m::share,
       {"attendance of part-time members", "兼职委员出席率"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].attendance, v.sums[d].subdistricts); }},
      {"governance_quality",
       m::share,
       {"quality of governance", "治理质量"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].quality, v.sums[d].subdistricts); }},
      {"items_called",
       m::share,
       {"items for which part-time members are called", "召集兼职委员的议题占比"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].called, v.sums[d].items); }},
      {"meeting_formalism",
       m::share,
       {"items that part-time members attend in vain", "兼职委员陪会议题占比"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].exposed, v.sums[d].attended); }},
      {"exposure",
       m::count,
       {"internal items attended by part-time members this month", "本月内部事项外泄风险（人次）"},
       [](const View& v, std::size_t d) { return v.sums[d].exposed; }},
      {"contacts",
       m::count,
       {"contacts of comprehensive committees this month", "综合党委本月联系次数"},
       [](const View& v, std::size_t d) { return v.sums[d].contacts; }},
      {"duplicate_contacts",
       m::share,
       {"contacts that overlap", "交叉重复联系占比"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].duplicates, v.sums[d].contacts); }},
      {"coverage",
       m::share,
       {"two-new units contacted this month", "“两新”组织本月联系覆盖率"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].coverage, v.sums[d].subdistricts); }},
      {"needs",
       m::count,
       {"needs made known this quarter", "本季度知晓的需求"},
       [](const View& v, std::size_t d) { return v.sums[d].needs; }},
      {"offers",
       m::count,
       {"offers made known this quarter", "本季度可提供的服务"},
       [](const View& v, std::size_t d) { return v.sums[d].offers; }},
      {"matches",
       m::count,
       {"matches this quarter", "本季度供需对接"},
       [](const View& v, std::size_t d) { return v.sums[d].matches + v.sums[d].district_matches; }},
      {"district_matches",
       m::count,
       {"of these beyond the subdistrict", "其中跨街道对接"},
       [](const View& v, std::size_t d) { return v.sums[d].district_matches; }},
      {"agreements",
       m::count,
       {"agreements this quarter", "本季度达成协议"},
       [](const View& v, std::size_t d) { return v.sums[d].agreed; }},
      {"lost_to_funds",
       m::count,
       {"agreements without money this quarter", "本季度因经费不足未启动"},
       [](const View& v, std::size_t d) { return v.sums[d].lost_to_funds; }},
      {"lost_to_coordination",
       m::count,
       {"agreements that nobody could coordinate this quarter", "本季度因无人协调未启动"},
       [](const View& v, std::size_t d) { return v.sums[d].lost_to_coordination; }},
      {"projects_started",
       m::count,
       {"projects started so far", "累计启动项目"},
       [](const View& v, std::size_t d) { return v.sums[d].started; }},
      {"projects_active",
       m::count,
       {"projects under way", "在办项目"},
       [](const View& v, std::size_t d) { return v.sums[d].started - v.sums[d].completed - v.sums[d].failed; }},
      {"projects_completed",
       m::count,
       {"projects completed so far", "累计完成项目"},
       [](const View& v, std::size_t d) { return v.sums[d].completed; }},
      {"projects_failed",
       m::count,
       {"projects that failed so far", "累计失败项目"},
       [](const View& v, std::size_t d) { return v.sums[d].failed; }},
      {"projects_landed",
       m::count,
       {"projects that landed so far", "累计落地项目"},
       [](const View& v, std::size_t d) { return v.sums[d].landed; }},
      {"project_value",
       m::money,
       {"value of projects so far", "累计项目价值"},
       [](const View& v, std::size_t d) { return v.sums[d].value; }},
      {"project_benefit",
       m::share,
       {"benefit felt from projects", "项目获益感"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].benefit, v.sums[d].subdistricts); }},
      {"cross_kind_ties",
       m::share,
       {"ties between different kinds in projects", "项目中跨类别合作占比"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].cross_kind_ties, v.sums[d].ties); }},
      {"value_gini",
       m::none,
       {"inequality of projects' value among units", "单位间项目价值基尼系数"},
       [](const View& v, std::size_t d) { return v.districts.value_gini[d]; }},
      {"theme_share",
       m::share,
       {"member units that joined the key project", "参加重点项目的成员单位占比"},
       [](const View& v, std::size_t d) { return v.themes.share[d]; }},
      {"theme_successes",
       m::count,
       {"key projects that succeeded so far", "累计成功的重点项目"},
       [](const View& v, std::size_t d) { return double(v.themes.successes[d]); }},
      {"theme_failures",
       m::count,
       {"key projects that failed so far", "累计未成功的重点项目"},
       [](const View& v, std::size_t d) { return double(v.themes.failures[d]); }},
      {"theme_value",
       m::money,
       {"value of key projects so far", "累计重点项目价值"},
       [](const View& v, std::size_t d) { return v.themes.value[d].value(); }},
      {"centre_requests",
       m::count,
       {"requests to service centres", "服务中心受理需求"},
       [](const View& v, std::size_t d) { return v.sums[d].requests[0]; }},
      {"centre_served",
       m::count,
       {"requests served by service centres", "服务中心办结"},
       [](const View& v, std::size_t d) { return v.sums[d].served[0]; }},
      {"centre_waiting",
       m::count,
       {"requests waiting at service centres", "服务中心排队"},
       [](const View& v, std::size_t d) { return v.sums[d].waiting[0]; }},
      {"centre_satisfied",
       m::share,
       {"share of requests served by service centres", "服务中心满足率"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].satisfied[0], v.sums[d].subdistricts); }},
      {"centre_quality",
       m::share,
       {"quality of service centres that no assessment counts", "服务中心未考核的服务质量"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].station_quality[0], v.sums[d].subdistricts); }},
      {"station_requests",
       m::count,
       {"requests to white-collar stations", "白领服务站受理需求"},
       [](const View& v, std::size_t d) { return v.sums[d].requests[1]; }},
      {"station_served",
       m::count,
       {"requests served by white-collar stations", "白领服务站办结"},
       [](const View& v, std::size_t d) { return v.sums[d].served[1]; }},
      {"station_waiting",
       m::count,
       {"requests waiting at white-collar stations", "白领服务站排队"},
       [](const View& v, std::size_t d) { return v.sums[d].waiting[1]; }},
      {"station_satisfied",
       m::share,
       {"share of requests served by white-collar stations", "白领服务站满足率"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].satisfied[1], v.sums[d].subdistricts); }},
      {"station_quality",
       m::share,
       {"quality of white-collar stations that no assessment counts", "白领服务站未考核的服务质量"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].station_quality[1], v.sums[d].subdistricts); }},
      {"resident_needs",
       m::count,
       {"residents' needs", "居民需求"},
       [](const View& v, std::size_t d) { return v.sums[d].resident_needs; }},
      {"residents_served",
       m::count,
       {"residents' needs served", "已回应居民需求"},
       [](const View& v, std::size_t d) { return v.sums[d].residents_served; }},
      {"backlog",
       m::count,
       {"residents' needs that wait", "居民需求积压"},
       [](const View& v, std::size_t d) { return v.sums[d].backlog; }},
      {"resident_service",
       m::share,
       {"resident service index", "居民服务指数"},
       [](const View& v, std::size_t d) { return ratio(v.sums[d].service_index, v.sums[d].neighbourhoods); }},
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
      {"hours_gini_by_class",
       m::none,
       {"inequality of last year's hours among those who served", "上年服务时长基尼系数"},
       [](const View& v, std::size_t r) { return v.classes.hours_gini[r]; }},
  };
  return outputs;
}

const std::vector<Output>& field_outputs() {
  namespace m = measure;
  static const std::vector<Output> outputs = {
      {"completed_by_field",
       m::count,
       {"projects completed so far, by field", "分领域累计完成项目"},
       [](const View& v, std::size_t r) { return double(v.fields.completed[r]); }},
      {"value_by_field",
       m::money,
       {"value of projects so far, by field", "分领域累计项目价值"},
       [](const View& v, std::size_t r) { return v.fields.value[r].value(); }},
  };
  return outputs;
}

}  // namespace

core::FrameLayout frame_layout(const std::vector<core::Text>& district_names) {
  core::FrameLayout layout;
  core::Dimension kinds{"kind", {"kind of unit", "单位类别"}, {}};
  for (const KindName& kind : kKindNames) kinds.labels.push_back({std::string(kind.name), std::string(kind.zh)});
  core::Dimension fields{"field", {"field of co-building", "共建领域"}, {}};
  for (std::size_t f = 0; f < kFields; ++f)
    fields.labels.push_back({std::string(kResourceNames[f].name), std::string(kResourceNames[f].zh)});
  layout.dimensions = {{"district", {"district", "区（县）"}, district_names},
                       kinds,
                       {"member_class",
                        {"class of member", "党员类别"},
                        {{"in_service", "在职党员"}, {"retired", "离退休党员"}, {"other", "其他党员"}}},
                       fields};
  for (const Output& output : district_outputs()) layout.add(output.name, {"district"}, output.unit, output.text);
  for (const Output& output : kind_outputs()) layout.add(output.name, {"district", "kind"}, output.unit, output.text);
  for (const Output& output : class_outputs())
    layout.add(output.name, {"district", "member_class"}, output.unit, output.text);
  for (const Output& output : field_outputs()) layout.add(output.name, {"district", "field"}, output.unit, output.text);
  return layout;
}

void observe(const core::Tick& tick, const Districts& districts, const Alliances& alliances,
             const Subdistricts& subdistricts, const Committees& committees, const Markets& markets,
             const ThemeCampaigns& themes, const Stations& stations, const Neighbourhoods& neighbourhoods,
             const KindTotals& kinds, const FieldTotals& fields, const ClassTotals& classes, core::Frame& frame) {
  const auto sums = sums_by_district(districts, subdistricts, committees, markets, stations, neighbourhoods);
  const View view{districts, alliances, sums, themes, fields, kinds, classes};
  frame.week = tick.week;
  std::size_t next = 0;
  const auto write = [&](const std::vector<Output>& outputs, std::size_t width) {
    for (const Output& output : outputs)
      for (std::size_t row = 0; row < districts.size() * width; ++row)
        frame.values[next++] =
            districts.exists(row / width) ? output.value(view, row) : std::numeric_limits<double>::quiet_NaN();
  };
  write(district_outputs(), 1);
  write(kind_outputs(), kKinds);
  write(class_outputs(), kMemberClasses);
  write(field_outputs(), kFields);
  GONGJIAN_CHECK(next == frame.values.size());
}

}  // namespace gongjian::model
