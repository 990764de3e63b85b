#include "viz/view_data/matrix.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/check.hpp"
#include "engine/core/missing.hpp"

namespace gongjian::viz {
namespace {

Matrix with_totals(std::size_t size, std::vector<double> cells) {
  Matrix result{.size = size, .cells = std::move(cells)};
  result.row_totals.assign(size, 0);
  result.column_totals.assign(size, 0);
  for (std::size_t r = 0; r < size; ++r)
    for (std::size_t c = 0; c < size; ++c) {
      const double value = result.at(r, c);
      if (std::isnan(value)) continue;
      result.row_totals[r] += value;
      result.column_totals[c] += value;
      result.total += value;
      result.highest = std::max(result.highest, value);
    }
  return result;
}

std::vector<std::uint32_t> numbers(std::size_t count) {
  std::vector<std::uint32_t> result(count);
  std::iota(result.begin(), result.end(), 0u);
  return result;
}

}  // namespace

Grouping by_district(const run::CityShape& city) {
  std::vector<std::uint32_t> group(city.districts.size(), Grouping::kNone);
  for (const std::uint32_t d : city.district_of_subdistrict) group[d] = 0;
  Grouping result;
  for (std::uint32_t d = 0; d < group.size(); ++d) {
    if (group[d] == Grouping::kNone) continue;
    group[d] = static_cast<std::uint32_t>(result.rows.size());
    result.rows.push_back(d);
  }
  for (const std::uint32_t s : city.subdistrict_of_unit)
    result.of_unit.push_back(group[city.district_of_subdistrict[s]]);
  return result;
}

Grouping by_subdistrict(const run::CityShape& city, std::uint32_t district) {
  Grouping result;
  std::vector<std::uint32_t> group(city.district_of_subdistrict.size(), Grouping::kNone);
  for (std::uint32_t s = 0; s < group.size(); ++s) {
    if (city.district_of_subdistrict[s] != district) continue;
    group[s] = static_cast<std::uint32_t>(result.rows.size());
    result.rows.push_back(s);
  }
  for (const std::uint32_t s : city.subdistrict_of_unit) result.of_unit.push_back(group[s]);
  return result;
}

Grouping by_kind(const run::CityShape& city, std::size_t kinds) {
  Grouping result{{}, numbers(kinds)};
  for (const std::uint8_t kind : city.kind_of_unit) {
    GONGJIAN_CHECK(kind < kinds);
    result.of_unit.push_back(kind);
  }
  return result;
}

Matrix cooperation(std::span<const ProjectLink> links, const Grouping& grouping) {
  const std::size_t size = grouping.rows.size();
  std::vector<double> cells(size * size, 0.0);
  for (const ProjectLink& link : links) {
    GONGJIAN_CHECK(link.a < grouping.of_unit.size() && link.b < grouping.of_unit.size());
    const std::uint32_t a = grouping.of_unit[link.a], b = grouping.of_unit[link.b];
    if (link.weight > 0 && a != Grouping::kNone && b != Grouping::kNone) cells[a * size + b] += link.weight;
  }
  return with_totals(size, std::move(cells));
}

Matrix symmetrised(const Matrix& matrix) {
  std::vector<double> cells = matrix.cells;
  for (std::size_t r = 0; r < matrix.size; ++r)
    for (std::size_t c = 0; c < matrix.size; ++c)
      if (r != c) cells[r * matrix.size + c] = matrix.at(r, c) + matrix.at(c, r);
  return with_totals(matrix.size, std::move(cells));
}

Matrix normalised(const Matrix& matrix, Normalisation by) {
  std::vector<double> cells = matrix.cells;
  for (std::size_t r = 0; r < matrix.size; ++r)
    for (std::size_t c = 0; c < matrix.size; ++c) {
      double whole = matrix.total;
      if (by == Normalisation::share_of_row) whole = matrix.row_totals[r];
      if (by == Normalisation::over_expected && matrix.total > 0)
        whole = matrix.row_totals[r] * matrix.column_totals[c] / matrix.total;
      double& cell = cells[r * matrix.size + c];
      if (by == Normalisation::over_expected) cell = whole > 0 ? cell / whole : core::kMissing<double>;
      else cell = whole > 0 ? cell / whole : 0;
    }
  return with_totals(matrix.size, std::move(cells));
}

}  // namespace gongjian::viz
