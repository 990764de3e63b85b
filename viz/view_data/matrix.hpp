// Who works with whom, as a matrix: districts, subdistricts of a district, or kinds of unit.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/run/city_shape.hpp"
#include "viz/view_data/links.hpp"

namespace gongjian::viz {

// Which group each unit belongs to.
struct Grouping {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();  // to none of them
  std::vector<std::uint32_t> of_unit;
  std::vector<std::uint32_t> rows;  // what the groups are: rows of districts or subdistricts, numbers of kinds
};
// Districts without subdistricts are no groups: others have absorbed them.
Grouping by_district(const run::CityShape& city);
Grouping by_subdistrict(const run::CityShape& city, std::uint32_t district);
Grouping by_kind(const run::CityShape& city, std::size_t kinds);

struct Matrix {
  std::size_t size = 0;
  std::vector<double> cells;  // row by row: what the links from group `row` to group `column` weigh
  std::vector<double> row_totals, column_totals;
  double total = 0, highest = 0;  // of the cells; highest is 0 where there are none

  double at(std::size_t row, std::size_t column) const { return cells[row * size + column]; }
};

// As the links go, from a to b.
Matrix cooperation(std::span<const ProjectLink> links, const Grouping& grouping);
// Either way: a cell has what goes there and what comes back; links within a group count once.
Matrix symmetrised(const Matrix& matrix);

// share_of_all: cells sum to 1. share_of_row: each row does. over_expected: 1 where a cell is as large as its row's and
// column's totals make it by chance alone, NaN where that is nothing.
enum class Normalisation : std::uint8_t { share_of_all, share_of_row, over_expected };
Matrix normalised(const Matrix& matrix, Normalisation by);

}  // namespace gongjian::viz
