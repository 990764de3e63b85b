// A matrix of numbers as shades, light to dark.
#pragma once

#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

struct HeatMap {
  static constexpr std::size_t kMostColumns = 120;  // more are joined, by their means
  static constexpr std::size_t kMostShown = 12;     // columns up to which the numbers stand in the cells

  std::string x_label, scale_label;
  std::vector<std::string> rows;            // from above
  std::vector<std::vector<double>> values;  // by row, then column; missing ones stay blank
  double x_low = 0, x_high = 1;             // what the columns span
  std::vector<std::string> columns;         // their names, where they are few; else empty
  double low = kNoValue, high = kNoValue;   // what the lightest and the darkest shade stand for; missing: the values'
};

Picture draw(const HeatMap& figure);

}  // namespace gongjian::analysis
