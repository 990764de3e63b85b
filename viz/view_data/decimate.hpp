// Long series as what a plot of so many pixels can show of them, and many series as a band.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gongjian::viz {

// What a series does within one column of pixels. Drawn as a line from first over low and high to last, it looks like
// the whole series.
struct PixelColumn {
  int column = 0;
  double first = 0, low = 0, high = 0, last = 0;
};

// The columns, from the left, that hold a value. Value i lies at i; the plot shows [from, to], from < to. Missing
// values (NaN) are left out.
std::vector<PixelColumn> decimate(std::span<const double> values, double from, double to, int columns);

// Rows of several series, position by position: their mean, and the quantiles `low` and `high` (interpolated between
// ranks). Missing values are left out; where there is none, all are NaN. As long as the longest.
struct Band {
  std::vector<double> mean, low, high;
};
Band band(const std::vector<std::span<const double>>& series, double low = 0.1, double high = 0.9);

// The quantile of sorted values, 0 to 1, interpolated between ranks; NaN of none.
double quantile(std::span<const double> sorted, double at);

}  // namespace gongjian::viz
