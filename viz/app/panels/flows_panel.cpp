#include "viz/app/panels/flows_panel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/display.hpp"
#include "viz/view_data/flows.hpp"

namespace gongjian::viz {
namespace {

struct Flow {
  const char* output;
  Say text;
};
constexpr Flow kSources[] = {{"grant", Say::flow_grant},
                             {"seed_grant", Say::flow_seed},
                             {"dues", Say::flow_dues},
                             {"fees", Say::flow_fees},
                             {"project_income", Say::flow_project_income}};
constexpr Flow kUses[] = {
    {"cost", Say::flow_cost}, {"project_cost", Say::flow_project_cost}, {"lapsed", Say::flow_lapsed}};

Say text_of(const FlowBox& box) {
  switch (box.what) {
    case FlowBox::What::source:
      return kSources[box.row].text;
    case FlowBox::What::drawn:
      return Say::flow_reserve_down;
    case FlowBox::What::use:
      return kUses[box.row].text;
    case FlowBox::What::kept:
      return Say::flow_reserve_up;
    case FlowBox::What::alliance:
      break;
  }
  return Say::flow_alliances;
}

void draw_ribbon(ImDrawList& list, const FlowRibbon& ribbon, ImVec2 at, ImU32 colour) {
  constexpr int kPieces = 24;
  for (int i = 0; i < kPieces; ++i) {
    const float a = static_cast<float>(i) / kPieces, b = static_cast<float>(i + 1) / kPieces;
    const float xa = at.x + ribbon.x0 + (ribbon.x1 - ribbon.x0) * a,
                xb = at.x + ribbon.x0 + (ribbon.x1 - ribbon.x0) * b;
    const float ya = at.y + upper_edge(ribbon, a), yb = at.y + upper_edge(ribbon, b);
    list.AddQuadFilled({xa, ya}, {xb, yb}, {xb, yb + ribbon.height}, {xa, ya + ribbon.height}, colour);
  }
}

}  // namespace

void FlowsPanel::draw_side(Window& window, std::size_t side, ImVec2 size) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const Theme& colours = ui.colours();
  const ThemeKind kind = ui.dark ? ThemeKind::dark : ThemeKind::light;
  const int district = selected_district(viewer, side);
  std::vector<double> sources, uses;
  for (const Flow& flow : kSources) sources.push_back(viewer.sum(side, flow.output, 52, district));
  for (const Flow& flow : kUses) uses.push_back(viewer.sum(side, flow.output, 52, district));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float labels = 0;
  for (const Flow& flow : kSources) labels = std::max(labels, ImGui::CalcTextSize(window.say(flow.text)).x);
  if (ui.is_tight) labels += ui.em * 3;
  labels = std::min(std::max(labels, ImGui::CalcTextSize(window.say(Say::flow_reserve_down)).x) + ui.em * 0.6F,
                    size.x * 0.36F);
  const FlowArea area{
      labels, ui.em * 2.8F, std::max(20.0F, size.x - 2 * labels), std::max(20.0F, size.y - ui.em * 3.2F),
      ui.em,  ui.em * 2.4F};
  const Flows diagram = flows(sources, uses, area);
  std::string title = side_name(window, side);
  if (district >= 0)
    title += (title.empty() ? "" : "  ") +
             ui.say(viewer.sides()[side].view->shape.districts[static_cast<std::size_t>(district)]);
  title +=
      (title.empty() ? "" : "  ") + std::string(window.say(diagram.total > 0 ? Say::flows_of_year : Say::no_money_yet));
  list.AddText(ImGui::GetFont(), ui.em, at, to_imgui(colours.text), title.c_str(), nullptr, size.x);
  for (const FlowRibbon& ribbon : diagram.ribbons) {
    const FlowBox& box =
        diagram.boxes[diagram.boxes[ribbon.from].what == FlowBox::What::alliance ? ribbon.to : ribbon.from];
    Colour colour = category(box.row + (box.what == FlowBox::What::use ? 5 : 0), kind);
    colour.a = 120;
    draw_ribbon(list, ribbon, at, to_imgui(colour));
  }
  for (const FlowBox& box : diagram.boxes) {
    list.AddRectFilled({at.x + box.x, at.y + box.y}, {at.x + box.x + box.width, at.y + box.y + box.height},
                       to_imgui(colours.text));
    const std::string label =
        fmt::format("{}{}{}", window.say(text_of(box)), ui.is_tight ? " " : "\n", core::number(box.amount));
    const ImVec2 text = ImGui::CalcTextSize(label.c_str());
    const bool is_left = box.what == FlowBox::What::source || box.what == FlowBox::What::drawn;
    const float x = at.x + box.x + (is_left ? -text.x - 4 : box.width + 4);
    const float y = at.y + box.y + (box.height - text.y) / 2;
    list.AddText({std::max(x, at.x), y}, to_imgui(colours.text), label.c_str());
  }
}

void FlowsPanel::draw(Window& window) {
  draw_sides(window, [&](std::size_t side, ImVec2 size) { draw_side(window, side, size); });
}

}  // namespace gongjian::viz
