#include "engine/model/unit/phases.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kParticipation = core::stream("participation");
constexpr core::Stream kAwareness = core::stream("awareness");
constexpr core::Stream kContact = core::stream("unit_contact");

// body(s, d, unit) for each unit i of each subdistrict s in district d; `prepare(s, d)` gives what its units share.
template <class Prepare, class Body>
void for_units(const core::Workers& workers, const Subdistricts& subdistricts, Prepare prepare, Body body) {
  workers.for_each(subdistricts.size(), [&](std::size_t s) {
    const auto shared = prepare(s, static_cast<std::size_t>(subdistricts.district[s]));
    for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) body(shared, i);
  });
}

}  // namespace

void contact(const core::Workers& workers, const ContactParameters& p, const core::Draws& draws, const core::Tick& tick,
             const LeverLevels& levers, const Districts& districts, const Subdistricts& subdistricts, Units& units) {
  struct Shared {
    double registration, contact;
  };
  const auto prepare = [&](std::size_t, std::size_t d) {
    const double rate =
        p.registration + p.campaign_registration * districts.campaign[d] + p.receipts_registration * levers.receipts[d];
    return Shared{1 - core::exp(-core::kWeeksPerMonth * rate), p.intercept + p.campaign_effect * districts.campaign[d] +
                                                                   p.receipts_effect * levers.receipts[d] +
                                                                   p.contracts_effect * levers.contracts[d]};
  };
  for_units(workers, subdistricts, prepare, [&](const Shared& shared, std::size_t i) {
    const auto [registers, keeps_contact] = draws.two_uniforms(kContact, units.draw_id[i], tick.week);
    if (!units.registered[i]) units.registered[i] = registers < shared.registration;
    units.contact[i] =
        units.registered[i] && core::below_logistic(keeps_contact, shared.contact + p.habit_effect * units.habit[i]);
  });
}

void explain_decisions(const core::Workers& workers, const ParticipationParameters& p,
                       const LearningParameters& learning, const LeverLevels& levers, const Districts& districts,
                       const Alliances& alliances, const Subdistricts& subdistricts, const Units& units,
                       Decisions& decisions) {
  if (!decisions.asked) return;
  core::resize_columns(decisions, units.count());
  const auto prepare = [&](std::size_t s, std::size_t) {
    return DecisionContext(p, learning, levers, districts, alliances, subdistricts, s);
  };
  for_units(workers, subdistricts, prepare, [&](const DecisionContext& context, std::size_t i) {
    const DecisionTerms terms = context.terms(units, i);
    decisions.own[i] = terms.own;
    decisions.kind[i] = terms.kind;
    decisions.attention[i] = terms.attention;
    decisions.autonomy[i] = terms.autonomy;
    decisions.assessment[i] = terms.assessment;
    decisions.requirement[i] = terms.requirement;
    decisions.reciprocity[i] = terms.reciprocity;
    decisions.identity[i] = terms.identity;
    decisions.habit[i] = terms.habit;
    decisions.peers[i] = terms.peers;
    decisions.rank[i] = terms.rank;
    decisions.money[i] = terms.money;
    decisions.formalism[i] = terms.formalism;
    decisions.branches[i] = terms.branches;
    decisions.fit[i] = terms.fit;
    decisions.congestion[i] = terms.congestion;
    decisions.utility[i] = terms.utility();
    decisions.opportunity[i] = context.opportunity;
    decisions.propensity[i] = units.propensity[i];
    decisions.aware[i] = units.aware[i];
    decisions.chance[i] = units.aware[i] ? context.chance(terms, units, i) : 0;
  });
}

void participation(const core::Workers& workers, const ParticipationParameters& p, const LearningParameters& learning,
                   const core::Draws& draws, const core::Tick& tick, const LeverLevels& levers,
                   const Districts& districts, const Alliances& alliances, const Subdistricts& subdistricts,
                   Units& units) {
  const auto prepare = [&](std::size_t s, std::size_t) {
    return DecisionContext(p, learning, levers, districts, alliances, subdistricts, s);
  };
  for_units(workers, subdistricts, prepare, [&](const DecisionContext& context, std::size_t i) {
    units.participates[i] = 0;
    if (!units.aware[i]) return;
    const double draw = draws.uniform(kParticipation, units.draw_id[i], tick.week);
    if (!context.takes_part(draw, context.terms(units, i), units, i)) return;
    units.participates[i] = 1;
    units.last_month[i] = static_cast<std::int16_t>(tick.week / core::kMonthly.every);
    units.months_attended[i] = static_cast<std::uint16_t>(std::min(65535, units.months_attended[i] + 1));
    ++units.months_this_year[i];
  });
}

