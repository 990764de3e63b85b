// A value that is not there, in a column whose other values are: not-a-number, or the largest whole number.
#pragma once

#include <limits>

namespace gongjian::core {

template <class T>
inline constexpr T kMissing = std::numeric_limits<T>::has_quiet_NaN ? std::numeric_limits<T>::quiet_NaN()
                                                                    : std::numeric_limits<T>::max();

template <class T>
constexpr bool is_missing(T value) {
  return value != value || value == kMissing<T>;
}

}  // namespace gongjian::core
