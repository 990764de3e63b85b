// Polls and matching (o).
#include <algorithm>
#include <cmath>

#include "engine/core/matching.hpp"
#include "engine/core/math.hpp"
#include "engine/model/project/phases.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kNeed = core::stream("need");
constexpr core::Stream kOffer = core::stream("offer");
constexpr core::Stream kNeedCount = core::stream("need_count");
constexpr core::Stream kOfferCount = core::stream("offer_count");
constexpr core::Stream kMatchTie = core::stream("match_tie");
constexpr core::Stream kNeedTaste = core::stream("need_taste");
constexpr core::Stream kOfferTaste = core::stream("offer_taste");
constexpr core::Stream kDistrictPool = core::stream("district_pool");
constexpr core::Stream kTurn = core::stream("coordination_turn");
constexpr core::Stream kAnyParty = core::stream("any_party");

using Rows = std::vector<std::uint32_t>;

bool is_market(const MatchingParameters& p) { return p.mode == static_cast<int>(MatchingMode::type_market); }

// A type of the mask, by the types' weights; none where the mask is empty or its types have no weight.
Resource choose(std::uint8_t mask, const ByResource& weights, double u) {
  double sum = 0;
  for (std::size_t t = 0; t < kResources; ++t) sum += mask >> t & 1 ? weights[t] : 0;
  double at = u * sum;
  for (std::size_t t = 0; t < kResources && sum > 0; ++t) {
    if (!(mask >> t & 1)) continue;
    at -= weights[t];
    if (at < 0) return static_cast<Resource>(t);
  }
  return Resource::none;
}

// The part of its needs and offers that a unit makes known: it grows with the months in which it took part before.
double known(const MatchingParameters& p, std::uint32_t months) {
  return 1 - (1 - p.known_at_first) * core::exp(-(months / p.learning_months));
}

// Scores of a pair of units (o), and what they are matched by.
struct Pairs {
  const MatchingParameters& p;
  const core::Draws& draws;
  const core::Tick& tick;
  const Units& units;
  const Rows& needing;
  const Rows& offering;
  const Rows& subdistrict_of_needing;
  const Rows& subdistrict_of_offering;

  double score(std::size_t row, std::size_t column) const {
    const std::size_t i = needing[row], j = offering[column];
    if (i == j) return -1;
    const double met = std::sqrt(units.habit[i] * units.habit[j]);  // how often both take part
    const double proximity = subdistrict_of_needing[row] != subdistrict_of_offering[column] ? p.proximity_district
                             : units.neighbourhood[i] == units.neighbourhood[j]             ? 1
                                                                                            : p.proximity_subdistrict;
    return (1 - p.trust + p.trust * met) * proximity;
  }
  std::uint64_t tie(std::size_t row, std::size_t column) const {
    return draws.words(kMatchTie, units.draw_id[needing[row]], tick.week, units.draw_id[offering[column]])[0];
  }
  // With a taste of one's own, for those who choose.
  double taste(core::Stream stream, std::size_t row, std::size_t column) const {
    const double common = score(row, column);
    if (common < 0) return common;
    const double own = draws.uniform(stream, units.draw_id[needing[row]], tick.week, units.draw_id[offering[column]]);
    return (1 - p.taste) * common + p.taste * own;
  }
  std::vector<std::size_t> partners() const {
    if (p.mode == static_cast<int>(MatchingMode::greedy))
      return core::greedy_matching(
          needing.size(), offering.size(), [&](std::size_t i, std::size_t j) { return score(i, j); },
          [&](std::size_t i, std::size_t j) { return tie(i, j); });
    return core::deferred_acceptance(
        needing.size(), offering.size(), [&](std::size_t i, std::size_t j) { return taste(kNeedTaste, i, j); },
        [&](std::size_t i, std::size_t j) { return taste(kOfferTaste, i, j); });
  }
};

// What is left after matching: units that still need, or still offer.
struct Open {
  Rows needing, offering, subdistrict_of_needing, subdistrict_of_offering;
};

