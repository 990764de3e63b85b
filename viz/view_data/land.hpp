// Where a city's districts lie: outlines of land, and for each district on it where it shall be, about.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/run/city_shape.hpp"
#include "viz/view_data/polygon.hpp"

namespace gongjian::viz {

inline constexpr double kMapArea = 640'000;  // square map units of all land: a city is about 900 across
inline constexpr double kDistrictGap = 6;    // map units
inline constexpr double kRiver = 16;         // between the two banks, where a city has them

struct Land {
  Polygon outline;
  std::vector<std::uint32_t> districts;
  std::vector<Vec2> seeds;             // one a district; empty where nothing is known
  std::vector<std::uint8_t> far_bank;  // one a district: whether it lies beyond the river; empty: there is none
};

// One land for a city of which nothing is known. Where the names (in English) are those of Shanghai's districts, its
// schematic map: the mainland with the Huangpu, and Chongming in the Yangtze. `shares` are the districts' shares of the
// area, above 0.
std::vector<Land> lands(const run::CityShape& city, const std::vector<double>& shares);

}  // namespace gongjian::viz
