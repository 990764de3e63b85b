#include "viz/view_data/land.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string_view>

namespace gongjian::viz {
namespace {

// General geographic fact, to about 0.05 degree: where the middles of the districts of 2014 lie. The map made of it is
// schematic: areas follow what lives and works in a district, not its square kilometres.
struct KnownDistrict {
  std::string_view name;
  double longitude, latitude;  // degrees
  bool beyond_huangpu = false, on_island = false;
};
constexpr std::array<KnownDistrict, 17> kShanghai = {{
    {"Huangpu", 121.48, 31.22},
    {"Xuhui", 121.43, 31.17},
    {"Changning", 121.38, 31.21},
    {"Jing'an", 121.45, 31.23},
    {"Putuo", 121.39, 31.26},
    {"Zhabei", 121.45, 31.28},
    {"Hongkou", 121.48, 31.27},
    {"Yangpu", 121.53, 31.29},
    {"Minhang", 121.42, 31.11},
    {"Baoshan", 121.41, 31.40},
    {"Jiading", 121.25, 31.36},
    {"Pudong", 121.68, 31.13, true},
    {"Jinshan", 121.28, 30.83, true},
    {"Songjiang", 121.22, 31.02},
    {"Qingpu", 121.08, 31.13},
    {"Fengxian", 121.52, 30.91, true},
    {"Chongming", 121.54, 31.63, false, true},
}};
constexpr std::size_t kEnoughOfShanghai = 8;  // districts, below which the outline would say too much

// The same for the shores, convex and simplified.
constexpr std::array<std::array<double, 2>, 11> kMainland = {{{120.86, 31.12},
                                                              {121.12, 31.46},
                                                              {121.27, 31.51},
                                                              {121.40, 31.51},
                                                              {121.60, 31.42},
                                                              {121.80, 31.26},
                                                              {121.97, 30.92},
                                                              {121.85, 30.84},
                                                              {121.32, 30.68},
                                                              {121.02, 30.80},
                                                              {120.86, 31.00}}};
constexpr std::array<std::array<double, 2>, 8> kChongming = {{{121.17, 31.80},
                                                              {121.25, 31.87},
                                                              {121.45, 31.82},
                                                              {121.75, 31.68},
                                                              {121.98, 31.57},
                                                              {121.96, 31.46},
                                                              {121.75, 31.51},
                                                              {121.42, 31.64}}};
constexpr double kIslandStretch = 1.3;  // how much more room the island has than its share: few live there
constexpr Vec2 kPeoplesSquare{121.47, 31.23};
// Towards the edge of the city districts grow far faster than what lives in them: distances from the middle shrink to
// this power, which leaves directions as they are.
constexpr double kCrowding = 0.6;

// In degrees of latitude from the middle of the city, y down.
Vec2 plane(double longitude, double latitude) {
  constexpr double kCosine = 0.855;  // of 31.2 degrees
  return {(longitude - kPeoplesSquare.x) * kCosine, kPeoplesSquare.y - latitude};
}

template <std::size_t n>
Polygon shore(const std::array<std::array<double, 2>, n>& corners) {
  Polygon result;
  for (const auto& [longitude, latitude] : corners) result.push_back(plane(longitude, latitude));
  return rounded(std::move(result), 2);
}

// Scaled to the area, its centroid moved to `centre`.
Polygon placed(const Polygon& outline, double to_area, Vec2 centre) {
  const double scale = std::sqrt(to_area / area(outline));
  const Vec2 from = centroid(outline);
  Polygon result;
  for (const Vec2 p : outline) result.push_back({centre.x + scale * (p.x - from.x), centre.y + scale * (p.y - from.y)});
  return result;
}

std::optional<std::vector<KnownDistrict>> known_districts(const run::CityShape& city) {
  if (city.districts.size() < kEnoughOfShanghai) return {};
  std::vector<KnownDistrict> result;
  for (const core::Text& name : city.districts) {
    const auto same = [&](const KnownDistrict& d) { return d.name == name.en; };
    const auto* const found = std::find_if(kShanghai.begin(), kShanghai.end(), same);
    if (found == kShanghai.end() || std::any_of(result.begin(), result.end(), same)) return {};
    result.push_back(*found);
  }
  return result;
}

std::vector<Land> shanghai(const std::vector<KnownDistrict>& known, const std::vector<double>& shares) {
  Land mainland, island;
  double on_island = 0;
  for (std::uint32_t d = 0; d < known.size(); ++d) {
    if (known[d].on_island) on_island += shares[d];
    Land& land = known[d].on_island ? island : mainland;
    land.districts.push_back(d);
    land.far_bank.push_back(known[d].beyond_huangpu);
    land.seeds.push_back(plane(known[d].longitude, known[d].latitude));
  }
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  const Polygon coast = shore(kMainland);
  mainland.outline = placed(coast, kMapArea * (1 - on_island / sum), {});

  // seeds as the map has them: about the middle of the city, crowded
  const double scale = std::sqrt(area(mainland.outline) / area(coast));
  const Vec2 middle{-centroid(coast).x * scale, -centroid(coast).y * scale};
  for (Vec2& seed : mainland.seeds) {
    const double r = std::sqrt(seed.x * seed.x + seed.y * seed.y);
    const double stretched = r > 0 ? scale * 0.6 * std::pow(r / 0.6, kCrowding) / r : 0;
    seed = {middle.x + stretched * seed.x, middle.y + stretched * seed.y};
  }
  if (island.districts.empty()) return {mainland};
  island.seeds.clear();
  // off the shore of the north-east
  island.outline = placed(shore(kChongming), kMapArea * kIslandStretch * on_island / sum, {150, -480});
  return {mainland, island};
}

}  // namespace

std::vector<Land> lands(const run::CityShape& city, const std::vector<double>& shares) {
  if (const auto known = known_districts(city)) return shanghai(*known, shares);
  Land land;
  land.districts.resize(city.districts.size());
  std::iota(land.districts.begin(), land.districts.end(), 0u);
  land.outline = placed(rounded_box(1.2, 1), kMapArea, {});
  return {land};
}

}  // namespace gongjian::viz
