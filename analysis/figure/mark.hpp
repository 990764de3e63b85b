// Something that happened, as a figure of series over time marks it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace gongjian::analysis {

struct Mark {
  double x = 0;
  std::string label;
  std::vector<std::size_t> curves = {};  // it belongs to, each once; none: to all

  bool is_of(std::size_t curve) const;
  // Whether it belongs to each of so many curves.
  bool is_of_all(std::size_t count) const { return curves.empty() || curves.size() == count; }
};

// Marks an event of a curve, at its week in years since the start. The same event of several curves is one mark.
void mark_event(std::vector<Mark>& marks, int week, const std::string& label, std::size_t curve);

}  // namespace gongjian::analysis
