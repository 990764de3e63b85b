// Weekly series in a box: axes, lines of as many columns as there are pixels, marks.
#pragma once

#include <span>
#include <string>

#include "viz/app/window.hpp"
#include "viz/view_data/axis.hpp"

namespace gongjian::viz {

struct PlotArea {
  Box box;                  // of the lines, without the numbers beside them
  double from = 0, to = 1;  // weeks done at its left and right edge
  AxisRange values;

  float x(double week) const { return box.x + box.width * static_cast<float>((week - from) / (to - from)); }
  float y(double value) const {
    return box.y + box.height * static_cast<float>(1 - (value - values.low) / (values.high - values.low));
  }
  double week(float x_pixel) const { return from + (to - from) * static_cast<double>((x_pixel - box.x) / box.width); }
};

// The axis that a series needs between two weeks.
AxisRange range_of(std::span<const double> values, double from, double to);

// Ground, grid and numbers of the value axis.
void draw_plot_ground(const Window& window, const PlotArea& area);
// The series, by weeks done.
void draw_line(const PlotArea& area, std::span<const double> values, Colour colour, float width);

// The room between two series, by weeks done.
void draw_band(const PlotArea& area, std::span<const double> low, std::span<const double> high, Colour colour);

}  // namespace gongjian::viz
