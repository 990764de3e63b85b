#include "viz/app/panels/time_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"
#include "viz/viewer/lever_groups.hpp"

namespace gongjian::viz {
namespace {

Colour colour_of(const Window& window, std::size_t side) {
  return category(side == 0 ? 4 : 5, window.ui.dark ? ThemeKind::dark : ThemeKind::light);
}

// Outputs with one value a district.
std::vector<const core::Variable*> outputs(const core::FrameLayout& layout) {
  std::vector<const core::Variable*> result;
  for (const core::Variable& variable : layout.variables)
    if (variable.dimensions.size() == 1 && layout.dimensions[variable.dimensions[0]].name == "district")
      result.push_back(&variable);
  return result;
}

// Around the series of the city alone.
const Band* band_of(Viewer& viewer, std::size_t side, const std::string& output) {
  return selected_district(viewer, side) < 0 ? viewer.band(side, output) : nullptr;
}

}  // namespace

void TimePanel::choose_series(Window& window) {
  Ui& ui = window.ui;
  Settings& settings = window.viewer.settings;
  ui.text_field("series.search", window.say(Say::search_series), search_, ui.em * 16);
  ui.muted(fmt::format(fmt::runtime(window.say(Say::series_tip)), Settings::kMostSeries));
  ImGui::BeginChild("series list", {ui.em * 18, ui.em * 14});
  for (const core::Variable* output : outputs(window.viewer.sides().front().view->layout)) {
    const std::string& label = ui.say(output->text);
    if (!search_.empty() && label.find(search_) == std::string::npos && output->name.find(search_) == std::string::npos)
      continue;
    const auto chosen = std::find(settings.series.begin(), settings.series.end(), output->name);
    bool is_on = chosen != settings.series.end();
    if (!ui.checkbox(("series." + output->name).c_str(), label.c_str(), is_on)) continue;
    if (!is_on) settings.series.erase(chosen);
    else if (settings.series.size() < Settings::kMostSeries) settings.series.push_back(output->name);
  }
  ImGui::EndChild();
}

void TimePanel::choose_band(Window& window) {
  Ui& ui = window.ui;
  int band = static_cast<int>(window.viewer.settings.band);
  if (ui.combo("band", band,
               {window.say(Say::band_of_districts), window.say(Say::band_of_replicates), window.say(Say::band_none)},
               ui.em * 9.5F))
    window.viewer.settings.band = static_cast<BandOf>(band);
  ui.tip(window.say(Say::band_tip));
}

void TimePanel::write_note(Window& window) {
  Ui& ui = window.ui;
  if (window.wants_note) ImGui::SetKeyboardFocusHere();
  window.wants_note = false;
  const bool entered = ui.text_field("note", window.say(Say::note_hint), note_, ui.em * 10);
  ImGui::SameLine();
  if (!ui.button("note.keep", window.say(Say::note_add), nullptr, !note_.empty()) && !(entered && !note_.empty()))
    return;
  window.viewer.remark(note_);
  note_.clear();
}

void TimePanel::draw_controls(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  ui.begin_flow();
  ui.flow(ui.width_of(window.say(Say::series)));
  if (ui.button("series", window.say(Say::series))) ImGui::OpenPopup("series");
  if (ImGui::BeginPopup("series")) {
    if (ui.is_tight) choose_band(window);
    choose_series(window);
    ImGui::EndPopup();
  }
  if (!ui.is_tight) {
    ui.flow(ui.em * 9.5F);
    choose_band(window);
  }
  bool follows = viewer.is_following();
  ui.flow(ui.width_of(window.say(Say::follow)) + ui.em);
  if (ui.checkbox("follow", window.say(Say::follow), follows)) viewer.show(follows ? -1 : viewer.shown());
  ui.tip(window.say(Say::follow_tip));
  ui.flow(ui.width_of(window.say(Say::loop)) + ui.em);
  ui.checkbox("loop", window.say(Say::loop), viewer.settings.loops);
  ui.tip(window.say(Say::loop_tip));
  if (!viewer.state().is_replay && ui.is_tight) {
    ui.flow(ui.width_of(window.say(Say::note)));
    if (ui.button("note.open", window.say(Say::note)) || window.wants_note) ImGui::OpenPopup("note");
    if (ImGui::BeginPopup("note")) {
      write_note(window);
      ImGui::EndPopup();
    }
  } else if (!viewer.state().is_replay) {
    ui.flow(ui.em * 10.5F + ui.width_of(window.say(Say::note_add)));
    write_note(window);
  }
  const int district = selected_district(viewer, 0);
  const auto& shape = viewer.sides().front().view->shape;
  std::string of = district >= 0 ? ui.say(shape.districts[static_cast<std::size_t>(district)])
                                 : std::string(window.say(Say::of_city));
  if (district < 0 && viewer.settings.band == BandOf::replicates) {
    if (viewer.replicate_result() == nullptr) of += std::string("  ·  ") + window.say(Say::band_wants_replicates);
    else if (viewer.replicates_are_older()) of += std::string("  ·  ") + window.say(Say::replicates_older);
  }
  ui.flow(ImGui::CalcTextSize(of.c_str()).x);
  ImGui::AlignTextToFramePadding();
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(ui.colours().faint));
  ImGui::TextUnformatted(of.c_str());
  ImGui::PopStyleColor();
}

