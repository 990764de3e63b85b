// Ids: an index into one table that is not mistaken for an index into another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace gongjian::core {

// The row of an entity in its table. `Tag` names the table; `Int` is as wide as storage needs.
// It converts to std::size_t so that it indexes columns, and only explicitly from a number.
template <class Tag, class Int = std::uint32_t>
struct Id {
  static constexpr Int kNone = std::numeric_limits<Int>::max();

  Int value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t row) : value(static_cast<Int>(row)) {}
  constexpr operator std::size_t() const { return value; }
  constexpr bool exists() const { return value != kNone; }
};

}  // namespace gongjian::core
