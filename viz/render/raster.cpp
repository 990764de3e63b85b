#include "viz/render/raster.hpp"

#include <algorithm>
#include <vector>

#include "engine/core/check.hpp"
#include "engine/core/parallel.hpp"
#include "viz/render/raster_parts.hpp"

namespace gongjian::viz {
namespace {

void paint_outline(const std::vector<Place>& corners, const Scene::Area& area, const Band& band) {
  for (std::size_t i = 0; i < corners.size(); ++i)
    paint_line(corners[i], corners[(i + 1) % corners.size()], Ink(area.outline), area.outline_width,
               area.outline_width / 2.0, band);
}

// All insides before all outlines, so that no area covers its neighbour's outline.
void paint_areas(const Scene& scene, const View& view, const Band& band) {
  std::vector<Place> corners;
  for (const bool outlines : {false, true})
    for (const Scene::Area& area : scene.areas) {
      GONGJIAN_CHECK(area.first <= scene.corners.size() && area.count <= scene.corners.size() - area.first);
      if ((outlines ? area.outline : area.fill).a == 0) continue;
      corners.clear();
      for (std::uint32_t i = 0; i < area.count; ++i) corners.push_back(view.place(scene.corners[area.first + i]));
      if (outlines) paint_outline(corners, area, band);
      else paint_polygon(corners, Ink(area.fill), band);
    }
}

void paint_ground(const Scene& scene, const View& view, const Band& band) {
  std::fill(band.row(band.top), band.row(band.bottom), scene.background);
  paint_areas(scene, view, band);
  for (const Scene::Link& link : scene.links)
    if (link.colour.a != 0)
      paint_line(view.place(link.from), view.place(link.to), Ink(link.colour), link.width, 0, band);
}

template <class Paint>
void in_bands(Image& image, const core::Workers* workers, const Paint& paint) {
  constexpr std::size_t kRows = 64;
  const auto rows = static_cast<std::size_t>(image.height);
  const auto body = [&](std::size_t begin, std::size_t end) {
    paint(Band{image.pixels.data(), image.width, static_cast<int>(begin), static_cast<int>(end)});
  };
  if (workers && workers->threads() > 1)
    workers->for_blocks(rows, std::max(kRows, (rows + workers->threads() - 1) / workers->threads()), body);
  else if (rows > 0) body(0, rows);
}

}  // namespace

void raster_ground(const Scene& scene, const Camera& camera, Image& image, const core::Workers* workers) {
  const View view(camera, image);
  in_bands(image, workers, [&](const Band& band) { paint_ground(scene, view, band); });
}

void raster_points(const Scene& scene, const Camera& camera, Image& image, const core::Workers* workers) {
  GONGJIAN_CHECK(scene.point_colours.size() == scene.points.size());
  GONGJIAN_CHECK(scene.point_sizes.empty() || scene.point_sizes.size() == scene.points.size());
  const View view(camera, image);
  in_bands(image, workers, [&](const Band& band) { paint_points(scene, view, band); });
}

void raster(const Scene& scene, const Camera& camera, Image& image, const core::Workers* workers) {
  raster_ground(scene, camera, image, workers);
  raster_points(scene, camera, image, workers);
}

}  // namespace gongjian::viz
