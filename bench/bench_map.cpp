// How fast maps are drawn: milliseconds a frame when everything has changed, for both renderers.
//   gongjian_bench_map [frames]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "viz/render/raster.hpp"

namespace {

using namespace gongjian;
using namespace gongjian::viz;

constexpr int kWidth = 848, kHeight = 525;

double next() { return static_cast<double>(std::rand()) / RAND_MAX; }

Scene scene_of(int points, int links) {
  std::srand(1);
  Scene scene;
  for (int row = 0; row < 8; ++row)
    for (int column = 0; column < 12; ++column) {
      const auto x = static_cast<float>(column), y = static_cast<float>(row);
      const auto shade = static_cast<std::uint8_t>(200 + (row * 7 + column * 5) % 40);
      scene.areas.push_back(
          {static_cast<std::uint32_t>(scene.corners.size()), 4, {shade, 235, 240}, {90, 90, 90}, 1.5f});
      scene.corners.insert(scene.corners.end(), {{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}});
    }
  for (int i = 0; i < points; ++i) {
    scene.points.push_back({static_cast<float>(12 * next()), static_cast<float>(8 * next())});
    const auto shade = static_cast<std::uint8_t>(255 * next());
    scene.point_colours.push_back({shade, 100, static_cast<std::uint8_t>(255 - shade)});
  }
  for (int i = 0; i < links; ++i) {
    const Point from = scene.points[static_cast<std::size_t>(next() * (points - 1))];
    const double angle = 6.28318 * next(), length = 1.2 * next();  // up to 79 pixels
    const Point to{from.x + static_cast<float>(length * std::cos(angle)),
                   from.y + static_cast<float>(length * std::sin(angle))};
    scene.links.push_back({from, to, {40, 40, 120, 80}, 1});
  }
  return scene;
}

// The median over some frames, in milliseconds.
double measure(int frames, const std::function<void()>& draw) {
  std::vector<double> times;
  for (int i = 0; i < frames; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    draw();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::nth_element(times.begin(), times.begin() + frames / 2, times.end());
  return times[static_cast<std::size_t>(frames / 2)];
}

}  // namespace

int main(int argc, char** argv) {
  const int frames = argc > 1 ? std::max(1, std::atoi(argv[1])) : 31;
  const Camera camera{{6, 4}, 65.6f};
  const core::Workers workers(2);
  Image image(kWidth, kHeight);
  fmt::print("{}x{} pixels, median of {} frames, ms a frame\n", kWidth, kHeight, frames);
  for (const auto& [points, links] : {std::pair{5'000, 2'000}, {50'000, 10'000}, {200'000, 40'000}}) {
    Scene scene = scene_of(points, links);
    fmt::print("{:>7} points {:>6} links", points, links);
    fmt::print("  raster {:6.2f}", measure(frames, [&] { raster(scene, camera, image); }));
    fmt::print("  of which points {:6.2f}", measure(frames, [&] { raster_points(scene, camera, image); }));
    fmt::print("  raster, 2 threads {:6.2f}\n", measure(frames, [&] { raster(scene, camera, image, &workers); }));
  }
}
