#include "engine/model/unit/phases.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kParticipation = core::stream("participation");
constexpr core::Stream kAwareness = core::stream("awareness");
constexpr double kWeeksPerMonth = 4;
constexpr int kMonthsPerYear = 13;
constexpr double kDistrictRank = 4;
constexpr double kSubdistrictRank = 3;

// body(s, d, unit) for each unit i of each subdistrict s in district d; `prepare(s, d)` gives what its units share.
template <class Prepare, class Body>
void for_units(const core::Workers& workers, const Subdistricts& subdistricts, Prepare prepare, Body body) {
  workers.for_each(subdistricts.size(), [&](std::size_t s) {
    const auto shared = prepare(s, static_cast<std::size_t>(subdistricts.district[s]));
    for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) body(shared, i);
  });
}

// What a unit of this type takes from its neighbours' participation: psi_tau(x) (h).
double peer_signal(Cooperator type, double participation, double reference) {
  switch (type) {
    case Cooperator::conditional:
      return participation - reference;
    case Cooperator::free_rider:
      return 0;
    case Cooperator::hump_shaped:
      return (0.5 - std::fabs(participation - 0.5)) - reference;
    case Cooperator::unconditional:
      return 0.5 - reference;
  }
  return 0;
}

double platform_rank(double autonomy, const ParticipationParameters& p) {
  return autonomy >= p.district_platform_autonomy ? kDistrictRank : kSubdistrictRank;
}

}  // namespace

void participation(const core::Workers& workers, const ParticipationParameters& p, const StandInParameters& stand_in,
                   const core::Draws& draws, const core::Tick& tick, const LeverLevels& levers,
                   const Districts& districts, const Alliances& alliances, const Subdistricts& subdistricts,
                   Units& units) {
  struct Shared {
    ByKind by_kind;                 // all that is the same for units of one kind
    std::array<double, 4> by_type;  // what each type takes from its neighbours
    double rank_loss, platform, opportunity;
  };
  const auto prepare = [&](std::size_t s, std::size_t d) {
    Shared shared{};
    const double rho = alliances.autonomy[d];
    const double common = p.autonomy_effect * rho - p.money_effect * p.money_asked * (1 - levers.two_way[d]) +
                          p.fit_effect * stand_in.fit -
                          p.congestion * std::max(0.0, districts.participation[d] - p.congestion_from);
    for (std::size_t k = 0; k < kKinds; ++k)
      shared.by_kind[k] = common + p.intercept[k] +
                          p.attention_effect * p.attention_weight[k] * districts.effective_attention[d] * (1 - rho) +
                          p.assessment_effect * p.assessment_weight[k] * levers.binding_assessment[d] +
                          p.requirement_effect * p.requirement_weight[k] * levers.superior_requirement[d];
    for (std::size_t type = 0; type < shared.by_type.size(); ++type)
      shared.by_type[type] =
          p.peer_effect * peer_signal(static_cast<Cooperator>(type), subdistricts.participation[s], p.peer_reference);
    shared.platform = platform_rank(rho, p);
    shared.rank_loss = p.rank_effect * (1 - p.flattening * rho);
    shared.opportunity =
        p.without_events + (1 - p.without_events) * std::min(1.0, alliances.event_rate[d] / p.full_event_rate);
    return shared;
  };
  for_units(workers, subdistricts, prepare, [&](const Shared& shared, std::size_t i) {
    units.participates[i] = 0;
    if (!units.aware[i]) return;
    const double utility =
        units.intercept[i] + shared.by_kind[static_cast<std::size_t>(units.kind[i])] +
        shared.by_type[static_cast<std::size_t>(units.cooperator[i])] + p.reciprocity_effect * units.reciprocity[i] +
        p.identity_effect * (units.identity[i] - p.identity_reference) + p.habit_effect * units.habit[i] -
        shared.rank_loss * std::max(0.0, units.rank[i] - shared.platform) - p.formalism_effect * units.formalism[i];
    const double chance = core::logistic(utility) * shared.opportunity;
    if (draws.uniform(kParticipation, static_cast<std::uint32_t>(i), tick.week) < chance) {
      units.participates[i] = 1;
      units.last_month[i] = static_cast<std::int16_t>(tick.week / core::kMonthly.every);
    }
  });
}

void reciprocity(const core::Workers& workers, const ReciprocityParameters& p,
                 const ParticipationParameters& participation, const StandInParameters& stand_in,
                 const LeverLevels& levers, const Alliances& alliances, const Subdistricts& subdistricts,
                 Units& units) {
  struct Shared {
    double gain, feedback, platform;
  };
  const double quality = stand_in.governance_quality();
  const auto prepare = [&](std::size_t, std::size_t d) {
    const double two_way = levers.two_way[d];
    const double benefit = p.service_value * two_way * (0.5 + 0.5 * quality) +
                           p.project_value * stand_in.project_benefit * 0.5 + p.quality_value * quality;
    const double cost = p.cost + p.one_way_cost * (1 - two_way);
    return Shared{benefit - cost, p.feedback_value * levers.recognition[d],
                  platform_rank(alliances.autonomy[d], participation)};
  };
  for_units(workers, subdistricts, prepare, [&](const Shared& shared, std::size_t i) {
    double& v = units.reciprocity[i];
    if (units.participates[i]) {
      const double gap = std::max(0.0, units.rank[i] - shared.platform);
      const double net = shared.gain + shared.feedback * units.active_members[i] - p.rank_cost * gap;
      v += (net - v) / p.learning_months;
    } else {
      v *= 1 - 1 / p.decay_months;
    }
    v = core::clip(v, -1, 1);
  });
}

