// The parts of the rasteriser, each of which paints one kind of thing into a band.
#pragma once

#include <memory>
#include <span>

#include "viz/render/raster_view.hpp"

namespace gongjian::viz {

// A convex polygon's inside.
void paint_polygon(std::span<const Place> corners, Ink ink, const Band& band);

// A straight line: a rectangle of this width around it, which reaches `beyond` pixels beyond its ends.
void paint_line(Place from, Place to, Ink ink, double width, double beyond, const Band& band);

void paint_points(const Scene& scene, const View& view, const Band& band);

}  // namespace gongjian::viz
