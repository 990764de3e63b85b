#include "engine/model/unit/decision.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr double kDistrictRank = 4;
constexpr double kSubdistrictRank = 3;

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

}  // namespace

double platform_rank(const ParticipationParameters& p, const LeverLevels& levers, const Alliances& alliances,
                     std::size_t d) {
  const bool of_district =
      alliances.autonomy[d] >= p.district_platform_autonomy || levers.district_platform[d] >= p.district_platform_level;
  return of_district ? kDistrictRank : kSubdistrictRank;
}

DecisionContext::DecisionContext(const ParticipationParameters& parameters, const LearningParameters& learner,
                                 const LeverLevels& levers, const Districts& districts, const Alliances& alliances,
                                 const Subdistricts& subdistricts, std::size_t s)
    : p(parameters), learning(learner) {
  const std::size_t d = subdistricts.district[s];
  const double rho = alliances.autonomy[d];
  for (std::size_t k = 0; k < kKinds; ++k) {
    attention[k] = p.attention_effect * p.attention_weight[k] * districts.effective_attention[d] * (1 - rho);
    assessment[k] = p.assessment_effect * p.assessment_weight[k] * districts.assessment_weight[d];
    requirement[k] = p.requirement_effect * p.requirement_weight[k] * levers.superior_requirement[d];
  }
  for (std::size_t type = 0; type < peers.size(); ++type)
    peers[type] =
        p.peer_effect * peer_signal(static_cast<Cooperator>(type), subdistricts.participation[s], p.peer_reference);
  autonomy = p.autonomy_effect * rho;
  money = -p.money_effect * p.money_asked * (1 - levers.two_way[d]);
  branches = p.branch_effect * levers.branches[d];
  congestion = -p.congestion * std::max(0.0, districts.participation[d] - p.congestion_from);
  platform = platform_rank(p, levers, alliances, d);
  rank_loss =
      p.rank_effect * std::max(0.0, 1 - p.flattening * rho - p.platform_flattening * levers.district_platform[d]);
  opportunity = p.without_events + (1 - p.without_events) * std::min(1.0, alliances.event_rate[d] / p.full_event_rate);
}

DecisionTerms DecisionContext::terms(const Units& units, std::size_t i) const {
  const auto kind = static_cast<std::size_t>(units.kind[i]);
  return {units.intercept[i],
          p.intercept[kind],
          attention[kind],
          autonomy,
          assessment[kind],
          requirement[kind],
          p.reciprocity_effect * units.reciprocity[i],
          p.identity_effect * (units.identity[i] - p.identity_reference),
          p.habit_effect * units.habit[i],
          peers[static_cast<std::size_t>(units.cooperator[i])],
          -rank_loss * std::max(0.0, units.rank[i] - platform),
          money,
          -p.formalism_effect * units.formalism[i],
          branches,
          p.fit_effect * units.fit[i],
          congestion};
}

double DecisionContext::chance(const DecisionTerms& terms, const Units& units, std::size_t i) const {
  if (learning.bush_mosteller)
    return ((1 - learning.tremble) * units.propensity[i] + learning.tremble / 2) * opportunity;
  return core::logistic(terms.utility()) * opportunity;
}

bool DecisionContext::takes_part(double draw, const DecisionTerms& terms, const Units& units, std::size_t i) const {
  if (learning.bush_mosteller) return draw < chance(terms, units, i);
  return core::below_logistic(draw, terms.utility(), opportunity);
}

}  // namespace gongjian::model
