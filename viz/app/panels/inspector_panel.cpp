#include "viz/app/panels/inspector_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::viz {
namespace {

struct Table {
  const char* name;
  Say text;
};
constexpr Table kTables[] = {{"units", Say::units},
                             {"members", Say::members},
                             {"committees", Say::committees},
                             {"alliances", Say::alliances},
                             {"projects", Say::projects},
                             {"districts", Say::districts},
                             {"subdistricts", Say::subdistricts},
                             {"neighbourhoods", Say::neighbourhoods}};

Say text_of(const std::string& table) {
  const auto* found =
      std::find_if(std::begin(kTables), std::end(kTables), [&](const Table& t) { return t.name == table; });
  return found == std::end(kTables) ? Say::units : found->text;
}

std::string value_text(const Window& window, const run::Term& term) {
  if (std::isnan(term.value)) return window.say(Say::missing_value);
  if (!term.meaning.en.empty()) return window.say(term.meaning);
  const std::string_view unit = core::Unit{term.unit}.beside_number(window.ui.chinese);
  return fmt::format("{}{}{}", core::number(term.value), unit.empty() ? "" : " ", unit);
}

}  // namespace

void InspectorPanel::choose(Window& window) {
  Ui& ui = window.ui;
  std::vector<std::string> names;
  for (const Table& table : kTables) names.emplace_back(window.say(table.text));
  const auto look = window.viewer.selection();
  if (look) {  // follow what was clicked
    for (int t = 0; t < static_cast<int>(std::size(kTables)); ++t)
      if (kTables[t].name == look->table) table_ = t;
    if (!ImGui::IsAnyItemActive()) id_ = static_cast<int>(look->id);
  }
  const bool is_other = ui.combo("look.table", table_, names, ui.em * 6.5F);
  ui.tip(window.say(Say::select_table));
  ImGui::SameLine();
  const bool is_entered = ui.number_field("look.id", id_, -1);
  ui.tip(window.say(Say::select_id));
  if (is_other || is_entered)
    window.viewer.select({kTables[table_].name, static_cast<std::size_t>(std::max(0, id_)), look ? look->side : 0});
}

void InspectorPanel::draw_place(Window& window, const run::Look& look) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const CityOfWeek& city = *viewer.sides()[look.side].city;
  const run::CityShape& shape = city.shape;
  std::size_t subdistrict = shape.district_of_subdistrict.size(), district = shape.districts.size();
  if (look.table == "units" && look.id < shape.subdistrict_of_unit.size())
    subdistrict = shape.subdistrict_of_unit[look.id];
  if (look.table == "neighbourhoods" && look.id < shape.subdistrict_of_neighbourhood.size())
    subdistrict = shape.subdistrict_of_neighbourhood[look.id];
  if ((look.table == "subdistricts" || look.table == "committees") && look.id < shape.district_of_subdistrict.size())
    district = shape.district_of_subdistrict[look.id];
  if (look.table == "alliances" && look.id < shape.districts.size()) district = city.districts[look.id];
  if (look.table == "districts" && look.id < shape.districts.size()) {
    ui.paragraph(ui.say(shape.districts[city.districts[look.id]]));
    return;
  }
  if (subdistrict < shape.district_of_subdistrict.size()) district = shape.district_of_subdistrict[subdistrict];
  if (district >= shape.districts.size()) return;
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(window.say(Say::located_in));
  ImGui::SameLine();
  if (ui.button("look.district", ui.say(shape.districts[district]).c_str()))
    viewer.select({"districts", district, look.side});
  if (subdistrict >= shape.district_of_subdistrict.size()) return;
  const std::string label = fmt::format("{} {}", window.say(Say::committees), subdistrict);
  if (ui.button("look.committee", label.c_str())) viewer.select({"committees", subdistrict, look.side});
}

// Terms in logits as bars to the left and right of nothing; other numbers below.
void InspectorPanel::draw_terms(Window& window, const run::LookedAt& looked) {
  Ui& ui = window.ui;
  const Theme& colours = ui.colours();
  double largest = 0.5;
  for (const run::Term& term : looked.terms)
    if (term.unit == "logit" && term.name != "utility" && std::isfinite(term.value))
      largest = std::max(largest, std::abs(term.value));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const run::Term& term : looked.terms) {
    if (term.unit == "logit" && term.value == 0) continue;
    ui.paragraph(ui.say(term.text));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - ui.em * 3.5F, middle = at.x + width / 2;
    const std::string number = core::number(term.value);
    if (term.unit == "logit" && std::isfinite(term.value)) {
      const float length = static_cast<float>(std::clamp(term.value / largest, -1.0, 1.0)) * width / 2;
      const Colour colour = steps(ScaleKind::diverging)[term.value < 0 ? 30 : 225];
      list.AddRectFilled({std::min(middle, middle + length), at.y + ui.em * 0.15F},
                         {std::max(middle, middle + length), at.y + ui.em * 0.85F}, to_imgui(colour));
      list.AddLine({middle, at.y}, {middle, at.y + ui.em}, to_imgui(colours.outline));
    }
    list.AddText({at.x + width + ui.em * 0.4F, at.y}, to_imgui(colours.text), number.c_str());
    ImGui::Dummy({1, ui.em * 1.15F});
  }
}

