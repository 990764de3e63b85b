#include "viz/app/style.hpp"

#include <imgui.h>

#include "viz/view_data/palette.hpp"

namespace gongjian::viz {
namespace {

ImVec4 colour(Colour c, float alpha = 1) {
  return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255, alpha};
}

}  // namespace

void set_style(bool dark, float em) {
  ImGuiStyle style;
  if (dark) ImGui::StyleColorsDark(&style);
  else ImGui::StyleColorsLight(&style);
  const Theme& theme = viz::theme(dark ? ThemeKind::dark : ThemeKind::light);
  ImVec4* colours = style.Colors;
  colours[ImGuiCol_WindowBg] = colour(theme.panel);
  colours[ImGuiCol_PopupBg] = colour(theme.background);
  colours[ImGuiCol_Text] = colour(theme.text);
  colours[ImGuiCol_TextDisabled] = colour(theme.faint);
  colours[ImGuiCol_Border] = colour(theme.grid);
  colours[ImGuiCol_Button] = colour(mixed(theme.panel, theme.text, 0.10));
  colours[ImGuiCol_ButtonHovered] = colour(mixed(theme.panel, theme.accent, 0.35));
  colours[ImGuiCol_ButtonActive] = colour(mixed(theme.panel, theme.accent, 0.5));
  colours[ImGuiCol_FrameBg] = colour(mixed(theme.panel, theme.text, 0.07));
  colours[ImGuiCol_FrameBgHovered] = colour(mixed(theme.panel, theme.accent, 0.2));
  colours[ImGuiCol_FrameBgActive] = colour(mixed(theme.panel, theme.accent, 0.3));
  colours[ImGuiCol_CheckMark] = colour(theme.accent);
  colours[ImGuiCol_SliderGrab] = colour(mixed(theme.panel, theme.accent, 0.50));  // the value is written across it
  colours[ImGuiCol_SliderGrabActive] = colour(theme.accent);
  colours[ImGuiCol_Header] = colour(mixed(theme.panel, theme.accent, 0.18));
  colours[ImGuiCol_HeaderHovered] = colour(mixed(theme.panel, theme.accent, 0.3));
  colours[ImGuiCol_HeaderActive] = colour(mixed(theme.panel, theme.accent, 0.4));
  colours[ImGuiCol_Tab] = colour(mixed(theme.panel, theme.text, 0.08));
  colours[ImGuiCol_TabHovered] = colour(mixed(theme.panel, theme.accent, 0.35));
  colours[ImGuiCol_TabActive] = colour(mixed(theme.panel, theme.accent, 0.3));
  colours[ImGuiCol_NavHighlight] = colour(theme.accent);
  style.WindowRounding = 0;
  style.FrameRounding = style.PopupRounding = style.GrabRounding = style.TabRounding = 3;
  style.WindowBorderSize = 1;
  style.WindowPadding = {em * 0.5F, em * 0.45F};
  style.FramePadding = {em * 0.4F, em * 0.18F};
  style.ItemSpacing = {em * 0.45F, em * 0.3F};
  style.ItemInnerSpacing = {em * 0.3F, em * 0.25F};
  style.ScrollbarSize = em * 0.8F;
  style.GrabMinSize = em * 0.6F;
  style.WindowMinSize = {1, 1};
  ImGui::GetStyle() = style;
}

}  // namespace gongjian::viz
