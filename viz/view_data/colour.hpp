// Colours and points, as every picture of the window uses them.
#pragma once

#include <cstdint>

namespace gongjian::viz {

// sRGB, not premultiplied; in memory as R, G, B, A.
struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

// A place on the map, in map units, x to the right and y down.
struct Point {
  float x = 0, y = 0;
};

}  // namespace gongjian::viz
