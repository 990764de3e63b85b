#include "viz/view_data/hierarchy.hpp"

#include "engine/core/check.hpp"

namespace gongjian::viz {

Hierarchy::Hierarchy(const run::CityShape& city) {
  parents_[0] = {0};
  parents_[1].assign(city.districts.size(), 0);
  parents_[2] = city.district_of_subdistrict;
  parents_[3] = city.subdistrict_of_neighbourhood;
  parents_[4] = city.neighbourhood_of_unit;
  for (std::size_t level = 0; level + 1 < kLevels; ++level) {
    Nested& nested = nested_[level];
    const std::vector<std::uint32_t>& parents = parents_[level + 1];
    nested.first.assign(parents_[level].size() + 1, 0);
    for (const std::uint32_t parent : parents) {
      GONGJIAN_CHECK(parent < parents_[level].size());
      ++nested.first[parent + 1];
    }
    for (std::size_t p = 1; p < nested.first.size(); ++p) nested.first[p] += nested.first[p - 1];
    nested.rows.resize(parents.size());
    std::vector<std::uint32_t> next(nested.first.begin(), nested.first.end() - 1);
    for (std::uint32_t row = 0; row < parents.size(); ++row) nested.rows[next[parents[row]]++] = row;
  }
  units_[4].assign(parents_[4].size(), 1);
  for (std::size_t level = kLevels - 1; level > 0; --level) {
    units_[level - 1].assign(parents_[level - 1].size(), 0);
    for (std::size_t row = 0; row < parents_[level].size(); ++row)
      units_[level - 1][parents_[level][row]] += units_[level][row];
  }
}

std::span<const std::uint32_t> Hierarchy::children(Node node) const {
  const Nested& nested = nested_[index(node.level)];
  if (node.row + std::size_t{1} >= nested.first.size()) return {};
  const std::uint32_t first = nested.first[node.row];
  return std::span(nested.rows).subspan(first, nested.first[node.row + 1] - first);
}

Node Hierarchy::parent(Node node) const {
  if (node.level == Level::city) return node;
  return {static_cast<Level>(index(node.level) - 1), parents_[index(node.level)][node.row]};
}

Node Hierarchy::ancestor(Node node, Level level) const {
  GONGJIAN_CHECK(level <= node.level);
  while (node.level != level) node = parent(node);
  return node;
}

std::uint32_t Hierarchy::units(Node node) const { return units_[index(node.level)][node.row]; }

}  // namespace gongjian::viz
