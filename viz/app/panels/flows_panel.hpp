// Where the alliances' money of the latest 52 weeks came from and what it went to.
#pragma once

#include "viz/app/window.hpp"

namespace gongjian::viz {

class FlowsPanel {
 public:
  void draw(Window& window);

 private:
  void draw_side(Window& window, std::size_t side, ImVec2 size);
};

}  // namespace gongjian::viz
