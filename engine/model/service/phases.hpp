// Phases of services: stations as queues (t, u), and residents' needs (s).
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/parameters.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/neighbourhood/neighbourhoods.hpp"
#include "engine/model/service/parameters.hpp"
#include "engine/model/service/stations.hpp"
#include "engine/model/unit/subdistricts.hpp"

namespace gongjian::model {

// A week of every station: requests come and are served one by one, in continuous time (Markovian arrivals, service
// and patience, c servers) (t). Quantified assessment speeds up what it counts, at the cost of quality (u).
void stations_week(const core::Workers&, const ServiceParameters&, const AssessmentParameters&, const core::Draws&,
                   const core::Tick&, const LeverLevels&, const Subdistricts&, Stations&);

// The neighbourhoods that have a contact point of the alliance: the lever's share of them, always the same ones first.
void contact_points(const core::Draws&, const LeverLevels&, const Subdistricts&, Neighbourhoods&);

// A week of residents' needs in every neighbourhood: they arise, and are served by staff, by the tasks that members
// did this week, and by projects that have landed; the rest waits (s).
void residents_week(const core::Workers&, const ResidentParameters&, const CommitteeParameters&, const core::Draws&,
                    const core::Tick&, const LeverLevels&, const Districts&, const Subdistricts&, Neighbourhoods&);

}  // namespace gongjian::model
