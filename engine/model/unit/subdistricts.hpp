// Subdistricts and towns: the units in them, and what units see of each other.
#pragma once

#include <cstdint>

#include "engine/core/column.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// One row a subdistrict. Units are stored by subdistrict: those of s are [unit_begin[s], unit_end[s]).
struct Subdistricts {
  static constexpr std::string_view kName = "subdistricts";
  static inline const core::Text kText{"a subdistrict or town", "一个街道（镇）"};

  core::Column<DistrictId> district;
  core::Column<std::uint32_t> unit_begin;
  core::Column<std::uint32_t> unit_end;
  core::Column<std::uint32_t> neighbourhood_begin;
  core::Column<std::uint32_t> neighbourhood_end;
  core::Column<std::uint32_t> participants;   // X: units that took part in the last month
  core::Column<std::uint64_t> two_new_staff;  // employees of firms and social organisations
  core::Column<double> participation;         // xbar_s of the last month
  core::Column<double> identity;              // cbar_s of the last month

  std::size_t size() const { return district.size(); }
  std::size_t units(std::size_t s) const { return unit_end[s] - unit_begin[s]; }
  std::size_t neighbourhoods(std::size_t s) const { return neighbourhood_end[s] - neighbourhood_begin[s]; }

  template <class V>
  void visit(V& v) {
    v("district", district, measure::none, Words{"district it belongs to", "所属区（县）"});
    v("unit_begin", unit_begin, measure::none, Words{"first unit", "第一个单位"});
    v("unit_end", unit_end, measure::none, Words{"one past the last unit", "最后一个单位的下一个"});
    v("neighbourhood_begin", neighbourhood_begin, measure::none, Words{"first neighbourhood", "第一个居民区"});
    v("neighbourhood_end", neighbourhood_end, measure::none,
      Words{"one past the last neighbourhood", "最后一个居民区的下一个"});
    v("participants", participants, measure::count, Words{"units that took part in the last month", "上月参加的单位"});
    v("two_new_staff", two_new_staff, measure::count,
      Words{"employees of private firms and social organisations", "“两新”组织职工"});
    v("participation", participation, measure::share,
      Words{"share of units that took part in the last month", "上月参加的单位占比（参与率）"});
    v("identity", identity, measure::share, Words{"mean identity of the units", "单位平均认同度"});
  }
};

}  // namespace gongjian::model
