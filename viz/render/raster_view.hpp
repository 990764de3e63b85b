// What the parts of the rasteriser share: where things lie in pixels, and how pixels are mixed.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "viz/render/image.hpp"
#include "viz/view_data/scene.hpp"

namespace gongjian::viz {

// A place in pixels from the upper left corner of the image.
struct Place {
  double x, y;
};

struct View {
  double scale, left, top;

  View(const Camera& camera, const Image& image)
      : scale(camera.scale),
        left(image.width / 2.0 - scale * camera.centre.x),
        top(image.height / 2.0 - scale * camera.centre.y) {}

  Place place(Point point) const { return {left + scale * point.x, top + scale * point.y}; }
};

// Rows [top, bottom) of an image: what one call paints.
struct Band {
  Colour* pixels;  // the image's first
  int width, top, bottom;

  Colour* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * width; }
  // Whether a thing that spans this much can be seen. False where a place is not a number.
  bool sees(double x0, double x1, double y0, double y1) const {
    return x1 > 0 && x0 < width && y1 > top && y0 < bottom;
  }
};

// A place in steps of 1/256 pixel. What reaches farther than kFar is cut before, so that products fit in 64 bits.
struct Step {
  std::int64_t x, y;
};
inline constexpr double kFar = 0x1p19;
inline constexpr double kThickest = 1024;  // pixels, of lines and points

inline std::int64_t to_step(double pixels) {
  constexpr std::int64_t bias = std::int64_t{1} << 40;  // makes the truncation a floor
  return static_cast<std::int64_t>(pixels * 256 + (static_cast<double>(bias) + 0.5)) - bias;
}
inline Step to_step(Place place) { return {to_step(place.x), to_step(place.y)}; }
inline bool near(Place place) { return std::abs(place.x) <= kFar + 1 && std::abs(place.y) <= kFar + 1; }

// Both channels of a pair of bytes at once: over * alpha + under * (255 - alpha), divided by 255 to the nearest.
inline std::uint32_t mix_pair(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
  constexpr std::uint32_t bytes = 0x00ff00ff;
  const std::uint32_t sum = (over & bytes) * alpha + (under & bytes) * (255 - alpha) + 0x00800080;
  return ((sum + ((sum >> 8) & bytes)) >> 8) & bytes;
}

// A colour to paint with.
struct Ink {
  std::uint32_t opaque;  // as pixels hold it
  std::uint32_t alpha;

  explicit Ink(Colour colour)
      : opaque(std::bit_cast<std::uint32_t>(Colour{colour.r, colour.g, colour.b, 255})), alpha(colour.a) {}

  // opacity: 0 to 255.
  void paint(Colour& pixel, std::uint32_t opacity) const {
    const auto under = std::bit_cast<std::uint32_t>(pixel);
    pixel = std::bit_cast<Colour>(mix_pair(under, opaque, opacity) | mix_pair(under >> 8, opaque >> 8, opacity) << 8);
  }
  // [begin, end), all of it covered.
  void fill(Colour* begin, Colour* end) const {
    if (alpha == 255) std::fill(begin, end, std::bit_cast<Colour>(opaque));
    else
      for (; begin < end; ++begin) paint(*begin, alpha);
  }
};

}  // namespace gongjian::viz