// Matches one type among the given units; takes who is matched out of `open`.
void match_units(const MatchingParameters& p, const core::Draws& draws, const core::Tick& tick, const Units& units,
                 Resource type, bool across_district, Open& open, std::vector<Match>& matches) {
  const Pairs pairs{
      p, draws, tick, units, open.needing, open.offering, open.subdistrict_of_needing, open.subdistrict_of_offering};
  const auto partners = pairs.partners();
  Open left;
  std::vector<std::uint8_t> taken(open.offering.size(), 0);
  for (std::size_t row = 0; row < partners.size(); ++row) {
    if (partners[row] == core::kUnmatched) {
      left.needing.push_back(open.needing[row]);
      left.subdistrict_of_needing.push_back(open.subdistrict_of_needing[row]);
      continue;
    }
    taken[partners[row]] = 1;
    matches.push_back(
        {open.needing[row], open.offering[partners[row]], open.subdistrict_of_needing[row], type, across_district});
  }
  for (std::size_t column = 0; column < taken.size(); ++column) {
    if (taken[column]) continue;
    left.offering.push_back(open.offering[column]);
    left.subdistrict_of_offering.push_back(open.subdistrict_of_offering[column]);
  }
  open = std::move(left);
}

// The units of subdistrict s that need or offer this type.
Open open_in(const Subdistricts& subdistricts, const Units& units, std::size_t s, Resource type) {
  Open open;
  for (std::uint32_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) {
    if (units.asked_for[i] == type) open.needing.push_back(i);
    if (units.offered[i] == type) open.offering.push_back(i);
  }
  sort_by_draw_id(units, open.needing);
  sort_by_draw_id(units, open.offering);
  open.subdistrict_of_needing.assign(open.needing.size(), static_cast<std::uint32_t>(s));
  open.subdistrict_of_offering.assign(open.offering.size(), static_cast<std::uint32_t>(s));
  return open;
}

// Matches `count` needs of a type by number alone: the parties are any two units that take part.
void match_anybody(std::uint32_t count, const core::Draws& draws, const core::Tick& tick, const Rows& participants,
                   std::size_t s, Resource type, bool across_district, std::vector<Match>& matches) {
  const std::size_t n = participants.size();
  for (std::uint32_t m = 0; m < count && n >= 2; ++m) {
    const auto entity = static_cast<std::uint32_t>(s * kResources + static_cast<std::size_t>(type));
    const std::uint32_t k = 4 * m + 2 * across_district;
    const auto first =
        static_cast<std::size_t>(draws.uniform(kAnyParty, entity, tick.week, k) * static_cast<double>(n));
    const auto apart =
        1 + static_cast<std::size_t>(draws.uniform(kAnyParty, entity, tick.week, k + 1) * static_cast<double>(n - 1));
    matches.push_back(
        {participants[first], participants[(first + apart) % n], static_cast<std::uint32_t>(s), type, across_district});
  }
}

// The market of numbers: min(needs, offers) of each type, here and then, as far as there is a district platform,
// with what others have left.
void match_numbers(const core::Draws& draws, const core::Tick& tick, const LeverLevels& levers,
                   const Subdistricts& subdistricts, const Units& units, const TypeMarkets& types,
                   std::vector<Match>& matches) {
  const std::size_t districts = levers.district_platform.size();
  std::vector<Rows> participants(subdistricts.size());
  for (std::size_t s = 0; s < subdistricts.size(); ++s) participants[s] = participants_of(subdistricts, units, s);
  for (std::size_t t = 0; t < kResources; ++t) {
    const auto type = static_cast<Resource>(t);
    std::vector<std::uint32_t> spare(districts, 0);  // offers left
    for (std::size_t s = 0; s < subdistricts.size(); ++s) {
      const std::size_t row = s * kResources + t;
      match_anybody(std::min(types.needs[row], types.offers[row]), draws, tick, participants[s], s, type, false,
                    matches);
      const std::uint32_t left = types.offers[row] - std::min(types.needs[row], types.offers[row]);
      const double shared = left * levers.district_platform[subdistricts.district[s]];
      spare[subdistricts.district[s]] += static_cast<std::uint32_t>(shared + 0.5);
    }
    for (std::size_t s = 0; s < subdistricts.size(); ++s) {
      const std::size_t row = s * kResources + t, d = subdistricts.district[s];
      const std::uint32_t left = types.needs[row] - std::min(types.needs[row], types.offers[row]);
      const auto asked = static_cast<std::uint32_t>(left * levers.district_platform[d] + 0.5);
      const std::uint32_t met = std::min(asked, spare[d]);
      spare[d] -= met;
      match_anybody(met, draws, tick, participants[s], s, type, true, matches);
    }
  }
}

