#include "engine/model/committee/phases.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kSeats = core::stream("seats");
constexpr core::Stream kAgenda = core::stream("agenda");
constexpr core::Stream kAttends = core::stream("attends");
constexpr core::Stream kSplit = core::stream("split_meeting");
constexpr core::Stream kContact = core::stream("outreach");
constexpr core::Stream kContactOverlap = core::stream("outreach_overlap");
constexpr core::Stream kContactAware = core::stream("outreach_aware");
constexpr core::Stream kAssessment = core::stream("assessment");

// The units of a subdistrict by kind, each in the order of the numbers under which they draw.
std::array<std::vector<std::uint32_t>, kKinds> units_by_kind(const Subdistricts& subdistricts, const Units& units,
                                                             std::size_t s) {
  std::array<std::vector<std::uint32_t>, kKinds> result;
  for (std::uint32_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i)
    result[static_cast<std::size_t>(units.kind[i])].push_back(i);
  for (auto& rows : result) sort_by_draw_id(units, rows);
  return result;
}

}  // namespace

void select_seats(const core::Workers& workers, const CommitteeParameters& p, const core::Draws& draws,
                  const core::Tick& tick, const LeverLevels& levers, const Subdistricts& subdistricts, Units& units,
                  Committees& committees) {
  workers.for_each(subdistricts.size(), [&](std::size_t s) {
    const std::size_t d = subdistricts.district[s];
    const auto subdistrict = static_cast<std::uint32_t>(s);
    const auto by_kind = units_by_kind(subdistricts, units, s);
    std::array<double, kKinds> cumulative{};
    double sum = 0;
    for (std::size_t k = 0; k < kKinds; ++k) {
      const double weight =
          p.selection_weight[k] + (p.diverse_weight[k] - p.selection_weight[k]) * levers.seat_diversity[d];
      cumulative[k] = sum += static_cast<double>(by_kind[k].size()) * weight;
    }
    std::fill(units.seat.data() + subdistricts.unit_begin[s], units.seat.data() + subdistricts.unit_end[s],
              std::uint8_t{0});
    const auto seats = static_cast<std::uint32_t>(
        p.least_part_time_seats + (p.most_part_time_seats - p.least_part_time_seats) * levers.part_time_seats[d] + 0.5);
    std::array<double, kKinds> held{};
    for (std::uint32_t seat = 0; seat < seats && sum > 0; ++seat) {
      const double at = sum * draws.uniform(kSeats, subdistrict, tick.week, 2 * seat);
      const auto k = static_cast<std::size_t>(std::min<std::ptrdiff_t>(
          std::upper_bound(cumulative.begin(), cumulative.end(), at) - cumulative.begin(), kKinds - 1));
      const auto& candidates = by_kind[k];
      const auto first = static_cast<std::size_t>(draws.uniform(kSeats, subdistrict, tick.week, 2 * seat + 1) *
                                                  static_cast<double>(candidates.size()));
      for (std::size_t n = 0; n < candidates.size(); ++n) {  // the next one that has no seat; none where all have
        std::uint8_t& has_seat = units.seat[candidates[(first + n) % candidates.size()]];
        if (has_seat) continue;
        has_seat = 1;
        ++held[k];
        break;
      }
    }
    double all_held = 0, distance = 0;
    for (const double n : held) all_held += n;
    const double all_units = std::max<double>(1, static_cast<double>(subdistricts.units(s)));
    for (std::size_t k = 0; k < kKinds; ++k)
      distance += std::fabs(held[k] / std::max(1.0, all_held) - static_cast<double>(by_kind[k].size()) / all_units);
    committees.gap[s] = all_held > 0 ? distance / 2 : 1;
    committees.external_share[s] = all_held / (all_held + p.full_time_seats);
    committees.part_time[s] = static_cast<std::uint8_t>(all_held);
    committees.agency_seats[s] = static_cast<std::uint8_t>(held[static_cast<std::size_t>(Kind::agency)]);
  });
}

