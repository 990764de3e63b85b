// Series over time: panels with lines, bands and marks.
#pragma once

#include "analysis/figure/mark.hpp"
#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

// One line, with a band around it where low and high are given. NaN leaves a gap.
struct Curve {
  std::string label;
  std::vector<double> x, y;
  std::vector<double> low, high;  // empty: no band
};

struct Panel {
  std::string title;
  std::vector<Curve> curves;  // the same in all panels, in the same order
};

struct LinePanels {
  static constexpr std::size_t kMostNames = 5;  // of marks; where there are more, none is named

  std::string x_label;
  std::vector<Panel> panels;
  // Upright lines in all panels, named above the first: grey where they are of all curves, else a line for each curve
  // that has it, in its colour.
  std::vector<Mark> marks;
  int columns = 1;  // panels beside each other
};

Picture draw(const LinePanels& figure);

}  // namespace gongjian::analysis
