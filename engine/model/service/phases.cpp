#include "engine/model/service/phases.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kStation = core::stream("station");
constexpr core::Stream kResidentNeeds = core::stream("resident_needs");
constexpr core::Stream kContactPoint = core::stream("contact_point");
constexpr int kOnce = 0;  // the tick of draws that are the same in every week

// The rates of a queue with many servers, per week.
struct Rates {
  double arrival, service, giving_up;
  std::uint32_t servers;
};

// One week of a queue in continuous time, event by event; the exponential distribution forgets, so that each week
// begins anew. No rate, no event.
void run_queue(const Rates& rates, const core::Draws& draws, const core::Tick& tick, Stations& stations,
               std::size_t row) {
  const auto entity = static_cast<std::uint32_t>(row);
  std::uint32_t& n = stations.in_system[row];
  stations.requests[row] = stations.waited[row] = stations.served[row] = stations.given_up[row] = 0;
  double time = 0, waiting_time = 0;
  for (std::uint32_t event = 0;; ++event) {
    const std::uint32_t busy = std::min(n, rates.servers), waiting = n - busy;
    const double service = rates.service * busy, giving_up = rates.giving_up * waiting;
    const double all = rates.arrival + service + giving_up;
    const auto [when, what] = draws.two_uniforms(kStation, entity, tick.week, event);
    const double step = all > 0 ? -core::log(when) / all : 1;
    waiting_time += waiting * std::min(step, 1 - time);
    time += step;
    if (time >= 1) break;
    const double which = all * what;
    if (which < rates.arrival) {
      ++stations.requests[row];
      stations.waited[row] += n >= rates.servers;
      ++n;
    } else if (which < rates.arrival + service) {
      ++stations.served[row];
      --n;
    } else if (waiting > 0) {
      ++stations.given_up[row];
      --n;
    }
  }
  stations.queue[row] = waiting_time;
}

}  // namespace

void stations_week(const core::Workers& workers, const ServiceParameters& p, const AssessmentParameters& assessment,
                   const core::Draws& draws, const core::Tick& tick, const LeverLevels& levers,
                   const Subdistricts& subdistricts, Stations& stations) {
  workers.for_each(stations.size(), [&](std::size_t row) {
    const std::size_t s = row / kStationTypes;
    const std::size_t d = subdistricts.district[s];
    const bool white_collar = row == Stations::row(s, StationType::white_collar);
    const double station = white_collar ? levers.white_collar_station[d] : 1;
    const double counted = levers.committee_assessment[d];
    const double requests = (white_collar ? p.white_collar_requests : p.centre_requests) * station;
    const double servers = p.servers_with(counted, levers.service_centre[d]) * station;
    run_queue({requests * static_cast<double>(subdistricts.two_new_staff[s]) / 1000,
               p.service_rate * (1 + assessment.measured_gain * counted), 1 / p.patience_weeks,
               static_cast<std::uint32_t>(servers + 0.5)},
              draws, tick, stations, row);
    const auto served = static_cast<double>(stations.served[row]);
    if (const double ended = served + static_cast<double>(stations.given_up[row]); ended > 0)
      stations.satisfied[row] += (served / ended - stations.satisfied[row]) / p.memory_weeks;
    stations.quality[row] = assessment.unmeasured_quality(counted);
  });
}

void residents_week(const core::Workers& workers, const ResidentParameters& p, const CommitteeParameters& committee,
                    const core::Draws& draws, const core::Tick& tick, const LeverLevels& levers,
                    const Districts& districts, const Subdistricts& subdistricts, Neighbourhoods& neighbourhoods) {
  constexpr std::size_t kRows = 512;
  workers.for_blocks(neighbourhoods.size(), kRows, [&](std::size_t begin, std::size_t end) {
    core::PoissonTable poisson;  // of the latest neighbourhood's needs: many are alike
    for (std::size_t n = begin; n < end; ++n) {
      const std::size_t d = subdistricts.district[neighbourhoods.subdistrict[n]];
      const auto entity = static_cast<std::uint32_t>(n);
      const double expected = p.needs_rate * neighbourhoods.residents[n] * districts.demand_factor[d];
      std::uint32_t needs = 0, draw = 0;  // a sum of draws where one is not enough
      double rest = expected;
      while (rest > 0) {
        poisson.set_mean(std::min(rest, core::Draws::kMostMean));
        needs += static_cast<std::uint32_t>(poisson(draws.uniform(kResidentNeeds, entity, tick.week, draw++)));
        rest -= core::Draws::kMostMean;
      }
      const double by_staff =
          p.staff_capacity + p.office_capacity * committee.office_with(levers.residential_office[d]);
      const double by_projects = p.project_capacity * neighbourhoods.landed[n];
      const auto capacity = static_cast<std::uint32_t>(by_staff + by_projects + 0.5) + neighbourhoods.tasks_done[n];
      const std::uint32_t waiting = neighbourhoods.backlog[n] + needs;
      const std::uint32_t served = std::min(waiting, capacity);
      neighbourhoods.needs[n] = needs;
      neighbourhoods.served[n] = served;
      neighbourhoods.cumulative_needs[n] += needs;
      neighbourhoods.cumulative_served[n] += served;
      neighbourhoods.backlog[n] = waiting - served;

      const double share = needs == 0 ? 1 : std::min(1.0, static_cast<double>(served) / needs);
      neighbourhoods.share_served[n] += (share - neighbourhoods.share_served[n]) / p.memory_weeks;
      const double wait = neighbourhoods.backlog[n] / std::max(1.0, static_cast<double>(capacity));
      neighbourhoods.service_index[n] =
          neighbourhoods.share_served[n] * (wait > 0 ? core::exp(-wait / p.wait_weeks) : 1);
    }
  });
}

void contact_points(const core::Draws& draws, const LeverLevels& levers, const Subdistricts& subdistricts,
                    Neighbourhoods& neighbourhoods) {
  for (std::size_t n = 0; n < neighbourhoods.size(); ++n) {
    const double share = levers.contact_points[subdistricts.district[neighbourhoods.subdistrict[n]]];
    neighbourhoods.contact_point[n] =
        share > 0 && draws.uniform(kContactPoint, static_cast<std::uint32_t>(n), kOnce) < share;
  }
}

}  // namespace gongjian::model
