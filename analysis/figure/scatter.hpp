// Points of a plane, some of them named.
#pragma once

#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

struct Scatter {
  struct Point {
    double x, y;
    std::string label;    // empty: none
    bool chosen = false;  // stands out
  };
  struct Panel {
    std::string title;
    std::vector<Point> points;
  };
  std::string x_label, y_label;
  std::vector<Panel> panels;
  bool joined = false;  // by a line, in their order
};

Picture draw(const Scatter& figure);

}  // namespace gongjian::analysis
