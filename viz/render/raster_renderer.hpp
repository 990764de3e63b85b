// Maps drawn on the CPU and sent to OpenGL as pictures.
#pragma once

#include <optional>

#include "viz/render/drawn.hpp"
#include "viz/render/gl.hpp"
#include "viz/render/map_renderer.hpp"

namespace gongjian::viz {

class RasterRenderer final : public MapRenderer {
 public:
  explicit RasterRenderer(const core::Workers* workers) : workers_(workers) {}

  unsigned texture(const Scene& scene, const Camera& camera, int width, int height) override;
  std::string_view name() const override { return "raster"; }

 private:
  void draw(const Scene& scene, const Camera& camera, const DrawnGround& ground);
  void send();

  const core::Workers* workers_;
  Image ground_, image_;  // the map without and with its points
  std::optional<DrawnGround> drawn_ground_;
  std::optional<DrawnPoints> drawn_points_;
  Texture texture_;
  int texture_width_ = 0, texture_height_ = 0;
};

}  // namespace gongjian::viz
