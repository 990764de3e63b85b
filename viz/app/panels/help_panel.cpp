#include "viz/app/panels/help_panel.hpp"

#include <algorithm>

namespace gongjian::viz {

void HelpPanel::draw(Window& window) {
  if (!window.shows_help) return;
  Ui& ui = window.ui;
  const PixelSize size = window.platform.framebuffer_size();
  const float width = std::min(ui.em * 34, static_cast<float>(size.width) * 0.9F);
  ImGui::SetNextWindowPos({static_cast<float>(size.width) / 2, static_cast<float>(size.height) / 2}, 0, {0.5F, 0.5F});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, static_cast<float>(size.height) * 0.9F});
  ImGui::Begin("help", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoMove);
  ui.paragraph(window.say(Say::help_text));
  ImGui::Separator();
  for (const Say key : {Say::key_space, Say::key_arrows, Say::key_ends, Say::key_views, Say::key_fit, Say::key_search,
                        Say::key_save, Say::key_layouts, Say::key_text, Say::key_tab, Say::zoom_hint})
    ui.paragraph(window.say(key));
  ImGui::Separator();
  ui.muted(window.say(Say::no_screen_reader));
  if (ui.button("help.close", window.say(Say::close))) window.shows_help = false;
  ImGui::End();
}

}  // namespace gongjian::viz
