// What a picture was drawn from, to know whether it still holds.
#pragma once

#include <cstdint>

#include "viz/view_data/scene.hpp"

namespace gongjian::viz {

struct DrawnFrom {
  int width, height;
  float x, y, scale;
  friend bool operator==(const DrawnFrom&, const DrawnFrom&) = default;

  static DrawnFrom of(const Camera& camera, int width, int height) {
    return {width, height, camera.centre.x, camera.centre.y, camera.scale};
  }
};

// Areas and links.
struct DrawnGround {
  DrawnFrom from;
  std::uint64_t areas, links;
  Colour background;
  friend bool operator==(const DrawnGround&, const DrawnGround&) = default;

  static DrawnGround of(const Scene& scene, const Camera& camera, int width, int height) {
    return {DrawnFrom::of(camera, width, height), scene.areas_version, scene.links_version, scene.background};
  }
};

struct DrawnPoints {
  std::uint64_t points, colours;
  float size;
  friend bool operator==(const DrawnPoints&, const DrawnPoints&) = default;

  static DrawnPoints of(const Scene& scene) { return {scene.points_version, scene.colours_version, scene.point_size}; }
};

}  // namespace gongjian::viz
