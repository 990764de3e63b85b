#include "engine/model/population/city.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr double kStandardUnits = 2530;  // of the district for which amounts of money are stated
constexpr int kAtStart = 0;              // the tick of all draws made here

constexpr core::Stream kSubdistrictSize = core::stream("subdistrict_size");
constexpr core::Stream kUnitKind = core::stream("unit_kind");
constexpr core::Stream kUnitSize = core::stream("unit_size");
constexpr core::Stream kUnitType = core::stream("unit_type");
constexpr core::Stream kUnitIntercept = core::stream("unit_intercept");
constexpr core::Stream kUnitIdentity = core::stream("unit_identity");
constexpr core::Stream kUnitAware = core::stream("unit_aware");
constexpr core::Stream kUnitRegistered = core::stream("unit_registered");
constexpr core::Stream kUnitThreshold = core::stream("unit_threshold");
constexpr core::Stream kUnitNeeds = core::stream("unit_needs");
constexpr core::Stream kUnitOffers = core::stream("unit_offers");
constexpr core::Stream kUnitPlace = core::stream("unit_place");
constexpr core::Stream kEmployer = core::stream("employer");
constexpr core::Stream kMemberHome = core::stream("member_home");
constexpr core::Stream kMemberInclination = core::stream("member_inclination");
constexpr core::Stream kMemberRegistered = core::stream("member_registered");
constexpr core::Stream kFirstLeader = core::stream("first_leader");

// Weights e^{sd z} of the subdistricts [first, first + count), z held inside 1.5.
std::vector<double> lognormal_weights(std::size_t first, std::size_t count, double sd, std::uint32_t k,
                                      const core::Draws& draws) {
  std::vector<double> weights;
  for (std::size_t s = first; s < first + count; ++s)
    weights.push_back(core::exp(
        sd * core::clip(draws.normal(kSubdistrictSize, static_cast<std::uint32_t>(s), kAtStart, k), -1.5, 1.5)));
  return weights;
}

void add_subdistricts(const DistrictOutline& outline, DistrictId d, const PopulationParameters& p,
                      const core::Draws& draws, const GivenPopulation* given, City& city) {
  Subdistricts& subdistricts = city.subdistricts;
  const std::size_t first = subdistricts.size();
  auto units = apportion(outline.units, lognormal_weights(first, outline.subdistricts, p.units_log_sd, 0, draws));
  auto neighbourhoods = apportion(outline.neighbourhoods,
                                  lognormal_weights(first, outline.subdistricts, p.neighbourhoods_log_sd, 1, draws));
  if (given != nullptr) units = given_units(*given, first, outline.subdistricts);
  if (given != nullptr) take_neighbourhoods(*given, first, neighbourhoods);
  auto unit = static_cast<std::uint32_t>(first == 0 ? 0 : subdistricts.unit_end.back());
  auto neighbourhood = static_cast<std::uint32_t>(city.neighbourhoods.size());
  for (std::size_t i = 0; i < outline.subdistricts; ++i) {
    subdistricts.district.push_back(d);
    subdistricts.unit_begin.push_back(unit);
    subdistricts.unit_end.push_back(unit += static_cast<std::uint32_t>(units[i]));
    subdistricts.neighbourhood_begin.push_back(neighbourhood);
    subdistricts.neighbourhood_end.push_back(neighbourhood += static_cast<std::uint32_t>(neighbourhoods[i]));
    city.neighbourhoods.subdistrict.insert(city.neighbourhoods.subdistrict.end(), neighbourhoods[i],
                                           SubdistrictId(first + i));
  }
  const auto residents = given != nullptr
                             ? given_residents(*given, first, neighbourhoods)
                             : apportion(outline.residents, std::vector<double>(outline.neighbourhoods, 1.0));
  for (const std::size_t count : residents) city.neighbourhoods.residents.push_back(static_cast<std::uint32_t>(count));
}

// Deals the district's kinds out to its units [begin, end): the order is that of a random key for each unit.
void deal_kinds(std::size_t begin, std::size_t end, const PopulationParameters& p, const core::Draws& draws,
                Units& units) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = begin; i < end; ++i)
    order.emplace_back(draws.uniform(kUnitKind, static_cast<std::uint32_t>(i), kAtStart), i);
  std::sort(order.begin(), order.end());
  const auto counts = apportion(end - begin, {p.kind_mix.begin(), p.kind_mix.end()});
  std::size_t next = 0;
  for (std::size_t k = 0; k < kKinds; ++k)
    for (std::size_t n = 0; n < counts[k]; ++n) units.kind[order[next++].second] = static_cast<Kind>(k);
}

