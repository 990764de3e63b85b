// Building a city: all tables, filled for the first week.
#pragma once

#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/committees.hpp"
#include "engine/model/member/members.hpp"
#include "engine/model/neighbourhood/neighbourhoods.hpp"
#include "engine/model/population/given.hpp"
#include "engine/model/population/outline.hpp"
#include "engine/model/population/parameters.hpp"
#include "engine/model/project/markets.hpp"
#include "engine/model/project/projects.hpp"
#include "engine/model/service/stations.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

struct City {
  std::vector<core::Text> district_names;
  Districts districts;
  Alliances alliances;
  Subdistricts subdistricts;
  Committees committees;
  Markets markets;
  TypeMarkets type_markets;
  ThemeCampaigns theme_campaigns;
  Stations stations;
  Neighbourhoods neighbourhoods;
  Units units;
  KindTotals kind_totals;
  Projects projects;
  FieldTotals field_totals;
  Members members;
  MemberBlocks member_blocks;
  ClassTotals class_totals;
};

// Builds the city of an outline; every draw has an address under the seed, so the same outline, parameters
// and seed give the same city with any number of threads.
//   Units: kinds by largest remainder of the mix, dealt out at random within the district; sizes lognormal with
//   a Pareto tail. Members: in-service ones shared among the district's units by a multinomial in proportion
//   to size, with a least number each, living anywhere in the district; retired and others by neighbourhood. Units lie
//   in a neighbourhood of their subdistrict; each needs some types of resource and can offer others.
//   What `given` says (none: nothing) stands in place of what would be drawn, and changes no draw of the rest.
City build_city(const std::vector<DistrictOutline>&, const PopulationParameters&, const StartParameters&,
                const core::Draws&, const core::Workers&, const GivenPopulation* given = nullptr);

}  // namespace gongjian::model
