// Districts and their leaders.
#pragma once

#include <cstdint>

#include "engine/core/column.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// One row a district.
struct Districts {
  static constexpr std::string_view kName = "districts";

  core::Column<double> attention;            // A
  core::Column<double> mean_attention;       // mu
  core::Column<double> effective_attention;  // A_eff
  core::Column<std::int32_t> tenure_weeks;
  core::Column<double> campaign;    // camp(t)
  core::Column<double> budget_cut;  // cut
  core::Column<std::uint32_t> units;
  core::Column<double> scale;           // k = units / 2,530
  core::Column<double> participation;   // xbar_d of the last month
  core::Column<double> own_initiative;  // vbar_d of the last month

  std::size_t size() const { return attention.size(); }

  template <class V>
  void visit(V& v) {
    v("attention", attention, measure::share, "leadership attention A");
    v("mean_attention", mean_attention, measure::share, "attention to which the present leader tends");
    v("effective_attention", effective_attention, measure::share, "attention with the campaign's overlay");
    v("tenure_weeks", tenure_weeks, measure::week, "time the present leader has been in office");
    v("campaign", campaign, measure::share, "overlay of mobilisation campaigns");
    v("budget_cut", budget_cut, measure::share, "share of the grant that is cut");
    v("units", units, measure::count, "resident units");
    v("scale", scale, measure::none, "size against a district of 2,530 units; scales money");
    v("participation", participation, measure::share, "share of units that took part in the last month");
    v("own_initiative", own_initiative, measure::none, "habit-weighted reciprocity of the units, not below 0");
  }
};

}  // namespace gongjian::model