std::uint32_t draw_size(std::uint32_t unit, const PopulationParameters& p, const core::Draws& draws) {
  const double body = p.size_median * core::exp(p.size_log_sd * draws.normal(kUnitSize, unit, kAtStart));
  if (body < p.large_size) return static_cast<std::uint32_t>(std::max(1.0, body + 0.5));
  const double tail = p.large_size * core::pow(draws.uniform(kUnitSize, unit, kAtStart, 1), -1 / p.size_tail);
  return static_cast<std::uint32_t>(std::min(p.size_cap, tail));
}

Cooperator draw_type(std::uint32_t unit, const PopulationParameters& p, const core::Draws& draws) {
  const double u = draws.uniform(kUnitType, unit, kAtStart);
  if (u < p.conditional_share) return Cooperator::conditional;
  if (u < p.conditional_share + p.free_rider_share) return Cooperator::free_rider;
  if (u < p.conditional_share + p.free_rider_share + p.hump_shaped_share) return Cooperator::hump_shaped;
  return Cooperator::unconditional;
}

// A mask of types, each in it with the chance that gives so many types on average.
std::uint8_t draw_types(core::Stream stream, std::uint32_t unit, double types, const core::Draws& draws) {
  unsigned mask = 0;
  for (std::uint32_t t = 0; t < kResources; ++t)
    if (draws.uniform(stream, unit, kAtStart, t) * static_cast<double>(kResources) < types) mask |= 1u << t;
  return static_cast<std::uint8_t>(mask);
}

void fill_units(const PopulationParameters& p, const StartParameters& start, const core::Draws& draws,
                const core::Workers& workers, const GivenPopulation* given, Units& units) {
  constexpr std::size_t kUnitsPerBlock = 512;
  workers.for_blocks(units.count(), kUnitsPerBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto unit = static_cast<std::uint32_t>(i);
      const auto kind = static_cast<std::size_t>(units.kind[i]);
      units.rank[i] = static_cast<std::uint8_t>(p.rank[kind] + 0.5);
      units.cooperator[i] = draw_type(unit, p, draws);
      units.size[i] = draw_size(unit, p, draws);
      units.intercept[i] = p.intercept_mean + p.intercept_sd * draws.normal(kUnitIntercept, unit, kAtStart);
      units.initial_identity[i] =
          core::clip(start.identity[kind] + start.identity_sd * draws.normal(kUnitIdentity, unit, kAtStart), 0, 1);
      units.identity[i] = units.initial_identity[i];
      units.draw_id[i] = unit;
      units.aware[i] = draws.uniform(kUnitAware, unit, kAtStart) < start.aware[kind];
      units.registered[i] = draws.uniform(kUnitRegistered, unit, kAtStart) < start.units_registered;
      units.threshold[i] = p.threshold_mean + p.threshold_sd * draws.normal(kUnitThreshold, unit, kAtStart);
      units.needs[i] = draw_types(kUnitNeeds, unit, p.types_needed, draws);
      units.offers[i] = draw_types(kUnitOffers, unit, p.types_offered, draws);
      units.asked_for[i] = units.offered[i] = Resource::none;
      units.propensity[i] = start.propensity;
      units.aspiration[i] = start.aspiration;
      if (given != nullptr) take_unit(*given, i, units);
      units.last_month[i] = -1;
      units.habit[i] = start.habit;
    }
  });
}

