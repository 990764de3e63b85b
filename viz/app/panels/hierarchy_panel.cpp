#include "viz/app/panels/hierarchy_panel.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/core/display.hpp"
#include "viz/app/panels/map_panel.hpp"

namespace gongjian::viz {
namespace {

constexpr const char* kTables[] = {"", "districts", "subdistricts", "neighbourhoods", "units"};
constexpr Say kNames[] = {Say::whole_city, Say::districts, Say::subdistricts, Say::neighbourhoods, Say::units};

}  // namespace

std::string HierarchyPanel::name_of(const Window& window, std::size_t side, Node node) const {
  if (node.level == Level::city) return window.say(Say::whole_city);
  if (node.level == Level::district) return window.say(window.viewer.sides()[side].view->shape.districts[node.row]);
  return fmt::format("{} {}", window.say(kNames[static_cast<std::size_t>(node.level)]), node.row);
}

Node HierarchyPanel::focus(const CityOfWeek& city) const {
  if (focus_.row >= city.hierarchy.size(focus_.level)) return {};
  return focus_.level == Level::district ? Node{Level::district, city.districts[focus_.row]} : focus_;
}

void HierarchyPanel::choose(Window& window, std::size_t side, const IcicleCell& cell) {
  const CityOfWeek& city = *window.viewer.sides()[side].city;
  if (cell.node.level != Level::unit && cell.merged == 1)
    focus_ = focus(city) == cell.node ? city.hierarchy.parent(cell.node) : cell.node;
  if (cell.node.level != Level::city && cell.merged == 1)
    window.viewer.select({kTables[static_cast<std::size_t>(cell.node.level)], cell.node.row, side});
}

void HierarchyPanel::draw_side(Window& window, std::size_t side, ImVec2 size) {
  Ui& ui = window.ui;
  const Theme& colours = ui.colours();
  const SideShown& shown = window.viewer.sides()[side];
  const ColourBar& bar = shown.scene->unit_bar();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float below = bar.is_shown ? ui.em * 4 : 0, above = ui.em * 1.4F;
  const Icicle cells = icicle(shown.city->hierarchy, focus(*shown.city), size.x, shown.scene->unit_values());
  const float height =
      std::floor((size.y - below - above) / static_cast<float>(std::max<std::size_t>(1, cells.rows.size())));
  const std::string title =
      side_name(window, side) + (side_name(window, side).empty() ? "" : "  ") + window.say(Say::icicle_hint);
  list.AddText(at, to_imgui(colours.faint), title.c_str());
  if (height < 4) return;
  const ImVec2 top{at.x, at.y + above};
  ImGui::SetCursorScreenPos(top);
  const bool is_over =
      ui.canvas(side == 0 ? "hierarchy.a" : "hierarchy.b", {size.x, height * static_cast<float>(cells.rows.size())});
  for (std::size_t r = 0; r < cells.rows.size(); ++r)
    for (const IcicleCell& cell : cells.rows[r]) {
      const float y = top.y + height * static_cast<float>(r);
      const Colour fill = bar.is_shown ? bar.scale.colour(cell.value) : kMissingColour;
      const float gap = cell.width > 3 ? 1.0F : 0.0F;
      list.AddRectFilled({top.x + cell.x, y}, {top.x + cell.x + cell.width - gap, y + height - 1}, to_imgui(fill));
      const std::string name = name_of(window, side, cell.node);
      const ImVec2 text = ImGui::CalcTextSize(name.c_str());
      if (cell.merged == 1 && text.x + 6 < cell.width && text.y < height)
        list.AddText({top.x + cell.x + 3, y + (height - text.y) / 2}, to_imgui(label_on(fill)), name.c_str());
    }
  if (bar.is_shown)
    draw_colour_bar(window, bar, {at.x, top.y + height * static_cast<float>(cells.rows.size()) + ui.em * 0.3F},
                    std::min(size.x, ui.em * 14));
  if (!is_over) return;
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const IcicleCell* cell = cells.pick(pointer.x - top.x, pointer.y - top.y, height);
  if (cell == nullptr) return;
  if (ImGui::IsMouseReleased(ImGuiMouseButton_Left)) choose(window, side, *cell);
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(name_of(window, side, cell->node).c_str());
  ImGui::TextUnformatted(ui.with_value(window.say(Say::units), core::count(cell->units)).c_str());
  if (bar.is_shown) ImGui::TextUnformatted(ui.with_value(ui.say(bar.label), core::number(cell->value)).c_str());
  ImGui::EndTooltip();
}

void HierarchyPanel::draw(Window& window) {
  draw_sides(window, [&](std::size_t side, ImVec2 size) { draw_side(window, side, size); });
}

}  // namespace gongjian::viz
