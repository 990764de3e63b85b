// A convex polygon shared out into convex cells of given areas: a power diagram (a Voronoi diagram with a weight for
// each site; Aurenhammer 1987) whose sites move to the centroids of their cells (Lloyd) while the weights rise where a
// cell is too small, as in Voronoi treemaps (Nocaj & Brandes 2012).
#pragma once

#include <functional>
#include <vector>

#include "viz/view_data/polygon.hpp"

namespace gongjian::viz {

// The width of the gap between cells i and j, in the polygon's units.
using Gap = std::function<double(std::size_t i, std::size_t j)>;

struct Division {
  static constexpr std::size_t kMostSites = 48;  // of one diagram; more cells are divided by groups first

  std::vector<double> shares;  // of the area, above 0; they need not sum to 1
  std::vector<Vec2> seeds;     // where cells shall lie, about: as many as shares, no two the same; or none
                               // (nor heeded for more than kMostSites)
  Gap gap;                     // none: cells touch
  int steps = 40;
};

// A cell for each share, in order, none of them empty. Cells do not overlap; with gaps they are convex still.
std::vector<Polygon> divide(const Polygon& polygon, const Division& division);

}  // namespace gongjian::viz