// What subdistricts are when their units are known, and the tables that have a row for each.
void fill_subdistricts(const StartParameters& start, const core::Draws& draws, const GivenPopulation* given,
                       City& city) {
  Subdistricts& subdistricts = city.subdistricts;
  Units& units = city.units;
  core::resize_columns(city.subdistricts, subdistricts.size());
  core::resize_columns(city.committees, subdistricts.size());
  core::resize_columns(city.markets, subdistricts.size());
  core::resize_columns(city.type_markets, subdistricts.size() * kResources);
  core::resize_columns(city.stations, subdistricts.size() * kStationTypes);
  for (std::size_t s = 0; s < subdistricts.size(); ++s) {
    core::Fixed identity;
    for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) {
      identity += core::Fixed::from(units.identity[i]);
      if (is_two_new(units.kind[i])) subdistricts.two_new_staff[s] += units.size[i];
      const double place = draws.uniform(kUnitPlace, units.draw_id[i], kAtStart);
      units.neighbourhood[i] = {};
      const std::size_t first = subdistricts.neighbourhood_begin[s], places = subdistricts.neighbourhoods(s);
      if (const std::size_t number = given != nullptr ? given_place(*given, i) : 0; number > 0)
        units.neighbourhood[i] = NeighbourhoodId(first + number - 1);
      else if (places > 0)
        units.neighbourhood[i] = NeighbourhoodId(first + static_cast<std::size_t>(place * static_cast<double>(places)));
    }
    const auto count = std::max<double>(1, static_cast<double>(subdistricts.units(s)));
    subdistricts.identity[s] = identity.value() / count;
    subdistricts.participation[s] = start.participation;
    subdistricts.participants[s] = static_cast<std::uint32_t>(start.participation * count + 0.5);
  }
  std::fill(city.committees.relevance.begin(), city.committees.relevance.end(), start.relevance);
  std::fill(city.stations.satisfied.begin(), city.stations.satisfied.end(), 1.0);
  std::fill(city.stations.quality.begin(), city.stations.quality.end(), 1.0);
}

// How many in-service members each unit of [begin, end) has: a least number, and the rest by size.
std::vector<std::uint32_t> employ(std::size_t total, std::size_t begin, std::size_t end, std::size_t district,
                                  const PopulationParameters& p, const core::Draws& draws, const Units& units) {
  const std::size_t count = end - begin;
  if (count == 0) return {};
  const std::size_t most = total / count;
  const auto least = static_cast<std::uint32_t>(std::min(p.least_members, static_cast<double>(most)));
  std::vector<std::uint32_t> members(count, least);
  std::vector<std::uint64_t> cumulative(count);
  std::partial_sum(units.size.begin() + static_cast<std::ptrdiff_t>(begin),
                   units.size.begin() + static_cast<std::ptrdiff_t>(end), cumulative.begin(),
                   [](std::uint64_t a, std::uint64_t b) { return a + b; });
  const auto all = static_cast<double>(cumulative.back());
  for (std::size_t j = least * count; j < total; ++j) {
    const double at =
        all * draws.uniform(kEmployer, static_cast<std::uint32_t>(j), kAtStart, static_cast<std::uint32_t>(district));
    const auto chosen = std::upper_bound(cumulative.begin(), cumulative.end(), static_cast<std::uint64_t>(at));
    ++members[static_cast<std::size_t>(std::min(chosen, cumulative.end() - 1) - cumulative.begin())];
  }
  return members;
}

struct MemberCounts {
  std::vector<std::uint32_t> by_unit;
  std::vector<std::size_t> retired, other;  // by subdistrict
};

MemberCounts count_members(const std::vector<DistrictOutline>& outlines, const PopulationParameters& p,
                           const core::Draws& draws, const GivenPopulation* given, const City& city) {
  MemberCounts counts;
  if (given != nullptr && given->members.given)
    return {given->members.by_unit,
            {given->members.retired.begin(), given->members.retired.end()},
            {given->members.other.begin(), given->members.other.end()}};
  std::size_t s = 0;
  for (std::size_t d = 0; d < outlines.size(); ++d) {
    const std::size_t end = s + outlines[d].subdistricts;
    const double rest = std::max(0.0, 1 - p.in_service_share - p.retired_share);
    auto classes = apportion(outlines[d].members, {p.in_service_share, p.retired_share, rest});
    const std::size_t first_unit = city.subdistricts.unit_begin[s], last_unit = city.subdistricts.unit_end[end - 1];
    const bool employed_given = given != nullptr && !given->units.members.empty();
    if (employed_given) classes = given_classes(*given, first_unit, last_unit, p);
    const auto employed = employed_given ? std::vector<std::uint32_t>(given->units.members.data() + first_unit,
                                                                      given->units.members.data() + last_unit)
                                         : employ(classes[0], first_unit, last_unit, d, p, draws, city.units);
    counts.by_unit.insert(counts.by_unit.end(), employed.begin(), employed.end());
    std::vector<double> homes;
    for (; s < end; ++s)
      homes.push_back(city.subdistricts.neighbourhood_end[s] - city.subdistricts.neighbourhood_begin[s]);
    for (const std::size_t n : apportion(classes[1], homes)) counts.retired.push_back(n);
    for (const std::size_t n : apportion(classes[2], homes)) counts.other.push_back(n);
  }
  return counts;
}

