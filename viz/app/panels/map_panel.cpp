#include "viz/app/panels/map_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::viz {
namespace {

constexpr float kReach = 8;  // pixels around the pointer in which a unit is found

}  // namespace

float draw_colour_bar(const Window& window, const ColourBar& bar, ImVec2 at, float width) {
  const Ui& ui = window.ui;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::string label = ui.with_unit(bar.label, bar.unit);
  const ImVec2 text = ImGui::CalcTextSize(label.c_str(), nullptr, false, width);
  list.AddText(ImGui::GetFont(), ui.em, at, to_imgui(ui.colours().text), label.c_str(), nullptr, width);
  const float y = at.y + text.y + 2, height = ui.em * 0.6F;
  constexpr int kSteps = 32;
  for (int i = 0; i < kSteps; ++i) {
    const double value = bar.scale.low + (bar.scale.high - bar.scale.low) * (i + 0.5) / kSteps;
    list.AddRectFilled({at.x + width * static_cast<float>(i) / kSteps, y},
                       {at.x + width * static_cast<float>(i + 1) / kSteps, y + height},
                       to_imgui(bar.scale.colour(value)));
  }
  const std::string low = bar.is_yes_no ? window.say(Say::no) : core::number(bar.scale.low);
  const std::string high = bar.is_yes_no ? window.say(Say::yes) : core::number(bar.scale.high);
  list.AddText({at.x, y + height}, to_imgui(ui.colours().text), low.c_str());
  list.AddText({at.x + width - ImGui::CalcTextSize(high.c_str()).x, y + height}, to_imgui(ui.colours().text),
               high.c_str());
  return text.y + 2 + height + ui.em;
}

void MapPanel::draw_controls(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  Settings& settings = viewer.settings;
  const core::FrameLayout& layout = viewer.sides().front().view->layout;
  const auto choose = [&](const char* id, Say label, const std::vector<Variable>& variables, std::string& chosen,
                          bool may_be_none) {
    std::vector<std::string> items;
    int current = -1;
    if (may_be_none) {
      items.emplace_back(window.say(Say::areas_plain));
      current = 0;
    }
    for (const Variable& variable : variables) {
      if (variable.id == chosen) current = static_cast<int>(items.size());
      items.push_back(ui.say(variable.label));
    }
    ui.flow(ImGui::CalcTextSize(window.say(label)).x + ui.em * 10);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(window.say(label));
    ImGui::SameLine();
    if (!ui.combo(id, current, items, ui.em * 9.5F)) return;
    const int first = may_be_none ? 1 : 0;
    chosen = current < first ? "" : variables[static_cast<std::size_t>(current - first)].id;
  };
  ui.begin_flow();
  if (!viewer.sides().front().view->shape.kind_of_unit.empty())
    choose("unit_variable", Say::colour_units_by, unit_variables(), settings.unit_variable, false);
  choose("area_variable", Say::colour_areas_by, area_variables(layout), settings.area_variable, true);
  ui.flow(ui.width_of(window.say(Say::projects_shown)) + ui.em * 2);
  ui.checkbox("projects", window.say(Say::projects_shown), settings.shows_projects);
  if (viewer.sides().size() == 2) {
    ui.flow(ui.width_of(window.say(Say::difference)) + ui.em * 2);
    ui.checkbox("difference", window.say(Say::difference), settings.shows_difference);
    ui.tip(window.say(Say::difference_tip));
  }
  ui.flow(ui.width_of(window.say(Say::fit_view)));
  if (ui.button("fit", window.say(Say::fit_view), window.say(Say::fit_tip))) settings.fits = true;
  const auto kinds = labels_of(window, layout, "kind");
  for (std::size_t k = 0; k < kinds.size() && k < settings.kinds.size(); ++k) {
    const std::string id = fmt::format("kind.{}", k);
    const std::string& label = kinds[k];
    ui.flow(ui.width_of(label.c_str()) + ui.em * 1.2F);
    const Colour colour = category(k, settings.dark ? ThemeKind::dark : ThemeKind::light);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float middle = at.y + ImGui::GetFrameHeight() / 2;
    ImGui::GetWindowDrawList()->AddCircleFilled({at.x + ui.em * 0.4F, middle}, ui.em * 0.3F, to_imgui(colour));
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.em);
    ui.toggle(id.c_str(), label.c_str(), settings.kinds[k], window.say(Say::kinds_shown));
  }
}

