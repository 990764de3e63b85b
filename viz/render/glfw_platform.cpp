// A window on a desktop, through GLFW.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <imgui.h>

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "viz/render/gl.hpp"
#include "viz/render/glfw_keys.hpp"
#include "viz/render/gui.hpp"
#include "viz/render/platform.hpp"

namespace gongjian::viz {
namespace {

std::string last_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? text : "no reason is given";
}

struct Library {
  Library() {
    if (!glfwInit())
      throw core::UserError(
          core::say("no window can be opened, because there is no display ({}). Start it on a desktop, or over ssh "
                    "with -X; without one, pictures can be drawn headless.",
                    "无法打开窗口，因为没有显示器（{}）。请在桌面环境中启动，或用 ssh -X；没有显示器时可以离屏绘图。",
                    last_error()));
  }
  ~Library() { glfwTerminate(); }
};

class Window {
 public:
  explicit Window(const WindowOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    window_ = glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
    if (!window_)
      throw core::UserError(core::say(
          "no window can be opened, because this display has no OpenGL 3.3 ({}). The package libgl1-mesa-dri draws "
          "without a graphics card; or pictures can be drawn headless.",
          "无法打开窗口，因为此显示器没有 OpenGL 3.3（{}）。软件包 libgl1-mesa-dri 无需显卡即可绘图；也可以离屏绘图。",
          last_error()));
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(window_, 320, 240, GLFW_DONT_CARE, GLFW_DONT_CARE);
  }
  ~Window() { glfwDestroyWindow(window_); }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  GLFWwindow* get() const { return window_; }

 private:
  GLFWwindow* window_;
};

// ImGui's input from GLFW. It calls what was called before it, so our own callbacks come first.
struct GuiInput {
  explicit GuiInput(GLFWwindow* window) { ImGui_ImplGlfw_InitForOpenGL(window, true); }
  ~GuiInput() { ImGui_ImplGlfw_Shutdown(); }
};

class GlfwPlatform final : public Platform {
 public:
  explicit GlfwPlatform(const WindowOptions& options) : window_(options) {
    glfwSetWindowUserPointer(window_.get(), this);
    glfwSetKeyCallback(window_.get(), [](GLFWwindow* window, int key, int scancode, int action, int bits) {
      // kept for begin_frame: an exception may not fly through GLFW
      auto& self = *static_cast<GlfwPlatform*>(glfwGetWindowUserPointer(window));
      if (action == GLFW_RELEASE) return;
      self.keys_.emplace_back(key_of_glfw(key, scancode), modifiers_of_glfw(bits));
      if (key >= 0) self.pressed_.push_back(key);
    });
    input_.emplace(window_.get());
  }
  ~GlfwPlatform() override {
    glfwMakeContextCurrent(window_.get());
    gui_.activate();
  }

  void begin_frame() override;
  void end_frame() override;
  Image read_pixels() override;

  bool should_close() const override { return glfwWindowShouldClose(window_.get()); }
  PixelSize framebuffer_size() const override {
    PixelSize size;
    glfwGetFramebufferSize(window_.get(), &size.width, &size.height);
    return size;
  }
  float content_scale() const override {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_.get(), &x, &y);
    return x > 0 ? x : 1;
  }
  void set_title(const std::string& title) override { glfwSetWindowTitle(window_.get(), title.c_str()); }

  void wait_events(double seconds) override {
    if (seconds > 0 && std::isfinite(seconds)) glfwWaitEventsTimeout(seconds);
  }
  void post_empty_event() override { glfwPostEmptyEvent(); }

  std::string clipboard() const override {
    const char* text = glfwGetClipboardString(window_.get());
    return text ? text : "";
  }
  void set_clipboard(const std::string& text) override { glfwSetClipboardString(window_.get(), text.c_str()); }

 private:
  void poll_events();

  Library library_;
  Window window_;
  Gui gui_;
  std::optional<GuiInput> input_;
  std::vector<std::pair<Key, Modifiers>> keys_;
  std::vector<int> pressed_, held_;  // GLFW's keys: since the last frame; let go already, but held to the frame's end
};

// A key that goes down and up within one frame is held to its end: ImGui before 1.87 looks at keys once a frame.
void GlfwPlatform::poll_events() {
#if IMGUI_VERSION_NUM < 18700
  auto& down = ImGui::GetIO().KeysDown;
  for (const int key : std::exchange(held_, {})) down[key] = glfwGetKey(window_.get(), key) == GLFW_PRESS;
  glfwPollEvents();
  for (const int key : std::exchange(pressed_, {}))
    if (!std::exchange(down[key], true)) held_.push_back(key);
#else
  glfwPollEvents();
  pressed_.clear();
#endif
}

void GlfwPlatform::begin_frame() {
  gui_.activate();
  glfwMakeContextCurrent(window_.get());
  poll_events();
  for (const auto& [key, modifiers] : std::exchange(keys_, {}))
    if (on_key && key != Key::unknown) on_key(key, modifiers);
  gui_.begin_frame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
}

void GlfwPlatform::end_frame() {
  ImGui::Render();
  const auto [width, height] = framebuffer_size();
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glViewport(0, 0, width, height);
  gui_.draw();
  glfwSwapBuffers(window_.get());
}

// Drawn again: what has been shown is the desktop's and may be hidden or gone.
Image GlfwPlatform::read_pixels() {
  const auto [width, height] = framebuffer_size();
  if (width <= 0 || height <= 0) return {};
  const KeepTarget keep;
  const OffscreenTarget target(width, height);
  target.bind();
  gui_.draw();
  return target.read();
}

}  // namespace

std::unique_ptr<Platform> open_window(const WindowOptions& options) {
  require_gl_library();
  return std::make_unique<GlfwPlatform>(options);
}

}  // namespace gongjian::viz
