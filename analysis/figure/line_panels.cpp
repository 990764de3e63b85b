#include "analysis/figure/line_panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gongjian::analysis {
namespace {

constexpr double kLeft = 62, kRight = 22, kPanelTop = 30, kPanelBottom = 26, kXLabel = 28, kGap = 58;

struct Bounds {
  double low = 0, high = 0;  // with 0
};

Bounds bounds_of(const Panel& panel) {
  Bounds bounds;
  for (const Curve& curve : panel.curves)
    for (const auto* values : {&curve.y, &curve.low, &curve.high})
      for (const double v : *values) {
        bounds.low = std::fmin(bounds.low, v);  // missing values count for nothing
        bounds.high = std::fmax(bounds.high, v);
      }
  return bounds;
}

// Many bands that lie upon each other must leave the lines to be seen, though each may fill its panel.
double opacity(std::size_t bands) { return bands <= 3 ? 0.16 : 0.2 / static_cast<double>(bands); }

std::vector<std::string> plots_of(const Panel& panel, Canvas& canvas) {
  std::vector<std::string> bands, lines;
  for (std::size_t c = 0; c < panel.curves.size(); ++c) {
    const Curve& curve = panel.curves[c];
    const bool band = !curve.low.empty();
    std::vector<std::vector<double>> rows;
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
      rows.push_back({curve.x[i], curve.y[i]});
      if (band) rows.back().insert(rows.back().end(), {curve.low[i], curve.high[i]});
    }
    if (std::all_of(curve.y.begin(), curve.y.end(), [](double v) { return std::isnan(v); })) continue;
    const std::string data = canvas.data(rows);
    if (band)
      bands.push_back(
          fmt::format("{} using 1:3:4 with filledcurves fc rgb '{}' fs transparent solid {:.3f} noborder notitle", data,
                      colour(c), opacity(panel.curves.size())));
    lines.push_back(fmt::format("{} using 1:2 with lines lw 2 dt {} lc rgb '{}' notitle", data, dashes(c), colour(c)));
  }
  bands.insert(bands.end(), lines.begin(), lines.end());
  return bands;
}

// Names of marks, in lines above the first panel: each in the first line that is free at its place.
struct NamedMark {
  double x;
  const Mark* mark;
  int line;
};
std::vector<NamedMark> placed(const std::vector<Mark>& marks, double from, double per_unit, double right) {
  std::vector<NamedMark> result;
  if (marks.size() > LinePanels::kMostNames) return result;
  std::vector<double> used;  // up to where each line is taken
  std::vector<const Mark*> sorted;
  for (const Mark& mark : marks) sorted.push_back(&mark);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Mark* a, const Mark* b) { return a->x < b->x; });
  for (const Mark* mark : sorted) {
    const double width = text_width(mark->label);
    const double x = std::min(from + mark->x * per_unit, right - width);
    std::size_t line = 0;
    while (line < used.size() && used[line] > x) ++line;
    if (line == used.size()) used.push_back(0);
    used[line] = x + width + 12;
    result.push_back({x, mark, static_cast<int>(line)});
  }
  return result;
}

// A mark of some curves alone is a line for each of them, beside each other.
void draw_mark(const Mark& mark, std::size_t curves, double per_unit, bool is_named, Canvas& canvas) {
  const double width = is_named ? 1 : 0.7;
  if (mark.is_of_all(curves)) return canvas.upright(mark.x, is_named ? "#777777" : "#bbbbbb", width);
  constexpr double kApart = 3;  // pixels
  const double middle = 0.5 * static_cast<double>(mark.curves.size() - 1);
  for (std::size_t i = 0; i < mark.curves.size(); ++i)
    canvas.upright(mark.x + (static_cast<double>(i) - middle) * kApart / per_unit, colour(mark.curves[i]), width);
}

}  // namespace

Picture draw(const LinePanels& figure) {
  const Grid grid(figure.panels.size(), static_cast<std::size_t>(std::max(1, figure.columns)), kLeft,
                  kPictureWidth - kRight, kGap);
  const double panel_height = grid.columns == 1 ? 190 : 165;
  double end = 0;
  std::vector<std::string> names;
  for (const Panel& panel : figure.panels)
    for (const Curve& curve : panel.curves)
      if (!curve.x.empty()) end = std::max(end, curve.x.back());
  if (!figure.panels.empty())
    for (const Curve& curve : figure.panels.front().curves) names.push_back(curve.label);
  const Axis x = nice_axis(0, end > 0 ? end : 1, grid.columns == 1 ? 10 : 5, false);

  const auto marks = placed(figure.marks, kLeft, grid.width / x.high, kPictureWidth - 6);
  int mark_lines = 0;
  for (const NamedMark& mark : marks) mark_lines = std::max(mark_lines, mark.line + 1);
  const double top = kTopMargin + kLineHeight * mark_lines;
  const double bottom = grid.bottom(top, panel_height);
  const bool legend = names.size() > 1 || (names.size() == 1 && !names[0].empty());
  const double height =
      bottom + kXLabel + 8 + (legend ? Canvas::legend_height(kLeft, kPictureWidth - kRight, names) + 6 : 0);

  Canvas canvas(kPictureWidth, static_cast<int>(height));
  for (const NamedMark& mark : marks)
    canvas.text(mark.x, kTopMargin + kLineHeight * (mark.line + 0.5), mark.mark->label, Align::left,
                mark.mark->curves.size() == 1 && names.size() > 1 ? colour(mark.mark->curves.front()) : kFaint);
  canvas.text(kLeft, bottom + 12, figure.x_label, Align::left, kFaint);
  if (legend) canvas.legend(kLeft, bottom + kXLabel, kPictureWidth - kRight, names, Canvas::Sign::line);
  for (std::size_t p = 0; p < figure.panels.size(); ++p) {
    const double left = grid.left_of(p), above = grid.top_of(p, top, panel_height);
    const Bounds bounds = bounds_of(figure.panels[p]);
    canvas.text(left, above + 17, figure.panels[p].title);
    canvas.axes({left, above + kPanelTop, left + grid.width, above + panel_height - kPanelBottom}, x,
                nice_axis(bounds.low, bounds.high, 4));
    for (const Mark& mark : figure.marks) draw_mark(mark, names.size(), grid.width / x.high, !marks.empty(), canvas);
    canvas.plot(plots_of(figure.panels[p], canvas));
  }
  return canvas.finish();
}

}  // namespace gongjian::analysis
