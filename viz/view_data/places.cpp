#include "viz/view_data/places.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "viz/view_data/division.hpp"
#include "viz/view_data/even_points.hpp"
#include "viz/view_data/land.hpp"

namespace gongjian::viz {
namespace {

constexpr double kLeastSize = 0.2;  // of a neighbourhood, where 1 is the mean: an empty one can still be seen
constexpr double kSubdistrictGap = 2.2, kNeighbourhoodGap = 0.7;  // map units
constexpr int kDistrictSteps = 80, kSubdistrictSteps = 40, kNeighbourhoodSteps = 20;
constexpr double kUnitsInside = 0.86;  // of a neighbourhood's polygon: points have a width of their own

double mean(const std::vector<double>& values) {
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// The size of every place: half by residents, half by units, 1 for the mean neighbourhood. By level, then row.
std::array<std::vector<double>, kLevels> sizes(const run::CityShape& city, const Hierarchy& hierarchy) {
  std::array<std::vector<double>, kLevels> result;
  const std::size_t count = hierarchy.size(Level::neighbourhood);
  std::vector<double> residents(city.residents_of_neighbourhood.begin(), city.residents_of_neighbourhood.end());
  residents.resize(count, 0.0);
  std::vector<double> units(count);
  for (std::uint32_t n = 0; n < count; ++n) units[n] = hierarchy.units({Level::neighbourhood, n});
  const double all_residents = mean(residents), all_units = mean(units);
  auto& size = result[static_cast<std::size_t>(Level::neighbourhood)];
  size.resize(count);
  for (std::size_t n = 0; n < count; ++n) {
    const double by_residents = all_residents > 0 ? residents[n] / all_residents : 1;
    const double by_units = all_units > 0 ? units[n] / all_units : 1;
    size[n] = std::max(kLeastSize, (by_residents + by_units) / 2);
  }
  for (const Level level : {Level::subdistrict, Level::district}) {
    auto& sums = result[static_cast<std::size_t>(level)];
    const auto& parts = result[static_cast<std::size_t>(level) + 1];
    sums.assign(hierarchy.size(level), 0.0);
    for (std::uint32_t row = 0; row < sums.size(); ++row) {
      for (const std::uint32_t part : hierarchy.children({level, row})) sums[row] += parts[part];
      sums[row] = std::max(sums[row], kLeastSize);
    }
  }
  return result;
}

class Map {
 public:
  Map(const run::CityShape& city, const Hierarchy& hierarchy)
      : city_(city), hierarchy_(hierarchy), sizes_(sizes(city, hierarchy)) {
    places_.districts.resize(hierarchy.size(Level::district));
    places_.subdistricts.resize(hierarchy.size(Level::subdistrict));
    places_.neighbourhoods.resize(hierarchy.size(Level::neighbourhood));
    places_.units.resize(hierarchy.size(Level::unit));
  }

  Places draw() {
    for (const Land& land : lands(city_, sizes_[1])) add_districts(land);
    places_.bounds = joint_bounds();
    return std::move(places_);
  }

 private:
  void add_districts(const Land& land) {
    Division division{.seeds = land.seeds, .steps = kDistrictSteps};
    division.gap = [&](std::size_t i, std::size_t j) {
      return !land.far_bank.empty() && land.far_bank[i] != land.far_bank[j] ? kRiver : kDistrictGap;
    };
    for (const std::uint32_t d : land.districts) division.shares.push_back(sizes_[1][d]);
    const std::vector<Polygon> cells = divide(land.outline, division);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      places_.districts[land.districts[i]] = region(cells[i]);
      add_parts({Level::district, land.districts[i]}, cells[i]);
    }
  }

  // What lies in a district or a subdistrict, down to the units.
  void add_parts(Node node, const Polygon& within) {
    const std::span<const std::uint32_t> rows = hierarchy_.children(node);
    const auto level = static_cast<Level>(static_cast<int>(node.level) + 1);
    const bool last = level == Level::neighbourhood;
    Division division{.steps = last ? kNeighbourhoodSteps : kSubdistrictSteps};
    division.gap = [last](std::size_t, std::size_t) { return last ? kNeighbourhoodGap : kSubdistrictGap; };
    for (const std::uint32_t row : rows) division.shares.push_back(sizes_[static_cast<std::size_t>(level)][row]);
    const std::vector<Polygon> cells = divide(within, division);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      (last ? places_.neighbourhoods : places_.subdistricts)[rows[i]] = region(cells[i]);
      if (last) add_units(rows[i], cells[i]);
      else add_parts({level, rows[i]}, cells[i]);
    }
  }

  void add_units(std::uint32_t neighbourhood, const Polygon& within) {
    const std::span<const std::uint32_t> rows = hierarchy_.children({Level::neighbourhood, neighbourhood});
    const std::vector<Vec2> points = even_points(shrunk(within, kUnitsInside), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      places_.units[rows[i]] = {static_cast<float>(points[i].x), static_cast<float>(points[i].y)};
  }

  Region region(const Polygon& polygon) {
    const Vec2 centre = centroid(polygon);
    Region result{static_cast<std::uint32_t>(places_.corners.size()),
                  static_cast<std::uint32_t>(polygon.size()),
                  {static_cast<float>(centre.x), static_cast<float>(centre.y)},
                  {}};
    result.bounds = {result.centre.x, result.centre.y, result.centre.x, result.centre.y};
    for (const Vec2 p : polygon) {
      const Point corner{static_cast<float>(p.x), static_cast<float>(p.y)};
      places_.corners.push_back(corner);
      result.bounds = {std::min(result.bounds.left, corner.x), std::min(result.bounds.top, corner.y),
                       std::max(result.bounds.right, corner.x), std::max(result.bounds.bottom, corner.y)};
    }
    return result;
  }

  Bounds joint_bounds() const {
    if (places_.districts.empty()) return {};
    Bounds all = places_.districts.front().bounds;
    for (const Region& r : places_.districts)
      all = {std::min(all.left, r.bounds.left), std::min(all.top, r.bounds.top), std::max(all.right, r.bounds.right),
             std::max(all.bottom, r.bounds.bottom)};
    return all;
  }

  const run::CityShape& city_;
  const Hierarchy& hierarchy_;
  const std::array<std::vector<double>, kLevels> sizes_;
  Places places_;
};

}  // namespace

Places place(const run::CityShape& city, const Hierarchy& hierarchy) { return Map(city, hierarchy).draw(); }
Places place(const run::CityShape& city) { return place(city, Hierarchy(city)); }

}  // namespace gongjian::viz
