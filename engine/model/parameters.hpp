// All parameters of the model: constant through a run, one group a slice.
#pragma once

#include "engine/model/alliance/parameters.hpp"
#include "engine/model/attention/parameters.hpp"
#include "engine/model/committee/parameters.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/member/parameters.hpp"
#include "engine/model/policy_cost.hpp"
#include "engine/model/population/parameters.hpp"
#include "engine/model/project/parameters.hpp"
#include "engine/model/service/parameters.hpp"
#include "engine/model/unit/parameters.hpp"

namespace gongjian::model {

struct Parameters {
  PopulationParameters population;
  StartParameters start;
  ExecutionParameters execution;
  PolicyCostParameters policy_cost;
  AttentionParameters attention;
  AllianceParameters alliance;
  FundingParameters funding;
  CommitteeParameters committee;
  AssessmentParameters assessment;
  OutreachParameters outreach;
  ContactParameters contact;
  ParticipationParameters participation;
  LearningParameters learning;
  ReciprocityParameters reciprocity;
  HabitParameters habit;
  AwarenessParameters awareness;
  IdentityParameters identity;
  FormalismParameters formalism;
  MatchingParameters matching;
  ProjectParameters projects;
  ThemeParameters theme;
  MemberParameters members;
  ServiceParameters services;
  ResidentParameters residents;

  // visitor(group): each group has a kName "parameters.NAME" and a visit of its own
  template <class G>
  void visit_groups(G group) {
    group(population);
    group(start);
    group(execution);
    group(policy_cost);
    group(attention);
    group(alliance);
    group(funding);
    group(committee);
    group(assessment);
    group(outreach);
    group(contact);
    group(participation);
    group(learning);
    group(reciprocity);
    group(habit);
    group(awareness);
    group(identity);
    group(formalism);
    group(matching);
    group(projects);
    group(theme);
    group(members);
    group(services);
    group(residents);
  }
};

}  // namespace gongjian::model
