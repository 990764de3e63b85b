#include "engine/model/district_sums.hpp"

namespace gongjian::model {

std::vector<DistrictSums> sums_by_district(const Districts& districts, const Subdistricts& subdistricts,
                                           const Committees& committees, const Markets& markets,
                                           const Stations& stations, const Neighbourhoods& neighbourhoods) {
  std::vector<DistrictSums> all(districts.size());
  for (std::size_t s = 0; s < subdistricts.size(); ++s) {
    DistrictSums& sums = all[subdistricts.district[s]];
    ++sums.subdistricts;
    sums.gap += committees.gap[s];
    sums.attendance += committees.attendance[s];
    sums.quality += committees.quality[s];
    sums.coverage += committees.coverage[s];
    sums.external_share += committees.external_share[s];
    sums.seats += committees.part_time[s];
    sums.agency_seats += committees.agency_seats[s];
    sums.items += committees.items[s];
    sums.called += committees.items_called[s];
    sums.attended += committees.items_attended[s];
    sums.exposed += committees.items_exposed[s];
    sums.contacts += committees.contacts[s];
    sums.duplicates += committees.duplicates[s];
    sums.needs += markets.needs[s];
    sums.offers += markets.offers[s];
    sums.matches += markets.matches[s];
    sums.district_matches += markets.district_matches[s];
    sums.agreed += markets.agreed[s];
    sums.lost_to_funds += markets.lost_to_funds[s];
    sums.lost_to_coordination += markets.lost_to_coordination[s];
    sums.started += markets.cumulative_started[s];
    sums.completed += markets.cumulative_completed[s];
    sums.failed += markets.cumulative_failed[s];
    sums.landed += markets.cumulative_landed[s];
    sums.benefit += markets.project_benefit[s];
    sums.value += markets.cumulative_value[s].value();
    sums.fund_paid += markets.cumulative_paid[s].value();
    sums.ties += markets.cumulative_ties[s];
    sums.cross_kind_ties += markets.cumulative_cross_kind_ties[s];
    for (std::size_t type = 0; type < kStationTypes; ++type) {
      const std::size_t row = s * kStationTypes + type;
      sums.requests[type] += stations.requests[row];
      sums.served[type] += stations.served[row];
      sums.satisfied[type] += stations.satisfied[row];
      sums.station_quality[type] += stations.quality[row];
      sums.waiting[type] += stations.queue[row];
    }
    for (std::size_t n = subdistricts.neighbourhood_begin[s]; n < subdistricts.neighbourhood_end[s]; ++n) {
      ++sums.neighbourhoods;
      sums.resident_needs += neighbourhoods.needs[n];
      sums.residents_served += neighbourhoods.served[n];
      sums.backlog += neighbourhoods.backlog[n];
      sums.service_index += neighbourhoods.service_index[n];
    }
  }
  return all;
}

}  // namespace gongjian::model
