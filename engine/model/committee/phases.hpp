// Phases of working committees and their lines: seats and meetings (n), outreach, year-end assessment (v).
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/committees.hpp"
#include "engine/model/committee/parameters.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/service/parameters.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// Part-time seats are given to units anew: a kind is drawn for each seat by share times weight, then a unit of this
// kind that has no seat yet. With the gap of the seats' mix from the units' (n).
void select_seats(const core::Workers&, const CommitteeParameters&, const core::Draws&, const core::Tick&,
                  const LeverLevels&, const Subdistricts&, Units&, Committees&);

// The month's meeting: who is called for which items and who comes; what part-time members learn of its relevance;
// and the quality of governance (n).
void meetings(const core::Workers&, const CommitteeParameters&, const core::Draws&, const core::Tick&,
              const LeverLevels&, const Districts&, const Subdistricts&, Committees&);

// The comprehensive committee contacts firms and social organisations; contacts that overlap are of no use.
void outreach(const core::Workers&, const OutreachParameters&, const ServiceParameters&, const AssessmentParameters&,
              const core::Draws&, const core::Tick&, const LeverLevels&, const Subdistricts&, Units&, Committees&);

// The year-end assessment: each unit's score, and the weight that service had in it and has for the next year (v).
void assess(const core::Workers&, const AssessmentParameters&, const core::Draws&, const core::Tick&,
            const LeverLevels&, const Subdistricts&, Districts&, Units&);

}  // namespace gongjian::model
