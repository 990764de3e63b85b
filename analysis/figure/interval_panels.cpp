#include "analysis/figure/interval_panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr double kRight = 22, kGap = 48, kPanelTop = 32, kPanelBottom = 34, kTitleLine = 17;
constexpr std::size_t kLabelColumns = 34;

// With 0, which the eye compares with.
Axis axis_of(const std::vector<const IntervalPanels::Panel*>& panels) {
  double low = 0, high = 0;
  for (const auto* panel : panels)
    for (const auto& series : panel->series)
      for (const auto& value : series)
        for (const double v : {value.value, value.low, value.high}) {
          if (std::isinf(v)) continue;
          low = std::fmin(low, v);
          high = std::fmax(high, v);
        }
  return nice_axis(low, high, 3);
}

// Where rows and the series in them stand: from 0 at the bottom, a row 1 high.
double place(std::size_t row, std::size_t rows, std::size_t series, std::size_t count) {
  const double inside = (static_cast<double>(series) + 0.5) / static_cast<double>(count);
  return static_cast<double>(rows - row) - 0.14 - 0.72 * inside;
}

}  // namespace

Picture draw(const IntervalPanels& figure) {
  std::vector<std::string> labels;
  double left = 20;
  for (const std::string& row : figure.rows) {
    labels.push_back(core::shortened(row, kLabelColumns));
    left = std::max(left, text_width(labels.back()) + 18);
  }
  const std::size_t count = std::max<std::size_t>(1, figure.series.size());
  const Grid grid(figure.panels.size(), static_cast<std::size_t>(std::max(1, figure.columns)), left,
                  kPictureWidth - kRight, kGap);
  std::vector<std::vector<std::string>> titles;
  std::size_t title_lines = 1;
  for (const IntervalPanels::Panel& panel : figure.panels) {
    titles.push_back(core::wrapped(panel.title, static_cast<std::size_t>((grid.width + kGap - 10) / kColumnWidth), 2));
    title_lines = std::max(title_lines, titles.back().size());
  }
  const double panel_top = kPanelTop + kTitleLine * static_cast<double>(title_lines - 1);
  const double row_height = std::max(20.0, 11.0 * static_cast<double>(count) + 6);
  const double panel_height = panel_top + kPanelBottom + row_height * static_cast<double>(labels.size());
  const bool legend = figure.series.size() > 1;
  const double top = kTopMargin + (legend ? Canvas::legend_height(left, kPictureWidth - kRight, figure.series) + 4 : 0);

  Canvas canvas(kPictureWidth, static_cast<int>(grid.bottom(top, panel_height)));
  if (legend)
    canvas.legend(left, kTopMargin, kPictureWidth - kRight, figure.series,
                  figure.bars ? Canvas::Sign::square : Canvas::Sign::point);
  std::vector<const IntervalPanels::Panel*> all;
  for (const auto& panel : figure.panels) all.push_back(&panel);
  for (std::size_t p = 0; p < figure.panels.size(); ++p) {
    const IntervalPanels::Panel& panel = figure.panels[p];
    const double x0 = grid.left_of(p), y0 = grid.top_of(p, top, panel_height);
    const Axis x = figure.one_scale ? axis_of(all) : axis_of({&panel});
    for (std::size_t l = 0; l < titles[p].size(); ++l)
      canvas.text(x0, y0 + 17 + kTitleLine * static_cast<double>(title_lines - titles[p].size() + l), titles[p][l]);
    if (grid.column(p) == 0)
      for (std::size_t r = 0; r < labels.size(); ++r)
        canvas.text(x0 - 10, y0 + panel_top + row_height * (static_cast<double>(r) + 0.5), labels[r], Align::right);
    canvas.axes({x0, y0 + panel_top, x0 + grid.width, y0 + panel_height - kPanelBottom}, x,
                {0, static_cast<double>(std::max<std::size_t>(1, labels.size())), {}}, true, false);
    canvas.upright(0, "#888888", 1, 1);
    std::vector<std::string> plots;
    for (std::size_t s = 0; s < panel.series.size(); ++s) {
      const double half = 0.36 / static_cast<double>(count) * 0.86;
      const auto plot_rows = [&](std::size_t first, std::size_t end, const char* ink) {
        std::vector<std::vector<double>> points, intervals;
        for (std::size_t r = first; r < end; ++r) {
          const auto& value = panel.series[s][r];
          const double y = place(r, labels.size(), s, count);
          if (!std::isfinite(value.value)) continue;
          points.push_back(
              {value.value, y, std::min(0.0, value.value), std::max(0.0, value.value), y - half, y + half});
          if (std::isfinite(value.low) && std::isfinite(value.high))
            intervals.push_back({value.value, y, value.low, value.high});
        }
        if (points.empty()) return;
        if (figure.bars)
          plots.push_back(fmt::format("{} using 1:2:3:4:5:6 with boxxyerror fc rgb '{}' fs solid 0.85 noborder notitle",
                                      canvas.data(points), ink));
        if (!intervals.empty())
          plots.push_back(fmt::format("{} using 1:2:3:4 with xerrorbars pt 0 ps 0 lw {} lc rgb '{}' notitle",
                                      canvas.data(intervals), figure.bars ? 1.2 : 1.8, figure.bars ? kInk : ink));
        if (!figure.bars)
          plots.push_back(
              fmt::format("{} using 1:2 with points pt 7 ps 0.7 lc rgb '{}' notitle", canvas.data(points), ink));
      };
      if (figure.colour_by_row)
        for (std::size_t r = 0; r < labels.size(); ++r) plot_rows(r, r + 1, colour(r));
      else plot_rows(0, labels.size(), colour(figure.series.size() > 1 ? s : 1));
    }
    canvas.plot(plots);
  }
  return canvas.finish();
}

}  // namespace gongjian::analysis
