#include "viz/render/gl_renderer.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/core/check.hpp"
#include "viz/render/gl_shaders.hpp"

namespace gongjian::viz {
namespace {

constexpr GLint kSamples = 4;  // a pixel: smooth edges of areas; lines and points have their own

template <class T>
void fill(const Buffer& buffer, const std::vector<T>& rows) {
  glBindBuffer(GL_ARRAY_BUFFER, buffer.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(rows.size() * sizeof(T)), rows.data(), GL_DYNAMIC_DRAW);
}

// Attribute `location` is so many floats of each row of the bound buffer. divisor 1: a row is an instance.
void floats(GLuint location, GLint count, std::size_t row, std::size_t offset, GLuint divisor) {
  glEnableVertexAttribArray(location);
  glVertexAttribPointer(location, count, GL_FLOAT, GL_FALSE, static_cast<GLsizei>(row),
                        reinterpret_cast<const void*>(offset));
  glVertexAttribDivisor(location, divisor);
}
void colours(GLuint location, std::size_t row, std::size_t offset, GLuint divisor) {
  glEnableVertexAttribArray(location);
  glVertexAttribPointer(location, 4, GL_UNSIGNED_BYTE, GL_TRUE, static_cast<GLsizei>(row),
                        reinterpret_cast<const void*>(offset));
  glVertexAttribDivisor(location, divisor);
}

struct Corner {
  Point point;
  Colour colour;
};

void describe_lines(const VertexArray& attributes, const Buffer& buffer) {
  glBindVertexArray(attributes.name());
  glBindBuffer(GL_ARRAY_BUFFER, buffer.name());
  floats(0, 2, sizeof(Scene::Link), offsetof(Scene::Link, from), 1);
  floats(1, 2, sizeof(Scene::Link), offsetof(Scene::Link, to), 1);
  colours(2, sizeof(Scene::Link), offsetof(Scene::Link, colour), 1);
  floats(3, 1, sizeof(Scene::Link), offsetof(Scene::Link, width), 1);
}

}  // namespace

GlRenderer::GlRenderer()
    : areas_(shaders::kAreaVertex, shaders::kAreaFragment),
      outlines_(shaders::kLineVertex, shaders::kLineFragment),
      links_(shaders::kLineVertex, shaders::kLineFragment),
      points_(shaders::kPointVertex, shaders::kPointFragment) {
  glBindVertexArray(areas_.attributes.name());
  glBindBuffer(GL_ARRAY_BUFFER, areas_.buffer.name());
  floats(0, 2, sizeof(Corner), offsetof(Corner, point), 0);
  colours(1, sizeof(Corner), offsetof(Corner, colour), 0);

  describe_lines(outlines_.attributes, outlines_.buffer);
  describe_lines(links_.attributes, links_.buffer);

  glBindVertexArray(points_.attributes.name());
  glBindBuffer(GL_ARRAY_BUFFER, points_.buffer.name());
  floats(0, 2, sizeof(Point), 0, 1);
  glBindBuffer(GL_ARRAY_BUFFER, point_colours_.name());
  colours(1, sizeof(Colour), 0, 1);
  glBindBuffer(GL_ARRAY_BUFFER, point_sizes_.name());
  floats(2, 1, sizeof(float), 0, 1);
  glBindVertexArray(0);
}

unsigned GlRenderer::texture(const Scene& scene, const Camera& camera, int width, int height) {
  const DrawnGround ground = DrawnGround::of(scene, camera, std::max(width, 1), std::max(height, 1));
  const DrawnPoints points = DrawnPoints::of(scene);
  if (drawn_ground_ != ground || drawn_points_ != points) {
    const KeepTarget keep;
    resize(ground.from.width, ground.from.height);
    send(scene);
    draw(scene, camera);
    drawn_ground_ = ground;
    drawn_points_ = points;
  }
  return texture_.name();
}

void GlRenderer::resize(int width, int height) {
  if (width == width_ && height == height_) return;
  GLint samples = 0;
  glGetIntegerv(GL_MAX_SAMPLES, &samples);
  glBindRenderbuffer(GL_RENDERBUFFER, samples_.name());
  glRenderbufferStorageMultisample(GL_RENDERBUFFER, std::min(samples, kSamples), GL_RGBA8, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, drawn_into_.name());
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, samples_.name());
  GONGJIAN_CHECK(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);

