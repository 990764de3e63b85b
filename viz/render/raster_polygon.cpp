// Convex polygons with soft edges. Each row of pixels is looked at along eight lines; on each, the polygon is one span
// with ends to 1/256 pixel, and a pixel's coverage is what the spans cover of it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "viz/render/raster_parts.hpp"

namespace gongjian::viz {
namespace {

constexpr int kLines = 8;
constexpr std::int64_t kFull = std::int64_t{kLines} * 256;

struct Edge {
  std::int64_t top, bottom, x, slope;  // steps; x at the top; slope with 32 bits of fraction

  std::int64_t at(std::int64_t y) const { return x + ((slope * (y - top)) >> 32); }
};

struct Span {
  std::int64_t left, right;
};
using Spans = std::array<Span, kLines>;

// The polygon cut at kFar to the left (axis x) or above (y), and so on: what remains on one side of a line.
std::vector<Place> cut(const std::vector<Place>& corners, double Place::*axis, double sign) {
  std::vector<Place> kept;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Place& a = corners[i];
    const Place& b = corners[(i + 1) % corners.size()];
    const double from = kFar - sign * (a.*axis), to = kFar - sign * (b.*axis);  // >= 0: inside
    if (from >= 0) kept.push_back(a);
    if ((from >= 0) != (to >= 0)) {
      const double part = from / (from - to);
      kept.push_back({a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part});
    }
  }
  return kept;
}

std::vector<Step> to_steps(std::span<const Place> corners) {
  std::vector<Place> places(corners.begin(), corners.end());
  if (!std::all_of(places.begin(), places.end(), near))
    for (const auto axis : {&Place::x, &Place::y})
      for (const double sign : {1.0, -1.0}) places = cut(places, axis, sign);
  std::vector<Step> steps;
  if (!std::all_of(places.begin(), places.end(), near)) return steps;  // not numbers
  for (const Place& place : places) steps.push_back(to_step(place));
  return steps;
}

std::vector<Edge> edges_of(const std::vector<Step>& corners) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    Step a = corners[i], b = corners[(i + 1) % corners.size()];
    if (a.y == b.y) continue;
    if (a.y > b.y) std::swap(a, b);
    edges.push_back({a.y, b.y, a.x, (b.x - a.x) * (std::int64_t{1} << 32) / (b.y - a.y)});
  }
  return edges;
}

Span span_at(const std::vector<Edge>& edges, std::int64_t y) {
  Span span{INT64_MAX, INT64_MIN};
  for (const Edge& edge : edges)
    if (edge.top <= y && y < edge.bottom) {
      const std::int64_t x = edge.at(y);
      span = {std::min(span.left, x), std::max(span.right, x)};
    }
  return span.left <= span.right ? span : Span{0, 0};
}

// Pixels [from, to) of a row, each as far as the spans cover it.
void paint_partly(const Spans& spans, Ink ink, Colour* row, std::int64_t from, std::int64_t to) {
  for (std::int64_t pixel = from; pixel < to; ++pixel) {
    std::int64_t covered = 0;
    for (const Span& span : spans)
      covered += std::max(std::min(span.right, (pixel + 1) * 256) - std::max(span.left, pixel * 256), std::int64_t{0});
    ink.paint(row[pixel], static_cast<std::uint32_t>((covered * ink.alpha + kFull / 2) / kFull));
  }
}

void paint_row(const Spans& spans, Ink ink, Colour* row, std::int64_t width) {
  std::int64_t left = INT64_MAX, right = 0, inner_left = 0, inner_right = INT64_MAX;
  for (const Span& span : spans) {
    inner_left = std::max(inner_left, span.left);
    inner_right = std::min(inner_right, span.right);
    if (span.left == span.right) continue;
    left = std::min(left, span.left);
    right = std::max(right, span.right);
  }
  if (left >= right) return;
  const auto clip = [width](std::int64_t pixel) { return std::clamp(pixel, std::int64_t{0}, width); };
  const std::int64_t begin = clip(left >> 8), end = clip((right + 255) >> 8);
  const std::int64_t full_begin = std::clamp((inner_left + 255) >> 8, begin, end);
  const std::int64_t full_end = std::clamp(inner_right >> 8, full_begin, end);
  paint_partly(spans, ink, row, begin, full_begin);
  ink.fill(row + full_begin, row + full_end);
  paint_partly(spans, ink, row, full_end, end);
}

}  // namespace

void paint_polygon(std::span<const Place> corners, Ink ink, const Band& band) {
  if (corners.size() < 3) return;
  const auto by_x = [](const Place& a, const Place& b) { return a.x < b.x; };
  const auto by_y = [](const Place& a, const Place& b) { return a.y < b.y; };
  const auto [left, right] = std::minmax_element(corners.begin(), corners.end(), by_x);
  const auto [high, low] = std::minmax_element(corners.begin(), corners.end(), by_y);
  if (!band.sees(left->x, right->x, high->y, low->y)) return;

  const std::vector<Edge> edges = edges_of(to_steps(corners));
  std::int64_t top = INT64_MAX, bottom = INT64_MIN;
  for (const Edge& edge : edges) {
    top = std::min(top, edge.top);
    bottom = std::max(bottom, edge.bottom);
  }
  if (edges.empty()) return;
  const auto end = std::min<std::int64_t>(band.bottom, (bottom + 255) >> 8);
  for (auto y = std::max<std::int64_t>(band.top, top >> 8); y < end; ++y) {
    Spans spans;
    for (int line = 0; line < kLines; ++line)
      spans[line] = span_at(edges, y * 256 + std::int64_t{2 * line + 1} * (128 / kLines));
    paint_row(spans, ink, band.row(static_cast<int>(y)), band.width);
  }
}

}  // namespace gongjian::viz
