#include "viz/render/raster.hpp"

#include <cmath>
#include <limits>

#include "engine/core/hash.hpp"
#include "engine/core/parallel.hpp"
#include "tests/catch.hpp"
#include "tests/viz/render/scenes.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

constexpr Colour kWhite{255, 255, 255, 255};

Image drawn(const Scene& scene, int width, int height, Camera camera) {
  Image image(width, height);
  raster(scene, camera, image);
  return image;
}
Image drawn(const Scene& scene, int width = 16, int height = 16) {
  return drawn(scene, width, height, pixel_camera(width, height));
}

// Pixels [x0, x1) x [y0, y1) are all of one colour; and so are all others, of theirs.
bool is_box(const Image& image, int x0, int x1, int y0, int y1, Colour inside, Colour outside) {
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      if (image.at(x, y) != (x >= x0 && x < x1 && y >= y0 && y < y1 ? inside : outside)) return false;
  return true;
}

// How much ink a black thing on white has, in pixels.
double ink(const Image& image) {
  double sum = 0;
  for (const Colour& pixel : image.pixels) sum += (255 - pixel.r) / 255.0;
  return sum;
}

Scene line(Point from, Point to, Colour colour, float width) {
  Scene scene;
  scene.links.push_back({from, to, colour, width});
  return scene;
}

Scene square(float low, float high, Colour fill) {
  Scene scene;
  scene.corners = {{low, low}, {high, low}, {high, high}, {low, high}};
  scene.areas.push_back({0, 4, fill, {0, 0, 0, 0}, 1});
  return scene;
}

Scene point(Point at, Colour colour, float size) {
  Scene scene;
  scene.points = {at};
  scene.point_colours = {colour};
  scene.point_size = size;
  return scene;
}

}  // namespace

TEST_CASE("a point of one pixel paints the pixel that it is in, and no other", "[viz]") {
  CHECK(is_box(drawn(point({5.5f, 7.5f}, kBlue, 1)), 5, 6, 7, 8, kBlue, kWhite));
  CHECK(is_box(drawn(point({15.5f, 0.5f}, kBlue, 1)), 15, 16, 0, 1, kBlue, kWhite));
  CHECK(is_box(drawn(point({17.5f, 7.5f}, kBlue, 1)), 0, 0, 0, 0, kBlue, kWhite));
}

TEST_CASE("a disc has the area of a circle, wherever and however large it is", "[viz]") {
  for (const float size : {3.0f, 4.0f, 6.5f, 9.0f, 12.0f})
    for (const float at : {16.0f, 16.25f, 16.4f, 16.5f})
      CHECK(ink(drawn(point({at, at}, {0, 0, 0, 255}, size), 32, 32)) ==
            Approx(std::acos(-1) * size * size / 4).epsilon(0.05));
}

TEST_CASE("a point without opacity is not drawn, and sizes are a point's own", "[viz]") {
  Scene scene = point({4.5f, 4.5f}, kBlue, 1);
  scene.points.push_back({10, 10});
  scene.point_colours.push_back({0, 0, 0, 0});
  scene.point_sizes = {1, 9};
  CHECK(is_box(drawn(scene), 4, 5, 4, 5, kBlue, kWhite));
}

TEST_CASE("a half-transparent line mixes its colour to the nearest of 255 steps", "[viz]") {
  const auto mixed = [](int over) { return static_cast<std::uint8_t>((over * 128 + 255 * 127 + 127) / 255); };
  const Colour half{mixed(kBlue.r), mixed(kBlue.g), mixed(kBlue.b), 255};
  const Colour ink{kBlue.r, kBlue.g, kBlue.b, 128};
  CHECK(is_box(drawn(line({2, 4.5f}, {10, 4.5f}, ink, 1)), 2, 10, 4, 5, half, kWhite));
  CHECK(is_box(drawn(line({4.5f, 10}, {4.5f, 2}, ink, 1)), 4, 5, 2, 10, half, kWhite));
  CHECK(is_box(drawn(line({3, 6}, {12, 6}, ink, 4)), 3, 12, 4, 8, half, kWhite));
}

TEST_CASE("a line has as much ink as its length and width say, in every direction", "[viz]") {
  for (int degrees = 4; degrees < 364; degrees += 15)
    for (const float width : {0.5f, 1.0f, 2.5f, 6.0f}) {
      const double angle = degrees * std::acos(-1) / 180;
      const auto x = static_cast<float>(20 * std::cos(angle)), y = static_cast<float>(20 * std::sin(angle));
      const Image image = drawn(line({32 - x, 32 - y}, {32 + x, 32 + y}, {0, 0, 0, 255}, width), 64, 64);
      INFO(degrees << " degrees, width " << width);
      CHECK(ink(image) == Approx(40 * width).epsilon(0.04));
    }
}

