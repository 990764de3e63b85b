#include <cmath>

#include "tests/catch.hpp"
#include "tests/viz/view_data/made_cities.hpp"
#include "viz/view_data/icicle.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Every row fills the width from the left to the right, in cells of a pixel at least, and holds the units of the focus.
void check_icicle(const Hierarchy& hierarchy, Node focus, float width, const Icicle& made) {
  for (const auto& row : made.rows) {
    REQUIRE(!row.empty());
    float end = 0;
    std::uint32_t units = 0;
    for (const IcicleCell& cell : row) {
      REQUIRE(cell.x == Approx(end).margin(width * 1e-5));
      REQUIRE((cell.width >= Icicle::kLeastWidth * 0.999f || row.size() == 1));
      end = cell.x + cell.width;
      units += cell.units;
    }
    REQUIRE(end == Approx(width));
    if (row.front().node.level >= focus.level) REQUIRE(units == hierarchy.units(focus));
  }
}

}  // namespace

TEST_CASE("a hierarchy knows parents, children and units of every place", "[viz]") {
  const Hierarchy hierarchy(even_city(2, 4, 8, 80));
  CHECK(hierarchy.units({}) == 80);
  CHECK(hierarchy.units({Level::district, 1}) == 40);
  CHECK(hierarchy.children({Level::district, 1}).size() == 2);
  CHECK(hierarchy.children({Level::unit, 3}).empty());
  CHECK(hierarchy.parent({Level::unit, 79}) == Node{Level::neighbourhood, 7});
  CHECK(hierarchy.ancestor({Level::unit, 79}, Level::district) == Node{Level::district, 1});
  CHECK(hierarchy.parent({}) == Node{});
}

TEST_CASE("an icicle's rows are as wide as each other, and nothing is narrower than a pixel", "[viz]") {
  const Hierarchy hierarchy(shanghai_city(20'000));
  for (const float width : {1.0f, 90.0f, 800.0f, 25'000.0f})
    for (const Node focus :
         {Node{}, Node{Level::district, 3}, Node{Level::subdistrict, 100}, Node{Level::neighbourhood, 9}})
      check_icicle(hierarchy, focus, width, icicle(hierarchy, focus, width, {}));
}

TEST_CASE("units are shown once they have a pixel each", "[viz]") {
  const Hierarchy hierarchy(even_city(2, 4, 8, 800));
  CHECK(icicle(hierarchy, {}, 799, {}).rows.size() == 4);
  CHECK(icicle(hierarchy, {}, 800, {}).rows.size() == 5);
  CHECK(icicle(hierarchy, {Level::neighbourhood, 0}, 100, {}).rows.back().size() == 100);
  CHECK(icicle(hierarchy, {Level::unit, 5}, 100, {}).rows.back().front().node == Node{Level::unit, 5});
}

TEST_CASE("a cell's value is the mean of the units that have one, merged or not", "[viz]") {
  const Hierarchy hierarchy(even_city(2, 4, 8, 80));
  std::vector<double> values(80);
  for (std::size_t u = 0; u < 80; ++u) values[u] = u < 40 ? static_cast<double>(u) : kNan;
  values[0] = kNan;
  const Icicle wide = icicle(hierarchy, {}, 60, values);
  CHECK(wide.rows[0][0].value == Approx(20));  // of 1 to 39
  CHECK(wide.rows[1][0].value == Approx(20));
  CHECK(std::isnan(wide.rows[1][1].value));
  const Icicle narrow = icicle(hierarchy, {}, 2, values);
  REQUIRE(narrow.rows[3].size() == 2);
  CHECK(narrow.rows[3][0].merged == 4);
  CHECK(narrow.rows[3][0].value == Approx(20));
}

TEST_CASE("the cell under the pointer is the one drawn there", "[viz]") {
  const Hierarchy hierarchy(even_city(3, 9, 50, 500));
  const Icicle made = icicle(hierarchy, {Level::district, 1}, 400, {});
  for (std::size_t row = 0; row < made.rows.size(); ++row)
    for (const IcicleCell& cell : made.rows[row])
      CHECK(made.pick(cell.x + cell.width / 2, 20 * (static_cast<float>(row) + 0.5f), 20) == &cell);
  CHECK(made.pick(10, -1, 20) == nullptr);
  CHECK(made.pick(10, 1000, 20) == nullptr);
  CHECK(made.pick(-1, 10, 20) == nullptr);
  CHECK(made.pick(401, 10, 20) == nullptr);
}

TEST_CASE("a city without units has no icicle, and places without units no cell", "[viz]") {
  CHECK(icicle(Hierarchy(even_city(1, 1, 1, 0)), {}, 100, {}).rows.empty());
  run::CityShape city = even_city(1, 2, 4, 20);
  city.districts.push_back({"Empty", ""});
  CHECK(icicle(Hierarchy(city), {}, 100, {}).rows[1].size() == 1);
}
