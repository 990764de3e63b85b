// How fast maps are drawn: milliseconds a frame for the rasteriser and both renderers.
//   gongjian_bench_map [frames]
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "engine/core/parallel.hpp"
#include "viz/render/headless_platform.hpp"
#include "viz/render/map_renderer.hpp"
#include "viz/render/raster.hpp"

namespace {

using namespace gongjian;
using namespace gongjian::viz;

constexpr int kWidth = 848, kHeight = 525;
constexpr Camera kCamera{{6, 4}, 65.6f};

Scene scene_of(int points, int links) {
  std::minstd_rand random(1);
  const auto next = [&random] { return std::uniform_real_distribution<double>()(random); };
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

// A frame through a renderer, to the end of OpenGL's work.
double measure(int frames, MapRenderer& renderer, const Scene& scene, const std::function<void()>& change) {
  return measure(frames, [&] {
    change();
    renderer.texture(scene, kCamera, kWidth, kHeight);
    glFinish();
  });
}

void measure_all(int frames, int points, int links, const core::Workers& workers) {
  Scene scene = scene_of(points, links);
  const auto colours = [&scene] { ++scene.colours_version; };
  const auto everything = [&] {
    ++scene.areas_version, ++scene.links_version, ++scene.points_version;
    colours();
  };
  Image image(kWidth, kHeight);
  const auto raster_renderer = make_map_renderer(RendererKind::raster),
             gl_renderer = make_map_renderer(RendererKind::gl);
  fmt::print("{:>7} {:>6} {:>8.2f} {:>10.2f} {:>13.2f} {:>13.2f} {:>8.2f} {:>8.2f}\n", points, links,
             measure(frames, [&] { raster(scene, kCamera, image); }),
             measure(frames, [&] { raster(scene, kCamera, image, &workers); }),
             measure(frames, *raster_renderer, scene, everything), measure(frames, *raster_renderer, scene, colours),
             measure(frames, *gl_renderer, scene, everything), measure(frames, *gl_renderer, scene, colours));
}

}  // namespace

int main(int argc, char** argv) {
  const int frames = argc > 1 ? std::max(1, std::stoi(argv[1])) : 31;
  const auto platform = open_headless({.width = kWidth, .height = kHeight});
  const core::Workers workers(2);
  fmt::print("{}x{} pixels, OpenGL: {}\n", kWidth, kHeight, reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
  fmt::print("ms a frame, median of {}; \"colours\": nothing else has changed\n", frames);
  fmt::print("{:>7} {:>6} {:>8} {:>10} {:>13} {:>13} {:>8} {:>8}\n", "points", "links", "raster", "2 threads",
             "and upload", "colours", "gl", "colours");
  for (const auto& [points, links] : {std::pair{5'000, 2'000}, {50'000, 10'000}, {200'000, 40'000}})
    measure_all(frames, points, links, workers);
}
