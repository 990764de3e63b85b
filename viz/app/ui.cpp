#include "viz/app/ui.hpp"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <charconv>
#include <cstdlib>

namespace gongjian::viz {

void Ui::begin_frame() {
  controls_.clear();
  em = ImGui::GetFontSize();
}

void Ui::plan(const std::string& id, std::optional<std::string> value) { plans_.emplace(id, std::move(value)); }

// What a script wants of this control now; `pressed` where it is to be pressed.
std::optional<std::string> Ui::take_plan(const char* id, bool& pressed) {
  const auto plan = plans_.find(id);
  pressed = plan != plans_.end() && !plan->second.has_value();
  if (plan == plans_.end()) return std::nullopt;
  std::optional<std::string> value = std::move(plan->second);
  plans_.erase(plan);
  return value;
}

std::string Ui::labelled(const char* label, const char* id) const { return fmt::format("{}###{}", label, id); }

void Ui::mark(const char* id, const char* kind, const std::string& value, bool enabled) {
  const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
  const float left = ImGui::GetWindowPos().x, right = left + ImGui::GetWindowSize().x;
  controls_.push_back({id, kind, from, to, enabled, value, from.x < left || to.x > right + 0.5F});
}

void Ui::tip(const char* text) const {
  if (text == nullptr || *text == '\0' || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(em * 24);
  ImGui::TextUnformatted(text);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

bool Ui::button(const char* id, const char* label, const char* tip_text, bool enabled) {
  bool planned = false;
  take_plan(id, planned);
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = ImGui::Button(labelled(label, id).c_str());
  if (!enabled) ImGui::EndDisabled();
  mark(id, "button", {}, enabled);
  tip(tip_text);
  return enabled && (pressed || planned);
}

bool Ui::toggle(const char* id, const char* label, bool& on, const char* tip_text, bool enabled) {
  bool planned = false;
  const auto value = take_plan(id, planned);
  const bool was_on = on;
  if (was_on) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive));
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = ImGui::Button(labelled(label, id).c_str());
  if (!enabled) ImGui::EndDisabled();
  if (was_on) ImGui::PopStyleColor();
  if (value) on = *value == "true";
  else if (pressed || planned) on = !on;
  mark(id, "toggle", on ? "true" : "false", enabled);
  tip(tip_text);
  return on != was_on;
}

bool Ui::checkbox(const char* id, const char* label, bool& on) {
  bool planned = false;
  const auto value = take_plan(id, planned);
  const bool was_on = on;
  ImGui::Checkbox(labelled(label, id).c_str(), &on);
  if (value) on = *value == "true";
  else if (planned) on = !on;
  mark(id, "checkbox", on ? "true" : "false");
  return on != was_on;
}

bool Ui::slider(const char* id, double& value, double low, double high, const char* format, bool logarithmic,
                bool enabled) {
  bool planned = false;
  const auto wanted = take_plan(id, planned);
  if (!enabled) ImGui::BeginDisabled();
  const ImGuiSliderFlags flags = ImGuiSliderFlags_AlwaysClamp | (logarithmic ? ImGuiSliderFlags_Logarithmic : 0);
  bool moved = ImGui::SliderScalar(labelled("", id).c_str(), ImGuiDataType_Double, &value, &low, &high, format, flags);
  released_ = ImGui::IsItemDeactivatedAfterEdit();
  if (!enabled) ImGui::EndDisabled();
  if (wanted && enabled) {
    value = std::min(high, std::max(low, std::strtod(wanted->c_str(), nullptr)));
    moved = released_ = true;
  }
  mark(id, "slider", fmt::format("{}", value), enabled);
  return moved;
}

bool Ui::combo(const char* id, int& current, const std::vector<std::string>& items, float width, int most_shown) {
  bool planned = false;
  const auto wanted = take_plan(id, planned);
  const int before = current;
  ImGui::SetNextItemWidth(width);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 to{from.x + ImGui::CalcItemWidth(), from.y + ImGui::GetFrameHeight()};
  const bool is_cut = to.x > ImGui::GetWindowPos().x + ImGui::GetWindowSize().x + 0.5F;
  const bool has_one = current >= 0 && current < static_cast<int>(items.size());
  ImGui::SetNextWindowSizeConstraints({0, 0}, {1e4F, em * 1.5F * static_cast<float>(most_shown)});
  if (ImGui::BeginCombo(labelled("", id).c_str(), has_one ? items[static_cast<std::size_t>(current)].c_str() : "")) {
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
      ImGui::PushID(i);
      if (ImGui::Selectable(items[static_cast<std::size_t>(i)].c_str(), i == current)) current = i;
      mark(fmt::format("{}.{}", id, i).c_str(), "choice");
      if (i == current && ImGui::IsWindowAppearing()) ImGui::SetScrollHereY();
      ImGui::PopID();
    }
    ImGui::EndCombo();
  }
  if (wanted) {
    int number = -1;
    std::from_chars(wanted->data(), wanted->data() + wanted->size(), number);
    if (number >= 0 && number < static_cast<int>(items.size())) current = number;
  }
  controls_.push_back({id, "combo", from, to, true, fmt::format("{}", current), is_cut});
  return current != before;
}

