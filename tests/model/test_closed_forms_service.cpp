// Closed forms of services: queues with many servers (V16) and the slotted queue of residents' needs (V17). Bounds are
// four standard errors over independent queues.
#include "engine/model/service/phases.hpp"
#include "tests/catch.hpp"
#include "tests/model/samples.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

// Erlang's C formula: the chance of waiting with c servers and the offered load a.
double erlang_c(int c, double a) {
  double term = 1, sum = 0;
  for (int k = 0; k < c; ++k) {
    sum += term;
    term *= a / (k + 1);
  }
  const double all_busy = term * c / (c - a);
  return all_busy / (sum + all_busy);
}

}  // namespace

TEST_CASE("V16: stations are queues with many servers: Erlang's formula holds", "[closed_forms]") {
  constexpr std::size_t kQueues = 60;
  constexpr int kFirst = 200, kWeeks = 2'000;
  struct Case {
    double arrivals, service;
    int servers;
    double waits, queue;
  };
  for (const Case& c : {Case{8, 2.5, 4, .5964, 2.386}, Case{18, 2, 10, .6687, 6.019}, Case{3, 1, 4, .5094, 1.528}}) {
    INFO(c.arrivals);
    const double load = c.arrivals / c.service, utilisation = load / c.servers;
    const double waits = erlang_c(c.servers, load), queue = waits * utilisation / (1 - utilisation);
    CHECK(waits == Approx(c.waits).margin(5e-5));
    CHECK(queue == Approx(c.queue).margin(1e-3));

    ServiceParameters p;
    p.servers = c.servers;
    p.service_rate = c.service;
    p.centre_requests = c.arrivals;
    p.patience_weeks = 1e12;
    Subdistricts subdistricts;
    Stations stations;
    resize_columns(subdistricts, kQueues);
    resize_columns(stations, kQueues * kStationTypes);
    for (std::size_t s = 0; s < kQueues; ++s) {
      subdistricts.district[s] = DistrictId(0);
      subdistricts.two_new_staff[s] = 1'000;
    }
    const LeverLevels levers = no_levers(1);
    const core::Workers workers(2);
    std::vector<double> requests(kQueues, 0), waited(kQueues, 0), waiting(kQueues, 0);
    for (int week = 0; week < kFirst + kWeeks; ++week) {
      stations_week(workers, p, AssessmentParameters{}, core::Draws(16), core::Tick{week}, levers, subdistricts,
                    stations);
      if (week < kFirst) continue;
      for (std::size_t s = 0; s < kQueues; ++s) {
        const std::size_t row = Stations::row(s, StationType::service_centre);
        requests[s] += stations.requests[row];
        waited[s] += stations.waited[row];
        waiting[s] += stations.queue[row] / kWeeks;
      }
    }
    std::vector<double> share, weekly;
    for (std::size_t s = 0; s < kQueues; ++s) {
      share.push_back(waited[s] / requests[s]);
      weekly.push_back(requests[s] / kWeeks);
      CHECK(stations.requests[Stations::row(s, StationType::white_collar)] == 0);  // there is none without the lever
    }
    CHECK(sample_of(weekly).mean == Approx(c.arrivals).margin(sample_of(weekly).four_errors()));
    CHECK(sample_of(share).mean == Approx(waits).margin(sample_of(share).four_errors()));
    CHECK(sample_of(waiting).mean == Approx(queue).margin(sample_of(waiting).four_errors()));
  }
}

TEST_CASE("V17: residents' needs wait as in a slotted queue", "[closed_forms]") {
  constexpr std::size_t kN = 4'000;
  constexpr int kFirst = 500, kWeeks = 500;
  constexpr double kLoad = 0.8;
  ResidentParameters p;
  p.staff_capacity = 1;
  p.office_capacity = 0;
  p.needs_rate = kLoad / 100;
  const Districts districts = some_districts(1);
  Subdistricts subdistricts;
  Neighbourhoods neighbourhoods;
  resize_columns(subdistricts, 1);
  resize_columns(neighbourhoods, kN);
  subdistricts.district[0] = DistrictId(0);
  for (std::size_t n = 0; n < kN; ++n) {
    neighbourhoods.subdistrict[n] = SubdistrictId(0);
    neighbourhoods.residents[n] = 100;
  }
  std::vector<double> backlog(kN, 0);
  for (int week = 0; week < kFirst + kWeeks; ++week) {
    residents_week(core::Workers(1), p, CommitteeParameters{}, core::Draws(17), core::Tick{week}, no_levers(1),
                   districts, subdistricts, neighbourhoods);
    if (week < kFirst) continue;
    for (std::size_t n = 0; n < kN; ++n) backlog[n] += neighbourhoods.backlog[n] / double{kWeeks};
  }
  const double expected = kLoad * kLoad / (2 * (1 - kLoad));
  CHECK(expected == Approx(1.6));
  CHECK(sample_of(backlog).mean == Approx(expected).margin(sample_of(backlog).four_errors()));
}
