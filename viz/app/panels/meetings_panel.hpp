// What working committees' meetings come to: who has part-time seats, what they are called for, whether they come.
#pragma once

#include "viz/app/window.hpp"

namespace gongjian::viz {

class MeetingsPanel {
 public:
  void draw(Window& window);

 private:
  void draw_side(Window& window, std::size_t side, ImVec2 size);
};

}  // namespace gongjian::viz
