#include "viz/render/glfw_keys.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <utility>

namespace gongjian::viz {
namespace {

constexpr std::pair<int, Key> kNamed[] = {
    {GLFW_KEY_SPACE, Key::space},     {GLFW_KEY_ESCAPE, Key::escape},
    {GLFW_KEY_ENTER, Key::enter},     {GLFW_KEY_KP_ENTER, Key::enter},
    {GLFW_KEY_TAB, Key::tab},         {GLFW_KEY_BACKSPACE, Key::backspace},
    {GLFW_KEY_INSERT, Key::insert},   {GLFW_KEY_DELETE, Key::del},
    {GLFW_KEY_LEFT, Key::left},       {GLFW_KEY_RIGHT, Key::right},
    {GLFW_KEY_UP, Key::up},           {GLFW_KEY_DOWN, Key::down},
    {GLFW_KEY_PAGE_UP, Key::page_up}, {GLFW_KEY_PAGE_DOWN, Key::page_down},
    {GLFW_KEY_HOME, Key::home},       {GLFW_KEY_END, Key::end},
};

}  // namespace

Key key_of_glfw(int key, int scancode) {
  for (const auto& [of_glfw, named] : kNamed)
    if (key == of_glfw) return named;
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return static_cast<Key>(static_cast<int>(Key::f1) + key - GLFW_KEY_F1);

  // GLFW's codes are places on an American keyboard; its names, what the key writes here.
  const char* name = key == GLFW_KEY_UNKNOWN && scancode <= 0 ? nullptr : glfwGetKeyName(key, scancode);
  int character = name && name[0] > ' ' && name[0] < 127 && name[1] == 0 ? name[0] : key;
  if (character >= 'A' && character <= 'Z') character += 'a' - 'A';
  return character > ' ' && character < 127 ? static_cast<Key>(character) : Key::unknown;
}

Modifiers modifiers_of_glfw(int bits) {
  return {.shift = (bits & GLFW_MOD_SHIFT) != 0,
          .control = (bits & GLFW_MOD_CONTROL) != 0,
          .alt = (bits & GLFW_MOD_ALT) != 0,
          .super = (bits & GLFW_MOD_SUPER) != 0};
}

}  // namespace gongjian::viz
