// Where axes are marked.
#pragma once

#include <string>
#include <vector>

#include "engine/core/clock.hpp"

namespace gongjian::viz {

struct Tick {
  double at = 0;  // on the axis, in its own unit
  std::string label;
  bool major = true;  // on an axis of weeks: the beginning of a year
};

// Round numbers (1, 2, 5 times a power of ten) from low to high, at most so many and at least one where one of them
// lies there. None where the axis is not finite or low > high.
std::vector<Tick> nice_ticks(double low, double high, int most = 6);

// The same numbers, and the axis carried on to the next of them on both sides: what a plot of these values shows. A
// single value gets room around it; without a value (NaN) it is 0 to 1.
struct AxisRange {
  double low = 0, high = 1;
};
AxisRange outward(double low, double high, int most = 6);

// Marks of an axis that counts weeks from `start`, between weeks `first` and `last` (fractions allowed): beginnings of
// years, quarters or months, or of weeks, whichever are at most so many. Labels are "2015",
// "2015-04", "2015-04-13".
std::vector<Tick> week_ticks(core::Date start, double first, double last, int most = 10);

}  // namespace gongjian::viz
