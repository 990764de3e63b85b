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
    v("state", state, measure::none,
      Words{"0 before it began, 1 active, 2 completed, 3 failed", "状态：0 未开始，1 在办，2 完成，3 失败"});
    v("across_district", across_district, measure::none,
      Words{"whether its parties met beyond their subdistrict", "是否跨街道对接"});
    v("district", district, measure::none, Words{"district", "所属区（县）"});
    v("subdistrict", subdistrict, measure::none,
      Words{"subdistrict of the unit that has the need", "需求单位所属街道（镇）"});
    v("type", type, measure::none, Words{"type of what is needed and offered, 0 to 7", "供需类型，0 至 7"});
    v("field", field, measure::none, Words{"field of co-building, 0 to 6", "共建领域，0 至 6"});
    v("initiator", initiator, measure::none, Words{"unit that has the need", "需求单位"});
    v("ordinal", ordinal, measure::none,
      Words{"number among the projects that its initiator found that quarter", "需求单位该季度项目中的序号"});
    v("provider", provider, measure::none, Words{"unit that has the offer", "提供服务的单位"});
    v("partner", partner, measure::none,
      Words{"unit that joined; 4294967295 for none", "加入的单位；无则为 4294967295"});
    v("second_partner", second_partner, measure::none,
      Words{"second unit that joined; 4294967295 for none", "第二个加入的单位；无则为 4294967295"});
    v("kinds", kinds, measure::none,
      Words{"kinds of its parties, bit k for kind k", "参加单位的类别，第 k 位对应类别 k"});
    v("elements", elements, measure::none,
      Words{"what the agreement holds: bit 0 persons in charge, 1 goals and plan, 2 timetable, 3 funds, 4 evaluation",
            "协议内容：第 0 位负责人，1 目标和计划，2 时间表，3 经费，4 评估标准"});
    v("start_week", start_week, measure::week, Words{"week in which it started", "启动周"});
    v("weeks", weeks, measure::week, Words{"weeks it is meant to last", "计划周数"});
    v("weeks_done", weeks_done, measure::week, Words{"weeks of progress", "已推进周数"});
    v("weeks_waited", weeks_waited, measure::week,
      Words{"weeks without progress for want of money", "因经费不足停滞的周数"});
    v("end_week", end_week, measure::week,
      Words{"week in which it was completed or failed; -1 while active", "完成或失败周；在办为 -1"});
    v("cost", cost, measure::money, Words{"cost", "费用"});
    v("paid", paid, measure::money, Words{"paid so far", "已付金额"});
    v("itemisation", itemisation, measure::share,
      Words{"project-based progress when it started", "启动时的项目化推进程度"});
    v("attendance", attendance, measure::share,
      Words{"attendance of committee meetings when it started", "启动时的党工委会议出席率"});
    v("office", office, measure::share,
      Words{"office of the residential committee when it started", "启动时的居民区党委实体化程度"});
    v("completion_chance", completion_chance, measure::share,
      Words{"chance of being completed, if it never waits for money", "从不缺经费时的完成概率"});
    v("weekly_failure", weekly_failure, measure::share, Words{"chance of failing in a week", "每周失败概率"});
    v("quality", quality, measure::share, Words{"quality, where completed", "完成项目的质量"});
    v("value", value, measure::money, Words{"value, where completed", "完成项目的价值"});
    v("neighbourhood", neighbourhood, measure::none,
      Words{"neighbourhood in which it landed; 65535 for none", "落地的居民区；无则为 65535"});
    v("service_end", service_end, measure::week,
      Words{"last week in which it serves residents; -1 where it has not landed", "服务居民的最后一周；未落地为 -1"});
  }
};

// Totals over completed projects; row = district * 7 + field.
struct FieldTotals {
  static constexpr std::string_view kName = "field_totals";
  static inline const core::Text kText{"the completed projects of one field in a district",
                                       "一个区（县）某一领域的完成项目合计"};

  core::Column<std::uint32_t> completed;
  core::Column<core::Fixed> value;

  template <class V>
  void visit(V& v) {
    v("completed", completed, measure::count, Words{"projects completed so far", "累计完成项目"});
    v("value", value, measure::money, Words{"their value", "累计完成项目的价值"});
  }
};

// The active projects by district, in the order of the table: found anew each week, not state.
struct ActiveProjects {
  static constexpr std::string_view kName = "active_projects";
  std::vector<std::vector<std::uint32_t>> of_district;
};

}  // namespace gongjian::model
