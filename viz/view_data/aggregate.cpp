#include "viz/view_data/aggregate.hpp"

#include <cmath>

#include "engine/core/check.hpp"

namespace gongjian::viz {

std::vector<Aggregate> aggregates(const Hierarchy& hierarchy, Level level, std::span<const double> of_units) {
  GONGJIAN_CHECK(of_units.empty() || of_units.size() == hierarchy.size(Level::unit));
  std::vector<Aggregate> result(hierarchy.size(level));
  for (std::uint32_t unit = 0; unit < of_units.size(); ++unit)
    if (!std::isnan(of_units[unit]))
      result[hierarchy.ancestor({Level::unit, unit}, level).row].add({of_units[unit], 1});
  return result;
}

}  // namespace gongjian::viz
