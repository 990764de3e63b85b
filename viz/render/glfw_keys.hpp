#pragma once

#include "viz/render/key.hpp"

namespace gongjian::viz {

// Of a key of GLFW's.
Key key_of_glfw(int key, int scancode);
Modifiers modifiers_of_glfw(int bits);

}  // namespace gongjian::viz
