// A platform without display: OpenGL through EGL, into memory, and input that the program gives itself. For pictures
// and films on machines without a desktop, and for tests.
#pragma once

#include <memory>
#include <string_view>

#include "viz/render/platform.hpp"

namespace gongjian::viz {

class HeadlessPlatform : public Platform {
 public:
  // Input for the frames to come, in this order. Each press, release and text is seen by a frame of its own, as a
  // person's are; so a click takes two frames.
  virtual void inject_mouse_position(float x, float y) = 0;
  virtual void inject_mouse_button(int button, bool down) = 0;
  virtual void inject_wheel(float x, float y) = 0;
  virtual void inject_key(Key key, bool down, Modifiers modifiers = {}) = 0;
  virtual void inject_text(std::string_view utf8) = 0;
  virtual void inject_close() = 0;
  // Whether there is input that no frame has seen.
  virtual bool input_pending() const = 0;

  virtual void resize(int width, int height) = 0;
};

struct HeadlessOptions {
  int width = 1280, height = 800;  // pixels
  float content_scale = 1;
  double seconds_per_frame = 1.0 / 60;  // as ImGui is told; 0: as the clock runs
};

// Throws core::UserError where there is no EGL, or no OpenGL 3.3 through it.
std::unique_ptr<HeadlessPlatform> open_headless(const HeadlessOptions& options = {});

}  // namespace gongjian::viz
