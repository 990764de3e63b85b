// A city as places: what lies in what. Positions are rows of the model's tables, as everywhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::model {
struct Events;
}

namespace gongjian::run {

struct CityShape {
  std::vector<core::Text> districts;                        // their names
  std::vector<std::uint32_t> district_of_subdistrict;       // at the start; a merger changes what belongs to whom
  std::vector<std::uint32_t> subdistrict_of_neighbourhood;  // ascending
  std::vector<std::uint32_t> residents_of_neighbourhood;    // persons
  std::vector<std::uint32_t> neighbourhood_of_unit;         // where it is located
  std::vector<std::uint32_t> subdistrict_of_unit;           // ascending
  std::vector<std::uint8_t> kind_of_unit;                   // position among the labels of the frame's axis "kind"
  std::vector<std::uint32_t> employees_of_unit;             // persons
};

// By district, the one that its subdistricts belong to after so many weeks: itself, or the one that has absorbed it.
std::vector<std::uint32_t> districts_after(const model::Events& events, std::size_t districts, int weeks_done);

}  // namespace gongjian::run
