// Draws a scene on the CPU: for machines whose OpenGL is software, and for pictures without any OpenGL.
//
// The same pixels on every machine: places are rounded once, to 1/256 of a pixel, and from there on all is whole
// numbers (directions and stamps too, which come from divisions and square roots that IEEE 754 defines to the bit).
#pragma once

#include "viz/render/image.hpp"
#include "viz/view_data/scene.hpp"

namespace gongjian::core {
class Workers;
}

namespace gongjian::viz {

// Fills the image, which has its size already, with the scene as the camera sees it: the camera's centre is the
// middle of the image. Workers, where given, draw bands of rows, to the same pixels.
void raster(const Scene& scene, const Camera& camera, Image& image, const core::Workers* workers = nullptr);

// The two steps of it. A map whose points alone change colour can keep what lies below them.
void raster_ground(const Scene& scene, const Camera& camera, Image& image, const core::Workers* workers = nullptr);
void raster_points(const Scene& scene, const Camera& camera, Image& image, const core::Workers* workers = nullptr);

}  // namespace gongjian::viz
