// Monthly phases of resident units. All but the tally run in parallel, each unit writing its own row; the
// block is a subdistrict, whose units share district, neighbours and platform.
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/parameters.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/unit/parameters.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// Probability that an aware unit takes part this month: mixed logit of push, motive and cost (h).
void participation(const core::Workers&, const ParticipationParameters&, const StandInParameters&, const core::Draws&,
                   const core::Tick&, const LeverLevels&, const Districts&, const Alliances&, const Subdistricts&,
                   Units&);

// v moves to benefit minus cost after taking part, and fades otherwise (i).
void reciprocity(const core::Workers&, const ReciprocityParameters&, const ParticipationParameters&,
                 const StandInParameters&, const LeverLevels&, const Alliances&, const Subdistricts&, Units&);

// h += (x - h) / months (j).
void habit(const core::Workers&, const HabitParameters&, const Subdistricts&, Units&);

// Awareness spreads by publicity and by contact (the subdistrict's participation), and is forgotten (k).
void awareness(const core::Workers&, const AwarenessParameters&, const core::Draws&, const core::Tick&,
               const LeverLevels&, const Subdistricts&, Units&);

// Identity between the neighbours' mean and the unit's own anchor, with drift from policy (l).
void identity(const core::Workers&, const IdentityParameters&, const LeverLevels&, const Subdistricts&, Units&);

// Felt formalism: participation without substance, the more so where superiors require it (m).
void formalism(const core::Workers&, const FormalismParameters&, const StandInParameters&, const LeverLevels&,
               const Subdistricts&, Units&);

// Counts and sums of the month: by district and kind, by subdistrict, by district and for the alliance.
void tally(const core::Tick&, const Units&, Subdistricts&, Districts&, Alliances&, KindTotals&);

}  // namespace gongjian::model
