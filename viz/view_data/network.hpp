// The network of who works with whom, drawn together to districts or subdistricts until one looks closer. Each district
// has its alliance as a hub and each subdistrict its working committee.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "viz/view_data/hierarchy.hpp"
#include "viz/view_data/links.hpp"
#include "viz/view_data/places.hpp"

namespace gongjian::viz {

struct NetworkNode {
  enum class What : std::uint8_t { alliance, committee, unit };
  static constexpr std::uint32_t kNoHub = std::numeric_limits<std::uint32_t>::max();

  What what = What::alliance;
  std::uint32_t row = 0;       // of its district, its subdistrict, or the unit
  Point at;                    // in map units
  float size = 0;              // diameter in pixels; grows with the root of what its links weigh
  double inside = 0;           // what the links within it weigh
  double outside = 0;          // what those to others weigh
  std::uint32_t hub = kNoHub;  // the node it belongs to: a unit to its committee, a committee to its alliance
};

struct NetworkEdge {
  std::uint32_t from = 0, to = 0;  // nodes, from < to
  double weight = 0;               // of all links between them, either way
};

struct Network {
  std::vector<NetworkNode> nodes;  // alliances, then committees, then units, each by row
  std::vector<NetworkEdge> edges;  // the heaviest, from the heaviest down; lots decide between equals
  std::size_t edges_left_out = 0;
  double weight_left_out = 0;
  Bounds bounds;  // of the nodes
};

struct NetworkView {
  enum class Arrangement : std::uint8_t { map, rings };

  Level level = Level::district;          // what a node is: district, subdistrict or unit
  std::optional<std::uint32_t> district;  // of this one alone; links to others are left away
  Arrangement arrangement = Arrangement::map;
  std::size_t most_edges = 2000;
};

// Nodes keep their places whatever links there are. At the level of units, only units with links are nodes.
Network network(const run::CityShape& city, const Hierarchy& hierarchy, const Places& places,
                std::span<const ProjectLink> links, const NetworkView& view);

}  // namespace gongjian::viz
