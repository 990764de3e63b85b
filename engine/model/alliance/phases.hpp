// Phases of the district alliance, weekly and serial (a city has few alliances).
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/alliance/parameters.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/levers.hpp"

namespace gongjian::model {

// An unfounded district founds an alliance: from above, with a hazard that grows with attention, or from below, by
// the goodwill of its units (c).
void founding(const AllianceParameters&, const core::Draws&, const core::Tick&, const Districts&, Alliances&);

// An alliance registers when the lever, its member units and its funds allow, and autonomy moves to what
// its form, elected head, standing staff and own income give (d).
void autonomy(const AllianceParameters&, const FundingParameters&, const core::Tick&, const LeverLevels&,
              const Districts&, Alliances&);

// How many events are held: from the leader's attention, autonomy with funds, and own initiative (e).
void events_held(const AllianceParameters&, const core::Draws&, const core::Tick&, const Districts&, Alliances&);

// Grant, dues and service income in; staff and events out; what exceeds the cap lapses (f).
void cash_flow(const FundingParameters&, const LeverLevels&, const Districts&, Alliances&);

// The activity index, and whether the alliance stalls or restarts, and why (g).
void activity(const AllianceParameters&, const core::Tick&, const Districts&, Alliances&);

// A registered alliance that has had no money and too few members for a year is dissolved; it counts as stalled,
// and its debt is written off (f).
void dissolution(const AllianceParameters&, const core::Tick&, Alliances&);

}  // namespace gongjian::model
