#include "viz/app/panels/levers_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "viz/viewer/lever_groups.hpp"

namespace gongjian::viz {
namespace {

std::size_t lever_named(const std::string& name) {
  const auto& all = all_levers();
  return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), [&](const auto& l) { return l.name == name; }) -
                                  all.begin());
}

// Whether a search finds the lever, by either language, whatever the capitals.
bool is_found(const run::LeverDescription& lever, const std::string& search) {
  const auto lower = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(c < 128 ? std::tolower(c) : c); });
    return text;
  };
  const std::string all =
      lever.name + " " + lever.label.en + " " + lever.label.zh + " " + lever.text.en + " " + lever.text.zh;
  return search.empty() || lower(all).find(lower(search)) != std::string::npos;
}

// The week in which the lever was last moved by hand on this side; -1: never.
int moved_in(const run::SideView& side, const std::string& lever) {
  int week = -1;
  for (const run::Change& change : side.changes)
    if (const auto* move = std::get_if<run::LeverMove>(&change.what); move != nullptr && move->lever == lever)
      week = change.week;
  return week;
}

// On the slider drawn last: where the scenario's own level stands, and how far from it the slider is.
void mark_original(const Ui& ui, double original, double value) {
  const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
  const float margin = 2 + ImGui::GetStyle().GrabMinSize / 2;  // of the middle of the grab at either end
  const auto x = [&](double level) {
    return from.x + margin + (to.x - from.x - 2 * margin) * static_cast<float>(level);
  };
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float half = ui.em * 0.28F, at = x(original);
  if (value != original)
    list.AddRectFilled({std::min(at, x(value)), to.y - ui.em * 0.12F}, {std::max(at, x(value)), to.y},
                       to_imgui(ui.colours().accent));
  list.AddTriangleFilled({at - half, to.y}, {at + half, to.y}, {at, to.y - 2 * half}, to_imgui(ui.colours().text));
}

}  // namespace

void LeversPanel::choose_scope(Window& window) {
  Ui& ui = window.ui;
  const auto& sides = window.viewer.sides();
  const auto& districts = sides.front().view->shape.districts;
  if (districts.size() > 1) {
    std::vector<std::string> items = {window.say(Say::all_districts)};
    for (const core::Text& district : districts) items.push_back(ui.say(district));
    district_ = std::min(district_, static_cast<int>(districts.size()));
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(window.say(Say::lever_scope));
    ImGui::SameLine();
    ui.combo("lever.district", district_, items, -1);
  } else {
    district_ = 0;
  }
  if (sides.size() == 2) {
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(window.say(Say::levers_for));
    ImGui::SameLine();
    ui.combo("lever.side", scope_side_, {window.say(Say::both_sides), window.say(Say::side_a), window.say(Say::side_b)},
             -1);
  } else {
    scope_side_ = 0;
  }
}

void LeversPanel::draw_lever(Window& window, std::size_t number) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const run::LeverDescription& lever = all_levers()[number];
  const std::size_t seen = scope_side_ == 2 ? 1 : 0;
  const auto& view = *viewer.sides()[seen].view;
  const std::vector<std::string> districts =
      district_ == 0 ? std::vector<std::string>{}
                     : std::vector{view.shape.districts[static_cast<std::size_t>(district_) - 1].en};
  const auto [lowest, highest] = viewer.lever_level(number, seen, districts);
  const int moved = moved_in(view, lever.name);

  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(moved >= 0 ? ui.colours().accent : ui.colours().text));
  ui.paragraph(ui.say(lever.label));
  ImGui::PopStyleColor();
  const auto held = held_.find(number);
  double value = held != held_.end() ? held->second : highest;
  const double original = viewer.original_level(number, seen, districts).second;
  const std::set<double> others = viewer.levels_to_restore(number, side(), districts);
  const bool is_other = !others.empty();
  const std::string restore = others.size() == 1
                                  ? fmt::format(fmt::runtime(window.say(Say::lever_restore)), *others.begin())
                                  : window.say(Say::lever_restore_each);
  ImGui::SetNextItemWidth(is_other ? -ui.width_of(restore.c_str()) - ImGui::GetStyle().ItemSpacing.x : -1);
  const std::string id = "lever." + lever.name;
  if (ui.slider(id.c_str(), value, 0, 1, "%.2f")) held_[number] = value;
  if (ui.is_released()) {
    viewer.move_lever(lever.name, value, side(), districts);
    held_.erase(number);
  }
  mark_original(ui, original, value);
  std::string tip = ui.say(lever.text) + "\n" + fmt::format(fmt::runtime(window.say(Say::lever_tip)), highest);
  if (lowest < highest) tip += std::string("\n") + window.say(Say::lever_varies);
  tip += "\n" + fmt::format(fmt::runtime(window.say(Say::lever_scenario)), original);
  if (moved >= 0) tip += "\n" + fmt::format(fmt::runtime(window.say(Say::lever_moved)), moved);
  ui.tip(tip.c_str());
  if (!is_other) return;
  ImGui::SameLine();
  if (ui.button((id + ".restore").c_str(), restore.c_str(), window.say(Say::lever_restore_tip)))
    viewer.restore_lever(number, side(), districts);
}

