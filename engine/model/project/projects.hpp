// Projects of co-building: one row a project, from its start on; rows are kept.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/core/column.hpp"
#include "engine/core/fixed.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/unit/resource.hpp"

namespace gongjian::model {

enum class ProjectState : std::uint8_t { none, active, completed, failed };

// What an agreement holds, as bits: persons in charge, goals and plan, timetable, source and use of funds, criteria
// of evaluation.
inline constexpr int kAgreementElements = 5;

struct Projects {
  static constexpr std::string_view kName = "projects";
  static inline const core::Text kText{"a project of co-building", "一个共建项目"};

  core::Column<ProjectState> state;
  core::Column<std::uint8_t> across_district;  // matched beyond its subdistrict
  core::Column<DistrictId> district;
  core::Column<SubdistrictId> subdistrict;
  core::Column<Resource> type;
  core::Column<std::uint8_t> field;
  core::Column<UnitId> initiator;      // has the need
  core::Column<std::uint8_t> ordinal;  // among those its initiator began in that quarter
  core::Column<UnitId> provider;       // has the offer
  core::Column<UnitId> partner;        // one that joined, or none
  core::Column<UnitId> second_partner;
  core::Column<std::uint8_t> kinds;     // mask of the parties' kinds
  core::Column<std::uint8_t> elements;  // of the agreement
  core::Column<std::int32_t> start_week;
  core::Column<std::int32_t> weeks;  // planned
  core::Column<std::int32_t> weeks_done;
  core::Column<std::int32_t> weeks_waited;  // for money
  core::Column<std::int32_t> end_week;      // -1 while active
  core::Column<core::Fixed> cost;
  core::Column<core::Fixed> paid;
  core::Column<double> itemisation;  // what its chance was made of, at the start
  core::Column<double> attendance;
  core::Column<double> office;
  core::Column<double> completion_chance;  // p_c
  core::Column<double> weekly_failure;     // 1 - p_c^(1/weeks)
  core::Column<double> quality;
  core::Column<core::Fixed> value;
  core::Column<NeighbourhoodId> neighbourhood;  // where it landed, or none
  core::Column<std::int32_t> service_end;       // last week in which it serves residents; -1 where it has not landed

  std::size_t size() const { return state.size(); }

  template <class V>
  void visit(V& v) {
    v("state", state, measure::none, "0 before it began, 1 active, 2 completed, 3 failed");
    v("across_district", across_district, measure::none, "whether its parties met beyond their subdistrict");
    v("district", district, measure::none, "district");
    v("subdistrict", subdistrict, measure::none, "subdistrict of the unit that has the need");
    v("type", type, measure::none, "type of what is needed and offered, 0 to 7");
    v("field", field, measure::none, "field of co-building, 0 to 6");
    v("initiator", initiator, measure::none, "unit that has the need");
    v("ordinal", ordinal, measure::none, "number among the projects that its initiator found that quarter");
    v("provider", provider, measure::none, "unit that has the offer");
    v("partner", partner, measure::none, "unit that joined; 4294967295 for none");
    v("second_partner", second_partner, measure::none, "second unit that joined; 4294967295 for none");
    v("kinds", kinds, measure::none, "kinds of its parties, bit k for kind k");
    v("elements", elements, measure::none,
      "what the agreement holds: bit 0 persons in charge, 1 goals and plan, 2 timetable, 3 funds, 4 evaluation");
    v("start_week", start_week, measure::week, "week in which it started");
    v("weeks", weeks, measure::week, "weeks it is meant to last");
    v("weeks_done", weeks_done, measure::week, "weeks of progress");
    v("weeks_waited", weeks_waited, measure::week, "weeks without progress for want of money");
    v("end_week", end_week, measure::week, "week in which it was completed or failed; -1 while active");
    v("cost", cost, measure::money, "cost");
    v("paid", paid, measure::money, "paid so far");
    v("itemisation", itemisation, measure::share, "project-based progress when it started");
    v("attendance", attendance, measure::share, "attendance of committee meetings when it started");
    v("office", office, measure::share, "office of the residential committee when it started");
    v("completion_chance", completion_chance, measure::share, "chance of being completed, if it never waits for money");
    v("weekly_failure", weekly_failure, measure::share, "chance of failing in a week");
    v("quality", quality, measure::share, "quality, where completed");
    v("value", value, measure::money, "value, where completed");
    v("neighbourhood", neighbourhood, measure::none, "neighbourhood in which it landed; 65535 for none");
    v("service_end", service_end, measure::week, "last week in which it serves residents; -1 where it has not landed");
  }
};

// Totals over completed projects; row = district * 7 + field.
struct FieldTotals {
  static constexpr std::string_view kName = "field_totals";
  static inline const core::Text kText{"the completed projects of one field in a district",
                                       "一个区(县)某一领域的完成项目合计"};

  core::Column<std::uint32_t> completed;
  core::Column<core::Fixed> value;

  template <class V>
  void visit(V& v) {
    v("completed", completed, measure::count, "projects completed so far");
    v("value", value, measure::money, "their value");
  }
};

}  // namespace gongjian::model
