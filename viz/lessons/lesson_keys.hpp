// What the keys of a lesson may be: the reader holds to it, and the schema tells it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::lessons {

inline constexpr std::size_t kLeastOptions = 2, kMostOptions = 6, kMostSeries = 6, kMostSteps = 100;
inline constexpr std::array<std::string_view, 6> kKinds = {"read", "predict", "run", "try", "reveal", "vote"};
inline constexpr core::Range kMinutes{0, 120};
inline constexpr core::Range kLevels{0, 1};  // of levers

// ---- focus

inline constexpr core::Range kIds{0, 1e9};

// What there is to be named.
struct Known {
  std::vector<std::string> levers, outputs, units_by, areas_by, tables;
  Known();
};
std::vector<std::string_view> views_of(const std::vector<std::string>& names);

// ---- sides and measures

inline constexpr std::array<std::string_view, 3> kSides = {"a", "b", "both"};  // whose levers are moved
inline constexpr std::array<std::string_view, 2> kOneSide = {"a", "b"};
inline constexpr std::array<std::string_view, 2> kComparisons = {"difference", "ratio"};
inline constexpr std::array<std::string_view, 3> kFormats = {"number", "percent", "whole"};  // as Measure::Format
inline constexpr core::Range kAnyNumber{-1e300, 1e300};

}  // namespace gongjian::lessons
