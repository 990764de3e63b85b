#include "viz/app/plot.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/view_data/decimate.hpp"

namespace gongjian::viz {

AxisRange range_of(std::span<const double> values, double from, double to) {
  double low = std::numeric_limits<double>::quiet_NaN(), high = low;
  const auto first = static_cast<std::size_t>(std::max(0.0, from));
  const auto last = std::min(values.size(), static_cast<std::size_t>(std::max(0.0, to)) + 1);
  for (std::size_t i = first; i < last; ++i) {
    low = std::fmin(low, values[i]);
    high = std::fmax(high, values[i]);
  }
  return outward(low, high, 3);
}

void draw_plot_ground(const Window& window, const PlotArea& area) {
  const Theme& colours = window.ui.colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box& box = area.box;
  list.AddRectFilled({box.x, box.y}, {box.x + box.width, box.y + box.height}, to_imgui(colours.background));
  const int most = std::clamp(static_cast<int>(box.height / (window.ui.em * 1.1F)), 1, 3);
  for (const Tick& tick : nice_ticks(area.values.low, area.values.high, most)) {
    const float y = std::round(area.y(tick.at));
    list.AddLine({box.x, y}, {box.x + box.width, y}, to_imgui(colours.grid));
    const ImVec2 size = ImGui::CalcTextSize(tick.label.c_str());
    const float top = std::clamp(y - size.y / 2, box.y - 2, box.y + box.height - size.y + 2);
    list.AddText({box.x - size.x - 4, top}, to_imgui(colours.faint), tick.label.c_str());
  }
}

void draw_line(const PlotArea& area, std::span<const double> values, Colour colour, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> points;
  const int columns = std::max(1, static_cast<int>(area.box.width));
  int before = -2;
  const auto flush = [&] {
    if (points.size() > 1) list.AddPolyline(points.data(), static_cast<int>(points.size()), to_imgui(colour), 0, width);
    points.clear();
  };
  const double per_column = (area.to - area.from) / columns;
  for (const PixelColumn& column : decimate(values, area.from, area.to, columns)) {
    // a gap of more than two weeks is one in the values
    if ((column.column - before) * per_column > 2.5 && column.column - before > 2) flush();
    before = column.column;
    const float x = area.box.x + static_cast<float>(column.column) + 0.5F;
    points.emplace_back(x, area.y(column.first));
    if (column.low < column.first && column.low < column.last) points.emplace_back(x, area.y(column.low));
    if (column.high > column.first && column.high > column.last) points.emplace_back(x, area.y(column.high));
    if (column.last != column.first) points.emplace_back(x, area.y(column.last));
    if (points.size() > 8000) {
      const ImVec2 last = points.back();
      flush();
      points.push_back(last);
    }
  }
  flush();
}

void draw_band(const PlotArea& area, std::span<const double> low, std::span<const double> high, Colour colour) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto last = std::min({low.size(), high.size(), static_cast<std::size_t>(std::max(0.0, area.to)) + 1});
  // a piece is at least a pixel wide
  const auto step =
      static_cast<std::size_t>(std::max(1.0, (area.to - area.from) / static_cast<double>(area.box.width)));
  for (auto week = static_cast<std::size_t>(std::max(0.0, area.from)); week + step < last; week += step) {
    const std::size_t next = week + step;
    if (std::isnan(low[week]) || std::isnan(low[next])) continue;
    const float x0 = area.x(static_cast<double>(week)), x1 = area.x(static_cast<double>(next));
    list.AddQuadFilled({x0, area.y(high[week])}, {x1, area.y(high[next])}, {x1, area.y(low[next])},
                       {x0, area.y(low[week])}, to_imgui(colour));
  }
}

}  // namespace gongjian::viz
