// Numbers with intervals, by row: as points (a forest plot) or as bars from zero.
#pragma once

#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

struct IntervalPanels {
  struct Value {
    double value = kNoValue;
    double low = kNoValue, high = kNoValue;  // missing: no interval
  };
  struct Panel {
    std::string title;
    std::vector<std::vector<Value>> series;  // by series, then row
  };
  std::vector<std::string> rows;    // from above
  std::vector<std::string> series;  // names for the legend; one alone has none
  std::vector<Panel> panels;
  int columns = 3;  // of panels, at most
  bool bars = false;
  bool one_scale = false;      // the same scale in all panels
  bool colour_by_row = false;  // where there is one series
};

Picture draw(const IntervalPanels& figure);

}  // namespace gongjian::analysis
