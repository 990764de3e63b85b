// Where on the map a picture lies: between pixels and map units.
#pragma once

#include "viz/view_data/places.hpp"
#include "viz/view_data/scene.hpp"

namespace gongjian::viz {

// The size of a picture in pixels; (0, 0) is its upper left corner, the camera's centre its middle.
struct Viewport {
  int width = 1, height = 1;
};

inline constexpr float kLeastScale = 1e-3f, kMostScale = 1e4f;  // pixels per map unit

Point to_pixel(const Camera& camera, Viewport view, Point on_map);
Point to_map(const Camera& camera, Viewport view, Point pixel);
// What the picture shows of the map.
Bounds visible(const Camera& camera, Viewport view);

// Shows all of `bounds`, as large as goes with a margin of so many pixels on each side.
Camera fit(const Bounds& bounds, Viewport view, float margin = 16);
// Larger by `factor` (smaller below 1), with what lies under the pixel staying there.
Camera zoom(const Camera& camera, Viewport view, Point pixel, float factor);
// What lies under the pixel moves with the pointer by so many pixels.
Camera pan(const Camera& camera, float dx, float dy);

}  // namespace gongjian::viz
