// Many series as one: their mean, and the band in which most of them lie.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/figure/line_panels.hpp"

namespace gongjian::analysis {

// The quantile at `p` by linear interpolation between the values that are there (Hyndman and Fan's type 7); NaN where
// there are none.
double quantile(std::vector<double> values, double p);

// Mean and middle 80 % of value(i, at) over i below `count`, at each x. Missing values are left out; fewer than two
// series have no band.
Curve summary_curve(const std::string& label, const std::vector<double>& x, std::size_t count,
                    const std::function<double(std::size_t i, std::size_t at)>& value);

// The mean alone.
std::vector<double> mean_curve(std::size_t points, std::size_t count,
                               const std::function<double(std::size_t i, std::size_t at)>& value);

// Weeks as years since week 0.
std::vector<double> in_years(const std::vector<int>& weeks);

}  // namespace gongjian::analysis
