// OpenGL through libepoxy, which finds each function when it is first called. It lives beside the loader inside ImGui's
// backend: theirs is a table of its own names, and both end at the same functions.
#pragma once

#include <epoxy/gl.h>

#include "viz/render/image.hpp"

namespace gongjian::viz {

// Throws core::UserError where the library is not installed; before any context is made.
void require_gl_library();
// Throws core::UserError where the current context is older than OpenGL 3.3.
void require_gl_3_3();

// A name that OpenGL gave, given back at the end.
template <void (*Create)(GLuint*), void (*Delete)(const GLuint*)>
class GlObject {
 public:
  GlObject() { Create(&name_); }
  ~GlObject() { Delete(&name_); }
  GlObject(const GlObject&) = delete;
  GlObject& operator=(const GlObject&) = delete;
  GLuint name() const { return name_; }

 private:
  GLuint name_ = 0;
};

inline void create_texture(GLuint* name) { glGenTextures(1, name); }
inline void delete_texture(const GLuint* name) { glDeleteTextures(1, name); }
inline void create_buffer(GLuint* name) { glGenBuffers(1, name); }
inline void delete_buffer(const GLuint* name) { glDeleteBuffers(1, name); }
inline void create_vertex_array(GLuint* name) { glGenVertexArrays(1, name); }
inline void delete_vertex_array(const GLuint* name) { glDeleteVertexArrays(1, name); }
inline void create_renderbuffer(GLuint* name) { glGenRenderbuffers(1, name); }
inline void delete_renderbuffer(const GLuint* name) { glDeleteRenderbuffers(1, name); }
inline void create_framebuffer(GLuint* name) { glGenFramebuffers(1, name); }
inline void delete_framebuffer(const GLuint* name) { glDeleteFramebuffers(1, name); }

using Texture = GlObject<create_texture, delete_texture>;
using Buffer = GlObject<create_buffer, delete_buffer>;
using VertexArray = GlObject<create_vertex_array, delete_vertex_array>;
using Renderbuffer = GlObject<create_renderbuffer, delete_renderbuffer>;
using Framebuffer = GlObject<create_framebuffer, delete_framebuffer>;

// A texture of this size without contents, of which each pixel is shown as it is.
void size_texture(const Texture& texture, int width, int height);

class Program {
 public:
  Program(const char* vertex_shader, const char* fragment_shader);
  ~Program() { glDeleteProgram(name_); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  GLuint name() const { return name_; }

 private:
  GLuint name_;
};

// While it lives, drawing may go elsewhere; afterwards it goes where it went before.
class KeepTarget {
 public:
  KeepTarget();
  ~KeepTarget();
  KeepTarget(const KeepTarget&) = delete;
  KeepTarget& operator=(const KeepTarget&) = delete;

 private:
  GLint draw_ = 0, read_ = 0, viewport_[4] = {};
};

// Pictures drawn into memory.
class OffscreenTarget {
 public:
  OffscreenTarget(int width, int height) { resize(width, height); }

  void resize(int width, int height);
  void bind() const;
  // Opaque, the first row above.
  Image read() const;

 private:
  int width_ = 0, height_ = 0;
  Renderbuffer colours_;
  Framebuffer framebuffer_;
};

}  // namespace gongjian::viz
