#include "viz/app/panels/meetings_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::viz {
namespace {

// A column of the meeting's table: a part of something, from columns of the committees.
struct Part {
  Say text;
  const char* part;
  const char* whole;  // null: the part is a share already
};
constexpr Part kParts[] = {{Say::meeting_external, "external_share", nullptr},
                           {Say::meeting_agencies, "agency_seats", "part_time"},
                           {Say::meeting_called, "items_called", "items"},
                           {Say::meeting_attended, "items_attended", "items_called"},
                           {Say::meeting_exposed, "items_exposed", "items_attended"},
                           {Say::meeting_relevance, "relevance", nullptr},
                           {Say::meeting_quality, "quality", nullptr}};

}  // namespace

void MeetingsPanel::draw_side(Window& window, std::size_t side, ImVec2 size) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const run::CityShape& shape = viewer.sides()[side].city->shape;
  const int district = selected_district(viewer, side);
  const auto column = [&](const char* name) { return viewer.column(side, {"committees", name}); };
  std::vector<std::shared_ptr<const run::ColumnValues>> parts, wholes;
  for (const Part& part : kParts) {
    parts.push_back(column(part.part));
    wholes.push_back(part.whole != nullptr ? column(part.whole) : nullptr);
  }
  std::vector<std::size_t> rows;
  for (std::size_t s = 0; s < shape.district_of_subdistrict.size(); ++s)
    if (district < 0 || static_cast<int>(shape.district_of_subdistrict[s]) == district) rows.push_back(s);
  ImGui::BeginChild(side == 0 ? "meetings a" : "meetings b", size);
  ui.muted(side_name(window, side) + (side_name(window, side).empty() ? "" : "  ") + window.say(Say::meeting_hint));
  const int columns = static_cast<int>(std::size(kParts)) + 1;
  const ImGuiTableFlags flags =
      ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg |
      (ui.is_tight ? ImGuiTableFlags_ScrollX | ImGuiTableFlags_SizingFixedFit : ImGuiTableFlags_SizingStretchSame);
  if (ImGui::BeginTable("meetings", columns, flags)) {
    for (int c = 0; c < columns && ui.is_tight; ++c)
      ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, ui.em * 6);
    ImGui::TableSetupScrollFreeze(1, 1);
    ImGui::TableNextRow();
    for (int c = 1; c < columns; ++c) {
      ImGui::TableSetColumnIndex(c);
      ui.paragraph(window.say(kParts[c - 1].text));
    }
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()));
    while (clipper.Step())
      for (int r = clipper.DisplayStart; r < clipper.DisplayEnd; ++r) {
        const std::size_t s = rows[static_cast<std::size_t>(r)];
        ImGui::TableNextRow();
        ImGui::TableSetColumnIndex(0);
        const std::string label =
            shape.districts.size() > 1 && district < 0
                ? fmt::format("{} {}", ui.say(shape.districts[shape.district_of_subdistrict[s]]), s)
                : fmt::format("{} {}", window.say(Say::subdistricts), s);
        const auto look = viewer.selection();
        if (ui.choice(fmt::format("meeting.{}", s).c_str(), label.c_str(),
                      look && look->table == "committees" && look->id == s))
          viewer.select({"committees", s, side});
        for (int c = 1; c < columns; ++c) {
          ImGui::TableSetColumnIndex(c);
          const auto& part = parts[static_cast<std::size_t>(c) - 1];
          const auto& whole = wholes[static_cast<std::size_t>(c) - 1];
          if (part == nullptr || (kParts[c - 1].whole != nullptr && whole == nullptr)) continue;
          const double value = kParts[c - 1].whole == nullptr ? (*part)[s] : (*part)[s] / (*whole)[s];
          const ImVec2 at = ImGui::GetCursorScreenPos();
          const float width = ImGui::GetContentRegionAvail().x;
          if (std::isfinite(value)) {
            const Colour colour =
                steps(viewer.settings.palette)[static_cast<std::size_t>(std::clamp(value, 0.0, 1.0) * 255)];
            ImGui::GetWindowDrawList()->AddRectFilled(
                at, {at.x + width * static_cast<float>(std::clamp(value, 0.0, 1.0)), at.y + ui.em},
                to_imgui(mixed(colour, ui.colours().panel, 0.35)));
          }
          ImGui::TextUnformatted(core::number(std::isfinite(value) ? value : std::nan("")).c_str());
        }
      }
    ImGui::EndTable();
  }
  ImGui::EndChild();
}

void MeetingsPanel::draw(Window& window) {
  draw_sides(window, [&](std::size_t side, ImVec2 size) { draw_side(window, side, size); });
}

}  // namespace gongjian::viz
