#include "engine/model/alliance/phases.hpp"

#include <algorithm>

#include "engine/core/check.hpp"
#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kFounding = core::stream("founding");
constexpr core::Stream kEvents = core::stream("events_held");

// How far a value has fallen below what it was at the peak, as a share of that.
double relative_fall(double peak, double now) { return peak > 0 ? (peak - now) / peak : 0; }

StallCause largest_fall(const Districts& districts, const Alliances& alliances, std::size_t d) {
  const double attention = relative_fall(alliances.peak_attention[d], districts.effective_attention[d]);
  const double cash = relative_fall(alliances.peak_cash[d], alliances.has_cash(d) ? 1 : 0);
  const double participation = relative_fall(alliances.peak_participation[d], districts.participation[d]);
  if (attention >= cash && attention >= participation) return StallCause::attention;
  return cash >= participation ? StallCause::cash : StallCause::participation;
}

void receive(core::Fixed amount, Alliances& alliances, std::size_t d) {
  alliances.reserve[d] += amount;
  alliances.cumulative_income[d] += amount;
}

}  // namespace

void founding(const AllianceParameters& p, const core::Draws& draws, const core::Tick& tick, const Districts& districts,
              Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    if (alliances.founded(d)) continue;
    const double hazard = p.founding_rate * core::exp(p.founding_attention * districts.effective_attention[d]);
    if (draws.uniform(kFounding, static_cast<std::uint32_t>(d), tick.week) >= 1 - core::exp(-hazard)) continue;
    alliances.form[d] = Form::alliance;
    alliances.founding_week[d] = tick.week;
  }
}

void autonomy(const AllianceParameters& p, const FundingParameters& funding, const LeverLevels& levers,
              const Districts& districts, Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    if (!alliances.founded(d)) continue;
    const bool may_register = levers.registration[d] > 0 && alliances.member_units[d] >= p.registration_members &&
                              alliances.reserve[d].value() >= p.registration_reserve;
    alliances.seed_grant[d] = {};
    if (alliances.form[d] != Form::registered && may_register) {
      alliances.form[d] = Form::registered;
      alliances.seed_grant[d] = core::Fixed::from(funding.seed_grant * districts.scale[d]);
      receive(alliances.seed_grant[d], alliances, d);
    }
    double target = alliances.form[d] == Form::association ? p.association_autonomy : 0;
    if (alliances.form[d] == Form::registered) {
      target = p.autonomy_ceiling * levers.registration[d] *
               (p.elected_head_weight * levers.elected_head[d] + p.standing_staff_weight * levers.standing_staff[d] +
                p.own_income_weight * levers.own_income[d]);
    }
    alliances.autonomy[d] += p.autonomy_rate * (std::min(target, p.autonomy_ceiling) - alliances.autonomy[d]);
    alliances.staff[d] = 1 + funding.extra_staff * alliances.autonomy[d] / funding.full_autonomy;
  }
}

void events_held(const AllianceParameters& p, const core::Draws& draws, const core::Tick& tick,
                 const Districts& districts, Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    if (!alliances.founded(d)) continue;
    const double rho = alliances.autonomy[d];
    const bool cash = alliances.has_cash(d);
    const double own = p.own_initiative_drive * districts.participation[d] * districts.own_initiative[d];
    const double drive =
        core::clip((1 - rho) * districts.effective_attention[d] + p.autonomous_drive * rho * (cash ? 1 : 0) + own, 0,
                   p.highest_drive);
    const double rate = alliances.form[d] == Form::joint_conference ? p.joint_conference_event_rate : p.event_rate;
    alliances.event_rate[d] = rate * drive * (cash ? 1 : p.cashless_events);
    alliances.events[d] = draws.poisson(alliances.event_rate[d], kEvents, static_cast<std::uint32_t>(d), tick.week);
  }
}

void cash_flow(const FundingParameters& p, const LeverLevels& levers, const Districts& districts,
               Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    if (!alliances.founded(d)) continue;
    const double k = districts.scale[d];
    const double staff = alliances.staff[d];
    const double left_of_grant = std::max(p.lowest_grant, 1 - p.grant_taper * alliances.autonomy[d] / p.full_autonomy);
    // without a legal person there is nobody to levy dues or to sell a service
    const bool registered = alliances.form[d] == Form::registered;
    const double paying =
        !registered ? 0 : std::min(p.paying_share * alliances.participating_units[d], p.most_paying * k);
    const double earning = !registered ? 0 : p.basic_income + (1 - p.basic_income) * levers.own_income[d];

    alliances.grant[d] = core::Fixed::from(k * p.grant * districts.effective_attention[d] *
                                           (1 - districts.budget_cut[d]) * left_of_grant);
    alliances.dues[d] = core::Fixed::from(paying * p.dues / core::kWeeksPerYear);
    alliances.fees[d] = core::Fixed::from(k * earning * staff * p.fee *
                                          std::min(1.0, districts.participation[d] / p.fee_participation));
    alliances.cost[d] = core::Fixed::from(k * (p.staff_cost * staff + p.event_cost * alliances.events[d]));

    receive(alliances.grant[d] + alliances.dues[d] + alliances.fees[d], alliances, d);
    alliances.reserve[d] -= alliances.cost[d];
    alliances.cumulative_cost[d] += alliances.cost[d];

    const core::Fixed cap = core::Fixed::from(k * (registered ? p.registered_reserve_cap : p.reserve_cap));
    alliances.lapsed[d] = std::max(core::Fixed{}, alliances.reserve[d] - cap);
    alliances.reserve[d] -= alliances.lapsed[d];
    alliances.cumulative_lapsed[d] += alliances.lapsed[d];
    if constexpr (kGongjianAudits)  // money is neither made nor lost
      GONGJIAN_CHECK(alliances.initial_reserve[d] + alliances.cumulative_income[d] ==
                     alliances.reserve[d] + alliances.cumulative_cost[d] + alliances.cumulative_lapsed[d]);
  }
}

void activity(const AllianceParameters& p, const core::Tick& tick, const Districts& districts, Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    if (!alliances.founded(d)) continue;
    double& y = alliances.activity[d];
    const double now =
        alliances.event_rate[d] / p.event_rate * std::min(1.0, districts.participation[d] / p.full_participation);
    y += (now - y) / p.activity_weeks;

    if (tick.week - alliances.founding_week[d] < p.peak_weeks && y > alliances.peak_activity[d]) {
      alliances.peak_activity[d] = y;
      alliances.peak_attention[d] = districts.effective_attention[d];
      alliances.peak_cash[d] = alliances.has_cash(d) ? 1 : 0;
      alliances.peak_participation[d] = districts.participation[d];
    }
    const double peak = std::max(p.lowest_peak, alliances.peak_activity[d]);
    alliances.low_weeks[d] = y < p.stall_fraction * peak ? alliances.low_weeks[d] + 1 : 0;
    if (!alliances.stalled[d] && alliances.low_weeks[d] >= p.stall_weeks) {
      alliances.stalled[d] = 1;
      alliances.stall_cause[d] = largest_fall(districts, alliances, d);
      if (alliances.first_stall_week[d] < 0) alliances.first_stall_week[d] = tick.week;
    } else if (alliances.stalled[d] && y > p.restart_fraction * peak) {
      alliances.stalled[d] = 0;
    }
  }
}

}  // namespace gongjian::model
