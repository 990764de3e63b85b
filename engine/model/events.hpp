// Events: what happens to a city from outside, on a stated week.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/model/attention/phases.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// Each event has the week in which it begins, the districts it reaches, and its own fields.
struct LeaderTurnover {
  static constexpr std::string_view kKind = "leader_turnover";
  static inline const core::Text kText{"the district's leader leaves and a successor takes office",
                                       "主要领导调整,继任者到任"};

  core::WeekNumber week;
  DistrictMask districts;
  double mean_attention = 0.1;

  template <class V>
  void visit(V& v) {
    v("mean_attention", mean_attention, measure::share, core::range(0, 1), "attention to which the successor tends",
      source::assumed);
  }
};

struct Campaign {
  static constexpr std::string_view kKind = "campaign";
  static inline const core::Text kText{"a mobilisation campaign, as for Expo 2010", "集中动员,如世博会"};

  core::WeekNumber week;
  DistrictMask districts;
  core::WeekNumber end{-1};
  double strength = 0.35;
  double decay_weeks = 16;

  template <class V>
  void visit(V& v) {
    v("end", end, measure::week, core::range(0, 5200), "first week after the campaign", source::assumed);
    v("strength", strength, measure::share, core::range(0, 1), "attention that the campaign adds while it lasts",
      source::assumed);
    v("decay_weeks", decay_weeks, measure::week, core::range(1, 104), "time over which its effect fades after it",
      source::assumed);
  }
};

struct BudgetCut {
  static constexpr std::string_view kKind = "budget_cut";
  static inline const core::Text kText{"the grant is cut", "削减财政拨款"};

  core::WeekNumber week;
  DistrictMask districts;
  core::WeekNumber end{-1};
  double fraction = 0.8;

  template <class V>
  void visit(V& v) {
    v("end", end, measure::week, core::range(0, 5200),
      "first week without the cut (to the end of the run where not given)", source::assumed);
    v("fraction", fraction, measure::share, core::range(0, 1), "share of the grant that is cut", source::assumed);
  }
};

using Event = std::variant<LeaderTurnover, Campaign, BudgetCut>;

// All events of a run, in the order of the scenario.
struct Events {
  static constexpr std::string_view kName = "events";
  std::vector<Event> list;
};

// What happens this week: leaders leave; campaigns and cuts set their columns (the strongest counts where
// several meet). camp(t) = M while it lasts, M e^{-(t-end)/decay} after (b).
void happen(const Events&, const AttentionParameters&, const core::Tick&, Districts&);

}  // namespace gongjian::model
