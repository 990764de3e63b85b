// Co-operation in projects as a matrix: of districts, of a district's subdistricts, or of kinds of unit.
#pragma once

#include <string>
#include <vector>

#include "viz/app/window.hpp"

namespace gongjian::viz {

class MatrixPanel {
 public:
  void draw(Window& window);

 private:
  void draw_side(Window& window, std::size_t side, ImVec2 size);

  int by_ = 2;
};

}  // namespace gongjian::viz
