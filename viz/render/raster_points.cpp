// Points as discs. What a disc covers is the same for all of its size at the same quarter of a pixel, so it is worked
// out once, as a stamp.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "viz/render/raster_four.hpp"
#include "viz/render/raster_parts.hpp"

namespace gongjian::viz {
namespace {

constexpr int kParts = 4;   // of a pixel, where a stamp may sit; and the steps of sizes
constexpr int kPadded = 8;  // stamps up to this width are painted in whole rows of it, which the compiler does at once

struct Stamp {
  int left, top, width, height;        // of its box, from the pixel that the centre is in
  std::vector<std::uint8_t> coverage;  // row by row, 0 to 255
  std::vector<std::array<std::uint8_t, std::size_t{4} * kPadded>>
      padded;  // where it is narrow: a row each, four times a pixel

  Stamp(double diameter, double x, double y);  // centre in [0, 1)
};

std::uint8_t disc_coverage(double radius, double dx, double dy) {
  return static_cast<std::uint8_t>(std::clamp(radius + 0.5 - std::sqrt(dx * dx + dy * dy), 0.0, 1.0) * 255 + 0.5);
}

// The pixels [begin, end) whose centres are less than `reach` from the centre, which is in pixel 0.
std::pair<int, int> pixels_within(double reach, double centre) {
  return {static_cast<int>(std::floor(centre - reach + 0.5)), static_cast<int>(std::ceil(centre + reach - 0.5))};
}

Stamp::Stamp(double diameter, double x, double y) {
  const auto [x_begin, x_end] = pixels_within(diameter / 2 + 0.5, x);
  const auto [y_begin, y_end] = pixels_within(diameter / 2 + 0.5, y);
  left = x_begin;
  top = y_begin;
  width = x_end - x_begin;
  height = y_end - y_begin;
  for (int row = top; row < y_end; ++row)
    for (int column = left; column < x_end; ++column)
      coverage.push_back(disc_coverage(diameter / 2, column + 0.5 - x, row + 0.5 - y));
  if (width > kPadded) return;
  padded.resize(static_cast<std::size_t>(height));
  for (int i = 0; i < width * height; ++i)
    for (int channel = 0; channel < 4; ++channel) padded[i / width][4 * (i % width) + channel] = coverage[i];
}

// The stamps of one size that have been needed so far.
class Stamps {
 public:
  explicit Stamps(int quarters) : quarters_(quarters) {}

  const Stamp& at(int x, int y) {
    std::unique_ptr<Stamp>& stamp = stamps_[static_cast<std::size_t>(y) * kParts + static_cast<std::size_t>(x)];
    if (!stamp)
      stamp = std::make_unique<Stamp>(static_cast<double>(quarters_) / kParts, static_cast<double>(x) / kParts,
                                      static_cast<double>(y) / kParts);
    return *stamp;
  }
  int quarters() const { return quarters_; }

 private:
  int quarters_;
  std::array<std::unique_ptr<Stamp>, std::size_t{kParts} * kParts> stamps_;
};

// An opaque disc that is narrow and lies within the band with its padding.
void paint_whole(const Stamp& stamp, Ink ink, Colour* corner, int stride) {
  const FourInk four_ink(ink);
  const auto paint = [&](const std::uint8_t* opacities, Colour* pixels) {
    FourBytes bytes;
    std::memcpy(&bytes, opacities, 16);
    write_four(four_ink.mix(read_four(pixels, 1), FourWide::of(bytes)), pixels, 1);
  };
  for (const auto& row : stamp.padded) {
    paint(row.data(), corner);
    if (stamp.width > 4) paint(row.data() + 16, corner + 4);
    corner += stride;
  }
}

void paint_clipped(const Stamp& stamp, Ink ink, int left, int top, const Band& band) {
  const int begin = std::max(left, 0), end = std::min(left + stamp.width, band.width);
  for (int y = std::max(top, band.top); y < std::min(top + stamp.height, band.bottom); ++y) {
    const std::uint8_t* coverage = stamp.coverage.data() + static_cast<std::ptrdiff_t>(y - top) * stamp.width - left;
    for (int x = begin; x < end; ++x) ink.paint(band.row(y)[x], (coverage[x] * ink.alpha + 127) / 255);
  }
}

void paint_point(Stamps& stamps, Place place, Ink ink, const Band& band) {
  const auto x = static_cast<int>((to_step(place.x) + 32) >> 6), y = static_cast<int>((to_step(place.y) + 32) >> 6);
  const Stamp& stamp = stamps.at(x & (kParts - 1), y & (kParts - 1));
  const int left = (x >> 2) + stamp.left, top = (y >> 2) + stamp.top;
  const bool whole = left >= 0 && left + kPadded <= band.width && top >= band.top && top + stamp.height <= band.bottom;
  if (whole && ink.alpha == 255 && !stamp.padded.empty()) paint_whole(stamp, ink, band.row(top) + left, band.width);
  else paint_clipped(stamp, ink, left, top, band);
}

int quarters_of(float size) { return static_cast<int>(std::clamp<double>(size, 1, kThickest) * kParts + 0.5); }

}  // namespace

void paint_points(const Scene& scene, const View& view, const Band& band) {
  std::unordered_map<int, Stamps> of_size;
  Stamps* stamps = nullptr;
  for (std::size_t i = 0; i < scene.points.size(); ++i) {
    const Colour colour = scene.point_colours[i];
    if (colour.a == 0) continue;
    const float size = scene.point_sizes.empty() ? scene.point_size : scene.point_sizes[i];
    const int quarters = size == size ? quarters_of(size) : kParts;
    const Place place = view.place(scene.points[i]);
    const double reach = static_cast<double>(quarters) / kParts / 2 + 1;
    if (!band.sees(place.x - reach, place.x + reach, place.y - reach, place.y + reach)) continue;
    if (!stamps || stamps->quarters() != quarters) stamps = &of_size.try_emplace(quarters, quarters).first->second;
    paint_point(*stamps, place, Ink(colour), band);
  }
}

}  // namespace gongjian::viz
