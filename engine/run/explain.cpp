#include "engine/run/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/check.hpp"
#include "engine/core/display.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/model/project/phases.hpp"
#include "engine/run/cell.hpp"

namespace gongjian::run {
namespace {

// The names of the bits that are set.
template <class Names>
core::Text names_in(const Names& names, std::uint64_t mask) {
  if (mask == 0) return {"none", "无"};
  std::vector<std::string> en, zh;
  for (std::size_t n = 0; n < names.size(); ++n)
    if (mask >> n & 1) {
      en.emplace_back(names[n].en);
      zh.emplace_back(names[n].zh);
    }
  return {core::listed(en, false), core::listed(zh, true)};
}

template <class T>
core::Text meaning_of(std::string_view name, T value) {
  if constexpr (std::is_same_v<T, model::Kind>) return names_in(model::kKindNames, 1U << static_cast<unsigned>(value));
  if constexpr (std::is_same_v<T, model::Resource>)
    return names_in(model::kResourceNames, value == model::Resource::none ? 0 : 1U << static_cast<unsigned>(value));
  if constexpr (std::is_same_v<T, std::uint8_t>) {
    if (name == "needs" || name == "offers") return names_in(model::kResourceNames, value);
    if (name == "kinds") return names_in(model::kKindNames, value);
  }
  return {};
}

// Visits a table and notes what stands in one of its rows.
struct Row {
  std::size_t row;
  std::vector<Term>& terms;

  template <class T>
  void operator()(std::string_view name, const std::vector<T>& column, core::Unit unit, const core::Text& text,
                  const auto&...) const {
    terms.push_back(
        {std::string(name), number_in(column.at(row)), std::string(unit.symbol), text, meaning_of(name, column[row])});
  }
};

template <class Table>
std::vector<Term> row_of(Table& table, std::size_t row) {
  std::vector<Term> terms;
  Row visitor{row, terms};
  table.visit(visitor);
  return terms;
}

void check_id(const core::Text& what, std::size_t id, std::size_t count, int week) {
  if (id >= count)
    throw core::UserError(
        core::say("{} {}: there {} {} of them at the end of week {}{}", "{0} {1}：第 {4} 周末共有 {3} 个{5}", what, id,
                  count == 1 ? "is" : "are", count, week,
                  count == 0 ? core::Text{} : core::say(", counted from 0 to {}", "，编号 0 至 {}", count - 1)));
}

std::vector<Term> completion(const model::ProjectParameters& p, const model::Projects& projects, std::size_t id) {
  const model::CompletionTerms terms = model::completion_terms(p, projects, id);
  return {
      {"intercept", terms.intercept, "logit", {"inclination of all projects to be completed", "项目完成的一般倾向"}},
      {"contracts", terms.contracts, "logit", {"what its agreement holds", "协议内容"}},
      {"itemisation", terms.itemisation, "logit", {"project-based progress when it began", "启动时的项目化推进程度"}},
      {"attendance",
       terms.attendance,
       "logit",
       {"attendance of committee meetings when it began", "启动时的党工委会议出席率"}},
      {"office",
       terms.office,
       "logit",
       {"office of the residential committee when it began", "启动时的居民区党委实体化程度"}},
      {"chance",
       terms.chance(),
       "1",
       {"chance of being completed, if it never waits for money", "从不缺经费时的完成概率"}}};
}

}  // namespace

double Explanation::facts_of(std::string_view name) const {
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const Term& term) { return term.name == name; });
  GONGJIAN_CHECK(found != facts.end());
  return found->value;
}

int decision_week(Entity entity, int week) {
  return entity == Entity::unit ? week - week % core::kMonthly.every : week;
}

std::vector<core::Text> texts_of_terms() {
  model::Decisions decisions;
  model::MemberDecisions member_decisions;
  std::vector<core::Text> texts;
  auto add = [&](std::string_view, const auto&, core::Unit, const core::Text& text, const auto&...) {
    texts.push_back(text);
  };
  decisions.visit(add);
  member_decisions.visit(add);
  model::Projects projects;
  core::resize_columns(projects, 1);
  for (const Term& term : completion({}, projects, 0)) texts.push_back(term.text);
  return texts;
}

std::vector<Term> row(model::World& world, std::string_view table, std::size_t id) {
  std::vector<Term> facts;
  world.visit_kept([&]<class Table>(Table& candidate) {
    if (Table::kName == table) facts = row_of(candidate, id);
  });
  return facts;
}

Explanation explain(model::Simulation& simulation, Entity entity, std::size_t id, int week) {
  Explanation result;
  result.week = decision_week(entity, week);
  GONGJIAN_CHECK(simulation.weeks_done() <= (entity == Entity::project ? week + 1 : result.week));
  model::World& world = simulation.world();
  if (entity == Entity::unit) check_id({"unit", "单位"}, id, simulation.units(), week);
  if (entity == Entity::member) check_id({"member", "党员"}, id, simulation.members(), week);
  const bool asked = world.decisions.asked;
  while (simulation.weeks_done() <= week) {
    if (simulation.weeks_done() == result.week) {  // asked for in this week alone
      world.decisions.asked = entity == Entity::unit;
      if (entity == Entity::member) world.member_decisions.asked = {static_cast<std::uint32_t>(id)};
    }
    simulation.step();
    world.decisions.asked = asked;
    world.member_decisions.asked.clear();
  }
  switch (entity) {
    case Entity::unit:
      result.facts = row_of(world.city.units, id);
      result.terms = row_of(world.decisions, id);
      break;
    case Entity::member:
      result.facts = row_of(world.city.members, id);
      result.terms = row_of(world.member_decisions, 0);
      break;
    case Entity::project:
      check_id({"project", "项目"}, id, world.city.projects.size(), week);
      result.facts = row_of(world.city.projects, id);
      result.terms = completion(world.parameters.projects, world.city.projects, id);
      break;
  }
  return result;
}

Explanation explain(const Scenario& scenario, Entity entity, std::size_t id, int week, unsigned threads) {
  if (week < 0 || week >= scenario.weeks)
    throw core::UserError(core::say("week {}: the run has the weeks 0 to {}; --weeks makes it longer",
                                    "第 {} 周：此次运行有第 0 至 {} 周；用 --weeks 延长", week, scenario.weeks - 1));
  model::Simulation simulation(scenario.setup, scenario.seed, threads);
  return explain(simulation, entity, id, week);
}

}  // namespace gongjian::run
