#include "viz/app/panels/network_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::viz {
namespace {

constexpr double kMostInk = 0.1;  // of the picture, that nodes cover together: many are drawn smaller
constexpr Level kNodeLevels[] = {Level::district, Level::subdistrict, Level::unit};

const char* table_of(NetworkNode::What what) {
  return what == NetworkNode::What::alliance    ? "alliances"
         : what == NetworkNode::What::committee ? "committees"
                                                : "units";
}

}  // namespace

void NetworkPanel::draw_controls(Window& window) {
  Ui& ui = window.ui;
  if (!ui.is_tight) ui.begin_flow();
  ui.flow(ui.em * 8.5F);
  bool is_other =
      ui.combo("network.level", level_,
               {window.say(Say::level_districts), window.say(Say::level_subdistricts), window.say(Say::level_units)},
               ui.em * 8.5F);
  ui.flow(ui.em * 6);
  is_other = ui.combo("network.arrangement", arrangement_, {window.say(Say::map), window.say(Say::rings)}, ui.em * 6) ||
             is_other;
  ui.flow(ui.width_of(window.say(Say::fit_view)));
  if (ui.button("network.fit", window.say(Say::fit_view), window.say(Say::fit_tip)) || is_other) fits_ = true;
  view_.level = kNodeLevels[level_];
  view_.arrangement = arrangement_ == 0 ? NetworkView::Arrangement::map : NetworkView::Arrangement::rings;
}

void NetworkPanel::make(Window& window, std::size_t side, double pixels) {
  Viewer& viewer = window.viewer;
  Side& shown = sides_[side];
  const auto& city = viewer.sides()[side].city;
  const int district = selected_district(viewer, side);
  view_.district = district < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(district));
  const std::string now =
      fmt::format("{} {} {} {} {} {} {} {}", pixels, static_cast<const void*>(city.get()),
                  static_cast<const void*>(viewer.sides()[side].record.get()), level_, arrangement_,
                  view_.district.value_or(~0U), window.ui.dark, viewer.sides()[side].projects.weeks_done());
  if (now == shown.made_from) return;
  shown.made_from = now;
  shown.network = network(city->shape, city->hierarchy, viewer.places(), viewer.links(side), view_);
  paint(window, shown, pixels);
}

void NetworkPanel::paint(const Window& window, Side& shown, double pixels) const {
  const Theme& colours = window.ui.colours();
  const ThemeKind kind = window.ui.dark ? ThemeKind::dark : ThemeKind::light;
  Scene& scene = shown.scene;
  scene.background = colours.background;
  scene.points.clear();
  scene.point_colours.clear();
  scene.point_sizes.clear();
  scene.links.clear();
  double ink = 0;  // of all nodes, in pixels
  for (const NetworkNode& node : shown.network.nodes) ink += 0.8 * node.size * node.size;
  const auto shrink = static_cast<float>(std::min(1.0, std::sqrt(kMostInk * pixels / std::max(ink, 1.0))));
  for (const NetworkNode& node : shown.network.nodes) {
    scene.points.push_back(node.at);
    scene.point_colours.push_back(category(node.what == NetworkNode::What::alliance    ? 5
                                           : node.what == NetworkNode::What::committee ? 0
                                                                                       : 4,
                                           kind));
    scene.point_sizes.push_back(std::max(3.0F, node.size * shrink));
    if (node.hub == NetworkNode::kNoHub) continue;
    Colour faint = colours.grid;
    faint.a = 160;
    scene.links.push_back({node.at, shown.network.nodes[node.hub].at, faint, 1});
  }
  const double heaviest = shown.network.edges.empty() ? 1 : shown.network.edges.front().weight;
  for (const NetworkEdge& edge : shown.network.edges) {
    Colour colour = colours.accent;
    const double part = std::sqrt(edge.weight / heaviest);
    colour.a = static_cast<std::uint8_t>(50 + 150 * part);
    scene.links.push_back(
        {shown.network.nodes[edge.from].at, shown.network.nodes[edge.to].at, colour, static_cast<float>(1 + 5 * part)});
  }
  ++scene.points_version;
  ++scene.colours_version;
  ++scene.links_version;
}

std::string NetworkPanel::name_of(const Window& window, std::size_t side, const NetworkNode& node) const {
  if (node.what == NetworkNode::What::alliance)
    return window.say(window.viewer.sides()[side].view->shape.districts[node.row]);
  return fmt::format("{} {}", window.say(node.what == NetworkNode::What::committee ? Say::committees : Say::units),
                     node.row);
}