  size_texture(texture_, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, shown_from_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.name(), 0);
  GONGJIAN_CHECK(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
  width_ = width;
  height_ = height;
}

void GlRenderer::send(const Scene& scene) {
  if (sent_areas_ != scene.areas_version) {
    send_areas(scene);
    send_outlines(scene);
    sent_areas_ = scene.areas_version;
  }
  if (sent_links_ != scene.links_version) {
    fill(links_.buffer, scene.links);
    links_.count = static_cast<GLsizei>(scene.links.size());
    sent_links_ = scene.links_version;
  }
  if (sent_points_ != scene.points_version) {
    fill(points_.buffer, scene.points);
    points_.count = static_cast<GLsizei>(scene.points.size());
    sent_points_ = scene.points_version;
  }
  if (sent_colours_ != scene.colours_version) {
    fill(point_colours_, scene.point_colours);
    fill(point_sizes_, scene.point_sizes);
    point_sizes_vary_ = !scene.point_sizes.empty();
    sent_colours_ = scene.colours_version;
  }
  // OpenGL would read beyond the end of what it was given
  GONGJIAN_CHECK(scene.point_colours.size() == scene.points.size());
  GONGJIAN_CHECK(scene.point_sizes.empty() || scene.point_sizes.size() == scene.points.size());
}

void GlRenderer::send_areas(const Scene& scene) {
  std::vector<Corner> corners;
  for (const Scene::Area& area : scene.areas) {
    GONGJIAN_CHECK(area.first <= scene.corners.size() && area.count <= scene.corners.size() - area.first);
    if (area.fill.a == 0) continue;
    const Point* corner = scene.corners.data() + area.first;
    for (std::uint32_t i = 2; i < area.count; ++i)
      corners.insert(corners.end(), {{corner[0], area.fill}, {corner[i - 1], area.fill}, {corner[i], area.fill}});
  }
  fill(areas_.buffer, corners);
  areas_.count = static_cast<GLsizei>(corners.size());
}

void GlRenderer::send_outlines(const Scene& scene) {
  std::vector<Scene::Link> lines;
  for (const Scene::Area& area : scene.areas) {
    if (area.outline.a == 0) continue;
    const Point* corner = scene.corners.data() + area.first;
    for (std::uint32_t i = 0; i < area.count; ++i)
      lines.push_back({corner[i], corner[(i + 1) % area.count], area.outline, area.outline_width});
  }
  fill(outlines_.buffer, lines);
  outlines_.count = static_cast<GLsizei>(lines.size());
}

void GlRenderer::Shapes::use(const Camera& camera, int width, int height) const {
  glUseProgram(program.name());
  glBindVertexArray(attributes.name());
  glUniform2f(glGetUniformLocation(program.name(), "centre"), camera.centre.x, camera.centre.y);
  glUniform2f(glGetUniformLocation(program.name(), "size"), static_cast<float>(width), static_cast<float>(height));
  glUniform1f(glGetUniformLocation(program.name(), "scale"), camera.scale);
}

void GlRenderer::draw(const Scene& scene, const Camera& camera) const {
  const Colour background = scene.background;
  glBindFramebuffer(GL_FRAMEBUFFER, drawn_into_.name());
  glViewport(0, 0, width_, height_);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  glEnable(GL_MULTISAMPLE);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  const auto part = [](std::uint8_t level) { return static_cast<float>(level) / 255; };
  glClearColor(part(background.r), part(background.g), part(background.b), part(background.a));
  glClear(GL_COLOR_BUFFER_BIT);

  areas_.use(camera, width_, height_);
  glDrawArrays(GL_TRIANGLES, 0, areas_.count);
  for (const Shapes* lines : {&outlines_, &links_}) {
    lines->use(camera, width_, height_);
    glUniform1f(glGetUniformLocation(lines->program.name(), "beyond"), lines == &outlines_ ? 0.5f : 0.0f);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, lines->count);
  }
  points_.use(camera, width_, height_);
  (point_sizes_vary_ ? glEnableVertexAttribArray : glDisableVertexAttribArray)(2);
  glVertexAttrib1f(2, scene.point_size);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, points_.count);
  glBindVertexArray(0);
  glUseProgram(0);

  glBindFramebuffer(GL_READ_FRAMEBUFFER, drawn_into_.name());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, shown_from_.name());
  glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

}  // namespace gongjian::viz
