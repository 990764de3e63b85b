// The world of one run: constant parameters beside changing tables. Phases receive its parts, never the whole.
#pragma once

#include <string_view>
#include <tuple>

#include "engine/core/clock.hpp"
#include "engine/core/frame.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/events.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/member/decision.hpp"
#include "engine/model/parameters.hpp"
#include "engine/model/population/city.hpp"
#include "engine/model/unit/decision.hpp"

namespace gongjian::model {

struct World {
  // what does not change in a run
  Parameters parameters;
  Policy policy;
  Events events;
  core::Draws draws;
  core::Workers workers;
  // what does
  core::Tick tick;
  LeverLevels levers;
  City city;
  // what is derived from it, or handed from phase to phase: not state
  MemberChances member_chances;
  Matches matches;
  ActiveProjects active_projects;
  Decisions decisions;
  MemberDecisions member_decisions;
  core::Frame frame;  // what was seen at the end of the week

  template <class T>
  T& part() {
    return std::get<T&>(std::tie(
        parameters.execution, parameters.policy_cost, parameters.attention, parameters.alliance, parameters.funding,
        parameters.committee, parameters.assessment, parameters.outreach, parameters.contact, parameters.participation,
        parameters.learning, parameters.reciprocity, parameters.habit, parameters.awareness, parameters.identity,
        parameters.formalism, parameters.matching, parameters.projects, parameters.theme, parameters.members,
        parameters.services, parameters.residents, policy, events, draws, workers, tick, levers, city.districts,
        city.alliances, city.subdistricts, city.committees, city.markets, city.type_markets, city.theme_campaigns,
        city.stations, city.neighbourhoods, city.units, city.kind_totals, city.projects, city.field_totals,
        city.members, city.member_blocks, city.class_totals, member_chances, matches, active_projects, decisions,
        member_decisions, frame));
  }

  // visitor(table) for each table of the state, in a fixed order.
  template <class G>
  void visit_tables(G table) {
    table(levers);
    table(city.districts);
    table(city.alliances);
    table(city.subdistricts);
    table(city.committees);
    table(city.markets);
    table(city.type_markets);
    table(city.theme_campaigns);
    table(city.stations);
    table(city.neighbourhoods);
    table(city.units);
    table(city.kind_totals);
    table(city.projects);
    table(city.field_totals);
    table(city.members);
    table(city.class_totals);
  }
  // visitor(table) for each table that a run needs to go on as if it had not been left: the state, and decisions that
  // a later week's log may still want.
  template <class G>
  void visit_kept(G table) {
    visit_tables(table);
    table(decisions);
  }
};

}  // namespace gongjian::model
