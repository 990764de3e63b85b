// Phases of needs, offers and projects: budgets of the year, polls and matching (o), agreements and projects (p),
// landing (q), theme campaigns.
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/committees.hpp"
#include "engine/model/committee/parameters.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/neighbourhood/neighbourhoods.hpp"
#include "engine/model/project/markets.hpp"
#include "engine/model/project/parameters.hpp"
#include "engine/model/project/projects.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// What a project's chance of completion is made of, in logits (p); from what the project has kept of its beginning.
struct CompletionTerms {
  double intercept, contracts, itemisation, attendance, office;
  double chance() const;  // p_c
};
CompletionTerms completion_terms(const ProjectParameters&, const Projects&, std::size_t project);

// The units of subdistrict s that took part in the last month, in the order of the numbers under which they draw.
std::vector<std::uint32_t> participants_of(const Subdistricts&, const Units&, std::size_t s);

// The year's money: subdistricts' funds and units' spare resources are filled anew; what is left lapses.
void budgets(const ProjectParameters&, const Subdistricts&, Units&, Markets&);

// A week of every active project: it is paid for and makes progress, or waits; it fails by chance, or is completed,
// has a value and may land at a neighbourhood (p, q). What landed earlier stops serving when its time is over.
// A district's projects touch its own alliance, markets, units and neighbourhoods alone.
void projects_week(const core::Workers&, const ProjectParameters&, const core::Draws&, const core::Tick&,
                   const LeverLevels&, const CommitteeParameters&, const Subdistricts&, Alliances&, Units&,
                   Neighbourhoods&, Markets&, Projects&, FieldTotals&, ActiveProjects&);

// What the quarter's completed projects were to the units taking part: projA (p).
void project_benefit(const ProjectParameters&, const Subdistricts&, Markets&);

// Units that take part make needs and offers known, the more the longer they have come (o).
void poll(const core::Workers&, const MatchingParameters&, const core::Draws&, const core::Tick&, const LeverLevels&,
          const Districts&, const Alliances&, const Subdistricts&, Units&, Markets&, TypeMarkets&);

// Needs meet offers: in the subdistrict first, then, where there is a district platform, across the district (o).
void match(const core::Workers&, const MatchingParameters&, const core::Draws&, const core::Tick&, const LeverLevels&,
           const Subdistricts&, Units&, Markets&, TypeMarkets&, Matches&);

// Matches that lead to an agreement, have funds and find somebody to coordinate them become projects (p).
void start_projects(const ProjectParameters&, const core::Draws&, const core::Tick&, const LeverLevels&,
                    const CommitteeParameters&, const Committees&, const Districts&, const Alliances&,
                    const Subdistricts&, const Units&, const Matches&, Markets&, Projects&);

// How unequally the value of all projects so far is spread over a district's units: Gini's coefficient.
void value_inequality(const core::Workers&, const Subdistricts&, const Units&, Districts&);

// Once a year a district may call for a key project. Month by month those member units join whose threshold the
// share of joiners has reached (Granovetter 1978); it succeeds with a chance that is sharp in that share.
void theme_campaigns(const ThemeParameters&, const core::Draws&, const core::Tick&, const LeverLevels&,
                     const Districts&, const Alliances&, const Subdistricts&, Units&, Markets&, ThemeCampaigns&);

}  // namespace gongjian::model
