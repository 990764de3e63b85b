#include "engine/model/population/given.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr std::size_t kNeighbourhoodsPerSubdistrict = 27;
constexpr double kInServicePerUnit = 21.6;
constexpr double kInServiceShare = 0.515;      // of all members, where that holds
constexpr double kLeastInServiceShare = 0.01;  // so that members stay bounded

// The value of a row, or `other` where it was not given.
template <class T, class U>
U value_or(const std::vector<T>& column, std::size_t row, U other) {
  return column.empty() || core::is_missing(column[row]) ? other : static_cast<U>(column[row]);
}

std::size_t sum(const std::vector<std::uint32_t>& counts, std::size_t begin, std::size_t end) {
  return std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(begin),
                         counts.begin() + static_cast<std::ptrdiff_t>(end), std::size_t{0});
}

}  // namespace

std::vector<DistrictOutline> outline(const GivenPopulation& given) {
  std::vector<DistrictOutline> districts;
  for (const core::Text& name : given.districts) districts.push_back({.name = name});
  for (std::size_t s = 0; s < given.subdistricts.district.size(); ++s) {
    DistrictOutline& district = districts[given.subdistricts.district[s]];
    ++district.subdistricts;
    district.neighbourhoods += kNeighbourhoodsPerSubdistrict;
    district.units += given.subdistricts.units[s];
  }
  for (DistrictOutline& district : districts) {
    district.members =
        static_cast<std::size_t>(static_cast<double>(district.units) * (kInServicePerUnit / kInServiceShare) + 0.5);
    district.residents = district.neighbourhoods * kResidentsPerNeighbourhood;
  }
  return districts;
}

namespace {

// Where members are not listed.
std::vector<std::size_t> members_by_district(const GivenPopulation& given, const PopulationParameters& p) {
  std::vector<std::size_t> members;
  std::size_t unit = 0;
  for (const DistrictOutline& district : outline(given)) {
    members.push_back(district.members);
    if (!given.units.members.empty()) {
      const auto classes = given_classes(given, unit, unit + district.units, p);
      members.back() = std::accumulate(classes.begin(), classes.end(), std::size_t{0});
    }
    unit += district.units;
  }
  return members;
}

}  // namespace

std::size_t count_members(const GivenPopulation& given, const PopulationParameters& p) {
  if (given.members.given) return given.members.home.size();
  const auto members = members_by_district(given, p);
  return std::accumulate(members.begin(), members.end(), std::size_t{0});
}

namespace {

std::size_t neighbourhoods_at_most(const GivenPopulation& given, std::size_t s) {
  return value_or(given.subdistricts.neighbourhoods, s,
                  kNeighbourhoodsPerSubdistrict + given.subdistricts.least_neighbourhoods[s]);
}

}  // namespace

std::size_t most_neighbourhoods(const GivenPopulation& given) {
  std::size_t most = 0;
  for (std::size_t s = 0; s < given.subdistricts.district.size(); ++s) most += neighbourhoods_at_most(given, s);
  return most;
}

std::size_t most_task_counts(const GivenPopulation& given, const PopulationParameters& p) {
  const auto counts = [](std::size_t neighbourhoods, std::size_t subdistricts, std::size_t members) {
    return neighbourhoods * (kMemberClasses * subdistricts + members / MemberBlocks::kRows);
  };
  if (given.members.given)  // who may live anywhere
    return counts(most_neighbourhoods(given), given.subdistricts.district.size(), count_members(given, p));
  std::vector<std::size_t> subdistricts(given.districts.size()), neighbourhoods(given.districts.size());
  for (std::size_t s = 0; s < given.subdistricts.district.size(); ++s) {
    const std::size_t d = given.subdistricts.district[s];
    ++subdistricts[d];
    neighbourhoods[d] += neighbourhoods_at_most(given, s);
  }
  const std::vector<std::size_t> members = members_by_district(given, p);
  std::size_t most = 0;
  for (std::size_t d = 0; d < members.size(); ++d) most += counts(neighbourhoods[d], subdistricts[d], members[d]);
  return most;
}

