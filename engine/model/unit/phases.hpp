// Monthly phases of resident units. All but the tally run in parallel, each unit writing its own row; the
// block is a subdistrict, whose units share district, neighbours and platform.
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/committees.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/project/markets.hpp"
#include "engine/model/service/stations.hpp"
#include "engine/model/unit/decision.hpp"
#include "engine/model/unit/parameters.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// Units register with the community, the more under a campaign or with receipts, and registered ones keep contact
// with it, or let it sleep (row 7).
void contact(const core::Workers&, const ContactParameters&, const core::Draws&, const core::Tick&, const LeverLevels&,
             const Districts&, const Subdistricts&, Units&);

// Where somebody asks: what each unit's decision of this month is made of (h).
void explain_decisions(const core::Workers&, const ParticipationParameters&, const LearningParameters&,
                       const LeverLevels&, const Districts&, const Alliances&, const Subdistricts&, const Units&,
                       Decisions&);

// An aware unit takes part this month with a chance that push, motive and cost give: mixed logit (h).
void participation(const core::Workers&, const ParticipationParameters&, const LearningParameters&, const core::Draws&,
                   const core::Tick&, const LeverLevels&, const Districts&, const Alliances&, const Subdistricts&,
                   Units&);

// v moves to benefit minus cost after taking part, and otherwise fades, to what the unit's staff receives from a
// white-collar station without it (i).
void reciprocity(const core::Workers&, const ReciprocityParameters&, const ParticipationParameters&, const LeverLevels&,
                 const Alliances&, const Committees&, const Markets&, const Stations&, const Subdistricts&, Units&);

// Bush-Mosteller learners move their propensity by what they got against what they expected, and their expectation
// (theory 6). Nothing where units weigh utilities.
void learn(const core::Workers&, const LearningParameters&, const Subdistricts&, Units&);

// h += (x - h) / months (j).
void habit(const core::Workers&, const HabitParameters&, const Subdistricts&, Units&);

// Awareness spreads by publicity and by contact (the subdistrict's participation); who neither takes part nor keeps
// contact may forget (k).
void awareness(const core::Workers&, const AwarenessParameters&, const core::Draws&, const core::Tick&,
               const LeverLevels&, const Subdistricts&, Units&);

// Identity between the neighbours' mean and the unit's own anchor, with drift from policy (l).
void identity(const core::Workers&, const IdentityParameters&, const LeverLevels&, const Stations&, const Subdistricts&,
              Units&);

// Felt formalism: participation without substance, the more so where superiors require it (m).
void formalism(const core::Workers&, const FormalismParameters&, const LeverLevels&, const Committees&, const Markets&,
               const Subdistricts&, Units&);

// Counts and sums of the month: by district and kind, by subdistrict, by district and for the alliance.
void tally(const core::Workers&, const core::Tick&, const Units&, Subdistricts&, Districts&, Alliances&, KindTotals&);

}  // namespace gongjian::model
