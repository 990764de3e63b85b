#include "viz/view_data/flows.hpp"

#include <algorithm>
#include <cmath>

namespace gongjian::viz {
namespace {

using What = FlowBox::What;

constexpr double kMostGaps = 0.4;  // of the height
constexpr double kBalance = 1e-9;  // of the total: less is rounding

double sum(std::span<const double> amounts) {
  double result = 0;
  for (const double amount : amounts)
    if (amount > 0 && std::isfinite(amount)) result += amount;
  return result;
}

std::vector<FlowBox> column(What what, std::span<const double> amounts, What rest, double left) {
  std::vector<FlowBox> result;
  for (std::uint32_t row = 0; row < amounts.size(); ++row)
    if (amounts[row] > 0 && std::isfinite(amounts[row]))
      result.push_back({.what = what, .row = row, .amount = amounts[row]});
  if (left > 0) result.push_back({.what = rest, .amount = left});
  return result;
}

// Boxes below each other, in the middle of the height.
void stack(std::vector<FlowBox>& boxes, double x, double scale, double gap, const FlowArea& area) {
  double height = gap * (static_cast<double>(boxes.size()) - 1);
  for (const FlowBox& box : boxes) height += scale * box.amount;
  double y = area.y + (area.height - height) / 2;
  for (FlowBox& box : boxes) {
    box.x = static_cast<float>(x);
    box.y = static_cast<float>(y);
    box.width = area.box_width;
    box.height = static_cast<float>(scale * box.amount);
    y += scale * box.amount + gap;
  }
}

// A box's ribbon begins or ends all along it, and at the alliance below those of the boxes above it.
void join(Flows& flows, const std::vector<FlowBox>& left, const FlowBox& alliance, const std::vector<FlowBox>& right,
          double scale) {
  const auto hub = static_cast<std::uint32_t>(left.size());
  flows.boxes = left;
  flows.boxes.push_back(alliance);
  flows.boxes.insert(flows.boxes.end(), right.begin(), right.end());
  double down = 0;
  for (std::uint32_t i = 0; i < left.size(); ++i) {
    flows.ribbons.push_back({i, hub, left[i].amount, left[i].x + left[i].width, left[i].y, alliance.x,
                             static_cast<float>(alliance.y + scale * down), left[i].height});
    down += left[i].amount;
  }
  down = 0;
  for (std::uint32_t i = 0; i < right.size(); ++i) {
    flows.ribbons.push_back({hub, hub + 1 + i, right[i].amount, alliance.x + alliance.width,
                             static_cast<float>(alliance.y + scale * down), right[i].x, right[i].y, right[i].height});
    down += right[i].amount;
  }
}

}  // namespace

Flows flows(std::span<const double> sources, std::span<const double> uses, const FlowArea& area) {
  Flows result;
  const double in = sum(sources), out = sum(uses);
  result.total = std::max(in, out);
  if (result.total <= 0) return result;
  const double balance = std::fabs(in - out) > kBalance * result.total ? in - out : 0;
  std::vector<FlowBox> left = column(What::source, sources, What::drawn, -balance);
  std::vector<FlowBox> right = column(What::use, uses, What::kept, balance);
  std::vector<FlowBox> middle{{.what = What::alliance, .amount = result.total}};

  const double most = static_cast<double>(std::max(left.size(), right.size())) - 1;
  const double gap = most > 0 ? std::min<double>(area.gap, kMostGaps * area.height / most) : 0;
  const double scale = (area.height - gap * most) / result.total;
  stack(left, area.x, scale, gap, area);
  stack(middle, area.x + (area.width - area.box_width) / 2, scale, gap, area);
  stack(right, area.x + area.width - area.box_width, scale, gap, area);

  join(result, left, middle[0], right, scale);
  return result;
}

float upper_edge(const FlowRibbon& ribbon, float part) {
  const float t = std::clamp(part, 0.0f, 1.0f);
  return ribbon.y0 + (ribbon.y1 - ribbon.y0) * t * t * (3 - 2 * t);
}

}  // namespace gongjian::viz
