// The line below: how fast everything goes, the hash of the week, and what there is to tell.
#pragma once

#include "viz/app/window.hpp"

namespace gongjian::viz {

class StatusBar {
 public:
  void draw(Window& window, const Box& box);
};

}  // namespace gongjian::viz
