// One tick is one week. These are its phases, in order; each reads what the earlier ones have written.
// What a phase reads and writes is in its signature; `gongjian schedule` prints it.
#include "engine/model/tick.hpp"

#include "engine/model/alliance/phases.hpp"
#include "engine/model/attention/phases.hpp"
#include "engine/model/member/phases.hpp"
#include "engine/model/observe.hpp"
#include "engine/model/unit/phases.hpp"

namespace gongjian::model {

const core::Schedule<World>& schedule() {
  using core::kMonthly, core::kWeekly, core::kYearly, core::phase;
  static const core::Schedule<World> phases = {
      // policy and events
      phase<World>("levers", kWeekly, "the policy sets the levels of the levers", &set_levers),
      phase<World>("events", kWeekly, "leaders are moved, campaigns run, grants are cut", &happen),

      // the district's leader
      phase<World>("turnover", kWeekly, "leaders leave by chance and take personal ties along", &turnover),
      phase<World>("attention", kWeekly, "attention drifts around the leader's mean", &attention),

      // the alliance
      phase<World>("founding", kWeekly, "unfounded districts found an alliance from above", &founding),
      phase<World>("autonomy", kWeekly, "alliances register and gain autonomy", &autonomy),
      phase<World>("events held", kWeekly, "push, autonomy and own initiative set the rhythm of events", &events_held),
      phase<World>("cash-flow", kWeekly, "grant, dues and fees come in, staff and events are paid", &cash_flow),
      phase<World>("activity", kWeekly, "the activity index moves; alliances stall and restart", &activity),

      // members where they live
      phase<World>("member chances", kWeekly, "levers and campaign set the week's chances", &member_chances),
      phase<World>("members", kWeekly, "members register, lapse, claim and do tasks", &members_week),
      phase<World>("member counts", kWeekly, "members are counted by district and class", &count_members),
      phase<World>("feedback", kMonthly, "employers learn how many of their members are active",
                   &feedback_to_employers),

      // resident units
      phase<World>("participation", kMonthly, "units decide whether to take part", &participation),
      phase<World>("reciprocity", kMonthly, "units weigh what they get against what they give", &reciprocity),
      phase<World>("habit", kMonthly, "habit follows participation", &habit),
      phase<World>("awareness", kMonthly, "units learn of co-building, or forget it", &awareness),
      phase<World>("identity", kMonthly, "identity moves with neighbours, training and service", &identity),
      phase<World>("formalism", kMonthly, "participation without substance is felt as formalism", &formalism),
      phase<World>("tally", kMonthly, "units are counted by kind, subdistrict and district", &tally),

      // the year's end, and what can be seen
      phase<World>("close year", kYearly, "the hours of the year become last year's", &close_year),
      phase<World>("observe", kWeekly, "the week's outputs are written to the frame", &observe),
  };
  return phases;
}

}  // namespace gongjian::model