void meetings(const core::Workers& workers, const CommitteeParameters& p, const core::Draws& draws,
              const core::Tick& tick, const LeverLevels& levers, const Districts& districts,
              const Subdistricts& subdistricts, Committees& committees) {
  const auto items = static_cast<std::uint32_t>(p.agenda_items + 0.5);
  workers.for_each(committees.size(), [&](std::size_t s) {
    const std::size_t d = subdistricts.district[s];
    const auto subdistrict = static_cast<std::uint32_t>(s);
    std::uint32_t internal = 0;
    for (std::uint32_t item = 0; item < items; ++item)
      internal += draws.uniform(kAgenda, subdistrict, tick.week, item) < p.internal_share;
    const bool split = draws.uniform(kSplit, subdistrict, tick.week) < levers.split_meetings[d];

    double& relevance = committees.relevance[s];
    committees.attendance[s] =
        core::logistic(p.attendance_intercept + p.attendance_relevance * (relevance - p.relevance_reference) +
                       p.attendance_attention * districts.effective_attention[d]);
    std::uint32_t present = 0;
    for (std::uint32_t seat = 0; seat < committees.part_time[s]; ++seat)
      present += draws.uniform(kAttends, subdistrict, tick.week, seat) < committees.attendance[s];
    const std::uint32_t called = split ? items - internal : items;
    committees.items[s] = committees.part_time[s] * items;
    committees.items_called[s] = committees.part_time[s] * called;
    committees.items_attended[s] = present * called;
    committees.items_exposed[s] = split ? 0 : present * internal;
    committees.cumulative_exposed[s] += committees.items_exposed[s];

    relevance += p.relevance_rate * (1 - p.internal_share * (1 - levers.split_meetings[d]) - relevance);
    committees.quality[s] =
        p.least_quality + (1 - p.least_quality) * (1 - committees.gap[s]) * committees.attendance[s];
  });
}

void outreach(const core::Workers& workers, const OutreachParameters& p, const ServiceParameters& service,
              const AssessmentParameters& assessment, const core::Draws& draws, const core::Tick& tick,
              const LeverLevels& levers, const Subdistricts& subdistricts, Units& units, Committees& committees) {
  workers.for_each(committees.size(), [&](std::size_t s) {
    const std::size_t d = subdistricts.district[s];
    const auto subdistrict = static_cast<std::uint32_t>(s);
    const double counted = levers.committee_assessment[d];
    const auto contacts =
        static_cast<std::uint32_t>(p.contacts_per_server * service.servers_with(counted, levers.service_centre[d]) *
                                       (1 + assessment.measured_gain * counted) +
                                   0.5);
    const double effect = p.awareness_effect * assessment.unmeasured_quality(counted);
    std::vector<std::uint32_t> two_new;
    for (std::uint32_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i)
      if (is_two_new(units.kind[i])) two_new.push_back(i);
    sort_by_draw_id(units, two_new);
    std::vector<std::uint8_t> reached(two_new.size(), 0);
    committees.contacts[s] = two_new.empty() ? 0 : contacts;
    committees.duplicates[s] = 0;
    for (std::uint32_t contact = 0; contact < committees.contacts[s]; ++contact) {
      if (draws.uniform(kContactOverlap, subdistrict, tick.week, contact) < p.overlap) {
        ++committees.duplicates[s];
        continue;
      }
      const auto chosen = static_cast<std::size_t>(draws.uniform(kContact, subdistrict, tick.week, contact) *
                                                   static_cast<double>(two_new.size()));
      reached[chosen] = 1;
      std::uint8_t& aware = units.aware[two_new[chosen]];
      if (!aware) aware = draws.uniform(kContactAware, subdistrict, tick.week, contact) < effect;
    }
    const auto distinct = std::count(reached.begin(), reached.end(), std::uint8_t{1});
    committees.coverage[s] = two_new.empty() ? 0 : static_cast<double>(distinct) / static_cast<double>(two_new.size());
  });
}

void assess(const core::Workers& workers, const AssessmentParameters& p, const core::Draws& draws,
            const core::Tick& tick, const LeverLevels& levers, const Subdistricts& subdistricts, Districts& districts,
            Units& units) {
  for (std::size_t d = 0; d < districts.size(); ++d)
    districts.assessment_weight[d] = p.precision * levers.binding_assessment[d];
  workers.for_each(subdistricts.size(), [&](std::size_t s) {
    const double weight = levers.binding_assessment[subdistricts.district[s]];
    for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i) {
      const std::uint32_t unit = units.draw_id[i];
      const double rating = p.precision * units.months_this_year[i] / core::kMonthsPerYear +
                            (1 - p.precision) * draws.uniform(kAssessment, unit, tick.week);
      const double own_line = draws.uniform(kAssessment, unit, tick.week, 1);
      units.assessment[i] = weight * rating + (1 - weight) * own_line;
      units.months_this_year[i] = 0;
    }
  });
}

}  // namespace gongjian::model
