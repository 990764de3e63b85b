// One tick is one week. These are its phases, in order; each reads what the earlier ones have written.
// What a phase reads and writes is in its signature; `gongjian schedule` prints it.
#include "engine/model/tick.hpp"

#include "engine/model/alliance/phases.hpp"
#include "engine/model/attention/phases.hpp"
#include "engine/model/committee/phases.hpp"
#include "engine/model/member/phases.hpp"
#include "engine/model/observe.hpp"
#include "engine/model/project/phases.hpp"
#include "engine/model/service/phases.hpp"
#include "engine/model/unit/phases.hpp"

namespace gongjian::model {

const core::Schedule<World>& schedule() {
  using core::kMonthly, core::kNewYear, core::kQuarterly, core::kWeekly, core::kYearEnd, core::phase;
  static const core::Schedule<World> phases = {
      // policy and events
      phase<World>("levers", kWeekly, "the policy sets what of the levers is carried out", &set_levers),
      phase<World>("events", kWeekly, "leaders are moved, campaigns run, grants are cut, needs surge", &happen),
      phase<World>("mergers", kWeekly, "a district absorbs another", &merge_districts),

      // the new year
      phase<World>("budgets", kNewYear, "funds and spare resources are filled anew", &budgets),
      phase<World>("seats", kNewYear, "part-time seats on working committees are given anew", &select_seats),

      // the district's leader
      phase<World>("turnover", kWeekly, "leaders leave by chance and take personal ties along", &turnover),
      phase<World>("attention", kWeekly, "attention drifts around the leader's mean", &attention),

      // the alliance
      phase<World>("founding", kWeekly, "unfounded districts found an alliance, from above or below", &founding),
      phase<World>("autonomy", kWeekly, "alliances register and gain autonomy", &autonomy),
      phase<World>("events held", kWeekly, "push, autonomy and own initiative set the rhythm of events", &events_held),
      phase<World>("cash-flow", kWeekly, "grant, dues and fees come in, staff and events are paid", &cash_flow),
      phase<World>("activity", kWeekly, "the activity index moves; alliances stall and restart", &activity),
      phase<World>("dissolution", kWeekly, "registered alliances without money and members are dissolved",
                   &dissolution),

      // members where they live
      phase<World>("member chances", kWeekly, "levers and campaign set the week's chances", &member_chances),
      phase<World>("member explanations", kWeekly, "for those who ask: what members' weeks are decided by",
                   &explain_members),
      phase<World>("members", kWeekly, "members register, lapse, claim and do tasks", &members_week),
      phase<World>("member counts", kWeekly, "members are counted by district and class", &count_members),
      phase<World>("feedback", kMonthly, "employers learn how many of their members are active",
                   &feedback_to_employers),

      // services
      phase<World>("contact points", kMonthly, "neighbourhoods have contact points, or have not", &contact_points),
      phase<World>("residents", kWeekly, "residents' needs arise and are served, or wait", &residents_week),
      phase<World>("stations", kWeekly, "service centres and white-collar stations serve who comes", &stations_week),

      // projects under way
      phase<World>("projects", kWeekly, "projects are paid for, make progress, fail, or are completed and land",
                   &projects_week),

      // working committees and their lines
      phase<World>("meetings", kMonthly, "the working committee meets", &meetings),
      phase<World>("outreach", kMonthly, "the comprehensive committee contacts firms and social organisations",
                   &outreach),

      // resident units
      phase<World>("contact", kMonthly, "units register with the community and keep contact", &contact),
      phase<World>("unit explanations", kMonthly, "for those who ask: what units' decisions are made of",
                   &explain_decisions),
      phase<World>("participation", kMonthly, "units decide whether to take part", &participation),
      phase<World>("reciprocity", kMonthly, "units weigh what they get against what they give", &reciprocity),
      phase<World>("learning", kMonthly, "where units learn by stimulus alone, propensities move", &learn),
      phase<World>("habit", kMonthly, "habit follows participation", &habit),
      phase<World>("awareness", kMonthly, "units learn of co-building, or forget it", &awareness),
      phase<World>("identity", kMonthly, "identity moves with neighbours, training and service", &identity),
      phase<World>("formalism", kMonthly, "participation without substance is felt as formalism", &formalism),
      phase<World>("tally", kMonthly, "units are counted by kind, subdistrict and district", &tally),
      phase<World>("theme campaigns", kMonthly, "member units join the district's key project, or do not",
                   &theme_campaigns),

      // new projects
      phase<World>("project benefit", kQuarterly, "units feel what the quarter's projects have brought",
                   &project_benefit),
      phase<World>("poll", kQuarterly, "units make needs and offers known", &poll),
      phase<World>("matching", kQuarterly, "needs meet offers, nearby and then across the district", &match),
      phase<World>("new projects", kQuarterly, "agreements with funds and somebody to coordinate become projects",
                   &start_projects),

      // the year's end, and what can be seen
      phase<World>("assessment", kYearEnd, "units are assessed, by the community too where that binds", &assess),
      phase<World>("inequality", kYearEnd, "how unequally projects' value is spread over units", &value_inequality),
      phase<World>("policy cost", kWeekly, "what the levers cost is added up", &policy_costs),
      phase<World>("close year", kYearEnd, "the hours of the year become last year's", &close_year),
      phase<World>("observe", kWeekly, "the week's outputs are written to the frame", &observe),
  };
  return phases;
}

}  // namespace gongjian::model
