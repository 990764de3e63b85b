// What lies in what, from above: the city, its districts, their subdistricts, their neighbourhoods, their units.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/run/city_shape.hpp"

namespace gongjian::viz {

enum class Level : std::uint8_t { city, district, subdistrict, neighbourhood, unit };
inline constexpr std::size_t kLevels = 5;

// A row of the table of its level; the city is row 0 of its own.
struct Node {
  Level level = Level::city;
  std::uint32_t row = 0;
  friend constexpr bool operator==(const Node&, const Node&) = default;
};

class Hierarchy {
 public:
  Hierarchy() = default;
  // Units lie where they are located. Rows that name a parent which is not there are a programmer's error.
  explicit Hierarchy(const run::CityShape& city);

  std::size_t size(Level level) const { return parents_[index(level)].size(); }
  // Rows of the next level, ascending; none of a unit.
  std::span<const std::uint32_t> children(Node node) const;
  // The city is its own.
  Node parent(Node node) const;
  // The node's ancestor of that level, or itself; `level` is not below it.
  Node ancestor(Node node, Level level) const;
  // Units that lie in it; 1 of a unit.
  std::uint32_t units(Node node) const;

 private:
  static std::size_t index(Level level) { return static_cast<std::size_t>(level); }

  struct Nested {
    std::vector<std::uint32_t> rows, first;  // children of parent p: rows [first[p], first[p + 1])
  };
  std::array<std::vector<std::uint32_t>, kLevels> parents_;
  std::array<Nested, kLevels> nested_;  // by level of the parent; that of units is empty
  std::array<std::vector<std::uint32_t>, kLevels> units_;
};

}  // namespace gongjian::viz
