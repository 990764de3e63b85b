#include "analysis/figure/scatter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

bool overlap(const Area& a, const Area& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// Beside their points, at the first of four places where nothing else stands; nowhere where there is none.
void write_labels(const Scatter::Panel& panel, const Area& area, const Axis& x, const Axis& y, Canvas& canvas) {
  std::vector<Area> taken;
  std::vector<std::pair<double, double>> places;
  for (const auto& point : panel.points) {
    const double px = area.left + (point.x - x.low) / (x.high - x.low) * (area.right - area.left);
    const double py = area.bottom - (point.y - y.low) / (y.high - y.low) * (area.bottom - area.top);
    places.emplace_back(px, py);
    if (std::isfinite(px) && std::isfinite(py)) taken.push_back({px - 4, py - 4, px + 4, py + 4});
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto [px, py] = places[i];
    if (panel.points[i].label.empty() || !std::isfinite(px) || !std::isfinite(py)) continue;
    const std::string label = core::shortened(panel.points[i].label, 24);
    const double width = text_width(label);
    for (const auto& [dx, dy] : {std::pair{8.0, -9.0}, {-8.0 - width, -9.0}, {8.0, 9.0}, {-8.0 - width, 9.0}}) {
      const Area box{px + dx, py + dy - 8, px + dx + width, py + dy + 8};
      if (box.left < area.left || box.right > area.right + 24 || box.top < area.top - 12 || box.bottom > area.bottom ||
          std::any_of(taken.begin(), taken.end(), [&](const Area& other) { return overlap(box, other); }))
        continue;
      canvas.text(dx > 0 ? box.left : box.right, py + dy, label, dx > 0 ? Align::left : Align::right, kFaint);
      taken.push_back(box);
      break;
    }
  }
}

}  // namespace

Picture draw(const Scatter& figure) {
  constexpr double kLeft = 66, kRight = 30, kGap = 62, kPanel = 280, kBottom = 50;
  // one panel alone would be too wide to read
  const double span = figure.panels.size() == 1 ? 600 : kPictureWidth;
  const Grid grid(figure.panels.size(), 2, kLeft, span - kRight, kGap);
  const bool titled =
      std::any_of(figure.panels.begin(), figure.panels.end(), [](const auto& panel) { return !panel.title.empty(); });
  const double head = titled ? 22 : 0;
  Canvas canvas(kPictureWidth, static_cast<int>(grid.bottom(kTopMargin, kPanel + head)));
  for (std::size_t p = 0; p < figure.panels.size(); ++p) {
    const auto& panel = figure.panels[p];
    const double left = grid.left_of(p), above = grid.top_of(p, kTopMargin, kPanel + head);
    double x_low = 0, x_high = 0, y_low = 0, y_high = 0;
    for (const auto& point : panel.points) {
      x_low = std::fmin(x_low, point.x);
      x_high = std::fmax(x_high, point.x);
      y_low = std::fmin(y_low, point.y);
      y_high = std::fmax(y_high, point.y);
    }
    const Axis x = nice_axis(x_low, x_high, 5), y = nice_axis(y_low, y_high, 5);
    const Area area{left, above + head + 30, left + grid.width, above + head + kPanel - kBottom};
    canvas.text(left - 40, above + 14,
                core::shortened(panel.title, static_cast<std::size_t>((grid.width + 60) / kColumnWidth)));
    canvas.text(left - 40, above + head + 12, figure.y_label, Align::left, kFaint);
    canvas.text(area.right, area.bottom + 34, figure.x_label, Align::right, kFaint);
    std::vector<std::vector<double>> plain_points, chosen, all;
    for (const auto& point : panel.points) {
      if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
      (point.chosen ? chosen : plain_points).push_back({point.x, point.y});
      all.push_back({point.x, point.y});
    }
    write_labels(panel, area, x, y, canvas);
    canvas.axes(area, x, y, true, true);
    std::vector<std::string> plots;
    if (figure.joined && !all.empty())
      plots.push_back(fmt::format("{} using 1:2 with lines lw 1.2 lc rgb '#aaaaaa' notitle", canvas.data(all)));
    if (!plain_points.empty())
      plots.push_back(fmt::format("{} using 1:2 with points pt 7 ps 0.8 lc rgb '{}' notitle", canvas.data(plain_points),
                                  colour(1)));
    if (!chosen.empty())
      plots.push_back(
          fmt::format("{} using 1:2 with points pt 7 ps 1.3 lc rgb '{}' notitle", canvas.data(chosen), colour(0)));
    canvas.plot(plots);
  }
  return canvas.finish();
}

}  // namespace gongjian::analysis
