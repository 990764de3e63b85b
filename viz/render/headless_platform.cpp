#include "viz/render/headless_platform.hpp"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

#include "engine/core/check.hpp"
#include "viz/render/egl_context.hpp"
#include "viz/render/gl.hpp"
#include "viz/render/gui.hpp"
#include "viz/render/injected_input.hpp"

namespace gongjian::viz {
namespace {

using Clock = std::chrono::steady_clock;

class SurfacelessPlatform final : public HeadlessPlatform {
 public:
  explicit SurfacelessPlatform(const HeadlessOptions& options);
  ~SurfacelessPlatform() override { context_.make_current(); }

  void begin_frame() override;
  void end_frame() override;
  Image read_pixels() override { return target_.read(); }

  bool should_close() const override { return closed_; }
  PixelSize framebuffer_size() const override { return size_; }
  float content_scale() const override { return options_.content_scale; }
  void set_title(const std::string&) override {}

  void wait_events(double seconds) override;
  void post_empty_event() override;

  std::string clipboard() const override { return clipboard_; }
  void set_clipboard(const std::string& text) override { clipboard_ = text; }

  void inject_mouse_position(float x, float y) override { queue_.emplace_back(MouseMove{x, y}); }
  void inject_mouse_button(int button, bool down) override {
    GONGJIAN_CHECK(button >= 0 && button < ImGuiMouseButton_COUNT);
    queue_.emplace_back(MouseButton{button, down});
  }
  void inject_wheel(float x, float y) override { queue_.emplace_back(Wheel{x, y}); }
  void inject_key(Key key, bool down, Modifiers modifiers) override {
    queue_.emplace_back(KeyStroke{key, down, modifiers});
  }
  void inject_text(std::string_view utf8) override { queue_.emplace_back(Text{std::string(utf8)}); }
  void inject_close() override { closed_ = true; }
  bool input_pending() const override { return !queue_.empty(); }

  void resize(int width, int height) override;

 private:
  float seconds_since_last_frame();

  HeadlessOptions options_;
  PixelSize size_;
  EglContext context_;
  Gui gui_;
  OffscreenTarget target_;
  std::deque<Input> queue_;
  std::string clipboard_;
  bool closed_ = false;
  Clock::time_point last_frame_ = Clock::now();

  std::mutex mutex_;
  std::condition_variable posted_;
  bool event_posted_ = false;
};

SurfacelessPlatform::SurfacelessPlatform(const HeadlessOptions& options)
    : options_(options), size_{options.width, options.height}, target_(options.width, options.height) {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendPlatformName = "gongjian headless";
  io.ClipboardUserData = &clipboard_;
  io.GetClipboardTextFn = [](void* text) { return static_cast<const std::string*>(text)->c_str(); };
  io.SetClipboardTextFn = [](void* text, const char* given) { *static_cast<std::string*>(text) = given; };
  prepare_gui_for_keys();
}

float SurfacelessPlatform::seconds_since_last_frame() {
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - std::exchange(last_frame_, now)).count();
  return static_cast<float>(options_.seconds_per_frame > 0 ? options_.seconds_per_frame : std::max(seconds, 1e-6));
}

void SurfacelessPlatform::begin_frame() {
  context_.make_current();
  gui_.activate();
  const KeyStroke pressed = give_to_gui(queue_);
  if (on_key && pressed.key != Key::unknown) on_key(pressed.key, pressed.modifiers);
  gui_.begin_frame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(size_.width), static_cast<float>(size_.height)};
  io.DeltaTime = seconds_since_last_frame();
  ImGui::NewFrame();
}

void SurfacelessPlatform::end_frame() {
  ImGui::Render();
  target_.bind();
  gui_.draw();
  glFinish();  // nothing else ends a frame here: software OpenGL would keep what it needs for all of them
}

void SurfacelessPlatform::resize(int width, int height) {
  context_.make_current();
  target_.resize(width, height);
  size_ = {width, height};
}

void SurfacelessPlatform::wait_events(double seconds) {
  std::unique_lock lock(mutex_);
  if (queue_.empty())
    posted_.wait_for(lock, std::chrono::duration<double>(std::clamp(seconds, 0.0, 1e6)), [&] { return event_posted_; });
  event_posted_ = false;
}

void SurfacelessPlatform::post_empty_event() {
  {
    const std::lock_guard lock(mutex_);
    event_posted_ = true;
  }
  posted_.notify_one();
}

}  // namespace

std::unique_ptr<HeadlessPlatform> open_headless(const HeadlessOptions& options) {
  GONGJIAN_CHECK(options.width > 0 && options.height > 0);
  return std::make_unique<SurfacelessPlatform>(options);
}

}  // namespace gongjian::viz
