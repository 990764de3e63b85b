// What a map shows, as data: areas, links and points in map units. Whoever draws it needs to know nothing else.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/view_data/colour.hpp"

namespace gongjian::viz {

// Drawn in this order: areas, then their outlines, links, points. Versions tell a renderer what to send to the GPU
// anew: they change whenever the contents do.
struct Scene {
  struct Area {  // a polygon: corners [first, first + count); convex, unless it has an outline alone
    std::uint32_t first = 0, count = 0;
    Colour fill, outline;     // outline.a == 0: none
    float outline_width = 1;  // pixels
  };
  struct Link {
    Point from, to;
    Colour colour;
    float width = 1;  // pixels
  };

  std::vector<Point> corners;
  std::vector<Area> areas;
  std::uint64_t areas_version = 0;

  std::vector<Link> links;
  std::uint64_t links_version = 0;

  std::vector<Point> points;
  std::uint64_t points_version = 0;
  std::vector<Colour> point_colours;  // one a point; a == 0: not drawn
  std::vector<float> point_sizes;     // diameter in pixels, one a point; empty: all as point_size
  std::uint64_t colours_version = 0;  // of point_colours and point_sizes
  float point_size = 4;               // pixels
  Colour background{255, 255, 255, 255};
};

// Where the picture lies on the map.
struct Camera {
  Point centre;
  float scale = 1;  // pixels per map unit
};

}  // namespace gongjian::viz
