#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "tests/catch.hpp"
#include "tests/viz/view_data/made_cities.hpp"
#include "viz/view_data/pick.hpp"
#include "viz/view_data/places.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

double area_of(const Places& places, const Region& region) {
  const auto outline = places.outline(region);
  double twice = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Point a = outline[i], b = outline[(i + 1) % outline.size()];
    twice += static_cast<double>(a.x) * b.y - static_cast<double>(a.y) * b.x;
  }
  return std::fabs(twice) / 2;
}

bool is_convex(const Places& places, const Region& region) {
  const auto o = places.outline(region);
  bool left = false, right = false;
  for (std::size_t i = 0; i < o.size(); ++i) {
    const Point a = o[i], b = o[(i + 1) % o.size()], c = o[(i + 2) % o.size()];
    const double turn = (static_cast<double>(b.x) - a.x) * (static_cast<double>(c.y) - b.y) -
                        (static_cast<double>(b.y) - a.y) * (static_cast<double>(c.x) - b.x);
    left |= turn > 1e-2;
    right |= turn < -1e-2;
  }
  return o.size() >= 3 && !(left && right);
}

// How many of the regions hold the point.
int holders(const Places& places, const std::vector<Region>& regions, Point p) {
  return static_cast<int>(std::count_if(regions.begin(), regions.end(), [&](const Region& r) {
    return r.bounds.contains(p) && contains(places.outline(r), p);
  }));
}

void check_map(const run::CityShape& city, const Places& places) {
  REQUIRE(places.districts.size() == city.districts.size());
  REQUIRE(places.units.size() == city.neighbourhood_of_unit.size());
  for (const auto* regions : {&places.districts, &places.subdistricts, &places.neighbourhoods})
    for (const Region& r : *regions) {
      REQUIRE(is_convex(places, r));
      REQUIRE(area_of(places, r) > 0);
      REQUIRE(contains(places.outline(r), r.centre));
    }
  for (std::size_t s = 0; s < places.subdistricts.size(); ++s)
    REQUIRE(contains(places.outline(places.districts[city.district_of_subdistrict[s]]), places.subdistricts[s].centre));
  for (std::size_t n = 0; n < places.neighbourhoods.size(); ++n) {
    REQUIRE(contains(places.outline(places.subdistricts[city.subdistrict_of_neighbourhood[n]]),
                     places.neighbourhoods[n].centre));
    REQUIRE(holders(places, places.neighbourhoods, places.neighbourhoods[n].centre) == 1);
  }
  std::set<std::pair<float, float>> taken;
  for (std::size_t u = 0; u < places.units.size(); ++u) {
    REQUIRE(contains(places.outline(places.neighbourhoods[city.neighbourhood_of_unit[u]]), places.units[u]));
    taken.insert({places.units[u].x, places.units[u].y});
  }
  CHECK(taken.size() == places.units.size());
}

}  // namespace

TEST_CASE("every place lies inside its parent, apart from its neighbours, and every unit in its neighbourhood",
          "[viz]") {
  for (const auto& city : {even_city(1, 4, 108, 300), even_city(3, 9, 100, 1000), even_city(16, 200, 2000, 9000)})
    check_map(city, place(city));
}

TEST_CASE("the map of Shanghai holds every place and unit of the city", "[viz]") {
  const run::CityShape city = shanghai_city(20'000);
  check_map(city, place(city));
}

TEST_CASE("a map is drawn of cities of hardly anything, or all in one", "[viz]") {
  check_map(even_city(1, 1, 1, 1), place(even_city(1, 1, 1, 1)));
  check_map(even_city(1, 1, 1, 0), place(even_city(1, 1, 1, 0)));
  check_map(even_city(1, 1, 1, 3000), place(even_city(1, 1, 1, 3000)));
  check_map(even_city(1, 1, 3000, 10), place(even_city(1, 1, 3000, 10)));
  check_map(even_city(300, 300, 300, 300), place(even_city(300, 300, 300, 300)));
  CHECK(place(run::CityShape{}).districts.empty());
}

TEST_CASE("districts without parts, and neighbourhoods without anybody, have their place on the map", "[viz]") {
  run::CityShape city = even_city(2, 2, 20, 50);
  city.districts.push_back({"Nobody's", ""});
  city.district_of_subdistrict.push_back(2);  // without neighbourhoods
  city.districts.push_back({"Nothing", ""});  // without subdistricts
  std::fill(city.residents_of_neighbourhood.begin(), city.residents_of_neighbourhood.end(), 0u);
  check_map(city, place(city));
  city.residents_of_neighbourhood[3] = 1'000'000'000;
  check_map(city, place(city));
}

TEST_CASE("areas of districts follow residents and units", "[viz]") {
  run::CityShape city = even_city(6, 12, 120, 0);
  for (std::size_t n = 0; n < 120; ++n) city.residents_of_neighbourhood[n] = n < 20 ? 9000 : 3000;
  const Places places = place(city);
  double others = 0;
  for (std::size_t d = 1; d < 6; ++d) others += area_of(places, places.districts[d]) / 5;
  // without units, half of a neighbourhood's size is the mean's: (9000/4000 + 1) / (3000/4000 + 1)
  CHECK(area_of(places, places.districts[0]) / others == Approx(3.25 / 1.75).epsilon(0.05));
  for (std::size_t d = 1; d < 6; ++d) CHECK(area_of(places, places.districts[d]) == Approx(others).epsilon(0.05));
}

TEST_CASE("the map of Shanghai is Shanghai's", "[viz]") {
  const run::CityShape city = shanghai_city();
  const Places places = place(city);
  std::map<std::string, Point> at;
  for (std::size_t d = 0; d < city.districts.size(); ++d) at[city.districts[d].en] = places.districts[d].centre;
  const Point middle = at["Huangpu"];
  for (const auto& [name, p] : at) {
    if (name != "Chongming") CHECK(p.y > at["Chongming"].y);  // the north
    if (name != "Pudong") CHECK(p.x < at["Pudong"].x);        // the east
    if (name != "Qingpu" && name != "Songjiang" && name != "Jiading") CHECK(p.x > at["Qingpu"].x);
  }
  CHECK((at["Jiading"].x < middle.x && at["Jiading"].y < middle.y));
  CHECK((at["Jinshan"].x < middle.x && at["Jinshan"].y > middle.y));
  CHECK((at["Songjiang"].x < middle.x && at["Songjiang"].y > middle.y));
  CHECK(at["Fengxian"].y > at["Minhang"].y);
  CHECK(at["Baoshan"].y < at["Zhabei"].y);
  CHECK(at["Zhabei"].y < at["Jing'an"].y);
  CHECK(at["Xuhui"].y > at["Jing'an"].y);
  CHECK((at["Zhabei"].x < at["Hongkou"].x && at["Hongkou"].x < at["Yangpu"].x));
}

TEST_CASE("the same city gives the same map", "[viz]") {
  const run::CityShape city = even_city(5, 20, 200, 1000);
  const Places a = place(city), b = place(city);
  REQUIRE(a.corners.size() == b.corners.size());
  for (std::size_t i = 0; i < a.corners.size(); ++i)
    REQUIRE((a.corners[i].x == b.corners[i].x && a.corners[i].y == b.corners[i].y));
  for (std::size_t i = 0; i < a.units.size(); ++i)
    REQUIRE((a.units[i].x == b.units[i].x && a.units[i].y == b.units[i].y));
}
