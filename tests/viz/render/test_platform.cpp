#include "viz/render/platform.hpp"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

#include "engine/core/error.hpp"
#include "tests/viz/render/headless.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

// A window with a button and a text field, which counts clicks.
struct Form {
  int clicks = 0;
  char text[32] = "";
  ImVec2 button_low, button_high, field_low, field_high;

  void show(Platform& platform) {
    platform.begin_frame();
    ImGui::SetNextWindowPos({10, 10});
    ImGui::SetNextWindowSize({200, 120});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, {1, 0, 0, 1});
    ImGui::Begin("form", nullptr, ImGuiWindowFlags_NoTitleBar);
    clicks += ImGui::Button("press");
    button_low = ImGui::GetItemRectMin(), button_high = ImGui::GetItemRectMax();
    ImGui::InputText("##text", text, sizeof text);
    field_low = ImGui::GetItemRectMin(), field_high = ImGui::GetItemRectMax();
    ImGui::End();
    ImGui::PopStyleColor();
    platform.end_frame();
  }
};

void click(HeadlessPlatform& platform, ImVec2 low, ImVec2 high) {
  platform.inject_mouse_position((low.x + high.x) / 2, (low.y + high.y) / 2);
  platform.inject_mouse_button(0, true);
  platform.inject_mouse_button(0, false);
}

void show_all(Form& form, HeadlessPlatform& platform) {
  do form.show(platform);
  while (platform.input_pending());
  form.show(platform);
}

// Takes an environment variable away as long as it lives.
struct Without {
  const char* name;
  std::optional<std::string> value;
  explicit Without(const char* variable) : name(variable) {
    if (const char* is = std::getenv(name)) value = is;
    unsetenv(name);
  }
  ~Without() {
    if (value) setenv(name, value->c_str(), 1);
  }
};

}  // namespace

TEST_CASE("a window of ImGui is drawn headless where it should be", "[viz]") {
  const auto platform = headless_or_skip({.width = 320, .height = 200});
  if (!platform) return;
  Form form;
  form.show(*platform);
  form.show(*platform);
  const Image image = platform->read_pixels();
  CHECK(image.width == 320);
  CHECK(image.height == 200);
  CHECK(image.at(100, 120) == Colour{255, 0, 0, 255});
  CHECK(image.at(100, 128) == Colour{255, 0, 0, 255});
  CHECK(image.at(100, 132) == Colour{0, 0, 0, 255});
  CHECK(image.at(215, 60) == Colour{0, 0, 0, 255});

  platform->resize(400, 100);
  form.show(*platform);
  CHECK(platform->framebuffer_size() == PixelSize{400, 100});
  CHECK(platform->read_pixels().width == 400);
}

TEST_CASE("two headless pictures of the same are the same", "[viz]") {
  std::vector<Colour> first;
  for (int i = 0; i < 2; ++i) {
    const auto platform = headless_or_skip({.width = 320, .height = 200});
    if (!platform) return;
    Form form;
    form.show(*platform);
    form.show(*platform);
    if (i == 0) first = platform->read_pixels().pixels;
    if (i == 1) CHECK(platform->read_pixels().pixels == first);
  }
}

TEST_CASE("injected input reaches ImGui as a person's does", "[viz]") {
  const auto platform = headless_or_skip({.width = 320, .height = 200});
  if (!platform) return;
  std::vector<std::pair<Key, Modifiers>> keys;
  platform->on_key = [&](Key key, Modifiers modifiers) { keys.emplace_back(key, modifiers); };
  Form form;
  form.show(*platform);

  click(*platform, form.button_low, form.button_high);
  click(*platform, form.button_low, form.button_high);
  show_all(form, *platform);
  CHECK(form.clicks == 2);

  click(*platform, form.field_low, form.field_high);
  platform->inject_text("共建 ab");
  platform->inject_key(Key::backspace, true);
  platform->inject_key(Key::backspace, false);
  show_all(form, *platform);
  CHECK(std::string(form.text) == "共建 a");

  platform->inject_key(Key{'a'}, true, {.control = true});
  platform->inject_key(Key{'a'}, false);
  platform->inject_key(Key{'c'}, true, {.control = true});
  platform->inject_key(Key{'c'}, false);
  show_all(form, *platform);
  CHECK(platform->clipboard() == "共建 a");
  CHECK(keys == std::vector<std::pair<Key, Modifiers>>{
                    {Key::backspace, {}}, {Key{'a'}, {.control = true}}, {Key{'c'}, {.control = true}}});

  CHECK_FALSE(platform->should_close());
  platform->inject_close();
  CHECK(platform->should_close());
}

TEST_CASE("a posted event wakes who waits for one", "[viz]") {
  const auto platform = headless_or_skip({.width = 32, .height = 20});
  if (!platform) return;
  const auto begin = std::chrono::steady_clock::now();
  std::thread other([&] { platform->post_empty_event(); });
  platform->wait_events(60);
  other.join();
  platform->wait_events(0.001);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}

TEST_CASE("without a display, a window is refused with what to do instead", "[viz]") {
  const Without display("DISPLAY"), wayland("WAYLAND_DISPLAY");
  try {
    open_window();
    FAIL("a window was opened without a display");
  } catch (const core::UserError& error) {
    CHECK(std::string(error.what()).find("there is no display") != std::string::npos);
    CHECK(std::string(error.what()).find("headless") != std::string::npos);
  }
}

// Run under a display of its own: see CMakeLists.txt.
TEST_CASE("a window opens on a display and shows what is drawn", "[.][window]") {
  const auto platform = open_window({.title = "gongjian test", .width = 400, .height = 300});
  Form form;
  form.show(*platform);
  form.show(*platform);
  const auto [width, height] = platform->framebuffer_size();
  const Image image = platform->read_pixels();
  CHECK(image.width == width);
  CHECK(image.height == height);
  CHECK(image.at(100, 120) == Colour{255, 0, 0, 255});
  CHECK(platform->content_scale() > 0);
  platform->set_clipboard("共建");
  CHECK(platform->clipboard() == "共建");
  platform->set_title("共建");

  // keys come through the display, from xdotool
  std::vector<std::pair<Key, Modifiers>> keys;
  platform->on_key = [&](Key key, Modifiers modifiers) { keys.emplace_back(key, modifiers); };
  REQUIRE(std::system("xdotool search --name . windowfocus --sync; xdotool key space ctrl+r F5 slash") == 0);
  for (int i = 0; i < 50 && keys.size() < 6; ++i) {
    platform->wait_events(0.1);
    form.show(*platform);
  }
  const auto pressed = [&](Key key, Modifiers modifiers) {
    return std::find(keys.begin(), keys.end(), std::pair(key, modifiers)) != keys.end();
  };
  CHECK(pressed(Key::space, {}));
  CHECK(pressed(Key{'r'}, {.control = true}));
  CHECK(pressed(static_cast<Key>(static_cast<int>(Key::f1) + 4), {}));
  CHECK(pressed(Key{'/'}, {}));
  CHECK_FALSE(platform->should_close());
}
