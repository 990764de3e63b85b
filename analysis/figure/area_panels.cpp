#include "analysis/figure/area_panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::analysis {

Picture draw(const AreaPanels& figure) {
  constexpr double kLeft = 62, kRight = 22, kGap = 24, kPanelTop = 30, kPanelBottom = 26, kPanelHeight = 190;
  const Grid grid(figure.panels.size(), 3, kLeft, kPictureWidth - kRight, kGap);

  // the upper edge of each part: [panel][part][x]
  std::vector<std::vector<std::vector<double>>> edges;
  double highest = 0;
  for (const AreaPanels::Panel& panel : figure.panels) {
    auto& sums = edges.emplace_back();
    std::vector<double> sum(figure.x.size(), 0.0);
    for (const auto& part : panel.parts) {
      for (std::size_t i = 0; i < sum.size(); ++i) {
        sum[i] += std::isnan(part[i]) ? 0 : std::max(0.0, part[i]);
        highest = std::max(highest, sum[i]);
      }
      sums.push_back(sum);
    }
  }

  const double top = kTopMargin + kLineHeight;
  const double bottom = grid.bottom(top, kPanelHeight);
  Canvas canvas(kPictureWidth,
                static_cast<int>(bottom + 36 + Canvas::legend_height(kLeft, kPictureWidth - kRight, figure.parts)));
  canvas.text(8, kTopMargin + 8, figure.y_label, Align::left, kFaint);
  canvas.text(kLeft, bottom + 12, figure.x_label, Align::left, kFaint);
  canvas.legend(kLeft, bottom + 28, kPictureWidth - kRight, figure.parts, Canvas::Sign::square);
  const Axis x = nice_axis(0, figure.x_end, grid.columns == 1 ? 10 : 5, false);
  const Axis y = nice_axis(0, highest, 4);
  for (std::size_t p = 0; p < figure.panels.size(); ++p) {
    const double left = grid.left_of(p), above = grid.top_of(p, top, kPanelHeight);
    Axis own = y;
    if (grid.column(p) > 0)
      for (auto& tic : own.tics) tic.second.clear();
    canvas.text(left, above + 17,
                core::shortened(figure.panels[p].title, static_cast<std::size_t>(grid.width / kColumnWidth)));
    canvas.axes({left, above + kPanelTop, left + grid.width, above + kPanelHeight - kPanelBottom}, x, own);
    for (const Mark& mark : figure.marks)
      if (mark.is_of(p)) canvas.upright(mark.x, "#777777");
    std::vector<std::string> plots;
    for (std::size_t part = 0; part < edges[p].size(); ++part) {
      std::vector<std::vector<double>> lines;
      for (std::size_t i = 0; i < figure.x.size(); ++i)
        for (const double x_at : {figure.x[i], i + 1 < figure.x.size() ? figure.x[i + 1] : figure.x_end})
          lines.push_back({x_at, part == 0 ? 0 : edges[p][part - 1][i], edges[p][part][i]});
      plots.push_back(fmt::format("{} using 1:2:3 with filledcurves fc rgb '{}' fs solid 0.85 noborder notitle",
                                  canvas.data(lines), colour(part)));
    }
    canvas.plot(plots);
  }
  return canvas.finish();
}

}  // namespace gongjian::analysis