void MapPanel::lead_camera(Window& window, ImVec2 at, Viewport view) {
  Settings& settings = window.viewer.settings;
  const ImGuiIO& io = ImGui::GetIO();
  const Point pointer{io.MousePos.x - at.x, io.MousePos.y - at.y};
  if (io.MouseWheel != 0) {
    settings.camera = zoom(settings.camera, view, pointer, std::pow(1.25F, io.MouseWheel));
    settings.fits = false;
  }
}

void MapPanel::tell_under_pointer(Window& window, std::size_t side, ImVec2 at, Viewport view) {
  Viewer& viewer = window.viewer;
  const SideShown& shown = viewer.sides()[side];
  const ImGuiIO& io = ImGui::GetIO();
  const Point pointer{io.MousePos.x - at.x, io.MousePos.y - at.y};
  const Camera& camera = viewer.settings.camera;
  const auto unit = viewer.point_index().nearest(camera, view, pointer, kReach, shown.scene->shown());
  const PlaceAt place = place_at(shown.scene->places(), to_map(camera, view, pointer));
  const bool is_click = ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !dragged_;
  std::string text;
  const CityOfWeek& city = *shown.city;
  const run::CityShape& shape = city.shape;
  if (unit) {
    const auto kinds = labels_of(window, shown.view->layout, "kind");
    text = fmt::format("{} {} · {}", window.say(Say::units), *unit, kinds[shape.kind_of_unit[*unit]]);
    if (is_click) viewer.select({"units", *unit, side});
  } else if (place.district && is_click) {
    viewer.select({"districts", city.districts[*place.district], side});
  } else if (is_click) {
    viewer.clear_selection();
  }
  if (place.district) text += (text.empty() ? "" : "\n") + window.say(shape.districts[city.districts[*place.district]]);
  if (place.subdistrict) text += fmt::format(" · {} {}", window.say(Say::subdistricts), *place.subdistrict);
  if (place.neighbourhood && camera.scale > 0)
    text += fmt::format(" · {} {}", window.say(Say::neighbourhoods), *place.neighbourhood);
  if (!text.empty() && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    ImGui::BeginTooltip();
    ImGui::TextUnformatted(text.c_str());
    ImGui::EndTooltip();
  }
}

// District names where there is room for them, and a ring around what is selected.
void MapPanel::draw_names(Window& window, std::size_t side, ImVec2 at, Viewport view) {
  const SideShown& shown = window.viewer.sides()[side];
  const Camera& camera = window.viewer.settings.camera;
  const Places& places = shown.scene->places();
  const Theme& colours = window.ui.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Labels labels;
  const CityOfWeek& city = *shown.city;
  // of what has become one, the name stands in the widest part
  std::vector<std::size_t> widest(places.districts.size());
  const auto width = [&](std::size_t d) { return places.districts[d].bounds.right - places.districts[d].bounds.left; };
  for (std::size_t d = 0; d < widest.size(); ++d) widest[d] = d;
  for (std::size_t d = 0; d < widest.size(); ++d)
    if (width(d) > width(widest[city.districts[d]])) widest[city.districts[d]] = d;
  for (std::size_t d = 0; d < places.districts.size(); ++d) {
    if (!city.exists(d)) continue;
    const Region& region = places.districts[widest[d]];
    const std::string& name = window.say(city.shape.districts[d]);
    const ImVec2 size = ImGui::CalcTextSize(name.c_str());
    if (region.count == 0 || size.x > (region.bounds.right - region.bounds.left) * camera.scale) continue;
    const Point pixel = to_pixel(camera, view, region.centre);
    const ImVec2 corner{at.x + pixel.x - size.x / 2, at.y + pixel.y - size.y / 2};
    labels.add(list, corner, name, colours.land, colours.text);
  }
  const auto ring = [&](std::span<const Point> outline) {
    std::vector<ImVec2> corners;
    for (const Point corner : outline) {
      const Point pixel = to_pixel(camera, view, corner);
      corners.emplace_back(at.x + pixel.x, at.y + pixel.y);
    }
    list.AddPolyline(corners.data(), static_cast<int>(corners.size()), to_imgui(colours.selection), ImDrawFlags_Closed,
                     3);
  };
  const auto outline_district = [&](std::size_t d) {
    bool is_joined = false;
    for (const JoinedArea& area : city.joined)
      if (area.district == city.districts[d]) {
        ring(area.outline);
        is_joined = true;
      }
    if (!is_joined) ring(places.outline(places.districts[d]));
  };
  for (const run::Look& look : window.viewer.settings.looks) {
    if (look.table == "units" && look.id < places.units.size()) {
      const Point pixel = to_pixel(camera, view, places.units[look.id]);
      list.AddCircle({at.x + pixel.x, at.y + pixel.y}, window.ui.em * 0.5F, to_imgui(colours.selection), 0, 2.5F);
    }
    if ((look.table == "districts" || look.table == "alliances") && look.id < places.districts.size())
      outline_district(look.id);
    if ((look.table == "subdistricts" || look.table == "committees") && look.id < places.subdistricts.size())
      ring(places.outline(places.subdistricts[look.id]));
    if (look.table == "neighbourhoods" && look.id < places.neighbourhoods.size())
      ring(places.outline(places.neighbourhoods[look.id]));
  }
}

