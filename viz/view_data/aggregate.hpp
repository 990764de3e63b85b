// A variable of units, as sums and means of the places they lie in.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "viz/view_data/hierarchy.hpp"

namespace gongjian::viz {

struct Aggregate {
  double sum = 0;
  std::uint32_t count = 0;  // of units with a value
  double mean() const { return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN(); }
  void add(const Aggregate& other) {
    sum += other.sum;
    count += other.count;
  }
};

// By row of the level. One value a unit; missing ones (NaN) are left out, and so are all of an empty span.
std::vector<Aggregate> aggregates(const Hierarchy& hierarchy, Level level, std::span<const double> of_units);

}  // namespace gongjian::viz