void habit(const core::Workers& workers, const HabitParameters& p, const Subdistricts& subdistricts, Units& units) {
  for_units(
      workers, subdistricts, [](std::size_t, std::size_t) { return 0; },
      [&](int, std::size_t i) { units.habit[i] += (units.participates[i] - units.habit[i]) / p.months; });
}

void awareness(const core::Workers& workers, const AwarenessParameters& p, const core::Draws& draws,
               const core::Tick& tick, const LeverLevels& levers, const Subdistricts& subdistricts, Units& units) {
  const double forget = 1 - core::exp(-kWeeksPerMonth * p.forgetting);
  const auto prepare = [&](std::size_t s, std::size_t d) {
    return 1 - core::exp(-kWeeksPerMonth * (p.spontaneous + p.publicity_effect * levers.publicity[d] +
                                            p.contact_effect * subdistricts.participation[s]));
  };
  for_units(workers, subdistricts, prepare, [&](double learn, std::size_t i) {
    if (units.participates[i]) return;  // who takes part knows, and does not forget
    const double change = units.aware[i] ? forget : learn;
    if (draws.uniform(kAwareness, static_cast<std::uint32_t>(i), tick.week) < change) units.aware[i] ^= 1;
  });
}

void identity(const core::Workers& workers, const IdentityParameters& p, const LeverLevels& levers,
              const Subdistricts& subdistricts, Units& units) {
  struct Shared {
    double neighbours, training, service, requirement;
  };
  const auto prepare = [&](std::size_t s, std::size_t d) {
    return Shared{subdistricts.identity[s], p.training_effect * levers.training[d],
                  p.service_effect * levers.two_way[d], p.requirement_effect * levers.superior_requirement[d]};
  };
  for_units(workers, subdistricts, prepare, [&](const Shared& shared, std::size_t i) {
    double& c = units.identity[i];
    const double rise = shared.training + shared.service * units.participates[i];
    c += p.neighbours * (shared.neighbours - c) - p.anchor * (c - units.initial_identity[i]) + rise * (1 - c) -
         shared.requirement * c;
    c = core::clip(c, 0, 1);
  });
}

void formalism(const core::Workers& workers, const FormalismParameters& p, const StandInParameters& stand_in,
               const LeverLevels& levers, const Subdistricts& subdistricts, Units& units) {
  const auto prepare = [&](std::size_t, std::size_t d) {  // what an empty participation feels like here
    const double substance =
        std::min(1.0, p.project_substance * stand_in.project_benefit +
                          p.service_substance * levers.two_way[d] * stand_in.governance_quality() + p.basic_substance);
    return (1 - substance) * (p.without_requirement + (1 - p.without_requirement) * levers.superior_requirement[d]);
  };
  for_units(workers, subdistricts, prepare, [&](double empty, std::size_t i) {
    units.formalism[i] += ((units.participates[i] ? empty : 0) - units.formalism[i]) / p.months;
  });
}

void tally(const core::Tick& tick, const Units& units, Subdistricts& subdistricts, Districts& districts,
           Alliances& alliances, KindTotals& totals) {
  auto clear = [](std::string_view, auto& column, const auto&...) {
    std::fill(column.begin(), column.end(), typename std::remove_reference_t<decltype(column)>::value_type{});
  };
  totals.visit(clear);
  struct District {
    std::uint32_t participants = 0, members = 0;
    core::Fixed initiative;
  };
  std::vector<District> sums(districts.size());
  const int month = tick.week / core::kMonthly.every;

  for (std::size_t s = 0; s < subdistricts.size(); ++s) {
    const std::size_t d = subdistricts.district[s];
    std::uint32_t participants = 0;
    core::Fixed identity_sum;
    for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) {
      const std::size_t row = d * kKinds + static_cast<std::size_t>(units.kind[i]);
      const core::Fixed c = core::Fixed::from(units.identity[i]);
      const core::Fixed v = core::Fixed::from(units.reciprocity[i]);
      ++totals.units[row];
      totals.aware[row] += units.aware[i];
      totals.identity[row] += c;
      totals.reciprocity[row] += v;
      totals.habit[row] += core::Fixed::from(units.habit[i]);
      if (units.participates[i]) {
        ++participants;
        ++totals.participants[row];
        totals.participants_reciprocity[row] += v;
        totals.participants_formalism[row] += core::Fixed::from(units.formalism[i]);
      }
      identity_sum += c;
      sums[d].members += units.last_month[i] >= 0 && month - units.last_month[i] < kMonthsPerYear;
      sums[d].initiative += core::Fixed::from(units.reciprocity[i] * units.habit[i]);
    }
    sums[d].participants += participants;
    const double count = std::max<std::uint32_t>(1, subdistricts.unit_end[s] - subdistricts.unit_begin[s]);
    subdistricts.participation[s] = participants / count;
    subdistricts.identity[s] = identity_sum.value() / count;
  }
  for (std::size_t d = 0; d < districts.size(); ++d) {
    alliances.participating_units[d] = sums[d].participants;
    alliances.member_units[d] = sums[d].members;
    districts.participation[d] = sums[d].participants / std::max<double>(1, districts.units[d]);
    districts.own_initiative[d] = std::max(0.0, sums[d].initiative.value()) / (1.0 + sums[d].participants);
  }
}

}  // namespace gongjian::model
