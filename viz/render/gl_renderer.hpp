// Maps drawn by OpenGL: areas as triangles, links and points as instances of a square. Sends only what has changed.
#pragma once

#include <optional>

#include "viz/render/drawn.hpp"
#include "viz/render/gl.hpp"
#include "viz/render/map_renderer.hpp"

namespace gongjian::viz {

class GlRenderer final : public MapRenderer {
 public:
  GlRenderer();

  unsigned texture(const Scene& scene, const Camera& camera, int width, int height) override;
  std::string_view name() const override { return "gl"; }

 private:
  // Things of one kind on the GPU.
  struct Shapes {
    Program program;
    VertexArray attributes;
    Buffer buffer;
    GLsizei count = 0;

    Shapes(const char* vertex_shader, const char* fragment_shader) : program(vertex_shader, fragment_shader) {}
    void use(const Camera& camera, int width, int height) const;
  };

  void resize(int width, int height);
  void send(const Scene& scene);
  void send_areas(const Scene& scene);
  void send_outlines(const Scene& scene);
  void draw(const Scene& scene, const Camera& camera) const;

  Shapes areas_, outlines_, links_, points_;
  Buffer point_colours_, point_sizes_;
  bool point_sizes_vary_ = false;
  std::optional<std::uint64_t> sent_areas_, sent_links_, sent_points_, sent_colours_;

  Renderbuffer samples_;
  Texture texture_;
  Framebuffer drawn_into_, shown_from_;
  int width_ = 0, height_ = 0;
  std::optional<DrawnGround> drawn_ground_;
  std::optional<DrawnPoints> drawn_points_;
};

}  // namespace gongjian::viz
