// Figures of series over time, as scripts for gnuplot.
#pragma once

#include <string>
#include <vector>

namespace gongjian::analysis {

// One line, with a band around it where low and high are given. NaN leaves a gap.
struct Curve {
  std::string label;
  std::vector<double> x, y;
  std::vector<double> low, high;  // empty: no band
};

struct Panel {
  std::string title;
  std::vector<Curve> curves;
};

// Something that happened at x; drawn as a vertical line in all panels, named in the first.
struct Mark {
  double x;
  std::string label;
};

struct Figure {
  std::string title;
  std::string x_label;
  std::vector<Panel> panels;  // below each other, on one axis
  std::vector<Mark> marks;
};

// A gnuplot script that draws the figure on its standard output, as "svg", "png" or "pdf". Colours are those of Okabe
// and Ito, which people with colour blindness can tell apart; the legend stands below the last panel. Up to eight
// curves a panel.
std::string gnuplot_script(const Figure& figure, const std::string& format);

}  // namespace gongjian::analysis
