#include "engine/model/population/outline.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace gongjian::model {
namespace {

constexpr std::array<std::string_view, 3> kPresets = {"workshop", "district", "shanghai"};

constexpr std::size_t kShanghaiMembers = 1'824'000;  // party statistics, end of 2011
constexpr std::size_t kShanghaiCommittees = 4'122;   // neighbourhood committees, end of 2014
constexpr std::size_t kShanghaiVillages = 1'605;     // villages, end of 2014
constexpr std::size_t kUnitsPerSubdistrict = 237;    // units with a party organisation, of 209 subdistricts

std::size_t share_of(std::size_t members, double share) {
  return static_cast<std::size_t>(static_cast<double>(members) * share + 0.5);
}

DistrictOutline single_district(std::size_t subdistricts, std::size_t neighbourhoods, std::size_t units,
                                std::size_t members) {
  return {
      {"District", "本区"}, subdistricts, neighbourhoods, units, members, neighbourhoods * kResidentsPerNeighbourhood};
}

// Published by district are subdistricts, towns and residents; of the rest the city's totals. Members and
// neighbourhood committees follow the residents, villages the towns and townships.
std::vector<DistrictOutline> spread(const std::vector<DistrictFacts>& facts, double member_share) {
  std::vector<double> residents, towns;
  for (const DistrictFacts& district : facts) {
    residents.push_back(district.residents);
    towns.push_back(district.towns + district.townships);
  }
  const auto members = apportion(share_of(kShanghaiMembers, member_share), residents);
  const auto committees = apportion(kShanghaiCommittees, residents);
  const auto villages = apportion(kShanghaiVillages, towns);
  std::vector<DistrictOutline> districts;
  for (std::size_t d = 0; d < facts.size(); ++d) {
    const DistrictFacts& district = facts[d];
    const int of_all_kinds = district.subdistricts + district.towns + district.townships;
    const auto subdistricts = static_cast<std::size_t>(of_all_kinds);
    districts.push_back({district.name, subdistricts, committees[d] + villages[d], subdistricts * kUnitsPerSubdistrict,
                         members[d], static_cast<std::size_t>(district.residents * 10'000 + 0.5)});
  }
  return districts;
}

}  // namespace

std::vector<std::string_view> preset_names() { return {kPresets.begin(), kPresets.end()}; }

std::optional<Preset> preset_named(std::string_view name) {
  const auto* const found = std::find(kPresets.begin(), kPresets.end(), name);
  if (found == kPresets.end()) return std::nullopt;
  return static_cast<Preset>(found - kPresets.begin());
}

std::vector<DistrictOutline> outline(Preset preset, double member_share, const std::vector<DistrictFacts>& shanghai) {
  switch (preset) {
    case Preset::workshop:
      return {single_district(4, 40, 300, share_of(6'000, member_share))};
    case Preset::district:
      return {single_district(12, 324, 12 * kUnitsPerSubdistrict, share_of(107'000, member_share))};
    case Preset::shanghai:
      return spread(shanghai, member_share);
  }
  return {};
}

std::vector<std::size_t> apportion(std::size_t total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::size_t> counts(weights.size(), 0);
  if (!(sum > 0)) return counts;
  std::vector<std::pair<double, std::size_t>> remainders;
  std::size_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = static_cast<double>(total) * weights[i] / sum;
    counts[i] = static_cast<std::size_t>(exact);
    given += counts[i];
    remainders.emplace_back(static_cast<double>(counts[i]) - exact, i);  // the largest remainder comes first
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t n = 0; given < total; ++n, ++given) ++counts[remainders[n % remainders.size()].second];
  return counts;
}

}  // namespace gongjian::model
