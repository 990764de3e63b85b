// What the window shows, and its keys.
#pragma once

#include "viz/app/window.hpp"

namespace gongjian::viz {

class HelpPanel {
 public:
  void draw(Window& window);
};

}  // namespace gongjian::viz
