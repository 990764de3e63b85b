#include "viz/render/gl.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <string>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::viz {
namespace {

GLuint compile(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  GLint compiled = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
  if (compiled) return shader;
  char log[1024] = "";
  glGetShaderInfoLog(shader, sizeof log, nullptr, log);
  throw core::UserError(
      core::say("this machine's OpenGL does not take a shader of the map: {}\nThe map can be drawn without: ask for "
                "the raster renderer.",
                "本机的 OpenGL 无法使用地图的着色器：{}\n地图也可不用它绘制：请选用光栅渲染。", log));
}

}  // namespace

void require_gl_library() {
  // Neither libepoxy nor ImGui's loader can report that it is missing: they end the program.
  if (!dlopen("libGL.so.1", RTLD_LAZY | RTLD_LOCAL))
    throw core::UserError(
        {"the window needs OpenGL, and the library libGL.so.1 is not here: install the packages libgl1 "
         "and libgl1-mesa-dri. Everything else works without it.",
         "窗口需要 OpenGL，而此处缺少库 libGL.so.1：请安装软件包 libgl1 和 libgl1-mesa-dri。其余功能不需要它。"});
}

void require_gl_3_3() {
  if (const int version = epoxy_gl_version(); version < 33)
    throw core::UserError(
        core::say("the window needs OpenGL 3.3, and there is only {}.{} here. Mesa draws in software on any machine: "
                  "install the package libgl1-mesa-dri and set LIBGL_ALWAYS_SOFTWARE=1.",
                  "窗口需要 OpenGL 3.3，而此处只有 {}.{}。Mesa 在任何机器上都能用软件绘图：请安装软件包 "
                  "libgl1-mesa-dri 并设置 LIBGL_ALWAYS_SOFTWARE=1。",
                  version / 10, version % 10));
}

void size_texture(const Texture& texture, int width, int height) {
  glBindTexture(GL_TEXTURE_2D, texture.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
}

Program::Program(const char* vertex_shader, const char* fragment_shader) : name_(glCreateProgram()) {
  for (const GLuint shader : {compile(GL_VERTEX_SHADER, vertex_shader), compile(GL_FRAGMENT_SHADER, fragment_shader)}) {
    glAttachShader(name_, shader);
    glDeleteShader(shader);  // once the program is deleted
  }
  glLinkProgram(name_);
  GLint linked = 0;
  glGetProgramiv(name_, GL_LINK_STATUS, &linked);
  GONGJIAN_CHECK(linked);
}

KeepTarget::KeepTarget() {
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_);
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_);
  glGetIntegerv(GL_VIEWPORT, viewport_);
}

KeepTarget::~KeepTarget() {
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_));
  glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
}

void OffscreenTarget::resize(int width, int height) {
  GONGJIAN_CHECK(width > 0 && height > 0);
  width_ = width;
  height_ = height;
  glBindRenderbuffer(GL_RENDERBUFFER, colours_.name());
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colours_.name());
  GONGJIAN_CHECK(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
}

void OffscreenTarget::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glViewport(0, 0, width_, height_);
}

Image OffscreenTarget::read() const {
  const KeepTarget keep;
  Image image(width_, height_);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, image.pixels.data());
  for (int y = 0; y < height_ / 2; ++y)  // OpenGL's first row is the lowest
    std::swap_ranges(&image.at(0, y), &image.at(0, y) + width_, &image.at(0, height_ - 1 - y));
  for (Colour& pixel : image.pixels) pixel.a = 255;  // what ImGui leaves there says nothing
  return image;
}

}  // namespace gongjian::viz
