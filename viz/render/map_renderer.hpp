// Maps as textures that ImGui can show.
#pragma once

#include <memory>
#include <string_view>

#include "viz/view_data/scene.hpp"

namespace gongjian::core {
class Workers;
}

namespace gongjian::viz {

// Draws one map: a view that shows two scenes has two. Needs the platform's context as long as it lives.
class MapRenderer {
 public:
  MapRenderer() = default;
  virtual ~MapRenderer() = default;
  MapRenderer(const MapRenderer&) = delete;
  MapRenderer& operator=(const MapRenderer&) = delete;

  // OpenGL's name of a texture of this size, whose first row is the map's upper edge, so that it is shown at its own
  // size from (0, 0) to (1, 1). Drawn anew only where the scene's versions, the camera or the size have changed.
  virtual unsigned texture(const Scene& scene, const Camera& camera, int width, int height) = 0;

  // "raster" or "gl".
  virtual std::string_view name() const = 0;
};

enum class RendererKind {
  automatic,  // on the CPU where OpenGL is software too, which is slower; else on the GPU
  raster,
  gl,
};

// Workers, which outlive it, help the CPU to draw.
std::unique_ptr<MapRenderer> make_map_renderer(RendererKind kind = RendererKind::automatic,
                                               const core::Workers* workers = nullptr);

// Whether what OpenGL calls GL_RENDERER draws on the CPU.
bool is_software(std::string_view gl_renderer);

}  // namespace gongjian::viz