// Cuts the rows [begin, end) of one class into blocks.
void add_blocks(std::size_t begin, std::size_t end, DistrictId district, SubdistrictId subdistrict,
                MemberClass member_class, MemberBlocks& blocks) {
  for (std::size_t at = begin; at < end; at += MemberBlocks::kRows)
    blocks.add(static_cast<std::uint32_t>(at),
               static_cast<std::uint32_t>(std::min<std::size_t>(end, at + MemberBlocks::kRows)), district, subdistrict,
               member_class);
}

void lay_out_members(const MemberCounts& counts, City& city) {
  std::size_t row = 0;
  for (std::size_t s = 0; s < city.subdistricts.size(); ++s) {
    const DistrictId district = city.subdistricts.district[s];
    const std::size_t first = row;
    for (std::size_t i = city.subdistricts.unit_begin[s]; i < city.subdistricts.unit_end[s]; ++i) {
      city.units.member_begin[i] = static_cast<std::uint32_t>(row);
      city.units.member_end[i] = static_cast<std::uint32_t>(row += counts.by_unit[i]);
    }
    add_blocks(first, row, district, SubdistrictId(s), MemberClass::in_service, city.member_blocks);
    add_blocks(row, row + counts.retired[s], district, SubdistrictId(s), MemberClass::retired, city.member_blocks);
    row += counts.retired[s];
    add_blocks(row, row + counts.other[s], district, SubdistrictId(s), MemberClass::other, city.member_blocks);
    row += counts.other[s];
  }
  core::resize_columns(city.members, row);
}

// Where the members of each block live, and room for their counts.
void count_homes(const Members& members, MemberBlocks& blocks) {
  for (auto* column : {&blocks.first_home, &blocks.homes, &blocks.first_count}) column->assign(blocks.size(), 0);
  std::uint32_t counts = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const auto [first, last] = std::minmax_element(members.neighbourhood.begin() + blocks.begin[b],
                                                   members.neighbourhood.begin() + blocks.end[b],
                                                   [](auto x, auto y) { return x.value < y.value; });
    blocks.first_home[b] = first->value;
    blocks.homes[b] = last->value - first->value + 1;
    blocks.first_count[b] = counts;
    counts += blocks.homes[b];
  }
  blocks.tasks_done.assign(counts, 0);
}

void fill_members(const PopulationParameters& p, const StartParameters& start, const core::Draws& draws,
                  const core::Workers& workers, const GivenPopulation* given, City& city) {
  Members& members = city.members;
  workers.for_blocks(city.units.count(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      std::fill(members.unit.begin() + city.units.member_begin[i], members.unit.begin() + city.units.member_end[i],
                UnitId(i));
  });
  // where the blocks' members may live: the in-service anywhere in the district, the others in their subdistrict
  std::vector<HomeRange> by_district(city.districts.size(), {~0u, 0});
  for (std::size_t s = 0; s < city.subdistricts.size(); ++s) {
    HomeRange& homes = by_district[city.subdistricts.district[s]];
    homes.begin = std::min(homes.begin, city.subdistricts.neighbourhood_begin[s]);
    homes.end = std::max(homes.end, city.subdistricts.neighbourhood_end[s]);
  }
  const MemberBlocks& blocks = city.member_blocks;
  workers.for_each(blocks.size(), [&](std::size_t b) {
    const MemberClass member_class = blocks.member_class[b];
    const std::size_t s = blocks.subdistrict[b];
    const HomeRange block_homes =
        member_class == MemberClass::in_service
            ? by_district[blocks.district[b]]
            : HomeRange{city.subdistricts.neighbourhood_begin[s], city.subdistricts.neighbourhood_end[s]};
    const double registered = member_class == MemberClass::retired ? start.retired_registered : start.others_registered;
    for (std::uint32_t j = blocks.begin[b]; j < blocks.end[b]; ++j) {
      members.member_class[j] = member_class;
      const double inclination = p.inclination_sd * draws.normal(kMemberInclination, j, kAtStart);
      members.inclination[j] =
          static_cast<std::int8_t>(std::lrint(core::clip(inclination * kInclinationSteps, -127, 127)));
      const HomeRange homes = given != nullptr ? given_home(*given, j, city.subdistricts, block_homes) : block_homes;
      const double home = draws.uniform(kMemberHome, j, kAtStart) * (homes.end - homes.begin);
      members.neighbourhood[j] =
          NeighbourhoodId(std::min<std::size_t>(homes.end - 1, homes.begin + static_cast<std::size_t>(home)));
      if (draws.uniform(kMemberRegistered, j, kAtStart) < registered) members.state[j] = MemberState::registered;
      if (given != nullptr) take_member(*given, j, members);
    }
  });
  for (std::size_t j = 0; j < members.count(); ++j)
    city.neighbourhoods.registered_members[members.neighbourhood[j]] += members.state[j] == MemberState::registered;
}

