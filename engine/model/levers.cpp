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

// The part of a lever that is carried out so many weeks after its start, where execution has this level.
double carried_out(const ExecutionParameters& p, int weeks_on, double execution) {
  const double learnt =
      p.months == 0 ? 1 : std::min(1.0, static_cast<double>(weeks_on) / core::kWeeksPerMonth / p.months);
  const double part = p.at_first + (p.in_the_end - p.at_first) * learnt;
  return part + (1 - part) * execution;
}

}  // namespace

double LeverSetting::level(int week, std::size_t d) const {
  if (week < start || (end >= 0 && week >= end)) return 0;
  if (!districts.empty() && !districts[d]) return 0;
  return ramp == 0 ? value : value * std::min(1.0, static_cast<double>(week - start + 1) / ramp);
}

double Policy::level(std::size_t lever, int week, std::size_t d) const {
  double highest = 0;
  for (const LeverSetting& setting : settings)
    if (setting.lever == lever) highest = std::max(highest, setting.level(week, d));
  return highest;
}

LeverLevels no_levers(std::size_t districts) {
  LeverLevels levels;
  for_each_lever(levels, [&](std::size_t, core::Column<double>& column) { column.assign(districts, 0); });
  return levels;
}

void set_levers(const Policy& policy, const ExecutionParameters& p, const core::Tick& tick, LeverLevels& levels) {
  const std::size_t districts = levels.execution.size();
  // the highest of a lever's settings; `part(setting, d)` of each counts
  const auto set = [&](std::size_t lever, core::Column<double>& column, auto part) {
    std::fill(column.begin(), column.end(), 0.0);
    for (const LeverSetting& setting : policy.settings)
      if (setting.lever == lever)
        for (std::size_t d = 0; d < districts; ++d)
          column[d] = std::max(column[d], setting.level(tick.week, d) * part(setting, d));
  };
  // execution first: the others depend on it
  for_each_lever(levels, [&](std::size_t lever, core::Column<double>& column) {
    if (&column == &levels.execution) set(lever, column, [](const LeverSetting&, std::size_t) { return 1.0; });
  });
  for_each_lever(levels, [&](std::size_t lever, core::Column<double>& column) {
    if (&column == &levels.execution) return;
    set(lever, column, [&](const LeverSetting& setting, std::size_t d) {
      return carried_out(p, tick.week - setting.since, levels.execution[d]);
    });
  });
}

}  // namespace gongjian::model
