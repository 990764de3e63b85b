// A city as a map: districts, inside them subdistricts, inside them neighbourhoods, inside them units. Areas grow with
// what lives and works in them; the map is schematic.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/run/city_shape.hpp"
#include "viz/view_data/colour.hpp"
#include "viz/view_data/hierarchy.hpp"

namespace gongjian::viz {

// A rectangle on the map, in map units.
struct Bounds {
  float left = 0, top = 0, right = 0, bottom = 0;
  bool contains(Point p) const { return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom; }
  Point centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
};

// A convex polygon: corners [first, first + count) of Places::corners; none of a place without parts of its own.
struct Region {
  std::uint32_t first = 0, count = 0;
  Point centre;  // of its area
  Bounds bounds;
};

struct Places {
  std::vector<Point> corners;
  std::vector<Region> districts, subdistricts, neighbourhoods;  // as rows of their tables
  std::vector<Point> units;                                     // one a unit, inside its neighbourhood
  Bounds bounds;                                                // of all districts

  std::span<const Point> outline(const Region& region) const {
    return std::span(corners).subspan(region.first, region.count);
  }
};

// Lays the city out. Every district, subdistrict and neighbourhood has a polygon inside its parent's, and no two of one
// level overlap. The same city gives the same map; a city of Shanghai's districts, Shanghai's (see land.hpp).
Places place(const run::CityShape& city);
Places place(const run::CityShape& city, const Hierarchy& hierarchy);

}  // namespace gongjian::viz
