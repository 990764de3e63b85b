#include "viz/render/map_renderer.hpp"

#include "viz/render/gl.hpp"
#include "viz/render/gl_renderer.hpp"
#include "viz/render/raster_renderer.hpp"

namespace gongjian::viz {

bool is_software(std::string_view gl_renderer) {
  for (const std::string_view name : {"llvmpipe", "softpipe", "SwiftShader"})
    if (gl_renderer.find(name) != std::string_view::npos) return true;
  return false;
}

std::unique_ptr<MapRenderer> make_map_renderer(RendererKind kind, const core::Workers* workers) {
  if (kind == RendererKind::automatic) {
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    kind = is_software(name ? name : "") ? RendererKind::raster : RendererKind::gl;
  }
  if (kind == RendererKind::raster) return std::make_unique<RasterRenderer>(workers);
  return std::make_unique<GlRenderer>();
}

}  // namespace gongjian::viz
