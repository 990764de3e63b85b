// What is shown, as tables.
#pragma once

#include <string>

#include "viz/viewer/viewer.hpp"

namespace gongjian::viz {

// The series that are shown, in the mean of the districts: side, week, series, value (tidy).
std::string series_as_csv(Viewer& viewer);

}  // namespace gongjian::viz
