// Input that a program gives to ImGui in a person's place.
#pragma once

#include <deque>
#include <string>
#include <variant>

#include "viz/render/key.hpp"

namespace gongjian::viz {

struct MouseMove {
  float x, y;
};
struct MouseButton {
  int button;
  bool down;
};
struct Wheel {
  float x, y;
};
struct KeyStroke {
  Key key;
  bool down;
  Modifiers modifiers;
};
struct Text {
  std::string utf8;
};
using Input = std::variant<MouseMove, MouseButton, Wheel, KeyStroke, Text>;

// To be called once for ImGui's current context.
void prepare_gui_for_keys();

// Hands one piece to ImGui's current context, for the frame that begins next.
void give_to_gui(const Input& input);

// Takes from the queue what one frame may see: up to the first press, release or text. Gives the key that was pressed,
// if one was.
KeyStroke give_to_gui(std::deque<Input>& queue);

}  // namespace gongjian::viz