void reciprocity(const core::Workers& workers, const ReciprocityParameters& p,
                 const ParticipationParameters& participation, const LeverLevels& levers, const Alliances& alliances,
                 const Committees& committees, const Markets& markets, const Stations& stations,
                 const Subdistricts& subdistricts, Units& units) {
  struct Shared {
    double gain, station, feedback, platform;
  };
  const auto prepare = [&](std::size_t s, std::size_t d) {
    const double two_way = levers.two_way[d], quality = committees.quality[s];
    const double by_contracts =
        p.project_value_without_contracts + (1 - p.project_value_without_contracts) * levers.contracts[d];
    const double benefit = p.service_value * two_way * (0.5 + 0.5 * quality) +
                           p.project_value * markets.project_benefit[s] * by_contracts + p.quality_value * quality;
    const double station = p.station_value * levers.white_collar_station[d] *
                           (0.5 + 0.5 * levers.committee_assessment[d]) *
                           stations.satisfied[Stations::row(s, StationType::white_collar)];
    const double cost = p.cost + p.one_way_cost * (1 - two_way);
    return Shared{benefit - cost, station, p.feedback_value * levers.recognition[d],
                  platform_rank(participation, levers, alliances, d)};
  };
  for_units(workers, subdistricts, prepare, [&](const Shared& shared, std::size_t i) {
    double& v = units.reciprocity[i];
    const double station = is_two_new(units.kind[i]) ? shared.station : 0;
    if (units.participates[i]) {
      const double gap = std::max(0.0, units.rank[i] - shared.platform);
      units.net_benefit[i] = shared.gain + station + shared.feedback * units.active_members[i] - p.rank_cost * gap;
      v += (units.net_benefit[i] - v) / p.learning_months;
    } else {  // what is remembered fades; who only receives remembers that
      units.net_benefit[i] = 0;
      v += (station - v) / p.decay_months;
    }
    v = core::clip(v, -1, 1);
  });
}

void learn(const core::Workers& workers, const LearningParameters& p, const Subdistricts& subdistricts, Units& units) {
  if (!p.bush_mosteller) return;
  for_units(
      workers, subdistricts, [](std::size_t, std::size_t) { return 0; },
      [&](int, std::size_t i) {
        // payoffs and aspirations lie in [-1, 1]; what satisfies makes the action taken more likely
        const double stimulus = core::clip(units.net_benefit[i] - units.aspiration[i], -1, 1);
        double& propensity = units.propensity[i];
        const bool towards = (stimulus >= 0) == (units.participates[i] != 0);
        propensity += p.rate * std::fabs(stimulus) * ((towards ? 1 : 0) - propensity);
        units.aspiration[i] += p.aspiration_rate * (units.net_benefit[i] - units.aspiration[i]);
      });
}

void habit(const core::Workers& workers, const HabitParameters& p, const Subdistricts& subdistricts, Units& units) {
  for_units(
      workers, subdistricts, [](std::size_t, std::size_t) { return 0; },
      [&](int, std::size_t i) { units.habit[i] += (units.participates[i] - units.habit[i]) / p.months; });
}

void awareness(const core::Workers& workers, const AwarenessParameters& p, const core::Draws& draws,
               const core::Tick& tick, const LeverLevels& levers, const Subdistricts& subdistricts, Units& units) {
  const double forget = 1 - core::exp(-core::kWeeksPerMonth * p.forgetting);
  const auto prepare = [&](std::size_t s, std::size_t d) {
    return 1 - core::exp(-core::kWeeksPerMonth * (p.spontaneous + p.publicity_effect * levers.publicity[d] +
                                                  p.contact_effect * subdistricts.participation[s]));
  };
  for_units(workers, subdistricts, prepare, [&](double learn, std::size_t i) {
    if (units.participates[i] || (units.aware[i] && units.contact[i])) return;  // and does not forget
    const double change = units.aware[i] ? forget : learn;
    if (draws.uniform(kAwareness, units.draw_id[i], tick.week) < change) units.aware[i] ^= 1;
  });
}

