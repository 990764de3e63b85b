#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/catch.hpp"
#include "tests/viz/view_data/made_cities.hpp"
#include "viz/view_data/joined.hpp"
#include "viz/view_data/matrix.hpp"
#include "viz/view_data/network.hpp"
#include "viz/view_data/pick.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

double area_of(std::span<const Point> outline) {
  double twice = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Point a = outline[i], b = outline[(i + 1) % outline.size()];
    twice += static_cast<double>(a.x) * b.y - static_cast<double>(a.y) * b.x;
  }
  return std::fabs(twice) / 2;
}

std::uint32_t number_of(const run::CityShape& city, const std::string& district) {
  const auto found = std::find_if(city.districts.begin(), city.districts.end(),
                                  [&](const core::Text& name) { return name.en == district; });
  return static_cast<std::uint32_t>(found - city.districts.begin());
}

std::vector<std::uint32_t> each_its_own(const run::CityShape& city) {
  std::vector<std::uint32_t> now(city.districts.size());
  std::iota(now.begin(), now.end(), 0u);
  return now;
}

}  // namespace

TEST_CASE("districts beside each other that become one have one outline, as large as they and what was between",
          "[viz]") {
  const run::CityShape city = shanghai_city(2000);
  const Places places = place(city);
  CHECK(joined_areas(places, each_its_own(city)).empty());
  for (const auto& [from, into] : {std::pair{"Zhabei", "Jing'an"}, std::pair{"Huangpu", "Pudong"}}) {
    INFO(from << " into " << into);
    const std::uint32_t absorbed = number_of(city, from), absorbing = number_of(city, into);
    auto now = each_its_own(city);
    now[absorbed] = absorbing;
    const auto joined = joined_areas(places, now);
    REQUIRE(joined.size() == 1);
    CHECK(joined[0].district == absorbing);
    CHECK(joined[0].parts.size() == 2);
    REQUIRE(joined[0].seams.size() == 1);
    const auto& seam = joined[0].seams[0];
    const double parts =
        area_of(places.outline(places.districts[absorbed])) + area_of(places.outline(places.districts[absorbing]));
    CHECK(area_of(joined[0].outline) == Approx(parts + area_of(seam)).epsilon(0.001));
    const Point middle{(seam[0].x + seam[1].x + seam[2].x + seam[3].x) / 4,
                       (seam[0].y + seam[1].y + seam[2].y + seam[3].y) / 4};
    CHECK(contains(seam, middle));
    CHECK_FALSE(place_at(places, middle).district.has_value());  // it was the gap
  }
}

TEST_CASE("districts that become one but lie apart are several areas; three in a row are one", "[viz]") {
  const run::CityShape city = shanghai_city(2000);
  const Places places = place(city);
  auto now = each_its_own(city);
  now[number_of(city, "Chongming")] = number_of(city, "Jinshan");
  const auto apart = joined_areas(places, now);
  REQUIRE(apart.size() == 2);
  CHECK((apart[0].district == number_of(city, "Jinshan") && apart[1].district == apart[0].district));
  CHECK((apart[0].seams.empty() && apart[1].seams.empty()));

  now = each_its_own(city);
  now[number_of(city, "Zhabei")] = now[number_of(city, "Hongkou")] = number_of(city, "Jing'an");
  const auto row = joined_areas(places, now);
  REQUIRE(row.size() == 1);
  CHECK(row[0].parts.size() == 3);
  CHECK(row[0].seams.size() == 2);
}

TEST_CASE("a district that another has absorbed is no group of the matrix and no node of the network", "[viz]") {
  run::CityShape city = even_city(4, 12, 60, 600);
  const Places places = place(city);
  std::replace(city.district_of_subdistrict.begin(), city.district_of_subdistrict.end(), 1u, 3u);
  const Grouping groups = by_district(city);
  CHECK(groups.rows == std::vector<std::uint32_t>{0, 2, 3});
  for (std::size_t u = 0; u < groups.of_unit.size(); ++u)
    CHECK(groups.rows[groups.of_unit[u]] == city.district_of_subdistrict[city.subdistrict_of_unit[u]]);
  const std::vector<ProjectLink> links = {{0, 599, 1}, {200, 250, 2}};
  const Network made = network(city, Hierarchy(city), places, links, {.level = Level::district});
  CHECK(made.nodes.size() == 3);
  CHECK(std::none_of(made.nodes.begin(), made.nodes.end(), [](const NetworkNode& node) { return node.row == 1; }));
}
