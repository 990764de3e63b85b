#include "viz/view_data/icicle.hpp"

#include <algorithm>

namespace gongjian::viz {
namespace {

// Places of one level in their order as cells that are wide enough. `all` units take up the width.
std::vector<IcicleCell> cells(const Hierarchy& hierarchy, const std::vector<Node>& nodes, std::uint32_t all,
                              float width, const std::vector<Aggregate>& values) {
  std::vector<IcicleCell> result;
  std::vector<Aggregate> sums;
  const double pixels = static_cast<double>(width) / all;
  std::uint32_t before = 0;
  for (const Node node : nodes) {
    const std::uint32_t units = hierarchy.units(node);
    if (units == 0) continue;
    const bool narrow = !result.empty() && result.back().units * pixels < Icicle::kLeastWidth;
    if (narrow) {
      ++result.back().merged;
      result.back().units += units;
      sums.back().add(values[node.row]);
    } else {
      result.push_back({node, 1, static_cast<float>(before * pixels), 0, units, 0});
      sums.push_back(values[node.row]);
    }
    before += units;
  }
  if (result.size() > 1 && result.back().units * pixels < Icicle::kLeastWidth) {
    IcicleCell& last_but_one = result[result.size() - 2];
    last_but_one.merged += result.back().merged;
    last_but_one.units += result.back().units;
    sums[sums.size() - 2].add(sums.back());
    result.pop_back();
    sums.pop_back();
  }
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i].width = static_cast<float>(result[i].units * pixels);
    result[i].value = sums[i].mean();
  }
  return result;
}

}  // namespace

Icicle icicle(const Hierarchy& hierarchy, Node focus, float width, std::span<const double> of_units) {
  Icicle result;
  const std::uint32_t all = hierarchy.units(focus);
  if (all == 0 || !(width > 0)) return result;
  std::vector<Node> nodes;
  for (int level = 0; level < static_cast<int>(kLevels); ++level) {
    const auto here = static_cast<Level>(level);
    if (here <= focus.level) {
      nodes = {hierarchy.ancestor(focus, here)};
    } else {
      std::vector<Node> next;
      for (const Node node : nodes)
        for (const std::uint32_t row : hierarchy.children(node)) next.push_back({here, row});
      nodes = std::move(next);
    }
    if (here == Level::unit && static_cast<float>(all) * Icicle::kLeastWidth > width) break;
    const std::vector<Aggregate> values = aggregates(hierarchy, here, of_units);
    if (here < focus.level)
      result.rows.push_back({{nodes[0], 1, 0, width, hierarchy.units(nodes[0]), values[nodes[0].row].mean()}});
    else result.rows.push_back(cells(hierarchy, nodes, all, width, values));
  }
  return result;
}

const IcicleCell* Icicle::pick(float x, float y, float row_height) const {
  if (!(y >= 0) || !(row_height > 0) || y / row_height >= static_cast<float>(rows.size())) return nullptr;
  const std::vector<IcicleCell>& row = rows[static_cast<std::size_t>(y / row_height)];
  const auto beyond =
      std::upper_bound(row.begin(), row.end(), x, [](float at, const IcicleCell& c) { return at < c.x; });
  if (beyond == row.begin() || x > (beyond - 1)->x + (beyond - 1)->width) return nullptr;
  return &*(beyond - 1);
}

}  // namespace gongjian::viz