std::vector<TimePanel::Mark> TimePanel::marks(const Window& window) const {
  std::vector<Mark> result;
  const Theme& colours = window.ui.colours();
  const auto& sides = window.viewer.sides();
  for (std::size_t s = 0; s < sides.size(); ++s) {
    const run::Scenario& scenario = sides[s].view->scenario;
    const std::string side =
        sides.size() < 2 ? "" : window.ui.with_value(window.say(s == 0 ? Say::side_a : Say::side_b), "");
    for (const model::LeverSetting& setting : scenario.setup.policy.settings)
      if (setting.start > 0)
        result.push_back(
            {setting.start,
             fmt::format("{}{} {:.2f}", side, window.say(all_levers()[setting.lever].label), setting.value),
             colours.accent});
    for (const model::Event& event : scenario.setup.events.list)
      std::visit(
          [&](const auto& e) {
            result.push_back({e.week.value, side + window.say(e.kText), category(5, ThemeKind::light)});
          },
          event);
    for (const run::Scenario::Remark& remark : scenario.remarks)
      result.push_back(
          {remark.week, side + remark.text, category(7, window.ui.dark ? ThemeKind::dark : ThemeKind::light)});
  }
  return result;
}

void TimePanel::draw_series(Window& window, const std::string& output, const PlotArea& area) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const core::Variable* variable = viewer.sides().front().view->layout.find(output);
  if (variable == nullptr) return;
  draw_plot_ground(window, area);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({area.box.x, area.box.y}, {area.box.x + area.box.width, area.box.y + area.box.height}, true);
  std::string now;
  for (std::size_t s = 0; s < viewer.sides().size(); ++s) {
    const std::vector<double>& values = viewer.series(s, output, selected_district(viewer, s));
    if (const Band* band = band_of(viewer, s, output)) {
      Colour faint = colour_of(window, s);
      faint.a = 50;
      draw_band(area, band->low, band->high, faint);
      faint.a = 150;
      draw_line(area, band->mean, faint, 1);
    }
    draw_line(area, values, colour_of(window, s), 1.8F);
    const auto shown = static_cast<std::size_t>(viewer.shown());
    if (shown < values.size()) now += (now.empty() ? "" : " | ") + core::number(values[shown]);
  }
  const std::string label = ui.with_value(ui.with_unit(variable->text, variable->unit.symbol), now);
  const ImVec2 size = ImGui::CalcTextSize(label.c_str());
  Colour ground = ui.colours().background;
  ground.a = 190;
  list.AddRectFilled({area.box.x + 2, area.box.y}, {area.box.x + 8 + size.x, area.box.y + size.y}, to_imgui(ground));
  list.AddText({area.box.x + 4, area.box.y}, to_imgui(ui.colours().text), label.c_str());
  list.PopClipRect();
}

void TimePanel::draw_week_axis(Window& window, const PlotArea& area, float bottom) {
  const Theme& colours = window.ui.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const core::Date start = window.viewer.sides().front().view->scenario.start_date;
  const int most = std::max(2, static_cast<int>(area.box.width / (window.ui.em * 5)));
  for (const Tick& tick : week_ticks(start, area.from, area.to, most)) {
    const float x = std::round(area.x(tick.at));
    list.AddLine({x, bottom}, {x, bottom + 4}, to_imgui(colours.faint));
    const float width = ImGui::CalcTextSize(tick.label.c_str()).x;
    const float left = std::clamp(x - width / 2, area.box.x, area.box.x + area.box.width - width);
    list.AddText({left, bottom + 4}, to_imgui(colours.faint), tick.label.c_str());
  }
}