void identity(const core::Workers& workers, const IdentityParameters& p, const LeverLevels& levers,
              const Stations& stations, const Subdistricts& subdistricts, Units& units) {
  struct Shared {
    double neighbours, training, service, station, requirement;
  };
  const auto prepare = [&](std::size_t s, std::size_t d) {
    const std::size_t station = Stations::row(s, StationType::white_collar);
    return Shared{
        subdistricts.identity[s], p.training_effect * levers.training[d], p.service_effect * levers.two_way[d],
        p.station_effect * levers.white_collar_station[d] * stations.satisfied[station] * stations.quality[station],
        p.requirement_effect * levers.superior_requirement[d] * (1 - levers.contracts[d])};
  };
  for_units(workers, subdistricts, prepare, [&](const Shared& shared, std::size_t i) {
    double& c = units.identity[i];
    const double rise =
        shared.training + shared.service * units.participates[i] + (is_two_new(units.kind[i]) ? shared.station : 0);
    c += p.neighbours * (shared.neighbours - c) - p.anchor * (c - units.initial_identity[i]) + rise * (1 - c) -
         shared.requirement * c;
    c = core::clip(c, 0, 1);
  });
}

void formalism(const core::Workers& workers, const FormalismParameters& p, const LeverLevels& levers,
               const Committees& committees, const Markets& markets, const Subdistricts& subdistricts, Units& units) {
  const auto prepare = [&](std::size_t s, std::size_t d) {  // what an empty participation feels like here
    const double substance =
        std::min(1.0, p.project_substance * markets.project_benefit[s] +
                          p.service_substance * levers.two_way[d] * committees.quality[s] + p.basic_substance);
    return (1 - substance) * (p.without_requirement + (1 - p.without_requirement) * levers.superior_requirement[d]);
  };
  for_units(workers, subdistricts, prepare, [&](double empty, std::size_t i) {
    units.formalism[i] += ((units.participates[i] ? empty : 0) - units.formalism[i]) / p.months;
  });
}

void tally(const core::Workers& workers, const core::Tick& tick, const Units& units, Subdistricts& subdistricts,
           Districts& districts, Alliances& alliances, KindTotals& totals) {
  auto clear = [](std::string_view, auto& column, const auto&...) {
    std::fill(column.begin(), column.end(), typename std::remove_reference_t<decltype(column)>::value_type{});
  };
  totals.visit(clear);
  const int month = tick.week / core::kMonthly.every;

  workers.for_each(districts.size(), [&](std::size_t d) {
    std::uint32_t participants = 0, members = 0;
    core::Fixed initiative, goodwill;
    for (std::size_t s = 0; s < subdistricts.size(); ++s) {
      if (subdistricts.district[s] != d) continue;
      std::uint32_t participants_here = 0;
      core::Fixed identity_sum;
      for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) {
        const std::size_t row = d * kKinds + static_cast<std::size_t>(units.kind[i]);
        const core::Fixed c = core::Fixed::from(units.identity[i]);
        const core::Fixed v = core::Fixed::from(units.reciprocity[i]);
        ++totals.units[row];
        totals.aware[row] += units.aware[i];
        totals.registered[row] += units.registered[i];
        totals.in_contact[row] += units.contact[i];
        totals.identity[row] += c;
        totals.reciprocity[row] += v;
        totals.habit[row] += core::Fixed::from(units.habit[i]);
        if (units.participates[i]) {
          ++participants_here;
          ++totals.participants[row];
          totals.participants_reciprocity[row] += v;
          totals.participants_formalism[row] += core::Fixed::from(units.formalism[i]);
          goodwill += std::max(core::Fixed{}, v);
        }
        identity_sum += c;
        members += units.last_month[i] >= 0 && month - units.last_month[i] < core::kMonthsPerYear;
        initiative += core::Fixed::from(units.reciprocity[i] * units.habit[i]);
      }
      participants += participants_here;
      const double count = std::max<std::uint32_t>(1, subdistricts.unit_end[s] - subdistricts.unit_begin[s]);
      subdistricts.participants[s] = participants_here;
      subdistricts.participation[s] = participants_here / count;
      subdistricts.identity[s] = identity_sum.value() / count;
    }
    alliances.participating_units[d] = participants;
    alliances.member_units[d] = members;
    districts.participation[d] = participants / std::max<double>(1, districts.units[d]);
    districts.goodwill[d] = goodwill.value();
    districts.own_initiative[d] = std::max(0.0, initiative.value()) / (1.0 + participants);
  });
}

}  // namespace gongjian::model
