// Lines as rectangles with soft edges. A pixel's coverage is the product of two profiles of its centre's place in the
// rectangle, across and along; a profile falls from 1 to 0 over the pixel's width at the edge.
//
// The line is walked in unit steps of its longer direction ("major"); in each, the few pixels across it ("minor") are
// painted. Fractions have 16 bits, the walk 32.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "viz/render/raster_four.hpp"
#include "viz/render/raster_parts.hpp"

namespace gongjian::viz {
namespace {

constexpr std::int64_t kOne = 1 << 16;
constexpr std::int32_t kHalf = 1 << 15;

std::int64_t to_fraction(double value) { return static_cast<std::int64_t>(value * kOne + 0.5); }

struct Profile {
  std::int64_t reach, top;  // where it has fallen to 0; how high it is at most

  explicit Profile(double extent) : reach(to_fraction((extent + 1) / 2)), top(std::min(kOne, to_fraction(extent))) {}
  std::int64_t at(std::int64_t distance) const { return std::clamp(reach - std::abs(distance), std::int64_t{0}, top); }
};

// A line in terms of its longer direction.
struct Walk {
  std::int64_t start, slope, cosine, sine;  // minor at the centre of major pixel `origin`, and per pixel; direction
  std::int64_t origin;
  std::int64_t twice_middle_major, twice_middle_minor;  // in steps
  Profile across, along;
  Ink ink;

