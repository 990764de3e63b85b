// Fixed-point numbers for sums across rows: whole steps of 2^-20 in 64 bits. Whole numbers add up to the
// same bits in any order, so blocks and threads may add as they like; and what goes in comes out exactly.
#pragma once

#include <cstdint>

namespace gongjian::core {

// A quantity in steps of 2^-20 (about 1e-6); holds up to 8.7e12.
struct Fixed {
  static constexpr double kScale = 0x1p20;

  std::int64_t steps = 0;

  // The nearest step; ties away from zero.
  static constexpr Fixed from(double value) {
    return {static_cast<std::int64_t>(value * kScale + (value < 0 ? -0.5 : 0.5))};
  }
  constexpr double value() const { return static_cast<double>(steps) / kScale; }

  constexpr Fixed& operator+=(Fixed other) {
    steps += other.steps;
    return *this;
  }
  constexpr Fixed& operator-=(Fixed other) {
    steps -= other.steps;
    return *this;
  }
  friend constexpr Fixed operator+(Fixed a, Fixed b) { return a += b; }
  friend constexpr Fixed operator-(Fixed a, Fixed b) { return a -= b; }
  friend constexpr auto operator<=>(Fixed, Fixed) = default;
};

}  // namespace gongjian::core
