#include "viz/view_data/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::viz {
namespace {

// The least of 1, 2, 5 times a power of ten that is not below `least`.
double nice_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0})
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

std::string label(double value, double step) {
  if (std::fabs(value) < step * 1e-6) return "0";
  if (std::fabs(value) >= 1e15 || step < 1e-6)  // as many digits as tell it from the next one
    return fmt::format("{:.{}g}", value, static_cast<int>(std::ceil(std::log10(std::fabs(value) / step))) + 1);
  if (step >= 1)
    return (value < 0 ? "-" : "") + core::count(static_cast<std::uint64_t>(std::llround(std::fabs(value))));
  return fmt::format("{:.{}f}", value, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

bool is_axis(double low, double high) { return std::isfinite(low) && std::isfinite(high - low) && low <= high; }

// The first day of the month that lies `months` after that of year 0.
core::Date month(long months) { return {static_cast<int>(months / 12), static_cast<int>(months % 12) + 1, 1}; }

std::vector<Tick> month_ticks(core::Date start, double first, double last, long every) {
  const long day = core::days_since_epoch(start);
  const core::Date from = core::date_from_days(day + static_cast<long>(std::floor(7 * first)));
  std::vector<Tick> result;
  for (long m = (from.year * 12L + from.month - 1) / every * every;; m += every) {
    const core::Date date = month(m);
    const double at = static_cast<double>(core::days_since_epoch(date) - day) / 7;
    if (at > last) return result;
    if (at < first) continue;
    result.push_back({at,
                      every % 12 == 0 ? fmt::format("{}", date.year) : fmt::format("{}-{:02}", date.year, date.month),
                      date.month == 1});
  }
}

std::vector<Tick> weeks(core::Date start, double first, double last, int every) {
  std::vector<Tick> result;
  for (int week = static_cast<int>(std::ceil(first / every)) * every; week <= last; week += every)
    result.push_back({static_cast<double>(week), core::to_string(core::date_of_week(start, week)), false});
  return result;
}

}  // namespace

std::vector<Tick> nice_ticks(double low, double high, int most) {
  if (!is_axis(low, high) || most < 1) return {};
  if (low == high) return {{low, core::number(low)}};
  double step = nice_step((high - low) / most);
  while (std::floor(high / step + 1e-9) - std::ceil(low / step - 1e-9) + 1 > most) step = nice_step(step * 1.5);
  std::vector<Tick> result;
  const double begin = std::ceil(low / step - 1e-9), end = std::floor(high / step + 1e-9);
  for (int n = 0; begin + n <= end && n < most; ++n) {
    const double at = (begin + n) * step;
    result.push_back({at, label(at, step)});
  }
  return result;
}

AxisRange outward(double low, double high, int most) {
  if (!is_axis(low, high)) return {};
  if (low == high) {
    const double room = low == 0 ? 1 : std::fabs(low) / 10;
    low -= room;
    high += room;
  }
  const double step = nice_step((high - low) / std::max(1, most));
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step};
}

std::vector<Tick> week_ticks(core::Date start, double first, double last, int most) {
  constexpr double kMostWeeks = 1e5;  // beyond any run
  if (!is_axis(first, last) || most < 1) return {};
  first = std::clamp(first, -kMostWeeks / 2, kMostWeeks);
  last = std::clamp(last, -kMostWeeks / 2, kMostWeeks);
  constexpr double kWeeksPerCalendarMonth = 365.2425 / 12 / 7;
  const double shown = last - first;
  for (const int every : {1, 2})
    if (shown / every < most) return weeks(start, first, last, every);
  for (const long every : {1L, 3L, 6L, 12L, 24L, 60L, 120L, 240L, 600L, 1200L, 6000L, 24000L}) {
    if (shown / (kWeeksPerCalendarMonth * static_cast<double>(every)) > most + 1) continue;
    std::vector<Tick> result = month_ticks(start, first, last, every);
    if (result.size() <= static_cast<std::size_t>(most)) return result;
  }
  return {};
}

}  // namespace gongjian::viz
