// Working committees of subdistricts: one row a subdistrict.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/core/column.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// Agenda time is counted in items: one item that is called for, or attended, by the holder of one part-time seat.
struct Committees {
  static constexpr std::string_view kName = "committees";
  static inline const core::Text kText{"a subdistrict's working committee and its lines",
                                       "一个街道（社区）党工委及其“三条线”"};

  core::Column<std::uint8_t> part_time;     // n_PT: part-time seats that are held
  core::Column<std::uint8_t> agency_seats;  // of those
  core::Column<double> external_share;      // of all seats
  core::Column<double> gap;                 // total variation distance of the seats' mix from the units'
  core::Column<double> relevance;           // rel
  core::Column<double> attendance;          // att: chance that a part-time member comes
  core::Column<double> quality;             // Q
  core::Column<std::uint32_t> items;        // of the month's agenda, once for each part-time seat
  core::Column<std::uint32_t> items_called;
  core::Column<std::uint32_t> items_attended;
  core::Column<std::uint32_t> items_exposed;  // attended by part-time members though internal
  core::Column<std::uint64_t> cumulative_exposed;
  core::Column<std::uint32_t> contacts;    // of the comprehensive committee with firms and social organisations
  core::Column<std::uint32_t> duplicates;  // contacts with units that others look after already
  core::Column<double> coverage;           // share of those units that had a contact of use this month

  std::size_t size() const { return gap.size(); }

  template <class V>
  void visit(V& v) {
    v("part_time", part_time, measure::count, Words{"part-time seats that are held", "在任兼职委员席位"});
    v("agency_seats", agency_seats, measure::count, Words{"part-time seats held by agencies", "机关的兼职委员席位"});
    v("external_share", external_share, measure::share,
      Words{"share of all seats that are part-time ones", "兼职委员占比"});
    v("gap", gap, measure::share,
      Words{"distance of the part-time seats' mix of kinds from the units'",
            "代表性差距：兼职委员与驻区单位的类别构成之差"});
    v("relevance", relevance, measure::share,
      Words{"how relevant part-time members have found the meetings", "兼职委员感到的会议相关程度"});
    v("attendance", attendance, measure::share,
      Words{"chance that a part-time member comes to this month's meeting", "兼职委员本月到会的概率（出席率）"});
    v("quality", quality, measure::share, Words{"quality of governance", "治理质量"});
    v("items", items, measure::count,
      Words{"items on this month's agenda, once for each part-time seat", "本月议题，按兼职席位计（人次）"});
    v("items_called", items_called, measure::count,
      Words{"items for which part-time members were called, by seat", "召集兼职委员的议题（人次）"});
    v("items_attended", items_attended, measure::count,
      Words{"items that they attended, by seat", "兼职委员出席的议题（人次）"});
    v("items_exposed", items_exposed, measure::count,
      Words{"internal items that they attended, by seat", "兼职委员出席的内部议题（人次）"});
    v("cumulative_exposed", cumulative_exposed, measure::count,
      Words{"the same since the start", "兼职委员累计出席的内部议题（人次）"});
    v("contacts", contacts, measure::count,
      Words{"contacts of the comprehensive committee this month", "综合党委本月联系次数"});
    v("duplicates", duplicates, measure::count,
      Words{"of these with units that others look after already", "本月交叉重复联系次数"});
    v("coverage", coverage, measure::share,
      Words{"share of two-new units that had a contact of use this month", "“两新”组织本月有效联系覆盖率"});
  }
};

}  // namespace gongjian::model
