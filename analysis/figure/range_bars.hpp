// A box over several factors: of each, the part of its range that lies within.
#pragma once

#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

struct RangeBars {
  struct Bar {
    std::string label;
    double low = 0, high = 1;  // parts of the factor's range
    std::string text;          // the limits, as people read them
  };
  std::string low_label, high_label;
  std::vector<Bar> bars;
};

Picture draw(const RangeBars& figure);

}  // namespace gongjian::analysis
