#include "viz/render/map_renderer.hpp"

#include <imgui.h>

#include <cmath>
#include <cstdint>

#include "tests/viz/render/headless.hpp"
#include "tests/viz/render/scenes.hpp"
#include "viz/render/raster.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

constexpr int kWidth = 420, kHeight = 260;
constexpr Camera kCamera{{6, 4}, 33};

// What the window shows of the renderer's texture.
Image shown(Platform& platform, MapRenderer& renderer, const Scene& scene, const Camera& camera = kCamera) {
  platform.begin_frame();
  const auto [width, height] = platform.framebuffer_size();
  const auto texture = static_cast<std::uintptr_t>(renderer.texture(scene, camera, width, height));
  ImGui::GetBackgroundDrawList()->AddImage((ImTextureID)texture, {0, 0},
                                           {static_cast<float>(width), static_cast<float>(height)});
  platform.end_frame();
  return platform.read_pixels();
}

// The root of the mean squared difference of channels, which are 0 to 255.
double difference(const Image& a, const Image& b) {
  REQUIRE(a.pixels.size() == b.pixels.size());
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i)
    for (const auto channel : {&Colour::r, &Colour::g, &Colour::b})
      sum += std::pow(a.pixels[i].*channel - b.pixels[i].*channel, 2);
  return std::sqrt(sum / (3.0 * static_cast<double>(a.pixels.size())));
}

Image rastered(const Scene& scene, const Camera& camera = kCamera) {
  Image image(kWidth, kHeight);
  raster(scene, camera, image);
  return image;
}

}  // namespace

TEST_CASE("the raster renderer's texture is the rasteriser's picture, upright", "[viz]") {
  const auto platform = headless_or_skip({.width = kWidth, .height = kHeight});
  if (!platform) return;
  const auto renderer = make_map_renderer(RendererKind::raster);
  const Scene scene = busy_scene(800, 300);
  CHECK(shown(*platform, *renderer, scene).pixels == rastered(scene).pixels);
}

TEST_CASE("OpenGL draws nearly the picture that the rasteriser draws", "[viz]") {
  const auto platform = headless_or_skip({.width = kWidth, .height = kHeight});
  if (!platform) return;
  const auto renderer = make_map_renderer(RendererKind::gl);
  Scene scene = busy_scene(800, 300);
  CHECK(difference(shown(*platform, *renderer, scene), rastered(scene)) < 6);

  // each kind of thing alone, so that none hides behind the others
  Scene areas = scene, links = scene, points = scene;
  areas.links.clear();
  areas.points.clear(), areas.point_colours.clear(), areas.point_sizes.clear();
  links.areas.clear();
  links.points.clear(), links.point_colours.clear(), links.point_sizes.clear();
  points.areas.clear();
  points.links.clear();
  std::uint64_t version = 1;
  for (Scene* some : {&areas, &links, &points}) {
    some->areas_version = some->links_version = some->points_version = some->colours_version = version++;
    const Image image = shown(*platform, *renderer, *some), expected = rastered(*some);
    CHECK(difference(image, expected) < 6);
    CHECK(difference(expected, Image(kWidth, kHeight, some->background)) > 12);
  }
}

TEST_CASE("a map is drawn anew when its versions, its camera or its size change, and only then", "[viz]") {
  const auto platform = headless_or_skip({.width = kWidth, .height = kHeight});
  if (!platform) return;
  for (const auto kind : {RendererKind::raster, RendererKind::gl}) {
    platform->resize(kWidth, kHeight);
    const auto renderer = make_map_renderer(kind);
    Scene scene = busy_scene(500, 200);
    const Image before = shown(*platform, *renderer, scene);
    scene.links.clear();
    scene.point_colours.assign(scene.points.size(), kRed);
    INFO(renderer->name());
    CHECK(shown(*platform, *renderer, scene).pixels == before.pixels);
    ++scene.colours_version;
    const Image recoloured = shown(*platform, *renderer, scene);
    CHECK(recoloured.pixels != before.pixels);
    ++scene.links_version;
    const Image without_links = shown(*platform, *renderer, scene);
    CHECK(without_links.pixels != recoloured.pixels);
    const Camera moved{{5, 4}, 33};
    CHECK(difference(shown(*platform, *renderer, scene, moved), rastered(scene, moved)) < 6);
    CHECK(shown(*platform, *renderer, scene).pixels == without_links.pixels);
    scene.points.resize(10);
    scene.point_colours.resize(10);
    scene.point_sizes.clear();
    scene.point_size = 20;
    ++scene.points_version, ++scene.colours_version;
    CHECK(difference(shown(*platform, *renderer, scene), rastered(scene)) < 6);
    platform->resize(200, 100);
    const Image small = shown(*platform, *renderer, scene);
    Image expected(200, 100);
    raster(scene, kCamera, expected);
    CHECK(difference(small, expected) < 6);
  }
}

TEST_CASE("software OpenGL is known by its name, and then the CPU draws maps", "[viz]") {
  CHECK(is_software("llvmpipe (LLVM 15.0.6, 256 bits)"));
  CHECK(is_software("softpipe"));
  CHECK(is_software("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)"));
  CHECK_FALSE(is_software("Mesa Intel(R) UHD Graphics 620 (KBL GT2)"));
  CHECK_FALSE(is_software("NVIDIA GeForce RTX 3060/PCIe/SSE2"));
}
