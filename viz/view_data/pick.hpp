// What lies under the pointer.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "viz/view_data/camera.hpp"

namespace gongjian::viz {

// Finds the point nearest to a place among many, by a grid of squares.
class PointIndex {
 public:
  PointIndex() = default;
  explicit PointIndex(std::span<const Point> points);

  // The nearest within `radius` map units of `at`; of several the lowest. Only where shown[i] != 0, where `shown` is
  // given (one a point).
  std::optional<std::uint32_t> nearest(Point at, float radius, std::span<const std::uint8_t> shown = {}) const;
  // The nearest within `radius` pixels of a pixel.
  std::optional<std::uint32_t> nearest(const Camera& camera, Viewport view, Point pixel, float radius,
                                       std::span<const std::uint8_t> shown = {}) const {
    return nearest(to_map(camera, view, pixel), radius / camera.scale, shown);
  }

 private:
  int column(float x) const;
  int row(float y) const;

  std::vector<Point> points_;
  std::vector<std::uint32_t> first_, in_cell_;  // points of cell c: in_cell_[first_[c], first_[c + 1]), ascending
  Bounds bounds_;
  float cell_ = 1;  // its side, in map units
  int columns_ = 0, rows_ = 0;
};

// The places that a point of the map lies in; none in the gaps between them.
struct PlaceAt {
  std::optional<std::uint32_t> district, subdistrict, neighbourhood;
};
PlaceAt place_at(const Places& places, Point at);

// Whether a convex outline holds the point; borders count.
bool contains(std::span<const Point> outline, Point point);

}  // namespace gongjian::viz