void InspectorPanel::draw_projects(Window& window, const run::Look& look) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const SideShown& side = viewer.sides()[look.side];
  const auto button = [&](const char* what, Say text, std::size_t id, const std::string& table, std::size_t number) {
    const std::string name = fmt::format("look.{}.{}", what, number);
    const std::string label = fmt::format("{} {}", window.say(text), id);
    if (ui.button(name.c_str(), label.c_str())) viewer.select({table, id, look.side});
  };
  std::size_t shown = 0;
  for (const run::StartedProject& project : side.projects.projects()) {
    const std::uint32_t parties[] = {project.initiator, project.provider, project.partner, project.second_partner};
    const bool is_it = look.table == "projects"
                           ? project.id == look.id
                           : std::find(std::begin(parties), std::end(parties), look.id) != std::end(parties);
    if (!is_it || ++shown > 12) continue;
    if (look.table == "units") button("project", Say::projects, project.id, "projects", shown);
    else
      for (std::size_t p = 0; p < 4; ++p)
        if (parties[p] != run::StartedProject::kNobody) button("party", Say::units, parties[p], "units", p);
  }
}

void InspectorPanel::draw_look(Window& window, const run::Look& look) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const std::string title =
      fmt::format("{} {} {}", window.say(text_of(look.table)), look.id, side_name(window, look.side));
  ImGui::Separator();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(title.c_str());
  const bool is_pinned = viewer.is_pinned(look);
  ImGui::SameLine();
  const std::string pin = fmt::format("pin.{}.{}", look.table, look.id);
  if (ui.button(pin.c_str(), window.say(is_pinned ? Say::unpin : Say::pin), window.say(Say::pin_tip))) {
    if (is_pinned) return viewer.unpin(look);
    viewer.pin(look);
  }
  draw_place(window, look);
  const run::LookedAt* looked = viewer.looked_at(look);
  if (looked == nullptr) return ui.muted(window.say(Say::units_unknown));
  if (!looked->problem.empty()) return ui.muted(ui.with_value(looked->problem, window.say(Say::missing_value)));
  if (!looked->terms.empty() && ui.section(("why." + look.table).c_str(), window.say(Say::why), true)) {
    const Say heading = look.table == "units"     ? Say::why_unit
                        : look.table == "members" ? Say::why_member
                                                  : Say::why_project;
    ui.muted(fmt::format(fmt::runtime(window.say(heading)), looked->decision_week));
    draw_terms(window, *looked);
  }
  const bool has_projects = look.table == "units" || look.table == "projects";
  if (has_projects && ui.section(("relations." + look.table).c_str(),
                                 window.say(look.table == "units" ? Say::projects_of : Say::parties), true))
    draw_projects(window, look);
  if (!ui.section(("facts." + look.table).c_str(), window.say(Say::facts), true)) return;
  for (const run::Term& fact : looked->facts) {
    ui.muted(ui.say(fact.text));
    ui.paragraph("  " + value_text(window, fact));
  }
}

void InspectorPanel::draw(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  if (viewer.sides().empty()) return;
  if (window.wants_search) ImGui::SetKeyboardFocusHere();
  window.wants_search = false;
  std::string& query = viewer.settings.query;
  if (ui.text_field("query", window.say(Say::query_hint), query, -1)) viewer.find_units();
  ui.tip(window.say(Say::query));
  if (!viewer.query_problem().en.empty()) ui.muted(ui.say(viewer.query_problem()));
  else if (!query.empty())
    ui.muted(fmt::format(fmt::runtime(window.say(Say::query_found)), viewer.units_found(),
                         viewer.sides().front().view->shape.kind_of_unit.size()));
  choose(window);
  if (viewer.settings.looks.empty()) return ui.muted(window.say(Say::nothing_selected));
  const std::vector<run::Look> looks = viewer.settings.looks;  // buttons change them
  for (const run::Look& look : looks) {
    ImGui::PushID(look.table.c_str());
    ImGui::PushID(static_cast<int>(look.id));
    ImGui::PushID(static_cast<int>(look.side));
    draw_look(window, look);
    ImGui::PopID();
    ImGui::PopID();
    ImGui::PopID();
  }
}

}  // namespace gongjian::viz