TEST_CASE("an area has its colour inside, and part of it at its edge", "[viz]") {
  CHECK(is_box(drawn(square(2, 9, kBlue)), 2, 9, 2, 9, kBlue, kWhite));

  const Image soft = drawn(square(2.5f, 9.5f, {0, 0, 0, 255}));
  CHECK(soft.at(5, 5) == Colour{0, 0, 0, 255});
  CHECK(soft.at(2, 5) == Colour{127, 127, 127, 255});  // half of it
  CHECK(soft.at(5, 9) == Colour{127, 127, 127, 255});
  CHECK(soft.at(2, 2) == Colour{191, 191, 191, 255});  // a quarter
  CHECK(soft.at(1, 5) == kWhite);
  CHECK(ink(soft) == Approx(49).epsilon(0.005));
}

TEST_CASE("an outline lies on the area's edge and closes its corners", "[viz]") {
  Scene scene = square(4, 12, kBlue);
  scene.areas[0].outline = kInk;
  scene.areas[0].outline_width = 2;
  const Image image = drawn(scene);
  CHECK(image.at(8, 8) == kBlue);
  for (int i = 3; i < 13; ++i)
    for (const int edge : {3, 4, 11, 12}) {
      CHECK(image.at(i, edge) == kInk);
      CHECK(image.at(edge, i) == kInk);
    }
  CHECK(image.at(2, 8) == kWhite);
  CHECK(image.at(5, 8) == kBlue);
}

TEST_CASE("an empty scene is its background", "[viz]") {
  Scene scene;
  scene.background = kRed;
  CHECK(is_box(drawn(scene), 0, 16, 0, 16, kRed, kRed));
}

TEST_CASE("what lies outside the picture changes nothing in it", "[viz]") {
  const Scene scene = busy_scene(3000, 1500);
  const Camera camera{{6, 4}, 40};
  const Image whole = drawn(scene, 640, 480, camera), middle = drawn(scene, 64, 48, camera);
  int different = 0;
  for (int y = 0; y < middle.height; ++y)
    for (int x = 0; x < middle.width; ++x) different += middle.at(x, y) != whole.at(x + 288, y + 216);
  CHECK(different == 0);
}

TEST_CASE("bands drawn by several threads are the same pixels", "[viz]") {
  const Scene scene = busy_scene(3000, 1500);
  const Camera camera{{6, 4}, 40};
  const Image alone = drawn(scene, 481, 333, camera);
  for (const unsigned threads : {2u, 3u, 8u}) {
    const core::Workers workers(threads);
    Image image(481, 333);
    raster(scene, camera, image, &workers);
    CHECK(image.pixels == alone.pixels);
  }
}

TEST_CASE("the rasteriser's pixels are the same everywhere", "[viz]") {
  const Image image = drawn(busy_scene(2000, 1000), 424, 262, {{6, 4}, 33.3f});
  CHECK(core::to_hex(core::hash_of(image.pixels.data(), image.pixels.size() * sizeof(Colour))) == "830e0d840f52382e");
}

TEST_CASE("things far away or nowhere do no harm", "[viz]") {
  constexpr float kInfinite = std::numeric_limits<float>::infinity(), kNone = std::numeric_limits<float>::quiet_NaN();
  // what crosses the picture from very far to very far is drawn
  CHECK(is_box(drawn(line({-1e9f, 4.5f}, {1e9f, 4.5f}, kBlue, 1)), 0, 16, 4, 5, kBlue, kWhite));
  CHECK(drawn(line({-1e9f, -1e9f}, {1e9f, 1e9f}, kBlue, 3)).at(8, 8) == kBlue);
  CHECK(is_box(drawn(square(-1e9f, 1e9f, kBlue)), 0, 16, 0, 16, kBlue, kBlue));

  for (const float bad : {kNone, kInfinite, -kInfinite, 3e38f}) {
    Scene scene = square(bad, 5, kBlue);
    scene.links = {{{bad, 2}, {3, 4}, kBlue, 1}, {{2, bad}, {bad, 4}, kBlue, 1}, {{1, 2}, {3, 4}, kBlue, bad}};
    scene.points = {{bad, 2}, {2, bad}, {5, 5}};
    scene.point_colours = {kBlue, kBlue, kBlue};
    scene.point_sizes = {2, 2, bad};
    drawn(scene);
    drawn(scene, 16, 16, {{bad, 2}, 1});
    drawn(scene, 16, 16, {{1, 2}, bad});
  }
  drawn(busy_scene(10, 10), 1, 1, {{6, 4}, 1e9f});
  SUCCEED("nothing has ended the program");
}
