#include "viz/view_data/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace gongjian::viz {
namespace {

double cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }
Vec2 minus(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }

double signed_area(const Polygon& polygon) {
  double twice = 0;
  for (std::size_t i = 1; i + 1 < polygon.size(); ++i)
    twice += cross(minus(polygon[i], polygon[0]), minus(polygon[i + 1], polygon[0]));
  return twice / 2;
}

}  // namespace

double area(const Polygon& polygon) { return std::fabs(signed_area(polygon)); }

Vec2 centroid(const Polygon& polygon) {
  if (polygon.empty()) return {};
  const Vec2 o = polygon[0];
  double twice = 0, x = 0, y = 0;
  for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
    const Vec2 a = minus(polygon[i], o), b = minus(polygon[i + 1], o);
    const double part = cross(a, b);
    twice += part;
    x += part * (a.x + b.x);
    y += part * (a.y + b.y);
  }
  if (std::fabs(twice) > 1e-12) return {o.x + x / (3 * twice), o.y + y / (3 * twice)};
  Vec2 sum;
  for (const Vec2 p : polygon) sum = {sum.x + p.x, sum.y + p.y};
  const auto corners = static_cast<double>(polygon.size());
  return {sum.x / corners, sum.y / corners};
}

bool contains(const Polygon& polygon, Vec2 point) {
  if (polygon.size() < 3) return false;
  bool left = false, right = false;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Vec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
    const double side = cross(minus(b, a), minus(point, a));
    left |= side > 0;
    right |= side < 0;
  }
  return !(left && right);
}

double reach(const Polygon& polygon, Vec2 from, Vec2 direction) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Vec2 a = minus(polygon[i], from), edge = minus(polygon[(i + 1) % polygon.size()], polygon[i]);
    const double across = cross(direction, edge);
    if (std::fabs(across) < 1e-12) continue;
    const double along = cross(a, direction) / across;  // 0 to 1 on the edge
    const double distance = cross(a, edge) / across;
    if (along >= -1e-9 && along <= 1 + 1e-9 && distance >= 0) nearest = std::min(nearest, distance);
  }
  return std::isfinite(nearest) ? nearest : 0;
}

void clip(Polygon& polygon, const HalfPlane& keep, Polygon& scratch) {
  scratch.clear();
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Vec2 a = polygon[i], b = polygon[i + 1 < polygon.size() ? i + 1 : 0];
    const double at_a = keep.beyond(a), at_b = keep.beyond(b);
    if (at_a <= 0) scratch.push_back(a);
    if ((at_a < 0 && at_b > 0) || (at_a > 0 && at_b < 0)) {
      const double part = at_a / (at_a - at_b);
      scratch.push_back({a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)});
    }
  }
  std::swap(polygon, scratch);
}

Polygon shrunk(const Polygon& polygon, double factor) {
  const Vec2 c = centroid(polygon);
  Polygon result;
  result.reserve(polygon.size());
  for (const Vec2 p : polygon) result.push_back({c.x + factor * (p.x - c.x), c.y + factor * (p.y - c.y)});
  return result;
}

Polygon rounded(Polygon polygon, int times) {
  for (; times > 0; --times) {
    Polygon next;
    next.reserve(2 * polygon.size());
    for (std::size_t i = 0; i < polygon.size(); ++i) {
      const Vec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
      next.push_back({0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y});
      next.push_back({0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y});
    }
    polygon = std::move(next);
  }
  return polygon;
}

Polygon rounded_box(double half_width, double half_height) {
  constexpr int kCorners = 64;
  Polygon result;
  for (int i = 0; i < kCorners; ++i) {
    const double angle = 2 * std::numbers::pi * i / kCorners;
    const double x = std::cos(angle), y = std::sin(angle);
    const double r = 1 / std::cbrt(std::fabs(x * x * x) + std::fabs(y * y * y));
    result.push_back({half_width * r * x, half_height * r * y});
  }
  return result;
}

}  // namespace gongjian::viz
