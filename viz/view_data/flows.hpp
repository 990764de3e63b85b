// Where an alliance's money of a year comes from and what it goes to, as a Sankey diagram: boxes in three columns, and
// ribbons as thick as what flows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gongjian::viz {

struct FlowBox {
  // What is not spent is kept, a box among the uses; what is spent beyond the sources is drawn from what was kept, a
  // box among the sources.
  enum class What : std::uint8_t { source, drawn, alliance, use, kept };
  What what = What::source;
  std::uint32_t row = 0;  // of the sources or uses
  double amount = 0;
  float x = 0, y = 0, width = 0, height = 0;  // pixels
};

// From the right side of one box to the left side of another: its upper edge runs from (x0, y0) to (x1, y1), its lower
// one `height` below.
struct FlowRibbon {
  std::uint32_t from = 0, to = 0;  // boxes
  double amount = 0;
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0, height = 0;
};

struct Flows {
  std::vector<FlowBox> boxes;  // sources, the alliance, uses; from above
  std::vector<FlowRibbon> ribbons;
  double total = 0;  // that flows through
};

struct FlowArea {
  float x = 0, y = 0, width = 640, height = 400;  // pixels
  float box_width = 16;
  float gap = 12;  // between boxes of a column; less where they are too many
};

// Amounts that are not above 0 have no box. Without any, there is none at all.
Flows flows(std::span<const double> sources, std::span<const double> uses, const FlowArea& area);

// How far down a ribbon's upper edge is at `part` (0 to 1) of its way: flat at both ends.
float upper_edge(const FlowRibbon& ribbon, float part);

}  // namespace gongjian::viz
