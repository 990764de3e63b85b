#include "analysis/figure/mark.hpp"

#include <algorithm>

#include "engine/core/clock.hpp"

namespace gongjian::analysis {

bool Mark::is_of(std::size_t curve) const {
  return curves.empty() || std::find(curves.begin(), curves.end(), curve) != curves.end();
}

void mark_event(std::vector<Mark>& marks, int week, const std::string& label, std::size_t curve) {
  const double x = static_cast<double>(week) / core::kWeeksPerYear;
  const auto found =
      std::find_if(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.x == x && mark.label == label; });
  if (found == marks.end()) marks.push_back({x, label, {curve}});
  else if (!found->is_of(curve)) found->curves.push_back(curve);
}

}  // namespace gongjian::analysis
