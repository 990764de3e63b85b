#include "engine/model/alliance/phases.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kFounding = core::stream("founding");
constexpr core::Stream kEvents = core::stream("events_held");

constexpr double kCostWeeks = 13;  // over which the usual cost is averaged

// How far a value has fallen below what it was at the peak, as a share of that.
double relative_fall(double peak, double now) { return peak > 0 ? (peak - now) / peak : 0; }

StallCause largest_fall(const Districts& districts, const Alliances& alliances, std::size_t d) {
  const double attention = relative_fall(alliances.peak_attention[d], districts.effective_attention[d]);
  const double cash = relative_fall(alliances.peak_cash[d], alliances.has_cash(d) ? 1 : 0);
  const double participation = relative_fall(alliances.peak_participation[d], districts.participation[d]);
  if (attention >= cash && attention >= participation) return StallCause::attention;
  return cash >= participation ? StallCause::cash : StallCause::participation;
}

}  // namespace

void founding(const AllianceParameters& p, const core::Draws& draws, const core::Tick& tick, const Districts& districts,
              Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    if (alliances.founded(d) || !districts.exists(d)) continue;
    const double above = p.founding_rate * core::exp(p.founding_attention * districts.effective_attention[d]);
    const double below = p.founding_goodwill * districts.goodwill[d];
    const auto entity = static_cast<std::uint32_t>(d);
    if (draws.uniform(kFounding, entity, tick.week) >= 1 - core::exp(-(above + below))) continue;
    alliances.form[d] = static_cast<Form>(p.founding_form);
    alliances.founding_week[d] = tick.week;
    alliances.founding_cause[d] = draws.uniform(kFounding, entity, tick.week, 1) * (above + below) < above
                                      ? FoundingCause::above
                                      : FoundingCause::below;
    alliances.founding_attention[d] = districts.effective_attention[d];
    alliances.stalled[d] = 0;
  }
}

void autonomy(const AllianceParameters& p, const FundingParameters& funding, const core::Tick& tick,
              const LeverLevels& levers, const Districts& districts, Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    alliances.seed_grant[d] = {};
    if (!alliances.founded(d)) continue;
    const bool may_register = levers.registration[d] > 0 && alliances.member_units[d] >= p.registration_members &&
                              alliances.reserve[d].value() >= p.registration_reserve;
    if (alliances.form[d] != Form::registered && may_register) {
      alliances.form[d] = Form::registered;
      alliances.registration_week[d] = tick.week;
      alliances.seed_grant[d] = core::Fixed::from(funding.seed_grant * districts.scale[d]);
      alliances.receive(alliances.seed_grant[d], d);
      alliances.cumulative_grants[d] += alliances.seed_grant[d];
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
  for (auto* flow : {&alliances.grant, &alliances.dues, &alliances.fees, &alliances.cost, &alliances.lapsed})
    std::fill(flow->begin(), flow->end(), core::Fixed{});
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

    alliances.receive(alliances.grant[d] + alliances.dues[d] + alliances.fees[d], d);
    alliances.pay(alliances.cost[d], d);
    alliances.cumulative_grants[d] += alliances.grant[d];
    alliances.usual_cost[d] += (alliances.cost[d].value() - alliances.usual_cost[d]) / kCostWeeks;

    const core::Fixed cap = core::Fixed::from(k * (registered ? p.registered_reserve_cap : p.reserve_cap));
    alliances.lapse(std::max(core::Fixed{}, alliances.reserve[d] - cap), d);
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

void dissolution(const AllianceParameters& p, const core::Tick& tick, Alliances& alliances) {
  for (std::size_t d = 0; d < alliances.size(); ++d) {
    const bool broke = alliances.form[d] == Form::registered && !alliances.has_cash(d) &&
                       alliances.member_units[d] < p.registration_members;
    alliances.broke_weeks[d] = broke ? alliances.broke_weeks[d] + 1 : 0;
    if (alliances.broke_weeks[d] < p.dissolution_weeks) continue;
    if (!alliances.stalled[d]) {
      alliances.stalled[d] = 1;
      alliances.stall_cause[d] = StallCause::cash;
      if (alliances.first_stall_week[d] < 0) alliances.first_stall_week[d] = tick.week;
    }
    alliances.lapse(alliances.reserve[d], d);  // the debt is written off
    alliances.end(d);
  }
}

}  // namespace gongjian::model