bool Ui::text_field(const char* id, const char* hint, std::string& text, float width) {
  bool planned = false;
  const auto wanted = take_plan(id, planned);
  ImGui::SetNextItemWidth(width);
  bool entered = ImGui::InputTextWithHint(labelled("", id).c_str(), hint, &text, ImGuiInputTextFlags_EnterReturnsTrue);
  if (wanted) text = *wanted;
  mark(id, "text", text);
  return entered || wanted.has_value();
}

bool Ui::number_field(const char* id, int& number, float width) {
  bool planned = false;
  const auto wanted = take_plan(id, planned);
  ImGui::SetNextItemWidth(width);
  bool entered = ImGui::InputInt(labelled("", id).c_str(), &number, 0, 0, ImGuiInputTextFlags_EnterReturnsTrue);
  entered = entered || ImGui::IsItemDeactivatedAfterEdit();
  if (wanted) std::from_chars(wanted->data(), wanted->data() + wanted->size(), number);
  mark(id, "number", fmt::format("{}", number));
  return entered || wanted.has_value();
}

bool Ui::choice(const char* id, const char* label, bool chosen, ImVec2 size) {
  bool planned = false;
  take_plan(id, planned);
  const bool pressed = ImGui::Selectable(labelled(label, id).c_str(), chosen, 0, size);
  mark(id, "choice", chosen ? "true" : "false");
  return pressed || planned;
}

bool Ui::section(const char* id, const char* label, bool open_at_first) {
  bool planned = false;
  const auto wanted = take_plan(id, planned);
  if (wanted) ImGui::SetNextItemOpen(*wanted == "true");
  const bool is_open = ImGui::CollapsingHeader(
      labelled(label, id).c_str(), open_at_first ? ImGuiTreeNodeFlags_DefaultOpen : ImGuiTreeNodeFlags_None);
  mark(id, "section", is_open ? "true" : "false");
  return is_open;
}

bool Ui::canvas(const char* id, ImVec2 size) {
  ImGui::InvisibleButton(labelled("", id).c_str(), {std::max(size.x, 1.0F), std::max(size.y, 1.0F)});
  mark(id, "canvas");
  return ImGui::IsItemHovered();
}

void Ui::muted(const std::string& text) const {
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(colours().faint));
  paragraph(text);
  ImGui::PopStyleColor();
}

void Ui::paragraph(const std::string& text) const {
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text.c_str(), text.c_str() + text.size());
  ImGui::PopTextWrapPos();
}

float Ui::width_of(const char* label) const {
  return ImGui::CalcTextSize(label, nullptr, true).x + 2 * ImGui::GetStyle().FramePadding.x;
}

void Ui::flow(float width) {
  if (!flow_first_) {
    const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
    if (ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x + width <= right) ImGui::SameLine();
  }
  flow_first_ = false;
}

}  // namespace gongjian::viz
