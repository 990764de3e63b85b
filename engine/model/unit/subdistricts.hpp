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

  core::Column<DistrictId> district;
  core::Column<std::uint32_t> unit_begin;
  core::Column<std::uint32_t> unit_end;
  core::Column<std::uint32_t> neighbourhood_begin;
  core::Column<std::uint32_t> neighbourhood_end;
  core::Column<double> participation;  // xbar_s of the last month
  core::Column<double> identity;       // cbar_s of the last month

  std::size_t size() const { return district.size(); }

  template <class V>
  void visit(V& v) {
    v("district", district, measure::none, "district it belongs to");
    v("unit_begin", unit_begin, measure::none, "first unit");
    v("unit_end", unit_end, measure::none, "one past the last unit");
    v("neighbourhood_begin", neighbourhood_begin, measure::none, "first neighbourhood");
    v("neighbourhood_end", neighbourhood_end, measure::none, "one past the last neighbourhood");
    v("participation", participation, measure::share, "share of units that took part in the last month");
    v("identity", identity, measure::share, "mean identity of the units");
  }
};

}  // namespace gongjian::model
