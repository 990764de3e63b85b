// Events: what happens to a city from outside, on a stated week.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/phases.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/member/members.hpp"
#include "engine/model/project/projects.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// Each event has the week in which it begins, the districts it reaches, its own fields, and one number that stands
// for its size in a log.
struct LeaderTurnover {
  static constexpr std::string_view kKind = "leader_turnover";
  static inline const core::Text kText{"the district's leader leaves and a successor takes office",
                                       "主要领导调整，继任者到任"};

  core::WeekNumber week;
  DistrictMask districts;
  double mean_attention = 0.1;
  double size() const { return mean_attention; }

  template <class V>
  void visit(V& v) {
    v("mean_attention", mean_attention, measure::share, core::range(0, 1),
      Words{"attention to which the successor tends", "继任者重视程度所趋向的均值"}, source::assumed);
  }
};

struct TurnoverSwitch {
  static constexpr std::string_view kKind = "turnover_process";
  static inline const core::Text kText{"from now on leaders are moved by chance, or are not",
                                       "此后主要领导是否按概率正常调整"};

  core::WeekNumber week;
  DistrictMask districts;
  bool on = true;
  double size() const { return on ? 1 : 0; }

  template <class V>
  void visit(V& v) {
    v("on", on, measure::none, core::range(0, 1),
      Words{"whether leaders are moved by chance from then on", "此后主要领导是否按概率正常调整"}, source::assumed);
  }
};

struct Campaign {
  static constexpr std::string_view kKind = "campaign";
  static inline const core::Text kText{"a mobilisation campaign, as for Expo 2010", "集中动员，如世博会"};

  core::WeekNumber week;
  DistrictMask districts;
  core::WeekNumber end{-1};
  double strength = 0.35;
  double decay_weeks = 16;
  double size() const { return strength; }

  template <class V>
  void visit(V& v) {
    v("end", end, measure::week, core::range(0, 5200), Words{"first week after the campaign", "集中动员结束后的第一周"},
      source::assumed);
    v("strength", strength, measure::share, core::range(0, 1),
      Words{"attention that the campaign adds while it lasts", "集中动员期间附加的重视"}, source::assumed);
    v("decay_weeks", decay_weeks, measure::week, core::range(1, 104),
      Words{"time over which its effect fades after it", "结束后效果消退的时长"}, source::assumed);
  }
};

struct BudgetCut {
  static constexpr std::string_view kKind = "budget_cut";
  static inline const core::Text kText{"the grant is cut", "削减财政拨款"};

  core::WeekNumber week;
  DistrictMask districts;
  core::WeekNumber end{-1};
  double fraction = 0.8;
  double size() const { return fraction; }

  template <class V>
  void visit(V& v) {
    v("end", end, measure::week, core::range(0, 5200),
      Words{"first week without the cut (to the end of the run where not given)",
            "不再削减的第一周（不写则到运行结束）"},
      source::assumed);
    v("fraction", fraction, measure::share, core::range(0, 1),
      Words{"share of the grant that is cut", "财政拨款削减比例"}, source::assumed);
  }
};

struct SuperiorMandate {
  static constexpr std::string_view kKind = "superior_mandate";
  static inline const core::Text kText{"superiors require their units to take part, for a time",
                                       "上级在一段时间内明确要求所属单位参加"};

  core::WeekNumber week;
  DistrictMask districts;
  core::WeekNumber end{-1};
  double level = 1;
  double size() const { return level; }

  template <class V>
  void visit(V& v) {
    v("end", end, measure::week, core::range(0, 5200),
      Words{"first week without it (to the end of the run where not given)", "不再要求的第一周（不写则到运行结束）"},
      source::assumed);
    v("level", level, measure::share, core::range(0, 1),
      Words{"how far it is required; the lever counts where it is higher", "要求的程度；杠杆更高时以杠杆为准"},
      source::assumed);
  }
};

struct Recession {
  static constexpr std::string_view kKind = "recession";
  static inline const core::Text kText{"a recession: units offer less", "经济下行，单位可提供的服务减少"};

  core::WeekNumber week;
  DistrictMask districts;
  core::WeekNumber end{-1};
  double factor = 0.7;
  double size() const { return factor; }

  template <class V>
  void visit(V& v) {
    v("end", end, measure::week, core::range(0, 5200),
      Words{"first week after it (to the end of the run where not given)", "结束后的第一周（不写则到运行结束）"},
      source::assumed);
    v("factor", factor, measure::share, core::range(0, 1),
      Words{"what is left of what units offer", "单位可提供的服务的剩余比例"}, source::assumed);
  }
};

struct DemandShock {
  static constexpr std::string_view kKind = "demand_shock";
  static inline const core::Text kText{"residents need more, as in an epidemic", "居民需求激增，如疫情"};

  core::WeekNumber week;
  DistrictMask districts;
  core::WeekNumber end{-1};
  double factor = 2;
  double size() const { return factor; }

  template <class V>
  void visit(V& v) {
    v("end", end, measure::week, core::range(0, 5200),
      Words{"first week after it (to the end of the run where not given)", "结束后的第一周（不写则到运行结束）"},
      source::assumed);
    v("factor", factor, measure::none, core::range(1, 20),
      Words{"residents' needs against the usual", "居民需求相对平时的倍数"}, source::assumed);
  }
};

// One district absorbs another: its subdistricts, units, members and reserve. The absorbing alliance goes on; the
// attention of its leader begins anew.
struct DistrictMerger {
  static constexpr std::string_view kKind = "district_merger";
  static inline const core::Text kText{"two districts are merged into one, as Zhabei into Jing'an in 2015",
                                       "两区合并，如2015年闸北区并入静安区"};

  core::WeekNumber week;
  DistrictMask districts;  // the one that is absorbed
  DistrictId into;
  double mean_attention = 0.5;
  double size() const { return mean_attention; }

  template <class V>
  void visit(V& v) {
    v("mean_attention", mean_attention, measure::share, core::range(0, 1),
      Words{"attention to which the leader of the merged district tends", "合并后主要领导重视程度所趋向的均值"},
      source::assumed);
  }
};

using Event = std::variant<LeaderTurnover, TurnoverSwitch, Campaign, BudgetCut, SuperiorMandate, Recession, DemandShock,
                           DistrictMerger>;

// All events of a run, in the order of the scenario.
struct Events {
  static constexpr std::string_view kName = "events";
  std::vector<Event> list;
};

// What happens this week: leaders leave; campaigns, cuts, recessions and demand shocks set their columns, mandates
// raise the lever superior_requirement (the strongest counts where several meet). camp(t) = M while it lasts,
// M e^{-(t-end)/decay} after (b).
void happen(const Events&, const AttentionParameters&, const core::Tick&, LeverLevels&, Districts&);

// Districts that are merged this week: what lies in the absorbed one belongs to the other from now on.
void merge_districts(const Events&, const AttentionParameters&, const core::Tick&, Districts&, Alliances&,
                     Subdistricts&, Projects&, FieldTotals&, Units&, KindTotals&, MemberBlocks&, ClassTotals&);

}  // namespace gongjian::model
