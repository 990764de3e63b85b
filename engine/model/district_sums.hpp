// Sums over the parts of each district, as the outputs need them.
#pragma once

#include <vector>

#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/committees.hpp"
#include "engine/model/neighbourhood/neighbourhoods.hpp"
#include "engine/model/project/markets.hpp"
#include "engine/model/service/stations.hpp"
#include "engine/model/unit/subdistricts.hpp"

namespace gongjian::model {

// Over the subdistricts, stations and neighbourhoods of one district.
struct DistrictSums {
  double subdistricts = 0;
  double gap = 0, attendance = 0, quality = 0, coverage = 0, external_share = 0, benefit = 0;
  double seats = 0, agency_seats = 0, items = 0, called = 0, attended = 0, exposed = 0;
  double contacts = 0, duplicates = 0;
  double needs = 0, offers = 0, matches = 0, district_matches = 0;                      // of the latest quarter
  double agreed = 0, lost_to_funds = 0, lost_to_coordination = 0;                       // likewise
  double started = 0, completed = 0, failed = 0, landed = 0, value = 0, fund_paid = 0;  // since the start
  double ties = 0, cross_kind_ties = 0;                                                 // likewise
  double requests[kStationTypes] = {}, served[kStationTypes] = {}, waiting[kStationTypes] = {};
  double satisfied[kStationTypes] = {}, station_quality[kStationTypes] = {};
  double neighbourhoods = 0, resident_needs = 0, residents_served = 0, backlog = 0, service_index = 0;
};

// One for each district. Serial, in the order of subdistricts and neighbourhoods.
std::vector<DistrictSums> sums_by_district(const Districts&, const Subdistricts&, const Committees&, const Markets&,
                                           const Stations&, const Neighbourhoods&);

}  // namespace gongjian::model
