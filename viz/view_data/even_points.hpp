// Points spread evenly over a convex polygon.
#pragma once

#include <vector>

#include "viz/view_data/polygon.hpp"

namespace gongjian::viz {

// So many points inside the polygon, none on another: the two-dimensional golden-ratio sequence (Roberts 2018) over
// its bounding box, those outside left out. One point alone lies in the middle.
std::vector<Vec2> even_points(const Polygon& polygon, std::size_t count);

}  // namespace gongjian::viz
