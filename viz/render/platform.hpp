// Where the window's pictures go and its input comes from: a window on a desktop, or (headless_platform.hpp) neither.
//
// A platform has an OpenGL 3.3 context, current on the thread that made it, and a context of ImGui; fonts and style are
// set between its making and the first frame. Whatever holds names of OpenGL ends before the platform does.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "viz/render/image.hpp"
#include "viz/render/key.hpp"

namespace gongjian::viz {

struct PixelSize {
  int width = 0, height = 0;
  friend constexpr bool operator==(const PixelSize&, const PixelSize&) = default;
};

class Platform {
 public:
  Platform() = default;
  virtual ~Platform() = default;
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;

  // Takes what has come as input, tells on_key, and begins a frame of ImGui.
  virtual void begin_frame() = 0;
  // Draws the frame and shows it.
  virtual void end_frame() = 0;
  // The last frame that ended, opaque. No pixels where the window has none (it is minimised).
  virtual Image read_pixels() = 0;

  virtual bool should_close() const = 0;
  virtual PixelSize framebuffer_size() const = 0;
  // How much larger than usual texts are on this display.
  virtual float content_scale() const = 0;
  virtual void set_title(const std::string& title) = 0;

  // Sleeps until there is input or another thread posts an event, at most this long.
  virtual void wait_events(double seconds) = 0;
  // From any thread.
  virtual void post_empty_event() = 0;

  virtual std::string clipboard() const = 0;
  virtual void set_clipboard(const std::string& text) = 0;

  // Called by begin_frame for each key that was pressed, or repeats; whether a text field wants it, ImGui knows.
  std::function<void(Key, Modifiers)> on_key;
};

struct WindowOptions {
  std::string title = "gongjian";
  int width = 1280, height = 800;  // at a content scale of 1
};

// Throws core::UserError where there is no display, or no OpenGL 3.3 on it.
std::unique_ptr<Platform> open_window(const WindowOptions& options = {});

}  // namespace gongjian::viz
