// Districts that have become one, on the map that shows them as they were: their areas joined across what parted them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "viz/view_data/places.hpp"

namespace gongjian::viz {

struct JoinedArea {
  std::uint32_t district = 0;               // that all of it belongs to now
  std::vector<std::uint32_t> parts;         // the districts that it was
  std::vector<Point> outline;               // about all of them; seldom convex
  std::vector<std::array<Point, 4>> seams;  // convex, between the parts
};

// `now`: by district, the one it belongs to. None where each is its own; where districts of one do not lie beside each
// other, several of that one.
std::vector<JoinedArea> joined_areas(const Places& places, std::span<const std::uint32_t> now);

}  // namespace gongjian::viz
