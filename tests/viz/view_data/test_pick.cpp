#include <random>

#include "tests/catch.hpp"
#include "tests/viz/view_data/made_cities.hpp"
#include "viz/view_data/pick.hpp"

using namespace gongjian;
using namespace gongjian::viz;

TEST_CASE("pixels and places on the map are each other's inverse", "[viz]") {
  const Viewport view{801, 600};
  const Camera camera{{12.5f, -40}, 3};
  const Point pixel = to_pixel(camera, view, to_map(camera, view, {10, 590}));
  CHECK(pixel.x == Approx(10).margin(1e-3));
  CHECK(pixel.y == Approx(590).margin(1e-3));
}

TEST_CASE("fitting shows all of the map with a margin", "[viz]") {
  const Bounds bounds{-100, 20, 300, 70};
  const Viewport view{640, 480};
  const Camera camera = fit(bounds, view, 20);
  const Point low = to_pixel(camera, view, {bounds.left, bounds.top});
  const Point high = to_pixel(camera, view, {bounds.right, bounds.bottom});
  CHECK(low.x == Approx(20).margin(1e-2));
  CHECK(high.x == Approx(620).margin(1e-2));
  CHECK((low.y > 20 && high.y < 460));
  CHECK(visible(camera, view).contains({300, 70}));
  CHECK(fit({5, 5, 5, 5}, {1, 1}).scale > 0);  // a map of one point, in a picture of one pixel
}

TEST_CASE("zooming keeps what lies under the pointer, and panning moves it along", "[viz]") {
  const Viewport view{640, 480};
  const Camera camera{{3, 4}, 2};
  const Point under = to_map(camera, view, {100, 50});
  for (const float factor : {1.5f, 0.2f, 1e9f, 1e-9f}) {
    const Point still = to_pixel(zoom(camera, view, {100, 50}, factor), view, under);
    CHECK(still.x == Approx(100).margin(0.1));
    CHECK(still.y == Approx(50).margin(0.1));
  }
  CHECK(zoom(camera, view, {0, 0}, 1e9f).scale == kMostScale);
  const Point moved = to_pixel(pan(camera, 7, -3), view, under);
  CHECK(moved.x == Approx(107).margin(1e-3));
  CHECK(moved.y == Approx(47).margin(1e-3));
}

TEST_CASE("the nearest point is the one that looking at all finds", "[viz]") {
  std::mt19937 random(5);
  for (const int count : {1, 2, 30, 3000}) {
    std::vector<Point> points;
    for (int i = 0; i < count; ++i)  // on a coarse raster, so that some lie on each other
      points.push_back({static_cast<float>(random() % 100), static_cast<float>(random() % 40)});
    std::vector<std::uint8_t> shown;
    for (int i = 0; i < count; ++i) shown.push_back(random() % 2);
    const PointIndex index(points);
    for (int k = 0; k < 500; ++k) {
      const Point at{static_cast<float>(random() % 1400) / 10 - 20, static_cast<float>(random() % 800) / 10 - 20};
      const float radius = static_cast<float>(random() % 30);
      const bool all = k % 2 == 0;
      std::optional<std::uint32_t> expected;
      float least = radius * radius;
      for (std::uint32_t i = 0; i < points.size(); ++i) {
        const float x = points[i].x - at.x, y = points[i].y - at.y;
        if ((all || shown[i]) && x * x + y * y <= least && (!expected || x * x + y * y < least)) {
          expected = i;
          least = x * x + y * y;
        }
      }
      REQUIRE(index.nearest(at, radius, all ? std::span<const std::uint8_t>{} : shown) == expected);
    }
  }
  CHECK(!PointIndex{}.nearest({0, 0}, 10));
  CHECK(!PointIndex(std::vector<Point>{}).nearest({0, 0}, 10));
}

TEST_CASE("a unit is picked at the pixel where it is drawn, with its places around it", "[viz]") {
  const run::CityShape city = shanghai_city(5000);
  const Places places = place(city);
  const PointIndex index(places.units);
  const Viewport view{1280, 800};
  const Camera camera = zoom(fit(places.bounds, view), view, {500, 300}, 6);
  for (std::uint32_t u = 0; u < 5000; u += 37) {
    const Point pixel = to_pixel(camera, view, places.units[u]);
    CHECK(index.nearest(camera, view, pixel, 2) == u);
    const PlaceAt at = place_at(places, places.units[u]);
    CHECK(at.neighbourhood == city.neighbourhood_of_unit[u]);
    CHECK(at.subdistrict == city.subdistrict_of_unit[u]);
    CHECK(at.district == city.district_of_subdistrict[city.subdistrict_of_unit[u]]);
  }
  CHECK(!place_at(places, {-2000, 0}).district);
}
