#include "viz/view_data/palette.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "viz/view_data/colour_sight.hpp"

namespace gongjian::viz {
namespace {

constexpr Colour rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
          255};
}

// Control points at equal distances, between which sRGB is interpolated. Those of viridis and cividis are theirs as
// published (viridis(11), cividis(12) of viridisLite).
constexpr std::array<std::uint32_t, 11> kViridis = {0x440154, 0x482576, 0x414487, 0x35608D, 0x2A788E, 0x21908C,
                                                    0x22A884, 0x43BF71, 0x7AD151, 0xBBDF27, 0xFDE725};
constexpr std::array<std::uint32_t, 12> kCividis = {0x00204D, 0x00306F, 0x2A406C, 0x48526B, 0x5E626E, 0x727374,
                                                    0x878479, 0x9E9677, 0xB6A971, 0xD0BE67, 0xEAD357, 0xFFEA46};
constexpr std::array<std::uint32_t, 9> kBlueOrange = {0x08306B, 0x2171B5, 0x6BAED6, 0xC6DBEF, 0xF7F7F7,
                                                      0xFDD0A2, 0xFD8D3C, 0xD94801, 0x7F2704};

// Okabe & Ito's eight, those that read best on white first.
constexpr std::array<std::uint32_t, kCategories> kOkabeIto = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7,
                                                              0xE69F00, 0x56B4E9, 0x000000, 0xF0E442};
constexpr std::size_t kBlack = 6;

constexpr Theme kLight{.background = rgb(0xFFFFFF),
                       .panel = rgb(0xF4F5F7),
                       .text = rgb(0x1F2328),
                       .faint = rgb(0x5C636B),
                       .grid = rgb(0xE1E4E8),
                       .outline = rgb(0x9AA3AD),
                       .water = rgb(0xE8EFF4),
                       .land = rgb(0xFBFBF9),
                       .accent = rgb(0x0B62A8),
                       .selection = rgb(0xC2185B)};
constexpr Theme kDark{.background = rgb(0x16191D),
                      .panel = rgb(0x1F2329),
                      .text = rgb(0xE6E9EC),
                      .faint = rgb(0xA3ABB4),
                      .grid = rgb(0x30363D),
                      .outline = rgb(0x5B6570),
                      .water = rgb(0x11161B),
                      .land = rgb(0x22272E),
                      .accent = rgb(0x6CB6FF),
                      .selection = rgb(0xFF7AB2)};

std::array<Colour, kScaleSteps> interpolated(std::span<const std::uint32_t> points) {
  std::array<Colour, kScaleSteps> result;
  for (std::size_t i = 0; i < kScaleSteps; ++i) {
    const double at = static_cast<double>(i * (points.size() - 1)) / (kScaleSteps - 1);
    const std::size_t below = std::min(static_cast<std::size_t>(at), points.size() - 2);
    result[i] = mixed(rgb(points[below]), rgb(points[below + 1]), at - static_cast<double>(below));
  }
  return result;
}

}  // namespace

const std::array<Colour, kScaleSteps>& steps(ScaleKind kind) {
  static const std::array<std::array<Colour, kScaleSteps>, 3> kSteps = {interpolated(kViridis), interpolated(kCividis),
                                                                        interpolated(kBlueOrange)};
  return kSteps[static_cast<std::size_t>(kind)];
}

Colour Scale::colour(double value) const {
  if (std::isnan(value)) return kMissingColour;
  const double part = high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) : 0.5;
  return steps(kind)[static_cast<std::size_t>(std::lround((std::isnan(part) ? 0.5 : part) * (kScaleSteps - 1)))];
}

Scale around_zero(double low, double high) {
  const double widest = std::max(std::fabs(low), std::fabs(high));
  return {-widest, widest, ScaleKind::diverging};
}

const Theme& theme(ThemeKind kind) { return kind == ThemeKind::light ? kLight : kDark; }

Colour category(std::size_t n, ThemeKind kind) {
  const std::size_t i = n % kCategories;
  return i == kBlack && kind == ThemeKind::dark ? rgb(0xD9DDE1) : rgb(kOkabeIto[i]);
}

Colour label_on(Colour ground) {
  constexpr Colour kBlackInk{0, 0, 0, 255}, kWhiteInk{255, 255, 255, 255};
  return contrast(ground, kBlackInk) >= contrast(ground, kWhiteInk) ? kBlackInk : kWhiteInk;
}

Colour mixed(Colour a, Colour b, double part) {
  auto channel = [part](std::uint8_t from, std::uint8_t to) {
    return static_cast<std::uint8_t>(std::lround(from + std::clamp(part, 0.0, 1.0) * (to - from)));
  };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), channel(a.a, b.a)};
}

}  // namespace gongjian::viz