  Walk(Step a, Step b, double length, Ink colour, double width, double beyond)
      : slope((b.y - a.y) * (std::int64_t{1} << 32) / (b.x - a.x)),
        cosine(to_fraction(static_cast<double>(b.x - a.x) / (256 * length))),
        sine(static_cast<std::int64_t>(static_cast<double>(b.y - a.y) / (256 * length) * kOne)),
        origin(a.x >> 8),
        twice_middle_major(a.x + b.x),
        twice_middle_minor(a.y + b.y),
        across(width),
        along(length + 2 * beyond),
        ink(colour) {
    start = a.y * (std::int64_t{1} << 24) + ((slope * (origin * 256 + 128 - a.x)) >> 8);
  }
};

// Where a walk may paint: majors and minors, and how far apart their pixels are in memory.
struct Paper {
  Colour* pixels;
  std::int64_t major_begin, major_end, minor_begin, minor_end;
  std::ptrdiff_t major_stride, minor_stride;
};

// The few pixels across a walk at one major: the first, its distance from the line's middle, and how many.
struct Cross {
  Colour* first;
  std::int64_t distance;
  std::int64_t count;
};

// Majors [begin, end) of the walk: across(major, first minor, Cross).
template <class Across>
void for_majors(const Walk& walk, const Paper& paper, std::int64_t begin, std::int64_t end, const Across& across) {
  begin = std::max(begin, paper.major_begin);
  end = std::min(end, paper.major_end);
  const std::int64_t reach = (walk.across.reach << 16) / walk.cosine + 1;
  const std::int64_t count = (2 * reach + kOne - 1) >> 16;
  const std::int64_t to_first = (std::int64_t{1} << 31) - (reach << 16) - 1;
  std::int64_t centre = walk.start + walk.slope * (begin - walk.origin);
  Colour* row = paper.pixels + begin * paper.major_stride;
  for (std::int64_t major = begin; major < end; ++major, centre += walk.slope, row += paper.major_stride) {
    const std::int64_t first = (centre + to_first) >> 32;
    const std::int64_t from = std::max(first, paper.minor_begin), to = std::min(first + count, paper.minor_end);
    const std::int64_t distance = ((((from << 32) + (std::int64_t{1} << 31) - centre) >> 16) * walk.cosine) >> 16;
    across(major, from, Cross{row + from * paper.minor_stride, distance, to - from});
  }
}

// Where the ends are far. Thin lines are painted four pixels across at once, at most three of which they touch.
template <bool kUpright>
void paint_middle(const Walk& walk, const Paper& paper, std::int64_t begin, std::int64_t end) {
  const auto reach = static_cast<std::int32_t>(walk.across.reach), top = static_cast<std::int32_t>(walk.across.top);
  const auto cosine = static_cast<std::int32_t>(walk.cosine), alpha = static_cast<std::int32_t>(walk.ink.alpha);
  const std::ptrdiff_t stride = kUpright ? 1 : paper.minor_stride;
  const FourInk four_ink(walk.ink);
  const FourNumbers four_steps = four(cosine) * FourNumbers{0, 1, 2, 3};
  for_majors(walk, paper, begin, end, [&](std::int64_t, std::int64_t minor, const Cross& cross) {
    auto distance = static_cast<std::int32_t>(cross.distance);
    if (cross.count == 3 && minor + 4 <= paper.minor_end) {
      const FourNumbers distances = four(distance) + four_steps;
      FourNumbers coverages = four(reach) - (distances < 0 ? -distances : distances);
      coverages = coverages < 0 ? four(0) : coverages;
      coverages = coverages > top ? four(top) : coverages;
      const FourNumbers opacities = (coverages * alpha + kHalf) >> 16;
      write_four(four_ink.mix(read_four(cross.first, stride), FourWide::of(opacities)), cross.first, stride);
      return;
    }
    Colour* pixel = cross.first;
    for (std::int64_t i = 0; i < cross.count; ++i, distance += cosine, pixel += stride) {
      const std::int32_t coverage = std::clamp(reach - std::abs(distance), 0, top);
      walk.ink.paint(*pixel, static_cast<std::uint32_t>((coverage * alpha + kHalf) >> 16));
    }
  });
}

void paint_end(const Walk& walk, const Paper& paper, std::int64_t begin, std::int64_t end) {
  for_majors(walk, paper, begin, end, [&](std::int64_t major, std::int64_t minor, Cross cross) {
    std::int64_t along = (major * 512 + 256 - walk.twice_middle_major) * walk.cosine +
                         (minor * 512 + 256 - walk.twice_middle_minor) * walk.sine;
    for (; cross.count > 0; --cross.count, cross.distance += walk.cosine, cross.first += paper.minor_stride) {
      const std::int64_t coverage = (walk.across.at(cross.distance) * walk.along.at(along >> 9)) >> 16;
      if (coverage > 0)
        walk.ink.paint(*cross.first, static_cast<std::uint32_t>((coverage * walk.ink.alpha + kHalf) >> 16));
      along += 512 * walk.sine;
    }
  });
}

void paint_walk(const Walk& walk, const Paper& paper) {
  // In steps from the middle: all pixels that the rectangle touches, and those that its ends do not.
  const std::int64_t tilt = (walk.across.reach * std::abs(walk.sine)) >> 16;
  const std::int64_t outer = (((walk.along.reach * walk.cosine) >> 16) + tilt) >> 8;
  const std::int64_t inner = ((((walk.along.reach - kOne) * walk.cosine) >> 16) - tilt) >> 8;
  const auto pixel = [&](std::int64_t steps) { return (walk.twice_middle_major + 2 * steps) >> 9; };
  const std::int64_t begin = pixel(-outer), end = pixel(outer) + 1;
  const std::int64_t inner_begin = inner > 0 ? std::min(pixel(-inner) + 1, end) : end;
  const std::int64_t inner_end = std::max(inner > 0 ? pixel(inner) : end, inner_begin);
  paint_end(walk, paper, begin, inner_begin);
  if (paper.minor_stride == 1) paint_middle<true>(walk, paper, inner_begin, inner_end);
  else paint_middle<false>(walk, paper, inner_begin, inner_end);
  paint_end(walk, paper, inner_end, end);
}

// Cuts what lies beyond `low` or `high` in one direction; false where nothing is left.
bool cut(double& from, double& to, double& other_from, double& other_to) {
  if (std::max(from, to) < -kFar || std::min(from, to) > kFar) return false;
  const double from_before = from, span = to - from, other_before = other_from, other_span = other_to - other_from;
  const auto cut_end = [&](double& end, double& other) {
    const double inside = std::clamp(end, -kFar, kFar);
    if (inside != end) other = other_before + other_span * ((inside - from_before) / span);
    end = inside;
  };
  cut_end(from, other_from);
  cut_end(to, other_to);
  return true;
}

}  // namespace

void paint_line(Place from, Place to, Ink ink, double width, double beyond, const Band& band) {
  width = std::min(width, kThickest);
  beyond = std::min(beyond, kThickest);
  const double margin = width / 2 + beyond + 1;
  const auto [left, right] = std::minmax(from.x, to.x);
  const auto [high, low] = std::minmax(from.y, to.y);
  if (!(width > 0 && band.sees(left - margin, right + margin, high - margin, low + margin))) return;
  if (!near(from) || !near(to))
    if (!cut(from.x, to.x, from.y, to.y) || !cut(from.y, to.y, from.x, to.x)) return;
  if (!near(from) || !near(to)) return;  // not numbers

  Step a = to_step(from), b = to_step(to);
  const auto dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
  const double length = std::sqrt(dx * dx + dy * dy) / 256;
  if (length == 0) return;
  Paper paper{band.pixels, 0, band.width, band.top, band.bottom, 1, band.width};
  if (std::abs(dy) > std::abs(dx)) {
    std::swap(a.x, a.y);
    std::swap(b.x, b.y);
    paper = {band.pixels, band.top, band.bottom, 0, band.width, band.width, 1};
  }
  if (a.x > b.x) std::swap(a, b);
  paint_walk(Walk(a, b, length, ink, width, beyond), paper);
}

}  // namespace gongjian::viz
