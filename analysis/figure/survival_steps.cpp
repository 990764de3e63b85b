#include "analysis/figure/survival_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kLabelColumns = 32;

// The curve as a path: before each time and after it.
std::vector<std::vector<double>> steps(const SurvivalCurve& curve, double end) {
  std::vector<std::vector<double>> rows{{0, 1, 1, 1}};
  for (std::size_t i = 0; i < curve.times.size(); ++i) {
    std::vector<double> before = rows.back();
    before[0] = curve.times[i];
    rows.push_back(before);
    // at 0 an interval has no width to draw
    const double s = curve.survival[i];
    rows.push_back({curve.times[i], s, std::isnan(curve.low[i]) ? s : curve.low[i],
                    std::isnan(curve.high[i]) ? s : curve.high[i]});
  }
  std::vector<double> last = rows.back();
  last[0] = end;
  rows.push_back(last);
  return rows;
}

}  // namespace

Picture draw(const SurvivalSteps& figure) {
  double left = 62, end = 0;
  std::vector<std::string> labels;
  for (const auto& group : figure.groups) {
    labels.push_back(core::shortened(group.label, kLabelColumns));
    left = std::max(left, text_width(labels.back()) + 82);
    for (const double time : group.lifetimes.times) end = std::max(end, time);
  }
  constexpr double kRight = 30, kPlot = 240;
  const double top = kTopMargin + 10, bottom = top + kPlot, table = bottom + 58;
  Canvas canvas(kPictureWidth, static_cast<int>(table + kLineHeight * (static_cast<double>(labels.size()) + 1) + 4));
  const Axis x = nice_axis(0, end > 0 ? end : 1, 10, false);
  canvas.text(left, bottom + 38, figure.x_label, Align::left, kFaint);
  canvas.text(left - 36, table + 8, figure.at_risk_label, Align::right, kFaint);
  std::vector<std::string> bands, lines;
  for (std::size_t g = 0; g < labels.size(); ++g) {
    const auto& group = figure.groups[g];
    const double y = table + kLineHeight * (static_cast<double>(g) + 1.4);
    canvas.text(left - 36, y, labels[g], Align::right, colour(g));
    for (const auto& tic : x.tics) {
      const auto at_risk = std::count_if(group.lifetimes.times.begin(), group.lifetimes.times.end(),
                                         [&](double time) { return time >= tic.first; });
      canvas.text(left + (kPictureWidth - kRight - left) * tic.first / x.high, y,
                  core::count(static_cast<std::uint64_t>(at_risk)), Align::centre);
    }
    canvas.line(14, y, 30, y, colour(g), 2, dashes(g));
    const std::string data = canvas.data(steps(kaplan_meier(group.lifetimes.times, group.lifetimes.observed), end));
    bands.push_back(fmt::format(
        "{} using 1:3:4 with filledcurves fc rgb '{}' fs transparent solid 0.14 noborder notitle", data, colour(g)));
    lines.push_back(fmt::format("{} using 1:2 with lines lw 2 dt {} lc rgb '{}' notitle", data, dashes(g), colour(g)));
  }
  bands.insert(bands.end(), lines.begin(), lines.end());
  canvas.axes({left, top, kPictureWidth - kRight, bottom}, x, nice_axis(0, 1, 5));
  canvas.plot(bands);
  return canvas.finish();
}

}  // namespace gongjian::analysis
