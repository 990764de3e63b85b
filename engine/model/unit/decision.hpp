// What a unit's decision to take part is made of (h).
#pragma once

#include <array>
#include <string_view>

#include "engine/core/column.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/unit/parameters.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// The terms of U in logits; losses are negative.
struct DecisionTerms {
  double own, kind, attention, autonomy, assessment, requirement, reciprocity, identity, habit, peers, rank, money,
      formalism, branches, fit, congestion;

  double utility() const {
    return own + kind + attention + autonomy + assessment + requirement + reciprocity + identity + habit + peers +
           rank + money + formalism + branches + fit + congestion;
  }
};

// What the units of one subdistrict have in common when they decide.
struct DecisionContext {
  DecisionContext(const ParticipationParameters&, const LearningParameters&, const LeverLevels&, const Districts&,
                  const Alliances&, const Subdistricts&, std::size_t subdistrict);

  DecisionTerms terms(const Units&, std::size_t unit) const;
  // Chance that an aware unit takes part this month.
  double chance(const DecisionTerms&, const Units&, std::size_t unit) const;

  const ParticipationParameters& p;
  const LearningParameters& learning;
  ByKind attention, assessment, requirement;
  std::array<double, 4> peers;  // by type of co-operator
  double autonomy, money, branches, congestion;
  double platform, rank_loss;
  double opportunity;  // are there events to take part in
};

// The rank of the platform on which units of district d meet: the subdistrict's, or the district's.
double platform_rank(const ParticipationParameters&, const LeverLevels&, const Alliances&, std::size_t d);

// The latest decisions of all units, for those who ask; kept up to date only where `asked`. Not state.
struct Decisions {
  static constexpr std::string_view kName = "decisions";

  bool asked = false;
  core::Column<double> own, kind, attention, autonomy, assessment, requirement, reciprocity, identity, habit, peers,
      rank, money, formalism, branches, fit, congestion;
  core::Column<double> utility;      // their sum
  core::Column<double> opportunity;  // what is left of the chance where there are few events
  core::Column<double> propensity;   // of a Bush-Mosteller learner, who decides by it alone
  core::Column<double> chance;       // of taking part; 0 for a unit that does not know of co-building
  core::Column<std::uint8_t> aware;

  template <class V>
  void visit(V& v) {
    v("own", own, measure::logit, "the unit's own inclination");
    v("kind", kind, measure::logit, "inclination of its kind");
    v("attention", attention, measure::logit, "the leader's attention");
    v("autonomy", autonomy, measure::logit, "the alliance's autonomy");
    v("assessment", assessment, measure::logit, "binding assessment");
    v("requirement", requirement, measure::logit, "a superior's requirement");
    v("reciprocity", reciprocity, measure::logit, "what it has got and given so far");
    v("identity", identity, measure::logit, "identity with the community");
    v("habit", habit, measure::logit, "habit");
    v("peers", peers, measure::logit, "what its neighbours do");
    v("rank", rank, measure::logit, "its rank above the platform's");
    v("money", money, measure::logit, "being asked for money");
    v("formalism", formalism, measure::logit, "felt formalism");
    v("branches", branches, measure::logit, "a branch in the subdistrict");
    v("fit", fit, measure::logit, "needs that have been met");
    v("congestion", congestion, measure::logit, "crowded activities");
    v("utility", utility, measure::logit, "the sum of these");
    v("opportunity", opportunity, measure::share, "part of the chance that the events held leave");
    v("propensity", propensity, measure::share, "propensity of a Bush-Mosteller learner, who decides by it alone");
    v("chance", chance, measure::share, "chance of taking part");
    v("aware", aware, measure::none, "whether it knows of co-building");
  }
};

}  // namespace gongjian::model