void NetworkPanel::lead(Window& window, std::size_t side, ImVec2 at, Viewport view, bool is_over) {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActivated()) dragged_ = false;
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) {
    camera_ = pan(camera_, io.MouseDelta.x, io.MouseDelta.y);
    fits_ = false;
    dragged_ = true;
  }
  if (!is_over) return;
  const Point pointer{io.MousePos.x - at.x, io.MousePos.y - at.y};
  if (io.MouseWheel != 0) {
    camera_ = zoom(camera_, view, pointer, std::pow(1.25F, io.MouseWheel));
    fits_ = false;
  }
  const Side& shown = sides_[side];
  const NetworkNode* nearest = nullptr;
  float least = 12;  // pixels
  for (const NetworkNode& node : shown.network.nodes) {
    const Point pixel = to_pixel(camera_, view, node.at);
    const float distance = std::hypot(pixel.x - pointer.x, pixel.y - pointer.y) - node.size / 2;
    if (distance >= least) continue;
    least = distance;
    nearest = &node;
  }
  if (nearest == nullptr) return;
  if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !dragged_)
    window.viewer.select({table_of(nearest->what), nearest->row, side});
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(name_of(window, side, *nearest).c_str());
  ImGui::TextUnformatted(
      window.ui.with_value(window.say(Say::weight_projects), core::number(nearest->inside + nearest->outside)).c_str());
  ImGui::EndTooltip();
}

void NetworkPanel::draw_labels(Window& window, const Side& shown, std::size_t side, ImVec2 at, Viewport view) const {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& colours = window.ui.colours();
  Labels labels;
  for (const NetworkNode& node : shown.network.nodes) {
    if (node.what != NetworkNode::What::alliance) continue;
    const std::string name = name_of(window, side, node);
    const Point pixel = to_pixel(camera_, view, node.at);
    const ImVec2 size = ImGui::CalcTextSize(name.c_str());
    const Bounds& place = window.viewer.places().districts[node.row].bounds;
    const bool has_room = size.x <= (place.right - place.left) * camera_.scale;
    if (arrangement_ == 0 && !has_room) continue;  // names would hide the map
    const ImVec2 corner{at.x + pixel.x - size.x / 2, at.y + pixel.y + node.size / 2 + 2};
    labels.add(list, corner, name, colours.background, colours.text);
  }
  std::string note = side_name(window, side);
  const bool is_idle =
      shown.network.edges.empty() && std::none_of(shown.network.nodes.begin(), shown.network.nodes.end(),
                                                  [](const NetworkNode& n) { return n.inside > 0; });
  if (is_idle) note += std::string(note.empty() ? "" : "  ") + window.say(Say::no_links_yet);
  if (shown.network.edges_left_out > 0)
    note += (note.empty() ? "" : "  ") +
            fmt::format(fmt::runtime(window.say(Say::links_left_out)), shown.network.edges_left_out);
  list.AddText({at.x + window.ui.em * 0.5F, at.y + window.ui.em * 0.3F}, to_imgui(colours.text), note.c_str());
}

void NetworkPanel::draw_side(Window& window, std::size_t side, ImVec2 size) {
  make(window, side, static_cast<double>(size.x) * static_cast<double>(size.y));
  Side& shown = sides_[side];
  const Viewport view{std::max(1, static_cast<int>(size.x)), std::max(1, static_cast<int>(size.y))};
  if (fits_) camera_ = fit(shown.network.bounds, view, window.ui.em * (window.ui.is_tight ? 0.7F : 2));
  if (!shown.renderer) shown.renderer = window.new_renderer();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 end{at.x + static_cast<float>(view.width), at.y + static_cast<float>(view.height)};
  const unsigned texture = shown.renderer->texture(shown.scene, camera_, view.width, view.height);
  ImGui::GetWindowDrawList()->AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)), at, end);
  const bool is_over = window.ui.canvas(side == 0 ? "network.a" : "network.b", {end.x - at.x, end.y - at.y});
  lead(window, side, at, view, is_over);
  ImGui::GetWindowDrawList()->PushClipRect(at, end, true);
  draw_labels(window, shown, side, at, view);
  ImGui::GetWindowDrawList()->PopClipRect();
}

void NetworkPanel::draw(Window& window) {
  draw_controls(window);
  draw_sides(window, [&](std::size_t side, ImVec2 size) { draw_side(window, side, size); });
}

}  // namespace gongjian::viz
