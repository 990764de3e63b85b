// Outlines of cities: which districts there are, and how much of everything lies in each.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::model {

// workshop: 1 district, 4 subdistricts, 300 units, 6,000 members. district: 12 subdistricts, 2,844 units, 107,000
// members. shanghai: 17 districts, 209 subdistricts and towns, 49,533 units, 1,824,000 members.
enum class Preset : std::uint8_t { workshop, district, shanghai };
std::vector<std::string_view> preset_names();
std::optional<Preset> preset_named(std::string_view name);

struct DistrictOutline {
  core::Text name;
  std::size_t subdistricts = 0;
  std::size_t neighbourhoods = 0;
  std::size_t units = 0;
  std::size_t members = 0;
  std::size_t residents = 0;
};

// What is published of a district.
struct DistrictFacts {
  core::Text name;
  int subdistricts = 0, towns = 0, townships = 0;
  double residents = 0;  // in 10,000 persons
};

// Residents of a neighbourhood where nothing is known: 24.257 million of Shanghai in 2014 in 5,727.
inline constexpr std::size_t kResidentsPerNeighbourhood = 4'236;

// The districts of a preset, with this share of its members (0 to 1; a thinned city runs faster where
// members do not matter). `shanghai` holds the facts of Shanghai's districts, for the preset of that name.
std::vector<DistrictOutline> outline(Preset preset, double member_share,
                                     const std::vector<DistrictFacts>& shanghai = {});

// `total` shared out in whole numbers in proportion to weights (largest remainders; ties to the first).
// Sums to `total` unless all weights are 0.
std::vector<std::size_t> apportion(std::size_t total, const std::vector<double>& weights);

}  // namespace gongjian::model
