// Phases of members (r).
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/member/decision.hpp"
#include "engine/model/member/members.hpp"
#include "engine/model/member/parameters.hpp"
#include "engine/model/neighbourhood/neighbourhoods.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// Sets the chances of the week where levers or campaign have changed (r).
void member_chances(const MemberParameters&, const LeverLevels&, const Districts&, MemberChances&);

// For the members that are asked about: what this week is decided by (r).
void explain_members(const MemberParameters&, const LeverLevels&, const Districts&, const Units&, const MemberChances&,
                     const Members&, const MemberBlocks&, MemberDecisions&);

// A week of every member: register or lapse; claim a task, do it, gain hours and habit (r). Registrations are
// counted at the neighbourhood by atomic additions of whole numbers, what is done in each block.
void members_week(const core::Workers&, const MemberParameters&, const core::Draws&, const core::Tick&,
                  const LeverLevels&, const Districts&, const Units&, const MemberChances&, Members&, MemberBlocks&,
                  Neighbourhoods&);

// Adds the blocks' counts up by district and class, and tasks by neighbourhood.
void count_members(const core::Workers&, const MemberBlocks&, ClassTotals&, Neighbourhoods&);

// Each employer learns which share of its members is active.
void feedback_to_employers(const core::Workers&, const MemberParameters&, const core::Tick&, const Members&, Units&);

// The year's hours become last year's; how unequal they were is noted.
void close_year(const core::Workers&, const MemberBlocks&, Members&, ClassTotals&);

}  // namespace gongjian::model
