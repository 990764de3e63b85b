#include "viz/view_data/camera.hpp"

#include <algorithm>

namespace gongjian::viz {
namespace {

Point middle(Viewport view) { return {static_cast<float>(view.width) / 2, static_cast<float>(view.height) / 2}; }

}  // namespace

Point to_pixel(const Camera& camera, Viewport view, Point on_map) {
  const Point m = middle(view);
  return {m.x + (on_map.x - camera.centre.x) * camera.scale, m.y + (on_map.y - camera.centre.y) * camera.scale};
}

Point to_map(const Camera& camera, Viewport view, Point pixel) {
  const Point m = middle(view);
  return {camera.centre.x + (pixel.x - m.x) / camera.scale, camera.centre.y + (pixel.y - m.y) / camera.scale};
}

Bounds visible(const Camera& camera, Viewport view) {
  const Point low = to_map(camera, view, {0, 0});
  const Point high = to_map(camera, view, {static_cast<float>(view.width), static_cast<float>(view.height)});
  return {low.x, low.y, high.x, high.y};
}

Camera fit(const Bounds& bounds, Viewport view, float margin) {
  const float width = std::max(1.0f, static_cast<float>(view.width) - 2 * margin);
  const float height = std::max(1.0f, static_cast<float>(view.height) - 2 * margin);
  const float across = std::max(bounds.right - bounds.left, 1e-3f), down = std::max(bounds.bottom - bounds.top, 1e-3f);
  return {bounds.centre(), std::clamp(std::min(width / across, height / down), kLeastScale, kMostScale)};
}

Camera zoom(const Camera& camera, Viewport view, Point pixel, float factor) {
  const Point fixed = to_map(camera, view, pixel);
  const float scale = std::clamp(camera.scale * factor, kLeastScale, kMostScale);
  const float part = camera.scale / scale;
  return {{fixed.x + (camera.centre.x - fixed.x) * part, fixed.y + (camera.centre.y - fixed.y) * part}, scale};
}

Camera pan(const Camera& camera, float dx, float dy) {
  return {{camera.centre.x - dx / camera.scale, camera.centre.y - dy / camera.scale}, camera.scale};
}

}  // namespace gongjian::viz