void LeversPanel::draw_events(Window& window) {
  Ui& ui = window.ui;
  static const std::vector<run::EventDescription> events = run::events();
  const auto& districts = window.viewer.sides().front().view->shape.districts;
  std::vector<std::string> items;
  for (const run::EventDescription& event : events) items.push_back(ui.say(event.text));
  if (ui.combo("event.kind", event_, items, -1)) event_values_.clear();
  const run::EventDescription& event = events[static_cast<std::size_t>(event_)];
  bool has_end = false;
  for (const run::FieldDescription& field : event.fields) {
    if (field.name == "end") {
      has_end = true;
      continue;
    }
    double& value = event_values_.try_emplace(field.name, field.value).first->second;
    ui.muted(ui.say(field.text));
    const std::string id = "event." + field.name;
    if (field.is_switch) {
      bool on = value != 0;
      if (ui.checkbox(id.c_str(), "", on)) value = on ? 1 : 0;
    } else {
      ImGui::SetNextItemWidth(-1);
      ui.slider(id.c_str(), value, field.range.low, field.range.high, "%.2f");
    }
  }
  if (has_end) {
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(window.say(Say::event_weeks));
    ImGui::SameLine();
    ui.number_field("event.weeks", event_weeks_, ui.em * 4);
    event_weeks_ = std::clamp(event_weeks_, 1, 5200);
  }
  std::vector<std::string> where;
  if (district_ > 0) where.push_back(districts[static_cast<std::size_t>(district_) - 1].en);
  bool is_possible = true;
  std::string into;
  if (event.names_two_districts) {
    is_possible = district_ > 0 && districts.size() > 1;
    std::vector<std::string> names;
    for (const core::Text& district : districts) names.push_back(ui.say(district));
    into_ = std::min(into_, static_cast<int>(names.size()) - 1);
    ui.combo("event.into", into_, names, -1);
    into = districts[static_cast<std::size_t>(into_)].en;
    is_possible = is_possible && into_ != district_ - 1;
  }
  if (!ui.button("event.do", window.say(Say::event_do), nullptr, is_possible)) return;
  run::MadeEvent made{event.kind, {}, has_end ? event_weeks_ : -1, where, into};
  for (const auto& [name, value] : event_values_) made.fields.emplace_back(name, value);
  window.viewer.make_happen(std::move(made), side());
}

void LeversPanel::draw(Window& window, const std::vector<std::string>* allowed) {
  Ui& ui = window.ui;
  if (window.viewer.sides().empty()) return;
  if (window.viewer.state().is_replay) {
    ui.paragraph(window.say(Say::replay_no_levers));
    if (ui.button("run_scenario", window.say(Say::run_scenario_of_log))) window.viewer.run_scenario_of_log();
    return;
  }
  choose_scope(window);
  if (allowed == nullptr) ui.text_field("lever.search", window.say(Say::search_levers), search_, -1);
  for (const LeverGroup& group : lever_groups()) {
    std::vector<std::size_t> shown;
    for (const std::string& name : group.levers) {
      const std::size_t lever = lever_named(name);
      const bool is_allowed = allowed == nullptr || std::find(allowed->begin(), allowed->end(), name) != allowed->end();
      if (is_allowed && is_found(all_levers()[lever], search_)) shown.push_back(lever);
    }
    if (shown.empty()) continue;
    const std::string id = "group." + group.id;
    if (!search_.empty() || allowed != nullptr) ImGui::SetNextItemOpen(true);
    if (!ui.section(id.c_str(), ui.say(group.title).c_str(), true)) continue;
    for (const std::size_t lever : shown) draw_lever(window, lever);
  }
  if (allowed == nullptr && ui.section("events", window.say(Say::events), false)) draw_events(window);
}

}  // namespace gongjian::viz