std::vector<std::size_t> given_units(const GivenPopulation& given, std::size_t first, std::size_t count) {
  const auto begin = given.subdistricts.units.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

void take_neighbourhoods(const GivenPopulation& given, std::size_t first, std::vector<std::size_t>& neighbourhoods) {
  for (std::size_t i = 0; i < neighbourhoods.size(); ++i) {
    const std::size_t least = std::max<std::size_t>(1, given.subdistricts.least_neighbourhoods[first + i]);
    neighbourhoods[i] = value_or(given.subdistricts.neighbourhoods, first + i, std::max(neighbourhoods[i], least));
  }
}

std::vector<std::size_t> given_residents(const GivenPopulation& given, std::size_t first,
                                         const std::vector<std::size_t>& neighbourhoods) {
  std::vector<std::size_t> residents;
  for (std::size_t i = 0; i < neighbourhoods.size(); ++i) {
    const std::size_t total =
        value_or(given.subdistricts.residents, first + i, neighbourhoods[i] * kResidentsPerNeighbourhood);
    for (const std::size_t count : apportion(total, std::vector<double>(neighbourhoods[i], 1.0)))
      residents.push_back(count);
  }
  return residents;
}

std::vector<std::size_t> given_classes(const GivenPopulation& given, std::size_t begin, std::size_t end,
                                       const PopulationParameters& p) {
  const std::size_t in_service = sum(given.units.members, begin, end);
  const double each = static_cast<double>(in_service) / std::max(p.in_service_share, kLeastInServiceShare);
  const double rest = std::max(0.0, 1 - p.in_service_share - p.retired_share);
  return {in_service, static_cast<std::size_t>(each * p.retired_share + 0.5),
          static_cast<std::size_t>(each * rest + 0.5)};
}

void take_unit(const GivenPopulation& given, std::size_t i, Units& units) {
  units.size[i] = value_or(given.units.size, i, units.size[i]);
  units.rank[i] = value_or(given.units.rank, i, units.rank[i]);
  units.cooperator[i] = value_or(given.units.cooperator, i, units.cooperator[i]);
  units.intercept[i] = value_or(given.units.intercept, i, units.intercept[i]);
  units.aware[i] = value_or(given.units.aware, i, units.aware[i]);
  units.initial_identity[i] = value_or(given.units.identity, i, units.initial_identity[i]);
  units.identity[i] = units.initial_identity[i];
}

std::size_t given_place(const GivenPopulation& given, std::size_t i) {
  return value_or(given.units.neighbourhood, i, std::size_t{0});
}

void take_member(const GivenPopulation& given, std::size_t j, Members& members) {
  const GivenPopulation::MemberRows& rows = given.members;
  if (!rows.registered.empty() && !core::is_missing(rows.registered[j]))
    members.state[j] = rows.registered[j] != 0 ? MemberState::registered : MemberState::unregistered;
  if (!rows.inclination.empty() && !core::is_missing(rows.inclination[j]))
    members.inclination[j] =
        static_cast<std::int8_t>(std::lrint(core::clip(rows.inclination[j] * kInclinationSteps, -127, 127)));
}

HomeRange given_home(const GivenPopulation& given, std::size_t j, const Subdistricts& subdistricts,
                     HomeRange synthetic) {
  if (!given.members.given || !given.members.home[j].exists()) return synthetic;
  const std::size_t s = given.members.home[j];
  const std::uint32_t begin = subdistricts.neighbourhood_begin[s], end = subdistricts.neighbourhood_end[s];
  const std::uint32_t number = value_or(given.members.neighbourhood, j, 0u);
  return number == 0 ? HomeRange{begin, end} : HomeRange{begin + number - 1, begin + number};
}

}  // namespace gongjian::model
