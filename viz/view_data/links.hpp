// Who works with whom: the pairs of units that share projects.
#pragma once

#include <cstdint>
#include <vector>

namespace gongjian::viz {

// A pair that works together. Where one gives and the other takes, `a` gives.
struct ProjectLink {
  std::uint32_t a = 0, b = 0;  // units
  double weight = 1;           // say projects, or their value; links that do not weigh anything count as none
};

}  // namespace gongjian::viz
