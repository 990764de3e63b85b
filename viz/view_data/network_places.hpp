// Where the nodes of a network lie: those of alliances, committees and units.
#pragma once

#include <vector>

#include "viz/view_data/network.hpp"

namespace gongjian::viz {

struct NetworkPlaces {
  std::vector<Point> alliances, committees, units;  // by row of districts, subdistricts and units
};

// map: alliances and committees in the middles of their places, units on spirals around their committee.
NetworkPlaces on_map(const run::CityShape& city, const Places& places);
// rings: alliances on an inner ring and committees on an outer one, each district with as much of it as it has
// subdistricts; units beyond their committee.
NetworkPlaces on_rings(const run::CityShape& city, const Hierarchy& hierarchy);

}  // namespace gongjian::viz