void add_districts(const std::vector<DistrictOutline>& outlines, const StartParameters& start, const core::Draws& draws,
                   City& city) {
  core::resize_columns(city.districts, outlines.size());
  core::resize_columns(city.alliances, outlines.size());
  core::resize_columns(city.theme_campaigns, outlines.size());
  for (std::size_t d = 0; d < outlines.size(); ++d) {
    city.district_names.push_back(outlines[d].name);
    const double mean = std::min(
        1.0, start.lowest_attention +
                 start.attention_spread * draws.uniform(kFirstLeader, static_cast<std::uint32_t>(d), kAtStart));
    city.districts.mean_attention[d] = mean;
    city.districts.attention[d] = mean;
    city.districts.effective_attention[d] = mean;
    city.districts.units[d] = static_cast<std::uint32_t>(outlines[d].units);
    city.districts.scale[d] = static_cast<double>(outlines[d].units) / kStandardUnits;
    city.districts.participation[d] = start.participation;
    city.districts.slack_factor[d] = city.districts.demand_factor[d] = 1;
    city.alliances.form[d] = static_cast<Form>(start.form);
    const bool founded = city.alliances.founded(d);
    city.alliances.founding_week[d] = founded ? 0 : -1;
    city.alliances.registration_week[d] = city.alliances.first_stall_week[d] = -1;
    city.theme_campaigns.start_week[d] = -1;
    city.alliances.participating_units[d] =
        static_cast<std::uint32_t>(start.participation * static_cast<double>(outlines[d].units) + 0.5);
    city.alliances.reserve[d] = core::Fixed::from(founded ? start.reserve * city.districts.scale[d] : 0);
    city.alliances.initial_reserve[d] = city.alliances.reserve[d];
  }
}

}  // namespace

City build_city(const std::vector<DistrictOutline>& outlines, const PopulationParameters& p,
                const StartParameters& start, const core::Draws& draws, const core::Workers& workers,
                const GivenPopulation* given) {
  City city;
  add_districts(outlines, start, draws, city);
  for (std::size_t d = 0; d < outlines.size(); ++d) add_subdistricts(outlines[d], DistrictId(d), p, draws, given, city);
  core::resize_columns(city.neighbourhoods, city.neighbourhoods.size());
  std::fill(city.neighbourhoods.share_served.begin(), city.neighbourhoods.share_served.end(), 1.0);
  std::fill(city.neighbourhoods.service_index.begin(), city.neighbourhoods.service_index.end(), 1.0);

  core::resize_columns(city.units, city.subdistricts.unit_end.back());
  std::size_t first_unit = 0;
  if (given != nullptr) city.units.kind = given->units.kind;
  for (const DistrictOutline& outline : outlines) {
    if (given == nullptr) deal_kinds(first_unit, first_unit + outline.units, p, draws, city.units);
    first_unit += outline.units;
  }
  fill_units(p, start, draws, workers, given, city.units);
  fill_subdistricts(start, draws, given, city);
  lay_out_members(count_members(outlines, p, draws, given, city), city);
  fill_members(p, start, draws, workers, given, city);
  count_homes(city.members, city.member_blocks);
  core::resize_columns(city.kind_totals, outlines.size() * kKinds);
  core::resize_columns(city.class_totals, outlines.size() * kMemberClasses);
  core::resize_columns(city.field_totals, outlines.size() * kFields);
  return city;
}

}  // namespace gongjian::model
