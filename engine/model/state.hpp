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
#include "engine/model/parameters.hpp"
#include "engine/model/population/city.hpp"

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
  MemberChances member_chances;  // derived, not state
  core::Frame frame;             // what was seen at the end of the week

  template <class T>
  T& part() {
    return std::get<T&>(std::tie(parameters.attention, parameters.alliance, parameters.funding,
                                 parameters.participation, parameters.reciprocity, parameters.habit,
                                 parameters.awareness, parameters.identity, parameters.formalism, parameters.members,
                                 parameters.stand_in, policy, events, draws, workers, tick, levers, city.districts,
                                 city.alliances, city.subdistricts, city.neighbourhoods, city.units, city.kind_totals,
                                 city.members, city.member_blocks, city.class_totals, member_chances, frame));
  }

  // visitor(table) for each table of the state, in a fixed order.
  template <class G>
  void visit_tables(G table) {
    table(levers);
    table(city.districts);
    table(city.alliances);
    table(city.subdistricts);
    table(city.neighbourhoods);
    table(city.units);
    table(city.kind_totals);
    table(city.members);
    table(city.class_totals);
  }
};

}  // namespace gongjian::model