void TimePanel::draw_marks(Window& window, const PlotArea& area, float top, float bottom) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  std::string tip;
  list.PushClipRect({area.box.x - 1, top - window.ui.em}, {area.box.x + area.box.width + 1, bottom}, true);
  for (const Mark& mark : marks(window)) {
    const float x = std::round(area.x(mark.week)), half = window.ui.em * 0.3F;
    Colour faint = mark.colour;
    faint.a = 150;
    list.AddLine({x, top}, {x, bottom}, to_imgui(faint), 1.5F);
    list.AddTriangleFilled({x - half, top - 2 * half}, {x + half, top - 2 * half}, {x, top}, to_imgui(mark.colour));
    if (std::abs(pointer.x - x) <= half + 1 && pointer.y >= top - 3 * half && pointer.y <= bottom)
      tip += (tip.empty() ? "" : "\n") + window.ui.with_value(std::to_string(mark.week), mark.text);
  }
  const float x = std::round(area.x(window.viewer.shown()));
  list.AddLine({x, top - window.ui.em * 0.5F}, {x, bottom}, to_imgui(window.ui.colours().selection), 2);
  list.PopClipRect();
  if (!tip.empty() && ImGui::IsWindowHovered()) {
    ImGui::BeginTooltip();
    ImGui::TextUnformatted(tip.c_str());
    ImGui::EndTooltip();
  }
}

// A click or drag shows the week under the pointer; the wheel zooms around it.
void TimePanel::scrub(Window& window, const PlotArea& area, float top, float bottom) {
  Viewer& viewer = window.viewer;
  ImGui::SetCursorScreenPos({area.box.x, top});
  const bool is_over = window.ui.canvas("time.axis", {area.box.width, bottom - top});
  const ImGuiIO& io = ImGui::GetIO();
  const double week = area.week(io.MousePos.x);
  if (ImGui::IsItemActive()) viewer.show(std::clamp(static_cast<int>(std::lround(week)), 0, viewer.state().weeks_done));
  if (!is_over || io.MouseWheel == 0) return;
  const double end = std::max(viewer.state().weeks, viewer.state().weeks_done);
  const double factor = std::pow(0.8, static_cast<double>(io.MouseWheel));
  from_ = std::max(0.0, week - (week - area.from) * factor);
  to_ = std::min(end, week + (area.to - week) * factor);
  if (to_ - from_ < 8 || (from_ == 0 && to_ == end)) from_ = to_ = 0;
}

void TimePanel::draw(Window& window) {
  Viewer& viewer = window.viewer;
  if (viewer.sides().empty()) return;
  draw_controls(window);
  const float em = window.ui.em;
  const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const float numbers = em * 3.2F, top = at.y + em * 0.7F, bottom = at.y + room.y - em * 1.4F;
  // as many series as there is room for, the first ones
  const float gap = 3, least = em * 1.6F;
  const auto fits = static_cast<std::size_t>(std::max(0.0F, (bottom - top + gap) / (least + gap)));
  const std::size_t count = std::min(viewer.settings.series.size(), fits);
  if (count == 0 || room.x < numbers + em * 4) return;
  const float height = (bottom - top - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  const double end = std::max({1, viewer.state().weeks, viewer.state().weeks_done});
  PlotArea area{{at.x + numbers, top, room.x - numbers - em * 0.5F, height}, 0, end, {}};
  if (to_ > from_) {
    area.from = from_;
    area.to = to_;
  }
  for (std::size_t n = 0; n < count; ++n) {
    const std::string& output = viewer.settings.series[n];
    area.values = {0, 0};
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (std::size_t s = 0; s < viewer.sides().size(); ++s) {
      const AxisRange range = range_of(viewer.series(s, output, selected_district(viewer, s)), area.from, area.to);
      low = std::min(low, range.low);
      high = std::max(high, range.high);
      const Band* band = band_of(viewer, s, output);
      if (band == nullptr) continue;
      low = std::min(low, range_of(band->low, area.from, area.to).low);
      high = std::max(high, range_of(band->high, area.from, area.to).high);
    }
    area.values = {low, high};
    draw_series(window, output, area);
    area.box.y += height + gap;
  }
  draw_week_axis(window, area, bottom);
  scrub(window, area, top, bottom);
  draw_marks(window, area, top, bottom);
}

}  // namespace gongjian::viz
