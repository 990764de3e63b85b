// Scenes for the tests of what draws them.
#pragma once

#include <cstdint>

#include "viz/view_data/scene.hpp"

namespace gongjian::viz {

inline constexpr Colour kBlue{0, 114, 178, 255}, kRed{213, 94, 0, 255}, kInk{30, 30, 30, 255};

// One pixel a map unit, and (0, 0) the upper left corner of an image of this size.
inline Camera pixel_camera(int width, int height) {
  return {{static_cast<float>(width) / 2, static_cast<float>(height) / 2}, 1};
}

// A map in [0, 12) x [0, 8) with everything on it: outlines, soft colours, sizes, things that are not drawn.
inline Scene busy_scene(int points, int links) {
  std::uint32_t state = 12345;
  const auto next = [&state](double below) {
    state = state * 1664525u + 1013904223u;
    return static_cast<float>(below * (state >> 8) / 0x1p24);
  };
  const auto byte = [&next] { return static_cast<std::uint8_t>(next(256)); };
  Scene scene;
  for (int i = 0; i < 96; ++i) {
    const auto x = static_cast<float>(i % 12), y = static_cast<float>(i / 12);
    const auto first = static_cast<std::uint32_t>(scene.corners.size());
    scene.corners.insert(scene.corners.end(),
                         {{x + 0.3f, y}, {x + 1, y + 0.2f}, {x + 1, y + 0.9f}, {x + 0.6f, y + 1}, {x, y + 0.8f}});
    scene.areas.push_back(
        {first, 5, {byte(), 220, 235, 255}, {80, 80, 80, static_cast<std::uint8_t>(i % 3 ? 255 : 0)}, 1.5f});
  }
  for (int i = 0; i < points; ++i) {
    scene.points.push_back({next(12), next(8)});
    scene.point_colours.push_back({byte(), 100, byte(),
                                   static_cast<std::uint8_t>(i % 17 == 0  ? 0
                                                             : i % 5 == 0 ? 120
                                                                          : 255)});
    scene.point_sizes.push_back(2 + next(8));
  }
  for (int i = 0; i < links; ++i) {
    const Point from = scene.points[static_cast<std::size_t>(next(points))];
    scene.links.push_back({from, {from.x + next(2) - 1, from.y + next(2) - 1}, {40, 40, 120, 90}, 0.5f + next(2)});
  }
  return scene;
}

}  // namespace gongjian::viz