void MapPanel::draw_bars(Window& window, const CityScene& scene, ImVec2 at, ImVec2 size) {
  const float width = std::min(window.ui.em * 11, size.x - window.ui.em * 1.5F);
  float y = at.y + size.y - window.ui.em * 0.5F;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const ColourBar* bar : {&scene.area_bar(), &scene.unit_bar()}) {
    if (!bar->is_shown) continue;
    const std::string label = window.ui.with_unit(bar->label, bar->unit);
    const float height = ImGui::CalcTextSize(label.c_str(), nullptr, false, width).y + window.ui.em * 1.6F + 2;
    y -= height + window.ui.em * 0.5F;
    Colour ground = window.ui.colours().panel;
    ground.a = 215;
    const float margin = window.ui.em * 0.4F;
    list.AddRectFilled({at.x + margin, y - margin / 2}, {at.x + 3 * margin + width, y + height + margin / 2},
                       to_imgui(ground), 4);
    draw_colour_bar(window, *bar, {at.x + 2 * margin, y}, width);
  }
}

void MapPanel::draw_side(Window& window, std::size_t side, ImVec2 size) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  Settings& settings = viewer.settings;
  const SideShown& shown = viewer.sides()[side];
  if (ui.is_tight && size.x > ui.em * 12) {  // bars stand beside the map, not on it
    const float beside = ui.em * 6.5F;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    draw_bars(window, *shown.scene, corner, {beside, size.y});
    ImGui::SetCursorScreenPos({corner.x + beside, corner.y});
    size.x -= beside;
  }
  const Viewport view{std::max(1, static_cast<int>(size.x)), std::max(1, static_cast<int>(size.y))};
  if (settings.fits) settings.camera = fit(shown.scene->places().bounds, view, ui.em);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (!renderers_[side]) renderers_[side] = window.new_renderer();
  const unsigned texture = renderers_[side]->texture(shown.scene->scene(), settings.camera, view.width, view.height);
  ImGui::GetWindowDrawList()->AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)), at,
                                       {at.x + static_cast<float>(view.width), at.y + static_cast<float>(view.height)});
  const bool is_over =
      ui.canvas(side == 0 ? "map.a" : "map.b", {static_cast<float>(view.width), static_cast<float>(view.height)});
  if (ImGui::IsItemActivated()) dragged_ = false;
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) {
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    settings.camera = pan(settings.camera, moved.x, moved.y);
    settings.fits = false;
    dragged_ = true;
  }
  if (is_over) {
    lead_camera(window, at, view);
    tell_under_pointer(window, side, at, view);
  }
  ImGui::GetWindowDrawList()->PushClipRect(at, {at.x + size.x, at.y + size.y}, true);
  draw_names(window, side, at, view);
  if (!ui.is_tight) draw_bars(window, *shown.scene, at, {size.x * 0.45F + ui.em * 1.5F, size.y});
  std::string note = side_name(window, side);
  if (!note.empty()) note += "  " + ui.say(shown.view->scenario.title);
  if (!shown.scene->units_known() && shown.view->notes.empty())
    note += std::string(note.empty() ? "" : "  ") + window.say(Say::units_unknown);
  if (!note.empty())
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ui.em, {at.x + ui.em * 0.5F, at.y + ui.em * 0.3F},
                                        to_imgui(ui.colours().text), note.c_str(), nullptr, size.x - ui.em);
  ImGui::GetWindowDrawList()->PopClipRect();
}

void MapPanel::draw(Window& window) {
  Ui& ui = window.ui;
  if (ui.is_tight) {
    ui.flow(ui.width_of(window.say(Say::colours)));
    if (ui.button("map.colours", window.say(Say::colours))) ImGui::OpenPopup("map colours");
    if (ImGui::BeginPopup("map colours")) {
      draw_controls(window);
      ImGui::EndPopup();
    }
  } else {
    draw_controls(window);
  }
  draw_sides(window, [&](std::size_t side, ImVec2 size) { draw_side(window, side, size); });
}

}  // namespace gongjian::viz
