// What makes up a whole over time: areas upon each other, in steps, in panels of one scale.
#pragma once

#include "analysis/figure/mark.hpp"
#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

struct AreaPanels {
  struct Panel {
    std::string title;
    std::vector<std::vector<double>> parts;  // by part, then x; at least 0, a missing value counts as 0
  };
  std::string x_label, y_label;
  std::vector<std::string> parts;  // from below
  std::vector<double> x;           // at which each value begins; it holds up to the next
  double x_end = 0;                // up to which the last one holds
  std::vector<Panel> panels;
  std::vector<Mark> marks;  // each in the panels whose number is among its curves
};

Picture draw(const AreaPanels& figure);

}  // namespace gongjian::analysis
