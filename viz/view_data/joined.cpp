#include "viz/view_data/joined.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "viz/view_data/land.hpp"

namespace gongjian::viz {
namespace {

constexpr double kReach = 2 * kRiver;  // map units: edges that face each other are no farther apart

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Two edges that face each other across a gap: from ring[first] and from other[second], each to the next corner.
struct Facing {
  std::size_t first = 0, second = 0;
};

// The longest such edges; both outlines go round the same way, so that these run against each other.
std::optional<Facing> facing(std::span<const Point> ring, std::span<const Point> other) {
  std::optional<Facing> best;
  double longest = 0;
  for (std::size_t i = 0; i < ring.size(); ++i)
    for (std::size_t j = 0; j < other.size(); ++j) {
      const Point a = ring[i], b = ring[(i + 1) % ring.size()], c = other[j], d = other[(j + 1) % other.size()];
      const double length = std::min(distance(a, b), distance(c, d));
      if (length <= longest || std::max(distance(a, d), distance(b, c)) > kReach) continue;
      if ((b.x - a.x) * (d.x - c.x) + (b.y - a.y) * (d.y - c.y) >= 0) continue;
      longest = length;
      best = {i, j};
    }
  return best;
}

// Adds an outline that faces the area's own, and what lies between.
void join(JoinedArea& area, std::span<const Point> other, Facing at) {
  std::vector<Point>& ring = area.outline;
  const std::size_t after = (at.first + 1) % ring.size();
  area.seams.push_back({ring[at.first], ring[after], other[at.second], other[(at.second + 1) % other.size()]});
  std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(after), ring.end());
  for (std::size_t k = 1; k <= other.size(); ++k) ring.push_back(other[(at.second + k) % other.size()]);
}

}  // namespace

std::vector<JoinedArea> joined_areas(const Places& places, std::span<const std::uint32_t> now) {
  std::vector<JoinedArea> result;
  for (std::uint32_t district = 0; district < now.size(); ++district) {
    std::vector<std::uint32_t> parts;
    for (std::uint32_t d = 0; d < now.size(); ++d)
      if (now[d] == district && places.districts[d].count > 0) parts.push_back(d);
    if (parts.size() < 2) continue;
    while (!parts.empty()) {
      const auto first = places.outline(places.districts[parts.front()]);
      JoinedArea area{district, {parts.front()}, {first.begin(), first.end()}, {}};
      parts.erase(parts.begin());
      for (auto part = parts.begin(); part != parts.end();) {
        const auto outline = places.outline(places.districts[*part]);
        const auto at = facing(area.outline, outline);
        if (!at) {
          ++part;
          continue;
        }
        join(area, outline, *at);
        area.parts.push_back(*part);
        parts.erase(part);
        part = parts.begin();  // one that lay apart may lie beside it now
      }
      result.push_back(std::move(area));
    }
  }
  return result;
}

}  // namespace gongjian::viz
