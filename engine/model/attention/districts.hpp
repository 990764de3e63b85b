// Districts and their leaders.
#pragma once

#include <cstdint>

#include "engine/core/column.hpp"
#include "engine/core/fixed.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// Whether leaders are moved by chance: as the parameters say, or as an event has set it.
enum class TurnoverProcess : std::uint8_t { as_parameters, on, off };

// One row a district.
struct Districts {
  static constexpr std::string_view kName = "districts";
  static inline const core::Text kText{"a district and its leader", "一个区（县）及其主要领导"};

  core::Column<double> attention;            // A
  core::Column<double> mean_attention;       // mu
  core::Column<double> effective_attention;  // A_eff
  core::Column<std::int32_t> tenure_weeks;
  core::Column<TurnoverProcess> turnover_process;
  core::Column<double> campaign;       // camp(t)
  core::Column<double> budget_cut;     // cut
  core::Column<double> slack_factor;   // 1, less in a recession
  core::Column<double> demand_factor;  // 1, more in a demand shock
  core::Column<DistrictId> merged_into;
  core::Column<std::uint32_t> units;
  core::Column<double> scale;              // k = units / 2,530
  core::Column<double> participation;      // xbar_d of the last month
  core::Column<double> own_initiative;     // vbar_d of the last month
  core::Column<double> goodwill;           // sum of x_i max(0, v_i) of the last month
  core::Column<double> assessment_weight;  // w_B at the latest year-end assessment
  core::Column<double> value_gini;         // of projects' value among units, at the latest year's end
  core::Column<core::Fixed> policy_cost;   // of this week
  core::Column<core::Fixed> cumulative_policy_cost;

  std::size_t size() const { return attention.size(); }
  // Whether the district is still one of its own.
  bool exists(std::size_t d) const { return !merged_into[d].exists(); }

  template <class V>
  void visit(V& v) {
    v("attention", attention, measure::share, Words{"leadership attention A", "领导重视程度 A"});
    v("mean_attention", mean_attention, measure::share,
      Words{"attention to which the present leader tends", "现任主要领导重视程度所趋向的均值"});
    v("effective_attention", effective_attention, measure::share,
      Words{"attention with the campaign's overlay", "含集中动员的领导重视程度"});
    v("tenure_weeks", tenure_weeks, measure::week,
      Words{"time the present leader has been in office", "现任主要领导任期"});
    v("turnover_process", turnover_process, measure::none,
      Words{"whether leaders are moved by chance: 0 as the parameters say, 1 on, 2 off",
            "主要领导是否按概率正常调整：0 按参数，1 是，2 否"});
    v("campaign", campaign, measure::share, Words{"overlay of mobilisation campaigns", "集中动员的附加重视"});
    v("budget_cut", budget_cut, measure::share, Words{"share of the grant that is cut", "财政拨款削减比例"});
    v("slack_factor", slack_factor, measure::none,
      Words{"what a recession leaves of what units offer", "经济下行时单位可提供服务的剩余比例"});
    v("demand_factor", demand_factor, measure::none,
      Words{"residents' needs against the usual", "居民需求相对平时的倍数"});
    v("merged_into", merged_into, measure::none,
      Words{"district that has absorbed this one; 255 for none", "并入的区；无则为 255"});
    v("units", units, measure::count, Words{"resident units", "驻区单位"});
    v("scale", scale, measure::none,
      Words{"size against a district of 2,530 units; scales money", "相对于 2530 个单位的区的规模，用于换算金额"});
    v("participation", participation, measure::share,
      Words{"share of units that took part in the last month", "上月参加的单位占比（参与率）"});
    v("own_initiative", own_initiative, measure::none,
      Words{"habit-weighted reciprocity of the units, not below 0", "单位按习惯加权的互惠，不低于 0"});
    v("goodwill", goodwill, measure::none,
      Words{"sum of positive reciprocity over the units that took part", "参加单位正互惠之和"});
    v("assessment_weight", assessment_weight, measure::share,
      Words{"weight of the community's opinion at the latest year-end assessment", "最近一次年终考核中社区意见的权重"});
    v("value_gini", value_gini, measure::none,
      Words{"inequality of the value of projects so far among units, at the latest year's end",
            "最近年末单位间累计项目价值的基尼系数"});
    v("policy_cost", policy_cost, measure::money_per_week, Words{"cost of the levers this week", "本周政策成本"});
    v("cumulative_policy_cost", cumulative_policy_cost, measure::money,
      Words{"cost of the levers so far", "累计政策成本"});
  }
};

}  // namespace gongjian::model
