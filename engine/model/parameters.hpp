// All parameters of the model: constant through a run, one group a slice.
#pragma once

#include "engine/model/alliance/parameters.hpp"
#include "engine/model/attention/parameters.hpp"
#include "engine/model/committee/parameters.hpp"
#include "engine/model/member/parameters.hpp"
#include "engine/model/population/parameters.hpp"
#include "engine/model/unit/parameters.hpp"

namespace gongjian::model {

struct Parameters {
  PopulationParameters population;
  StartParameters start;
  AttentionParameters attention;
  AllianceParameters alliance;
  FundingParameters funding;
  ParticipationParameters participation;
  ReciprocityParameters reciprocity;
  HabitParameters habit;
  AwarenessParameters awareness;
  IdentityParameters identity;
  FormalismParameters formalism;
  MemberParameters members;
  StandInParameters stand_in;

  // visitor(group): each group has a kName "parameters.NAME" and a visit of its own
  template <class G>
  void visit_groups(G group) {
    group(population);
    group(start);
    group(attention);
    group(alliance);
    group(funding);
    group(participation);
    group(reciprocity);
    group(habit);
    group(awareness);
    group(identity);
    group(formalism);
    group(members);
    group(stand_in);
  }
};

}  // namespace gongjian::model
