#include "viz/view_data/pick.hpp"

#include <algorithm>
#include <cmath>

namespace gongjian::viz {
namespace {

constexpr float kPointsACell = 2;
constexpr float kMostCells = 1024;  // along a side

int clamped(float cells, int count) {
  return cells <= 0 ? 0 : cells >= static_cast<float>(count) ? count - 1 : static_cast<int>(cells);
}

std::optional<std::uint32_t> region_at(const Places& places, const std::vector<Region>& regions, Point at) {
  for (std::uint32_t row = 0; row < regions.size(); ++row)
    if (regions[row].bounds.contains(at) && contains(places.outline(regions[row]), at)) return row;
  return {};
}

}  // namespace

PointIndex::PointIndex(std::span<const Point> points) : points_(points.begin(), points.end()) {
  if (points_.empty()) return;
  bounds_ = {points_[0].x, points_[0].y, points_[0].x, points_[0].y};
  for (const Point p : points_)
    bounds_ = {std::min(bounds_.left, p.x), std::min(bounds_.top, p.y), std::max(bounds_.right, p.x),
               std::max(bounds_.bottom, p.y)};
  const float width = bounds_.right - bounds_.left, height = bounds_.bottom - bounds_.top;
  cell_ = std::max({std::sqrt(width * height * kPointsACell / static_cast<float>(points_.size())), width / kMostCells,
                    height / kMostCells, 1e-6f});
  columns_ = static_cast<int>(width / cell_) + 1;
  rows_ = static_cast<int>(height / cell_) + 1;
  auto cell = [&](Point p) {
    return static_cast<std::size_t>(row(p.y)) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column(p.x));
  };
  first_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1, 0);
  for (const Point p : points_) ++first_[cell(p) + 1];
  for (std::size_t c = 1; c < first_.size(); ++c) first_[c] += first_[c - 1];
  in_cell_.resize(points_.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t i = 0; i < points_.size(); ++i) in_cell_[next[cell(points_[i])]++] = i;
}

int PointIndex::column(float x) const { return clamped((x - bounds_.left) / cell_, columns_); }
int PointIndex::row(float y) const { return clamped((y - bounds_.top) / cell_, rows_); }

std::optional<std::uint32_t> PointIndex::nearest(Point at, float radius, std::span<const std::uint8_t> shown) const {
  std::optional<std::uint32_t> best;
  if (points_.empty() || !(radius >= 0)) return best;
  float least = radius * radius;
  for (int r = row(at.y - radius); r <= row(at.y + radius); ++r) {
    const std::size_t from = static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_);
    const std::size_t begin = first_[from + static_cast<std::size_t>(column(at.x - radius))];
    const std::size_t end = first_[from + static_cast<std::size_t>(column(at.x + radius)) + 1];
    for (std::size_t k = begin; k < end; ++k) {
      const std::uint32_t i = in_cell_[k];
      if (!shown.empty() && shown[i] == 0) continue;
      const float x = points_[i].x - at.x, y = points_[i].y - at.y, squared = x * x + y * y;
      if (squared > least || (squared == least && best && *best < i)) continue;
      least = squared;
      best = i;
    }
  }
  return best;
}

PlaceAt place_at(const Places& places, Point at) {
  PlaceAt result;
  result.district = region_at(places, places.districts, at);
  if (result.district) result.subdistrict = region_at(places, places.subdistricts, at);
  if (result.subdistrict) result.neighbourhood = region_at(places, places.neighbourhoods, at);
  return result;
}

bool contains(std::span<const Point> outline, Point point) {
  if (outline.size() < 3) return false;
  bool left = false, right = false;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Point a = outline[i], b = outline[i + 1 < outline.size() ? i + 1 : 0];
    const double side = (static_cast<double>(b.x) - a.x) * (static_cast<double>(point.y) - a.y) -
                        (static_cast<double>(b.y) - a.y) * (static_cast<double>(point.x) - a.x);
    left |= side > 0;
    right |= side < 0;
  }
  return !(left && right);
}

}  // namespace gongjian::viz
