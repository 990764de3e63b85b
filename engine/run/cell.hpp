// A cell of a table as a number.
#pragma once

#include <limits>
#include <type_traits>

namespace gongjian::run {

// Whatever a column holds: numbers, categories by their number, ids (NaN for none), fixed-point amounts.
template <class T>
double number_in(const T& cell) {
  if constexpr (std::is_enum_v<T>) return static_cast<double>(static_cast<std::underlying_type_t<T>>(cell));
  else if constexpr (requires { cell.exists(); })
    return cell.exists() ? static_cast<double>(cell.value) : std::numeric_limits<double>::quiet_NaN();
  else if constexpr (requires { cell.steps; }) return cell.value();
  else return static_cast<double>(cell);
}

}  // namespace gongjian::run
