#include "viz/view_data/network_places.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gongjian::viz {
namespace {

constexpr double kInnerRing = 230, kOuterRing = 400;  // map units
constexpr double kWithinPlace = 0.85;                 // of the way from a committee to its border
constexpr double kHubFree = 2;                        // units' worth of room about the hub itself

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

// How near the border of a place comes to its middle.
double inner_radius(const Places& places, const Region& region) {
  const auto outline = places.outline(region);
  double least = outline.empty() ? 0 : distance(outline[0], region.centre);
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Point a = outline[i], b = outline[(i + 1) % outline.size()];
    const double edge = distance(a, b);
    if (edge <= 0) continue;
    const double twice = (static_cast<double>(b.x) - a.x) * (region.centre.y - a.y) -
                         (static_cast<double>(b.y) - a.y) * (region.centre.x - a.x);
    least = std::min(least, std::fabs(twice) / edge);
  }
  return least;
}

Point on_circle(double radius, double turn) {
  const double angle = 2 * std::numbers::pi * (turn - 0.25);
  return {static_cast<float>(radius * std::cos(angle)), static_cast<float>(radius * std::sin(angle))};
}

// Units on a spiral of the golden angle about their committee.
std::vector<Point> around(const run::CityShape& city, const std::vector<Point>& centres,
                          const std::vector<double>& radii) {
  std::vector<std::uint32_t> of_subdistrict(centres.size(), 0), nth(centres.size(), 0);
  for (const std::uint32_t s : city.subdistrict_of_unit) ++of_subdistrict[s];
  std::vector<Point> result;
  const double golden_angle = std::numbers::pi * (3 - std::sqrt(5.0));
  for (const std::uint32_t s : city.subdistrict_of_unit) {
    const double k = nth[s]++;
    const double r = radii[s] * std::sqrt((k + kHubFree) / (of_subdistrict[s] + kHubFree));
    result.push_back({static_cast<float>(centres[s].x + r * std::cos(k * golden_angle)),
                      static_cast<float>(centres[s].y + r * std::sin(k * golden_angle))});
  }
  return result;
}

}  // namespace

NetworkPlaces on_map(const run::CityShape& city, const Places& places) {
  NetworkPlaces result;
  for (const Region& region : places.districts) result.alliances.push_back(region.centre);
  std::vector<double> radii;
  for (const Region& region : places.subdistricts) {
    result.committees.push_back(region.centre);
    radii.push_back(kWithinPlace * inner_radius(places, region));
  }
  result.units = around(city, result.committees, radii);
  return result;
}

NetworkPlaces on_rings(const run::CityShape& city, const Hierarchy& hierarchy) {
  NetworkPlaces result;
  const std::size_t districts = hierarchy.size(Level::district), subdistricts = hierarchy.size(Level::subdistrict);
  result.committees.resize(subdistricts);
  const auto places = static_cast<double>(subdistricts + districts);  // one of each district is a gap
  double before = 0;
  for (std::uint32_t d = 0; d < districts; ++d) {
    const auto rows = hierarchy.children({Level::district, d});
    for (std::size_t i = 0; i < rows.size(); ++i)
      result.committees[rows[i]] = on_circle(kOuterRing, (before + static_cast<double>(i) + 0.5) / places);
    const auto parts = static_cast<double>(rows.size());
    result.alliances.push_back(on_circle(kInnerRing, (before + parts / 2) / places));
    before += parts + 1;
  }
  // discs that touch neither each other nor the ring
  const double radius = std::min(60.0, 0.8 * std::numbers::pi * kOuterRing * 1.15 / std::max(1.0, places));
  std::vector<Point> middles;
  for (const Point p : result.committees) {
    const auto part = static_cast<float>(1.05 + radius / kOuterRing);
    middles.push_back({p.x * part, p.y * part});
  }
  result.units = around(city, middles, std::vector<double>(subdistricts, radius));
  return result;
}

}  // namespace gongjian::viz
