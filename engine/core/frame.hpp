// Frames: what can be seen of a simulation at the end of a week, as numbers with names and dimensions.
// Logs, windows and comparisons know frames, not tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::core {

// An axis of a variable: a name and a label for each position ("lake": "Como", …).
struct Dimension {
  std::string name;
  Text text;
  std::vector<Text> labels;
  std::size_t size() const { return labels.size(); }
};

// One series: its axes (after time), unit and meaning, and where its values lie in a frame.
struct Variable {
  std::string name;
  std::vector<std::size_t> dimensions;  // into FrameLayout::dimensions; none for a single number
  Unit unit;
  Text text;
  std::size_t offset = 0;  // of the first value; the last dimension varies fastest
  std::size_t size = 1;
};

// The shape of all frames of one run.
struct FrameLayout {
  std::vector<Dimension> dimensions;
  std::vector<Variable> variables;
  std::size_t size = 0;

  // Adds a variable over dimensions that exist, and gives its place in the frame.
  std::size_t add(std::string name, const std::vector<std::string_view>& dimension_names, Unit unit, Text text);
  // The variable of this name, or null.
  const Variable* find(std::string_view name) const;
};

// The values of one week, as FrameLayout lays them out. Missing values are NaN.
struct Frame {
  static constexpr std::string_view kName = "frame";
  int week = 0;
  std::vector<double> values;

  std::uint64_t hash() const;
};

}  // namespace gongjian::core
