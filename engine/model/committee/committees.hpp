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
                                       "一个街道(社区)党工委及其“三条线”"};

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
    v("part_time", part_time, measure::count, "part-time seats that are held");
    v("agency_seats", agency_seats, measure::count, "part-time seats held by agencies");
    v("external_share", external_share, measure::share, "share of all seats that are part-time ones");
    v("gap", gap, measure::share, "distance of the part-time seats' mix of kinds from the units'");
    v("relevance", relevance, measure::share, "how relevant part-time members have found the meetings");
    v("attendance", attendance, measure::share, "chance that a part-time member comes to this month's meeting");
    v("quality", quality, measure::share, "quality of governance");
    v("items", items, measure::count, "items on this month's agenda, once for each part-time seat");
    v("items_called", items_called, measure::count, "items for which part-time members were called, by seat");
    v("items_attended", items_attended, measure::count, "items that they attended, by seat");
    v("items_exposed", items_exposed, measure::count, "internal items that they attended, by seat");
    v("cumulative_exposed", cumulative_exposed, measure::count, "the same since the start");
    v("contacts", contacts, measure::count, "contacts of the comprehensive committee this month");
    v("duplicates", duplicates, measure::count, "of these with units that others look after already");
    v("coverage", coverage, measure::share, "share of two-new units that had a contact of use this month");
  }
};

}  // namespace gongjian::model
