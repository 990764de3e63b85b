// Why an entity did what it did: the terms of a unit's or member's latest decision, and what a project is made of. The
// run is done again up to the week that is asked about, so that nothing need be kept in others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/run/scenario.hpp"

namespace gongjian::run {

struct Term {
  std::string name;
  double value = 0;  // NaN where there is none
  std::string unit;
  core::Text text;
  core::Text meaning{};  // of kinds and types of resources, which are numbered: their names; empty of others
};

struct Explanation {
  int week = 0;             // of the decision
  std::vector<Term> facts;  // what the entity is at the end of the week that was asked about
  std::vector<Term> terms;  // what it decided by

  double facts_of(std::string_view name) const;  // of one that is there
};

enum class Entity { unit, member, project };

// The week of the latest decision of an entity up to the end of `week`.
int decision_week(Entity entity, int week);

// What stands in row `id` of a table of the state (by its name, "units"), or of "decisions"; nothing where there is no
// such table.
std::vector<Term> row(model::World& world, std::string_view table, std::size_t id);

// What all terms of decisions are, in order: of units, members, projects.
std::vector<core::Text> texts_of_terms();

// The latest decision of entity `id` up to the end of `week`: of a unit, the month's decision to take part (h); of a
// member, the week's (r); of a project, its chance of completion as it began (p). Throws core::UserError where there
// is no such entity or week.
Explanation explain(const Scenario& scenario, Entity entity, std::size_t id, int week, unsigned threads);

// The same of a run that stands before that decision (a project: at the end of `week` at the latest), which then stands
// at the end of `week`.
Explanation explain(model::Simulation& simulation, Entity entity, std::size_t id, int week);

}  // namespace gongjian::run
