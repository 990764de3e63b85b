// The rows in the order of the model's tables.
#include <algorithm>
#include <numeric>
#include <type_traits>
#include <utility>

#include "engine/run/population/rows.hpp"

namespace gongjian::run {
namespace {

using core::is_missing;
using core::kMissing;
using model::GivenPopulation;

// The rows of a column in another order; a column that is not there stays so.
template <class To = void, class T, class Result = std::conditional_t<std::is_void_v<To>, T, To>>
std::vector<Result> in_order(const std::vector<T>& column, const Numbers& order) {
  std::vector<Result> result;
  if (column.empty()) return result;
  result.reserve(order.size());
  for (const std::uint32_t row : order) result.push_back(static_cast<Result>(column[row]));
  return result;
}

// Gives the place of each subdistrict, by its number.
Numbers order_subdistricts(const PopulationRows& rows, GivenPopulation::SubdistrictRows& out) {
  Numbers order(rows.subdistrict_names.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return rows.district_of[a] < rows.district_of[b]; });
  Numbers place_of(order.size());
  for (std::uint32_t s = 0; s < order.size(); ++s) place_of[order[s]] = s;
  out.district.reserve(order.size());
  for (const std::uint32_t s : order) {
    const std::string& name = rows.subdistrict_names[s];
    out.name.push_back({name, name});
    out.district.emplace_back(rows.district_of[s]);
  }
  out.units.assign(order.size(), 0);
  out.least_neighbourhoods = in_order(rows.least_of, order);
  if (!rows.neighbourhoods.empty()) out.neighbourhoods = in_order(rows.count_of, order);
  if (!rows.residents.empty()) out.residents.assign(order.size(), kMissing<std::uint32_t>);
  for (std::size_t row = 0; row < rows.listed.size(); ++row) {
    const std::uint32_t s = place_of[rows.listed[row]];
    if (!rows.residents.empty()) out.residents[s] = rows.residents[row];
    if (!rows.listed_zh.empty() && !is_missing(rows.listed_zh[row]))
      out.name[s].zh = rows.chinese_names[rows.listed_zh[row]];
  }
  return place_of;
}

// Counts the units of each subdistrict too. Gives the place of each unit, by the number of its name.
Numbers order_units(const PopulationRows& rows, const Numbers& place_of, GivenPopulation& tables) {
  Numbers order(rows.unit_subdistrict.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return place_of[rows.unit_subdistrict[a]] < place_of[rows.unit_subdistrict[b]];
  });
  for (const std::uint32_t s : rows.unit_subdistrict) ++tables.subdistricts.units[place_of[s]];
  Numbers unit_of_name(rows.unit_names.size());
  for (std::uint32_t i = 0; i < order.size() && !rows.unit_name.empty(); ++i)
    unit_of_name[rows.unit_name[order[i]]] = i;
  auto& out = tables.units;
  out.kind = in_order<model::Kind>(rows.kind, order);
  out.size = in_order(rows.size, order);
  out.members = in_order(rows.unit_members, order);
  out.rank = in_order(rows.rank, order);
  out.cooperator = in_order(rows.cooperator, order);
  out.intercept = in_order(rows.intercept, order);
  out.aware = in_order(rows.aware, order);
  out.identity = in_order(rows.identity, order);
  out.neighbourhood = in_order(rows.unit_neighbourhood, order);
  return unit_of_name;
}

void order_members(const PopulationRows& rows, const Numbers& place_of, const Numbers& unit_of_name,
                   GivenPopulation& tables) {
  auto& out = tables.members;
  const std::size_t units = tables.units.kind.size(), subdistricts = rows.subdistrict_names.size();
  out.given = true;
  out.by_unit.assign(units, 0);
  out.retired.assign(subdistricts, 0);
  out.other.assign(subdistricts, 0);
  const auto pile_of = [&](std::size_t row) -> std::uint32_t& {  // those that lie together in the table
    if (rows.member_class[row] == 0) return out.by_unit[unit_of_name[rows.member_unit[row]]];
    return (rows.member_class[row] == 1 ? out.retired : out.other)[place_of[rows.home[row]]];
  };
  for (std::size_t row = 0; row < rows.member_class.size(); ++row) ++pile_of(row);
  // each pile's count becomes its first row, then one past its latest
  const std::vector<std::vector<std::uint32_t>> counts = {out.by_unit, out.retired, out.other};
  std::uint32_t next = 0;
  const auto start = [&](std::uint32_t& pile) { next += std::exchange(pile, next); };
  std::size_t i = 0;
  for (std::size_t s = 0; s < subdistricts; ++s) {
    for (std::size_t n = 0; n < tables.subdistricts.units[s]; ++n) start(out.by_unit[i++]);
    start(out.retired[s]);
    start(out.other[s]);
  }
  Numbers order(rows.member_class.size());
  for (std::uint32_t row = 0; row < rows.member_class.size(); ++row) order[pile_of(row)++] = row;
  out.by_unit = counts[0];
  out.retired = counts[1];
  out.other = counts[2];

  out.home.assign(order.size(), model::SubdistrictId());
  for (std::size_t j = 0; j < order.size() && !rows.home.empty(); ++j)
    if (!is_missing(rows.home[order[j]])) out.home[j] = model::SubdistrictId(place_of[rows.home[order[j]]]);
  out.neighbourhood = in_order(rows.member_neighbourhood, order);
  out.registered = in_order(rows.registered, order);
  out.inclination = in_order(rows.inclination, order);
}

}  // namespace

GivenPopulation in_model_order(const PopulationRows& rows) {
  GivenPopulation tables;
  tables.districts = rows.districts;
  const Numbers place_of = order_subdistricts(rows, tables.subdistricts);
  const Numbers unit_of_name = order_units(rows, place_of, tables);
  if (rows.members_csv) order_members(rows, place_of, unit_of_name, tables);
  return tables;
}

}  // namespace gongjian::run
