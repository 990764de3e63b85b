#include "viz/app/panels/status_bar.hpp"

#include <fmt/format.h>

#include <fstream>

#include "engine/core/hash.hpp"

namespace gongjian::viz {
namespace {

// Of this process, in millions of bytes; 0 where the system does not tell.
long memory() {
  std::ifstream file("/proc/self/statm");
  long all = 0, resident = 0;
  file >> all >> resident;
  return resident * 4096 / 1'000'000;
}

// How far a log is that is being written, and a way to stop it.
void draw_saving(Window& window) {
  Ui& ui = window.ui;
  const run::SaveProgress& saving = window.viewer.state().saving;
  if (saving.path.empty()) return;
  std::string text = fmt::format(fmt::runtime(window.say(Say::saving)), saving.path.substr(saving.path.rfind('/') + 1),
                                 100 * saving.weeks_done / saving.weeks);
  if (saving.waiting > 0) text += "  ·  " + fmt::format(fmt::runtime(window.say(Say::saving_more)), saving.waiting);
  ImGui::TextUnformatted(text.c_str());
  ui.mark("saving", "text", text);
  ui.tip(saving.path.c_str());
  ImGui::SameLine();
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.em * 0.4F, 0});
  if (ui.button("save.stop", window.say(Say::save_stop))) window.viewer.session()->stop_saving();
  ImGui::PopStyleVar();
  ImGui::SameLine();
}

}  // namespace

void StatusBar::draw(Window& window, const Box& box) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.em * 0.5F, ui.em * 0.2F});
  begin_panel("status", box, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  draw_saving(window);
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "  ·  ") + part; };
  if (!window.is_frozen) add(fmt::format(fmt::runtime(window.say(Say::status_frames)), window.frames_per_second));
  if (!window.is_frozen && viewer.state().playing)
    add(fmt::format(fmt::runtime(window.say(Say::status_weeks)), viewer.state().weeks_per_second));
  if (!viewer.sides().empty() && viewer.sides().front().record != nullptr)
    add(fmt::format("{} {}", window.say(Say::status_hash), core::to_hex(viewer.sides().front().record->frame.hash())));
  const bool is_raster = window.renderer_name == "raster";
  add(fmt::format(fmt::runtime(window.say(Say::status_renderer)),
                  window.say(is_raster ? Say::renderer_raster : Say::renderer_gl)));
  if (!window.is_frozen) add(fmt::format(fmt::runtime(window.say(Say::status_memory)), memory()));
  if (viewer.state().follows) add(window.say(Say::following_log));
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(ui.colours().faint));
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopStyleColor();
  if (const std::string& message = window.say(viewer.message()); !message.empty()) {
    ImGui::SameLine();
    const Colour colour =
        viewer.message_is_error() ? category(5, ui.dark ? ThemeKind::dark : ThemeKind::light) : ui.colours().text;
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(colour));
    const std::string first_line = message.substr(0, message.find('\n'));
    ImGui::TextUnformatted(first_line.c_str());
    ui.mark("message", "text", message);
    ui.tip(message.c_str());
    ImGui::PopStyleColor();
  }
  end_panel();
}

}  // namespace gongjian::viz
