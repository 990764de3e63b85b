// Explanations: the terms are those by which was decided, and asking changes nothing.
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/math.hpp"
#include "engine/run/explain.hpp"
#include "engine/run/run.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

namespace {

// An alliance that has stalled, so that few events leave little to take part in.
run::Scenario stalled() { return run::read_scenario("leader_leaves", {"population.preset=\"workshop\"", "weeks=301"}); }

run::Scenario busy() { return run::read_scenario("full_package", {"population.preset=\"workshop\"", "weeks=208"}); }

double term(const std::vector<run::Term>& terms, const std::string& name) {
  for (const run::Term& t : terms)
    if (t.name == name) return t.value;
  FAIL("no term " << name);
  return 0;
}

}  // namespace

TEST_CASE("A unit's decision is the sum of its terms, of the latest month", "[run]") {
  for (const run::Scenario& scenario : {busy(), stalled()})
    for (const std::size_t unit : {2, 5, 40}) {
      const run::Explanation found = run::explain(scenario, run::Entity::unit, unit, scenario.weeks - 2, 1);
      CHECK(found.week % 4 == 0);
      double utility = 0;
      for (const char* name :
           {"own", "kind", "attention", "autonomy", "assessment", "requirement", "reciprocity", "identity", "habit",
            "peers", "rank", "money", "formalism", "branches", "fit", "congestion"})
        utility += term(found.terms, name);
      CHECK(term(found.terms, "utility") == Approx(utility).margin(1e-12));
      const double chance = core::logistic(utility) * term(found.terms, "opportunity");
      CHECK(term(found.terms, "chance") == Approx(term(found.terms, "aware") == 1 ? chance : 0).margin(1e-12));
      if (scenario.name == "leader_leaves") CHECK(term(found.terms, "opportunity") < 0.5);
    }
}

TEST_CASE("Over all units the chances explain how many took part, and asking changes no bit", "[run]") {
  const run::Scenario scenario = busy();
  model::Simulation plain(scenario.setup, 1), asked(scenario.setup, 1);
  asked.world().decisions.asked = true;
  asked.world().member_decisions.asked = {0, 1, 4000};
  double expected = 0, variance = 0, found = 0;
  for (int week = 0; week < 156; ++week) {
    plain.step();
    asked.step();
    if (week % 4 != 0) continue;
    for (std::size_t i = 0; i < asked.units(); ++i) {
      const double chance = asked.world().decisions.chance[i];
      expected += chance;
      variance += chance * (1 - chance);
      found += asked.world().city.units.participates[i];
    }
  }
  CHECK(found == Approx(expected).margin(4 * std::sqrt(variance)));
  CHECK(plain.state_hash() == asked.state_hash());
}

TEST_CASE("A member's claim is the sum of its terms", "[run]") {
  const run::Explanation found = run::explain(busy(), run::Entity::member, 17, 150, 1);
  double logit = 0;
  for (const char* name : {"intercept", "inclination", "habit", "recognition", "retired", "campaign"})
    logit += term(found.terms, name);
  const double suits = term(found.terms, "suits"), match = term(found.terms, "suitable");
  const double claims = suits * core::logistic(logit + match) + (1 - suits) * core::logistic(logit);
  CHECK(term(found.terms, "claims") == Approx(claims).epsilon(1e-6));
}

TEST_CASE("A project's chance is the sum of its terms", "[run]") {
  const run::Explanation found = run::explain(busy(), run::Entity::project, 0, 207, 1);
  double logit = 0;
  for (const run::Term& t : found.terms)
    if (t.unit == "logit") logit += t.value;
  CHECK(term(found.terms, "chance") == Approx(core::logistic(logit)).epsilon(1e-12));
  CHECK(term(found.facts, "completion_chance") == Approx(core::logistic(logit)).epsilon(1e-12));
}

TEST_CASE("Who is not there, or a week that is not, is told", "[run]") {
  CHECK_THROWS_AS(run::explain(busy(), run::Entity::unit, 300, 10, 1), core::UserError);
  CHECK_THROWS_AS(run::explain(busy(), run::Entity::project, 0, 0, 1), core::UserError);
  CHECK_THROWS_AS(run::explain(busy(), run::Entity::unit, 0, 208, 1), core::UserError);
}