// Unit by unit: each subdistrict for itself, then each district with a platform, among those that use it.
void match_agents(const core::Workers& workers, const MatchingParameters& p, const core::Draws& draws,
                  const core::Tick& tick, const LeverLevels& levers, const Subdistricts& subdistricts,
                  const Units& units, std::vector<Match>& matches) {
  struct Local {
    std::vector<Match> matches;
    std::array<Open, kResources> open;
  };
  std::vector<Local> local(subdistricts.size());
  workers.for_each(subdistricts.size(), [&](std::size_t s) {
    for (std::size_t t = 0; t < kResources; ++t) {
      local[s].open[t] = open_in(subdistricts, units, s, static_cast<Resource>(t));
      match_units(p, draws, tick, units, static_cast<Resource>(t), false, local[s].open[t], local[s].matches);
    }
  });
  for (Local& subdistrict : local)
    matches.insert(matches.end(), subdistrict.matches.begin(), subdistrict.matches.end());

  const auto uses_platform = [&](std::uint32_t unit, double level) {
    return draws.uniform(kDistrictPool, units.draw_id[unit], tick.week) < level;
  };
  for (std::size_t d = 0; d < levers.district_platform.size(); ++d) {
    const double level = levers.district_platform[d];
    if (level == 0) continue;
    for (std::size_t t = 0; t < kResources; ++t) {
      Open pool;
      for (std::size_t s = 0; s < subdistricts.size(); ++s) {
        if (subdistricts.district[s] != d) continue;
        for (const std::uint32_t i : local[s].open[t].needing)
          if (uses_platform(i, level)) {
            pool.needing.push_back(i);
            pool.subdistrict_of_needing.push_back(static_cast<std::uint32_t>(s));
          }
        for (const std::uint32_t i : local[s].open[t].offering)
          if (uses_platform(i, level)) {
            pool.offering.push_back(i);
            pool.subdistrict_of_offering.push_back(static_cast<std::uint32_t>(s));
          }
      }
      match_units(p, draws, tick, units, static_cast<Resource>(t), true, pool, matches);
    }
  }
}

}  // namespace

