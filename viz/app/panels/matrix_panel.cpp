#include "viz/app/panels/matrix_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"
#include "viz/app/panels/map_panel.hpp"
#include "viz/view_data/matrix.hpp"

namespace gongjian::viz {

void MatrixPanel::draw_side(Window& window, std::size_t side, ImVec2 size) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const Theme& colours = ui.colours();
  const CityOfWeek& city = *viewer.sides()[side].city;
  const run::CityShape& shape = city.shape;
  const auto kinds = labels_of(window, viewer.sides()[side].view->layout, "kind");
  const int selected = selected_district(viewer, side);
  const std::uint32_t district = selected < 0 ? city.districts.front() : static_cast<std::uint32_t>(selected);
  const Grouping grouping = by_ == 0   ? by_district(shape)
                            : by_ == 1 ? by_subdistrict(shape, district)
                                       : by_kind(shape, kinds.size());
  const auto name = [&](std::size_t group) {
    const std::uint32_t row = grouping.rows[group];
    if (by_ == 0) return window.say(shape.districts[row]);
    if (by_ == 1) return fmt::format("{} {}", window.say(Say::subdistricts), row);
    return kinds[row];
  };
  const Matrix matrix = symmetrised(cooperation(viewer.links(side), grouping));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string title =
      side_name(window, side) + (matrix.total == 0 ? std::string("  ") + window.say(Say::no_links_yet) : "");
  list.AddText(at, to_imgui(colours.text), title.c_str());
  float names = 0;
  for (std::size_t g = 0; g < matrix.size; ++g)
    names = std::max(names, ImGui::CalcTextSize(fmt::format("{} {}", g + 1, name(g)).c_str()).x);
  names = std::min(names + ui.em * 0.5F, size.x * 0.45F);
  const float bar_height = ui.is_tight ? 0 : ui.em * 4, head = ui.em * (ui.is_tight ? 1.3F : 2.6F);
  const float cell =
      std::floor(std::min((size.x - names) / static_cast<float>(std::max<std::size_t>(1, matrix.size)),
                          (size.y - head - bar_height) / static_cast<float>(std::max<std::size_t>(1, matrix.size))));
  if (cell < 3) return;
  const ImVec2 corner{at.x + names, at.y + head};
  const ColourBar bar{true,
                      {viz::say(Say::weight_projects, false), viz::say(Say::weight_projects, true)},
                      "1",
                      {0, std::max(1.0, matrix.highest), viewer.settings.palette},
                      false};
  ImGui::SetCursorScreenPos(corner);
  const float wide = cell * static_cast<float>(matrix.size);
  const bool is_over = ui.canvas(side == 0 ? "matrix.a" : "matrix.b", {wide, wide});
  for (std::size_t row = 0; row < matrix.size; ++row) {
    const float y = corner.y + cell * static_cast<float>(row);
    if (cell >= ui.em * 0.9F) {
      list.PushClipRect({at.x, y}, {corner.x - 3, y + cell}, true);
      list.AddText({at.x, y + (cell - ui.em) / 2}, to_imgui(colours.text),
                   fmt::format("{} {}", row + 1, name(row)).c_str());
      list.PopClipRect();
      const std::string number = std::to_string(row + 1);
      list.AddText({corner.x + cell * (static_cast<float>(row) + 0.5F) - ImGui::CalcTextSize(number.c_str()).x / 2,
                    corner.y - ui.em * 1.1F},
                   to_imgui(colours.faint), number.c_str());
    }
    for (std::size_t column = 0; column < matrix.size; ++column) {
      const float x = corner.x + cell * static_cast<float>(column);
      const double value = matrix.at(row, column);
      const Colour fill = value == 0 ? colours.background : bar.scale.colour(value);
      list.AddRectFilled({x, y}, {x + cell - 1, y + cell - 1}, to_imgui(fill));
      const std::string number = core::number(value);
      if (value != 0 && ImGui::CalcTextSize(number.c_str()).x + 4 < cell && cell > ui.em * 1.3F)
        list.AddText({x + (cell - ImGui::CalcTextSize(number.c_str()).x) / 2, y + (cell - ui.em) / 2},
                     to_imgui(label_on(fill)), number.c_str());
    }
  }
  if (!ui.is_tight)
    draw_colour_bar(window, bar, {corner.x, corner.y + wide + ui.em * 0.4F}, std::min(ui.em * 12, size.x - names));
  if (!is_over) return;
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const auto column = static_cast<std::size_t>((pointer.x - corner.x) / cell),
             row = static_cast<std::size_t>((pointer.y - corner.y) / cell);
  if (row >= matrix.size || column >= matrix.size) return;
  if (by_ == 0 && ImGui::IsMouseReleased(ImGuiMouseButton_Left)) viewer.select({"districts", grouping.rows[row], side});
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(
      ui.with_value(fmt::format("{} – {}", name(row), name(column)), core::number(matrix.at(row, column))).c_str());
  ImGui::EndTooltip();
}

void MatrixPanel::draw(Window& window) {
  Ui& ui = window.ui;
  if (!ui.is_tight) ui.begin_flow();
  ui.flow(ui.em * 10);
  ui.combo("matrix.by", by_,
           {window.say(Say::level_districts), window.say(Say::level_subdistricts), window.say(Say::level_kinds)},
           ui.em * 10);
  draw_sides(window, [&](std::size_t side, ImVec2 size) { draw_side(window, side, size); });
}

}  // namespace gongjian::viz
