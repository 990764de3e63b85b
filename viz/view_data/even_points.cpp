#include "viz/view_data/even_points.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gongjian::viz {
namespace {

constexpr double kPlastic = 1.32471795724474602596;  // the root of x^3 = x + 1
constexpr std::size_t kTriesAPoint = 64;             // before a polygon counts as too thin for the sequence

// A spiral of the golden angle, each direction filled from the middle to near the border.
Vec2 on_spiral(const Polygon& polygon, Vec2 centre, std::size_t k, std::size_t count) {
  const double angle = static_cast<double>(k) * std::numbers::pi * (3 - std::sqrt(5.0));
  const Vec2 direction{std::cos(angle), std::sin(angle)};
  const double part = std::sqrt((static_cast<double>(k) + 0.5) / static_cast<double>(count));
  const double r = 0.98 * part * reach(polygon, centre, direction);
  return {centre.x + r * direction.x, centre.y + r * direction.y};
}

}  // namespace

std::vector<Vec2> even_points(const Polygon& polygon, std::size_t count) {
  const Vec2 centre = centroid(polygon);
  if (count == 1 || polygon.size() < 3) return std::vector<Vec2>(count, centre);
  Vec2 low = polygon.front(), high = polygon.front();
  for (const Vec2 p : polygon) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  std::vector<Vec2> result;
  result.reserve(count);
  double x = 0.5, y = 0.5;
  for (std::size_t tries = 0; result.size() < count && tries < kTriesAPoint * count; ++tries) {
    const Vec2 p{low.x + x * (high.x - low.x), low.y + y * (high.y - low.y)};
    if (contains(polygon, p)) result.push_back(p);
    x = std::fmod(x + 1 / kPlastic, 1.0);
    y = std::fmod(y + 1 / (kPlastic * kPlastic), 1.0);
  }
  while (result.size() < count) result.push_back(on_spiral(polygon, centre, result.size(), count));
  return result;
}

}  // namespace gongjian::viz