void poll(const core::Workers& workers, const MatchingParameters& p, const core::Draws& draws, const core::Tick& tick,
          const LeverLevels& levers, const Districts& districts, const Alliances& alliances,
          const Subdistricts& subdistricts, Units& units, Markets& markets, TypeMarkets& types) {
  double all_weights = 0;
  for (const double weight : p.type_weight) all_weights += weight;
  workers.for_each(subdistricts.size(), [&](std::size_t s) {
    const std::size_t d = subdistricts.district[s];
    const double helped = levers.project_itemisation[d] + levers.needs_polling[d] +
                          p.capacity_autonomy * alliances.autonomy[d] + p.capacity_branches * levers.branches[d];
    const double capacity = p.capacity + (1 - p.capacity) * std::min(1.0, helped);
    std::array<std::uint32_t, kResources> needs{}, offers{};
    core::Fixed known_sum;  // of units that take part, for the market of numbers
    for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) {
      units.asked_for[i] = units.offered[i] = Resource::none;
      if (!units.participates[i]) continue;
      const std::uint32_t id = units.draw_id[i];
      const double share = capacity * known(p, units.months_attended[i] - 1u);
      const double can_offer = units.slack[i] > 0 ? districts.slack_factor[d] : 0;
      known_sum += core::Fixed::from(share);
      if (is_market(p)) continue;
      if (draws.uniform(kNeed, id, tick.week) < p.needs_rate * share)
        units.asked_for[i] = choose(units.needs[i], p.type_weight, draws.uniform(kNeed, id, tick.week, 1));
      if (draws.uniform(kOffer, id, tick.week) < p.offers_rate * share * can_offer)
        units.offered[i] = choose(units.offers[i], p.type_weight, draws.uniform(kOffer, id, tick.week, 1));
      if (units.asked_for[i] != Resource::none) ++needs[static_cast<std::size_t>(units.asked_for[i])];
      if (units.offered[i] != Resource::none) ++offers[static_cast<std::size_t>(units.offered[i])];
    }
    markets.needs[s] = markets.offers[s] = 0;
    for (std::size_t t = 0; t < kResources; ++t) {
      const std::size_t row = s * kResources + t;
      if (is_market(p) && all_weights > 0) {
        const auto entity = static_cast<std::uint32_t>(row);
        const double mean = std::min(core::Draws::kMostMean, known_sum.value() * p.type_weight[t] / all_weights);
        needs[t] = static_cast<std::uint32_t>(draws.poisson(p.needs_rate * mean, kNeedCount, entity, tick.week));
        offers[t] = static_cast<std::uint32_t>(
            draws.poisson(p.offers_rate * mean * districts.slack_factor[d], kOfferCount, entity, tick.week));
      }
      types.needs[row] = needs[t];
      types.offers[row] = offers[t];
      markets.needs[s] += needs[t];
      markets.offers[s] += offers[t];
    }
  });
}

void match(const core::Workers& workers, const MatchingParameters& p, const core::Draws& draws, const core::Tick& tick,
           const LeverLevels& levers, const Subdistricts& subdistricts, Units& units, Markets& markets,
           TypeMarkets& types, Matches& matches) {
  matches.list.clear();
  if (is_market(p)) match_numbers(draws, tick, levers, subdistricts, units, types, matches.list);
  else match_agents(workers, p, draws, tick, levers, subdistricts, units, matches.list);
  // who comes first to a coordinator is a matter of chance
  const auto turn = [&](const Match& pair) { return draws.words(kTurn, units.draw_id[pair.initiator], tick.week)[0]; };
  std::stable_sort(matches.list.begin(), matches.list.end(), [&](const Match& a, const Match& b) {
    if (a.subdistrict != b.subdistrict) return a.subdistrict < b.subdistrict;
    if (a.initiator == b.initiator) return a.type < b.type;
    const std::uint32_t of_a = turn(a), of_b = turn(b);
    return of_a != of_b ? of_a < of_b : units.draw_id[a.initiator] < units.draw_id[b.initiator];
  });

  std::fill(types.matched.begin(), types.matched.end(), 0u);
  std::fill(types.district_matched.begin(), types.district_matched.end(), 0u);
  std::fill(markets.matches.begin(), markets.matches.end(), 0u);
  std::fill(markets.district_matches.begin(), markets.district_matches.end(), 0u);
  for (double& fit : units.fit) fit -= p.fit_memory * fit;
  const Match* before = nullptr;  // by numbers alone a unit may have several in one quarter
  for (Match& pair : matches.list) {
    if (before != nullptr && before->initiator == pair.initiator) pair.ordinal = before->ordinal + 1;
    before = &pair;
    const std::size_t row = pair.subdistrict * kResources + static_cast<std::size_t>(pair.type);
    ++(pair.across_district ? types.district_matched : types.matched)[row];
    ++(pair.across_district ? markets.district_matches : markets.matches)[pair.subdistrict];
    double& fit = units.fit[pair.initiator];
    fit = std::min(1.0, fit + p.fit_memory);
  }
}

}  // namespace gongjian::model
