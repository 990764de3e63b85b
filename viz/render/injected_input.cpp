#include "viz/render/injected_input.hpp"

#include <imgui.h>

#include <utility>

namespace gongjian::viz {
namespace {

// Those that every version of ImGui names.
constexpr std::pair<Key, ImGuiKey> kKeys[] = {
    {Key::tab, ImGuiKey_Tab},
    {Key::left, ImGuiKey_LeftArrow},
    {Key::right, ImGuiKey_RightArrow},
    {Key::up, ImGuiKey_UpArrow},
    {Key::down, ImGuiKey_DownArrow},
    {Key::page_up, ImGuiKey_PageUp},
    {Key::page_down, ImGuiKey_PageDown},
    {Key::home, ImGuiKey_Home},
    {Key::end, ImGuiKey_End},
    {Key::insert, ImGuiKey_Insert},
    {Key::del, ImGuiKey_Delete},
    {Key::backspace, ImGuiKey_Backspace},
    {Key::space, ImGuiKey_Space},
    {Key::enter, ImGuiKey_Enter},
    {Key::escape, ImGuiKey_Escape},
    {Key{'a'}, ImGuiKey_A},
    {Key{'c'}, ImGuiKey_C},
    {Key{'v'}, ImGuiKey_V},
    {Key{'x'}, ImGuiKey_X},
    {Key{'y'}, ImGuiKey_Y},
    {Key{'z'}, ImGuiKey_Z},
};

// ImGui takes input through functions since 1.87, and through fields before.
#if IMGUI_VERSION_NUM >= 18900

void give(const MouseMove& move) { ImGui::GetIO().AddMousePosEvent(move.x, move.y); }
void give(const MouseButton& button) { ImGui::GetIO().AddMouseButtonEvent(button.button, button.down); }
void give(const Wheel& wheel) { ImGui::GetIO().AddMouseWheelEvent(wheel.x, wheel.y); }
void give_modifiers(Modifiers modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, modifiers.control);
  io.AddKeyEvent(ImGuiMod_Shift, modifiers.shift);
  io.AddKeyEvent(ImGuiMod_Alt, modifiers.alt);
  io.AddKeyEvent(ImGuiMod_Super, modifiers.super);
}
void give_key(ImGuiKey key, bool down) { ImGui::GetIO().AddKeyEvent(key, down); }
void map_key(ImGuiKey) {}

#else

void give(const MouseMove& move) { ImGui::GetIO().MousePos = {move.x, move.y}; }
void give(const MouseButton& button) { ImGui::GetIO().MouseDown[button.button] = button.down; }
void give(const Wheel& wheel) {
  ImGui::GetIO().MouseWheelH += wheel.x;
  ImGui::GetIO().MouseWheel += wheel.y;
}
void give_modifiers(Modifiers modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = modifiers.control;
  io.KeyShift = modifiers.shift;
  io.KeyAlt = modifiers.alt;
  io.KeySuper = modifiers.super;
}
void give_key(ImGuiKey key, bool down) { ImGui::GetIO().KeysDown[key] = down; }
void map_key(ImGuiKey key) { ImGui::GetIO().KeyMap[key] = key; }

#endif

void give(const KeyStroke& stroke) {
  give_modifiers(stroke.down ? stroke.modifiers : Modifiers{});
  for (const auto& [key, of_gui] : kKeys)
    if (key == stroke.key) give_key(of_gui, stroke.down);
}
void give(const Text& text) { ImGui::GetIO().AddInputCharactersUTF8(text.utf8.c_str()); }

}  // namespace

void prepare_gui_for_keys() {
  for (const auto& [key, of_gui] : kKeys) map_key(of_gui);
}

void give_to_gui(const Input& input) {
  std::visit([](const auto& piece) { give(piece); }, input);
}

KeyStroke give_to_gui(std::deque<Input>& queue) {
  while (!queue.empty()) {
    const Input input = std::move(queue.front());
    queue.pop_front();
    give_to_gui(input);
    if (const auto* stroke = std::get_if<KeyStroke>(&input); stroke && stroke->down) return *stroke;
    if (!std::holds_alternative<MouseMove>(input) && !std::holds_alternative<Wheel>(input)) break;
  }
  return {Key::unknown, false, {}};
}

}  // namespace gongjian::viz
