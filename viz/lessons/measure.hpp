// What a lesson measures in a run: an output of the city after so many weeks, alone or against another one.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "engine/core/fields.hpp"

namespace gongjian::lessons {

// A series of run::city_series() on a side (0: A, 1: B) after so many weeks; NaN where it has no value.
using Output = std::function<double(std::size_t side, const std::string& series, int weeks_done)>;

struct Measure {
  enum class Format { number, percent, whole };

  std::string of;                      // a name in run::city_series()
  int week = 0;                        // weeks done
  int over = 1;                        // the mean of so many weeks up to then
  std::size_t side = 0;                // 0: A, 1: B
  std::optional<std::size_t> against;  // the same of this side, …
  int against_week = -1;               // … or of the same side after so many weeks; -1: none
  bool as_ratio = false;               // how many times that, instead of less that
  Format format = Format::number;

  bool compares() const { return against.has_value() || against_week >= 0; }
};

double value_of(const Measure& measure, const Output& output);

// "0.31", "8.2 %", "+1.2 percentage points", "2.1 times"; "none" for NaN..
core::Text value_text(const Measure& measure, double value);
// What is measured, where nobody has given it a name: "activity index, B, week 312".
core::Text label_of(const Measure& measure, bool has_two_sides);

// The values from `above` on that are smaller than `below`; or that there is none.
struct Bounds {
  double above = -std::numeric_limits<double>::infinity();
  double below = std::numeric_limits<double>::infinity();
  bool never = false;

  bool contains(double value) const;
};

// "at least 0.2 and below 0.5", in the measure's format.
core::Text bounds_text(const Measure& measure, const Bounds& bounds);

}  // namespace gongjian::lessons
