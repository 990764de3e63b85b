#include "engine/model/levers.hpp"

#include <algorithm>

namespace gongjian::model {
namespace {

// Calls function(position, column) for each lever.
template <class Function>
void for_each_lever(LeverLevels& levels, Function function) {
  std::size_t position = 0;
  auto visitor = [&](std::string_view, core::Column<double>& column, const auto&...) { function(position++, column); };
  levels.visit(visitor);
}

}  // namespace

double LeverSetting::level(int week, std::size_t d) const {
  if (week < start || (end >= 0 && week >= end)) return 0;
  if (!districts.empty() && !districts[d]) return 0;
  return ramp == 0 ? value : value * std::min(1.0, static_cast<double>(week - start + 1) / ramp);
}

LeverLevels no_levers(std::size_t districts) {
  LeverLevels levels;
  for_each_lever(levels, [&](std::size_t, core::Column<double>& column) { column.assign(districts, 0); });
  return levels;
}

void set_levers(const Policy& policy, const core::Tick& tick, LeverLevels& levels) {
  for_each_lever(levels, [&](std::size_t lever, core::Column<double>& column) {
    std::fill(column.begin(), column.end(), 0.0);
    for (const LeverSetting& setting : policy.settings)
      if (setting.lever == lever)
        for (std::size_t d = 0; d < column.size(); ++d) column[d] = std::max(column[d], setting.level(tick.week, d));
  });
}

}  // namespace gongjian::model
