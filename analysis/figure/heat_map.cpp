#include "analysis/figure/heat_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kLabelColumns = 30;

// Light to dark in one direction of lightness, so that it reads in grey and by the colour-blind (after viridis, whose
// dark end has been cut off so that black text stands out on the lighter half and white on the darker).
constexpr std::array<std::array<double, 3>, 5> kShades = {
    {{253, 246, 200}, {170, 216, 160}, {72, 168, 160}, {48, 104, 142}, {62, 38, 100}}};

std::array<int, 3> shade(double part) {
  const double at = std::clamp(part, 0.0, 1.0) * (kShades.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), kShades.size() - 2);
  std::array<int, 3> rgb{};
  for (std::size_t c = 0; c < 3; ++c)
    rgb[c] = static_cast<int>(std::lround(kShades[below][c] + (kShades[below + 1][c] - kShades[below][c]) *
                                                                  (at - static_cast<double>(below))));
  return rgb;
}

std::string shown_number(double value, double highest) {
  return highest >= 0.1 || value == 0 ? core::number(value) : fmt::format("{:.2g}", value);
}

std::string hex(const std::array<int, 3>& rgb) { return fmt::format("#{:02x}{:02x}{:02x}", rgb[0], rgb[1], rgb[2]); }

// Columns joined until there are few enough.
std::vector<std::vector<double>> joined(const std::vector<std::vector<double>>& values) {
  std::vector<std::vector<double>> result;
  for (const auto& row : values) {
    const std::size_t cells = std::min(row.size(), HeatMap::kMostColumns);
    auto& out = result.emplace_back(cells, kNoValue);
    for (std::size_t c = 0; c < cells; ++c) {
      double sum = 0;
      int count = 0;
      for (std::size_t i = c * row.size() / cells; i < (c + 1) * row.size() / cells; ++i) {
        if (std::isnan(row[i])) continue;
        sum += row[i];
        ++count;
      }
      if (count > 0) out[c] = sum / count;
    }
  }
  return result;
}

}  // namespace

Picture draw(const HeatMap& figure) {
  const auto values = joined(figure.values);
  double low = kNoValue, high = kNoValue;
  for (const auto& row : values)
    for (const double v : row) {
      low = std::fmin(low, v);
      high = std::fmax(high, v);
    }
  if (!std::isnan(figure.low)) low = figure.low;
  if (!std::isnan(figure.high)) high = figure.high;
  const Axis scale = nice_axis(low, high, 4, false);
  double left = 40;
  std::vector<std::string> labels;
  for (const std::string& row : figure.rows) {
    labels.push_back(core::shortened(row, kLabelColumns));
    left = std::max(left, text_width(labels.back()) + 18);
  }
  const std::size_t columns = values.empty() ? 0 : values.front().size();
  const bool named = !figure.columns.empty() && figure.columns.size() == columns;
  const bool shown = columns <= HeatMap::kMostShown;
  const double row_height = labels.size() <= 10 ? 26 : 18;
  constexpr double kRight = 130;
  const double right = kPictureWidth - kRight;
  const double top = kTopMargin + 4;
  const double bottom = top + row_height * static_cast<double>(labels.size());
  Canvas canvas(kPictureWidth, static_cast<int>(std::max(bottom + 54, top + 150)));
  canvas.text(left, bottom + 40, figure.x_label, Align::left, kFaint);

  const double cell = (right - left) / static_cast<double>(std::max<std::size_t>(1, columns));
  // cells reach a little under the next ones, or a seam would show
  const auto across = static_cast<double>(columns);
  std::vector<std::vector<double>> cells;
  for (std::size_t r = 0; r < labels.size(); ++r) {
    canvas.text(left - 10, top + row_height * (static_cast<double>(r) + 0.5), labels[r], Align::right);
    for (std::size_t c = 0; c < columns; ++c) {
      const double value = values[r][c];
      if (std::isnan(value)) continue;
      const double part = scale.high > scale.low ? (value - scale.low) / (scale.high - scale.low) : 0;
      const auto rgb = shade(part);
      const auto x = static_cast<double>(c), y = static_cast<double>(labels.size() - r);
      cells.push_back({x + 0.5, y - 0.5, x, std::min(x + 1.05, across), std::max(y - 1.05, 0.0), y,
                       static_cast<double>(rgb[0] * 65536 + rgb[1] * 256 + rgb[2])});
      if (shown)
        canvas.text(left + cell * (x + 0.5), top + row_height * (static_cast<double>(r) + 0.5),
                    shown_number(value, scale.high), Align::centre, part > 0.55 ? "#ffffff" : kInk);
    }
  }
  if (named)
    for (std::size_t c = 0; c < columns; ++c)
      canvas.text(left + cell * (static_cast<double>(c) + 0.5), bottom + 14,
                  core::shortened(figure.columns[c], static_cast<std::size_t>(cell / kColumnWidth)), Align::centre,
                  kFaint);

  // the scale, from dark above to light below
  constexpr int kSteps = 40;
  const double bar_left = right + 26, bar_top = top + 26, bar_bottom = top + 136;
  for (int i = 0; i < kSteps; ++i)
    canvas.box({bar_left, bar_bottom - (bar_bottom - bar_top) * (i + 1) / kSteps, bar_left + 14,
                bar_bottom - (bar_bottom - bar_top) * i / kSteps},
               hex(shade((i + 0.5) / kSteps)));
  for (const auto& [at, label] : scale.tics)
    canvas.text(bar_left + 20, bar_bottom - (bar_bottom - bar_top) * (at - scale.low) / (scale.high - scale.low), label,
                Align::left, kFaint);
  canvas.text(bar_left, top + 8, core::shortened(figure.scale_label, 13), Align::left, kFaint);

  Axis x{0, static_cast<double>(std::max<std::size_t>(1, columns)), {}};
  if (figure.columns.empty() && columns > 0) {
    const Axis over = nice_axis(figure.x_low, figure.x_high, 8, false);
    for (const auto& [at, label] : over.tics)
      x.tics.emplace_back((at - over.low) / (over.high - over.low) * static_cast<double>(columns), label);
  }
  canvas.axes({left, top, right, bottom}, x, {0, static_cast<double>(std::max<std::size_t>(1, labels.size())), {}},
              false, false);
  std::vector<std::string> plots;
  if (!cells.empty())
    plots.push_back(fmt::format("{} using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid 1 noborder notitle",
                                canvas.data(cells)));
  canvas.plot(plots);
  return canvas.finish();
}

}  // namespace gongjian::analysis
