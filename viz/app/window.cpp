#include "viz/app/window.hpp"

#include <algorithm>
#include <cmath>

namespace gongjian::viz {

int selected_district(const Viewer& viewer, std::size_t side) {
  const auto look = viewer.selection();
  const bool is_district = look && (look->table == "districts" || look->table == "alliances");
  const std::vector<std::uint32_t>& districts = viewer.sides()[side].city->districts;
  return is_district && look->id < districts.size() ? static_cast<int>(districts[look->id]) : -1;
}

std::string side_name(const Window& window, std::size_t side) {
  return window.viewer.sides().size() < 2 ? "" : window.say(side == 0 ? Say::side_a : Say::side_b);
}

std::vector<std::string> labels_of(const Window& window, const core::FrameLayout& layout,
                                   const std::string& dimension) {
  std::vector<std::string> labels;
  for (const core::Dimension& candidate : layout.dimensions)
    if (candidate.name == dimension)
      for (const core::Text& label : candidate.labels) labels.push_back(window.say(label));
  for (std::string& label : labels) std::replace(label.begin(), label.end(), '_', ' ');
  return labels;
}

void draw_sides(Window& window, const std::function<void(std::size_t side, ImVec2 size)>& draw) {
  const bool shows_one = window.ui.is_tight && window.viewer.sides().size() > 1;
  const std::size_t first = shows_one ? window.tight_side : 0, sides = shows_one ? 1 : window.viewer.sides().size();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const ImVec2 size{std::floor((room.x - gap * static_cast<float>(sides - 1)) / static_cast<float>(sides)), room.y};
  if (size.x < 8 || size.y < 8) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  for (std::size_t side = 0; side < sides; ++side) {
    ImGui::SetCursorScreenPos({at.x + static_cast<float>(side) * (size.x + gap), at.y});
    draw(first + side, size);
  }
}

void Labels::add(ImDrawList& list, ImVec2 at, const std::string& text, Colour ground, Colour ink) {
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const ImVec4 place{at.x - 3, at.y - 1, at.x + size.x + 3, at.y + size.y + 1};
  const bool is_taken = std::any_of(taken_.begin(), taken_.end(), [&](const ImVec4& other) {
    return place.x < other.z && other.x < place.z && place.y < other.w && other.y < place.w;
  });
  if (is_taken) return;
  taken_.push_back(place);
  ground.a = 190;
  list.AddRectFilled({place.x, place.y}, {place.z, place.w}, to_imgui(ground), 3);
  list.AddText(at, to_imgui(ink), text.c_str());
}

bool begin_panel(const char* id, const Box& box, ImGuiWindowFlags flags) {
  ImGui::SetNextWindowPos({box.x, box.y});
  ImGui::SetNextWindowSize({box.width, box.height});
  return ImGui::Begin(id, nullptr,
                      flags | ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                          ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                          ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void end_panel() { ImGui::End(); }

}  // namespace gongjian::viz
