// The city as an icicle: a row for each level, from the city down, in which a place is as wide as its units are many
// and lies below the place it is part of.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "viz/view_data/aggregate.hpp"

namespace gongjian::viz {

struct IcicleCell {
  Node node;
  std::uint32_t merged = 1;  // places from `node` on, in the row's order, that share the cell: each would be too narrow
  float x = 0, width = 0;    // pixels
  std::uint32_t units = 0;
  double value = 0;  // mean over units, NaN where none has one
};

struct Icicle {
  static constexpr float kLeastWidth = 1;  // pixels; narrower cells are merged with their neighbours

  std::vector<std::vector<IcicleCell>> rows;  // from the city down, each from the left

  // The cell at a point, where each row has this height; none beyond them.
  const IcicleCell* pick(float x, float y, float row_height) const;
};

// The icicle of `focus` with so much width: what it lies in above it, as wide; below it what lies in it, down to the
// units where these have a pixel each. Places without units have no cell. `of_units` as for aggregates().
Icicle icicle(const Hierarchy& hierarchy, Node focus, float width, std::span<const double> of_units);

}  // namespace gongjian::viz
