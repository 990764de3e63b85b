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
  static inline const core::Text kText{"a district and its leader", "一个区(县)及其主要领导"};

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
    v("attention", attention, measure::share, "leadership attention A");
    v("mean_attention", mean_attention, measure::share, "attention to which the present leader tends");
    v("effective_attention", effective_attention, measure::share, "attention with the campaign's overlay");
    v("tenure_weeks", tenure_weeks, measure::week, "time the present leader has been in office");
    v("turnover_process", turnover_process, measure::none,
      "whether leaders are moved by chance: 0 as the parameters say, 1 on, 2 off");
    v("campaign", campaign, measure::share, "overlay of mobilisation campaigns");
    v("budget_cut", budget_cut, measure::share, "share of the grant that is cut");
    v("slack_factor", slack_factor, measure::none, "what a recession leaves of what units offer");
    v("demand_factor", demand_factor, measure::none, "residents' needs against the usual");
    v("merged_into", merged_into, measure::none, "district that has absorbed this one; 255 for none");
    v("units", units, measure::count, "resident units");
    v("scale", scale, measure::none, "size against a district of 2,530 units; scales money");
    v("participation", participation, measure::share, "share of units that took part in the last month");
    v("own_initiative", own_initiative, measure::none, "habit-weighted reciprocity of the units, not below 0");
    v("goodwill", goodwill, measure::none, "sum of positive reciprocity over the units that took part");
    v("assessment_weight", assessment_weight, measure::share,
      "weight of the community's opinion at the latest year-end assessment");
    v("value_gini", value_gini, measure::none,
      "inequality of the value of projects so far among units, at the latest year's end");
    v("policy_cost", policy_cost, measure::money_per_week, "cost of the levers this week");
    v("cumulative_policy_cost", cumulative_policy_cost, measure::money, "cost of the levers so far");
  }
};

}  // namespace gongjian::model
