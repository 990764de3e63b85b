#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/core/math.hpp"
#include "engine/model/project/phases.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kProjectFailure = core::stream("project_failure");
constexpr core::Stream kProjectEnd = core::stream("project_end");
constexpr core::Stream kAgreement = core::stream("agreement");
constexpr core::Stream kElements = core::stream("agreement_elements");
constexpr core::Stream kFunds = core::stream("project_funds");
constexpr core::Stream kPartner = core::stream("project_partner");
constexpr core::Stream kProjectSize = core::stream("project_size");
constexpr std::uint32_t kOrdinals = 256;   // of a unit's matches in one quarter
constexpr std::uint32_t kStartDraws = 16;  // that one match makes in a stream, at most
constexpr double kUnitsOfFund = 237;       // of the subdistrict for which the fund is stated
constexpr double kLeastSlack = 20;         // spare resources of the smallest unit, as many employees' worth

// A draw for a project, which is known by the unit that began it, when, and (by numbers alone) as its which one: so it
// meets the same chance under every policy under which it begins.
double draw(core::Stream stream, const core::Draws& draws, const core::Tick& tick, const Projects& projects,
            const Units& units, std::size_t project, std::uint32_t k) {
  constexpr std::uint32_t kDraws = 4;  // k below
  return draws.uniform(
      stream, units.draw_id[projects.initiator[project]], tick.week,
      kDraws * (kOrdinals * static_cast<std::uint32_t>(projects.start_week[project]) + projects.ordinal[project]) + k);
}

// What is due this week: an equal part, and all that is left at the end.
core::Fixed due(const Projects& projects, std::size_t p) {
  const bool last = projects.weeks_done[p] + 1 >= projects.weeks[p];
  return last ? projects.cost[p] - projects.paid[p] : core::Fixed{projects.cost[p].steps / projects.weeks[p]};
}

// The parties of a project.
template <class Function>
void for_parties(const Projects& projects, std::size_t p, Function function) {
  for (const UnitId unit :
       {projects.initiator[p], projects.provider[p], projects.partner[p], projects.second_partner[p]})
    if (unit.exists()) function(static_cast<std::size_t>(unit));
}

int count_parties(const Projects& projects, std::size_t p) {
  int count = 0;
  for_parties(projects, p, [&](std::size_t) { ++count; });
  return count;
}

// The part of a complete agreement that a project's agreement holds.
double completeness(const Projects& projects, std::size_t p) {
  return static_cast<double>(std::popcount(projects.elements[p])) / kAgreementElements;
}

// The fund, the alliance and the parties pay what is due; false, and nothing is paid, where money is wanting.
bool pay(const ProjectParameters& p, const LeverLevels& levers, std::size_t project, Projects& projects,
         Alliances& alliances, Markets& markets, Units& units) {
  const std::size_t d = projects.district[project], s = projects.subdistrict[project];
  const core::Fixed all = due(projects, project);
  const core::Fixed by_fund = core::Fixed::from(all.value() * p.fund_share);
  const core::Fixed by_alliance = core::Fixed::from(alliances.founded(d) ? all.value() * p.alliance_share : 0);
  if (markets.fund[s] < by_fund || (by_alliance > core::Fixed{} && alliances.reserve[d] < by_alliance)) return false;
  markets.fund[s] -= by_fund;
  markets.cumulative_paid[s] += by_fund;
  alliances.project_cost[d] += by_alliance;
  alliances.pay(by_alliance, d);
  markets.cumulative_by_alliance[s] += by_alliance;
  const core::Fixed by_parties = all - by_fund - by_alliance;
  markets.cumulative_by_parties[s] += by_parties;
  const double part = by_parties.value() / count_parties(projects, project);
  for_parties(projects, project, [&](std::size_t i) { units.slack[i] -= part; });
  if (alliances.form[d] == Form::registered) {
    const core::Fixed income = core::Fixed::from(by_parties.value() * p.own_income_share * levers.own_income[d]);
    alliances.project_income[d] += income;
    alliances.receive(income, d);
  }
  projects.paid[project] += all;
  return true;
}

struct Completion {
  const ProjectParameters& p;
  const CommitteeParameters& committee;
  const core::Draws& draws;
  const core::Tick& tick;
  const LeverLevels& levers;
  const Subdistricts& subdistricts;
  Neighbourhoods& neighbourhoods;
  Markets& markets;
  Projects& projects;
  FieldTotals& fields;
  Units& units;

  void operator()(std::size_t project) const {
    const std::size_t d = projects.district[project], s = projects.subdistrict[project];
    const auto u = [&](std::uint32_t k) { return draw(kProjectEnd, draws, tick, projects, units, project, k); };
    const double quality = p.lowest_quality + (1 - p.lowest_quality) * u(0);
    const double kinds = std::popcount(projects.kinds[project]);
    const core::Fixed value =
        core::Fixed::from(projects.cost[project].value() * quality * (1 + p.synergy * (kinds - 1)) *
                          (1 + p.contract_value * completeness(projects, project)));
    projects.state[project] = ProjectState::completed;
    projects.quality[project] = quality;
    projects.value[project] = value;
    ++markets.felt[s];
    ++markets.cumulative_completed[s];
    markets.cumulative_value[s] += value;
    ++fields.completed[d * kFields + projects.field[project]];
    fields.value[d * kFields + projects.field[project]] += value;
    const int parties = std::max(1, count_parties(projects, project));
    for_parties(projects, project,
                [&](std::size_t i) { units.project_value[i] += core::Fixed{value.steps / parties}; });
    if (subdistricts.neighbourhoods(s) > 0) land(project, d, s, u(1), u(2));
  }

 private:
  void land(std::size_t project, std::size_t d, std::size_t s, double where, double chance) const {
    const std::size_t n = subdistricts.neighbourhood_begin[s] +
                          static_cast<std::size_t>(where * static_cast<double>(subdistricts.neighbourhoods(s)));
    const double office = committee.office_with(levers.residential_office[d]);
    if (chance >= p.landing + p.landing_office * neighbourhoods.contact_point[n] * office) return;
    projects.neighbourhood[project] = NeighbourhoodId(n);
    projects.service_end[project] = tick.week + static_cast<std::int32_t>(p.landed_weeks);
    ++neighbourhoods.landed[n];
    ++markets.cumulative_landed[s];
  }
};

// Draws what a new project is: partners, agreement, cost, length, and its chance of completion.
struct Beginning {
  const ProjectParameters& p;
  const core::Draws& draws;
  const core::Tick& tick;
  const LeverLevels& levers;
  const CommitteeParameters& committee;
  const Committees& committees;
  const Units& units;
  Markets& markets;
  Projects& projects;

  void operator()(const Match& match, std::size_t d, const std::vector<std::uint32_t>& candidates) const {
    const std::uint32_t id = units.draw_id[match.initiator];
    const std::uint32_t first = kStartDraws * match.ordinal;
    const auto u = [&](core::Stream stream, std::uint32_t k) {
      return draws.uniform(stream, id, tick.week, first + k);
    };
    const std::size_t project = projects.size();
    core::resize_columns(projects, project + 1);
    projects.ordinal[project] = static_cast<std::uint8_t>(match.ordinal % kOrdinals);
    projects.state[project] = ProjectState::active;
    projects.across_district[project] = match.across_district;
    projects.district[project] = DistrictId(d);
    projects.subdistrict[project] = SubdistrictId(match.subdistrict);
    projects.type[project] = match.type;
    projects.field[project] = field_of(match.type);
    projects.initiator[project] = UnitId(match.initiator);
    projects.provider[project] = UnitId(match.provider);
    projects.partner[project] = join(candidates, project, u(kPartner, 0), u(kPartner, 1));
    projects.second_partner[project] = join(candidates, project, u(kPartner, 2), u(kPartner, 3));
    for_parties(projects, project, [&](std::size_t i) {
      projects.kinds[project] |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(units.kind[i]));
    });
    for_parties(projects, project, [&](std::size_t i) {
      for_parties(projects, project, [&](std::size_t j) {
        if (i >= j) return;
        ++markets.cumulative_ties[match.subdistrict];
        markets.cumulative_cross_kind_ties[match.subdistrict] += units.kind[i] != units.kind[j];
      });
    });
    for (std::uint32_t element = 0; element < kAgreementElements; ++element)
      if (u(kElements, element) < levers.contracts[d])
        projects.elements[project] |= static_cast<std::uint8_t>(1u << element);

    // both lognormal with the stated mean
    const double size = draws.normal(kProjectSize, id, tick.week, first),
                 length = draws.normal(kProjectSize, id, tick.week, first + 1);
    projects.cost[project] =
        core::Fixed::from(p.cost * core::exp(p.cost_log_sd * size - 0.5 * p.cost_log_sd * p.cost_log_sd));
    const double weeks = p.weeks * core::exp(p.weeks_log_sd * length - 0.5 * p.weeks_log_sd * p.weeks_log_sd);
    projects.start_week[project] = tick.week;
    projects.weeks[project] = static_cast<std::int32_t>(core::clip(weeks + 0.5, 1, 5200));
    projects.end_week[project] = projects.service_end[project] = -1;
    projects.itemisation[project] = levers.project_itemisation[d];
    projects.attendance[project] = committees.attendance[match.subdistrict];
    projects.office[project] = committee.office_with(levers.residential_office[d]);
    const double chance = completion_terms(p, projects, project).chance();
    projects.completion_chance[project] = chance;
    projects.weekly_failure[project] = 1 - core::pow(chance, 1.0 / projects.weeks[project]);
  }

 private:
  // A candidate that is no party yet, with the chance that somebody joins; or none.
  UnitId join(const std::vector<std::uint32_t>& candidates, std::size_t project, double chance, double which) const {
    if (chance >= p.partner_chance || candidates.empty()) return {};
    const std::uint32_t chosen = candidates[static_cast<std::size_t>(which * static_cast<double>(candidates.size()))];
    bool is_party = false;
    for_parties(projects, project, [&](std::size_t i) { is_party = is_party || i == chosen; });
    return is_party ? UnitId{} : UnitId(chosen);
  }
};

}  // namespace

std::vector<std::uint32_t> participants_of(const Subdistricts& subdistricts, const Units& units, std::size_t s) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i)
    if (units.participates[i]) result.push_back(i);
  sort_by_draw_id(units, result);
  return result;
}

CompletionTerms completion_terms(const ProjectParameters& p, const Projects& projects, std::size_t project) {
  return {p.completion_intercept, p.completion_contracts * completeness(projects, project),
          p.completion_itemisation * projects.itemisation[project],
          p.completion_attendance * projects.attendance[project], p.completion_office * projects.office[project]};
}

double CompletionTerms::chance() const {
  return core::logistic(intercept + contracts + itemisation + attendance + office);
}

void budgets(const ProjectParameters& p, const Subdistricts& subdistricts, Units& units, Markets& markets) {
  for (std::size_t s = 0; s < markets.size(); ++s) {
    markets.cumulative_lapsed[s] += markets.fund[s];
    markets.fund[s] = core::Fixed::from(p.fund * static_cast<double>(subdistricts.units(s)) / kUnitsOfFund);
    markets.cumulative_granted[s] += markets.fund[s];
  }
  for (std::size_t i = 0; i < units.count(); ++i) units.slack[i] = p.slack * (kLeastSlack + units.size[i]);
}

void projects_week(const core::Workers& workers, const ProjectParameters& p, const core::Draws& draws,
                   const core::Tick& tick, const LeverLevels& levers, const CommitteeParameters& committee,
                   const Subdistricts& subdistricts, Alliances& alliances, Units& units, Neighbourhoods& neighbourhoods,
                   Markets& markets, Projects& projects, FieldTotals& fields, ActiveProjects& active) {
  std::fill(alliances.project_cost.begin(), alliances.project_cost.end(), core::Fixed{});
  std::fill(alliances.project_income.begin(), alliances.project_income.end(), core::Fixed{});
  const Completion complete{p,       committee, draws,  tick, levers, subdistricts, neighbourhoods,
                            markets, projects,  fields, units};
  active.of_district.resize(alliances.size());
  for (auto& list : active.of_district) list.clear();
  for (std::size_t project = 0; project < projects.size(); ++project) {
    if (projects.service_end[project] == tick.week) --neighbourhoods.landed[projects.neighbourhood[project]];
    if (projects.state[project] == ProjectState::active)
      active.of_district[projects.district[project]].push_back(static_cast<std::uint32_t>(project));
  }
  const auto run = [&](std::size_t project) {
    if (draw(kProjectFailure, draws, tick, projects, units, project, 0) < projects.weekly_failure[project]) {
      projects.state[project] = ProjectState::failed;
      projects.end_week[project] = tick.week;
      ++markets.cumulative_failed[projects.subdistrict[project]];
      return;
    }
    if (!pay(p, levers, project, projects, alliances, markets, units)) {
      ++projects.weeks_waited[project];
      return;
    }
    if (++projects.weeks_done[project] < projects.weeks[project]) return;
    projects.end_week[project] = tick.week;
    complete(project);
  };
  workers.for_each(active.of_district.size(), [&](std::size_t d) {
    for (const std::uint32_t project : active.of_district[d]) run(project);
  });
}

void project_benefit(const ProjectParameters& p, const Subdistricts& subdistricts, Markets& markets) {
  for (std::size_t s = 0; s < markets.size(); ++s) {
    const double among = std::max<double>(p.benefit_units, subdistricts.participants[s]);
    const double felt = std::min(1.0, p.benefit_scale * markets.felt[s] / among);
    markets.project_benefit[s] += p.benefit_rate * (felt - markets.project_benefit[s]);
    markets.felt[s] = 0;
  }
}

void start_projects(const ProjectParameters& p, const core::Draws& draws, const core::Tick& tick,
                    const LeverLevels& levers, const CommitteeParameters& committee, const Committees& committees,
                    const Districts& districts, const Alliances& alliances, const Subdistricts& subdistricts,
                    const Units& units, const Matches& matches, Markets& markets, Projects& projects) {
  for (auto* column : {&markets.agreed, &markets.lost_to_funds, &markets.lost_to_coordination, &markets.started})
    std::fill(column->begin(), column->end(), 0u);
  const Beginning begin{p, draws, tick, levers, committee, committees, units, markets, projects};
  std::vector<std::uint32_t> candidates;
  std::size_t candidates_of = subdistricts.size();  // a subdistrict; none yet
  for (const Match& match : matches.list) {
    const std::size_t s = match.subdistrict, d = subdistricts.district[s];
    const std::uint32_t id = units.draw_id[match.initiator];
    const auto u = [&](core::Stream stream) {
      return draws.uniform(stream, id, tick.week, kStartDraws * match.ordinal);
    };
    const double frequent = std::min(1.0, alliances.event_rate[d] / p.frequent_events);
    const double agreement = p.agreement + p.agreement_contracts * levers.contracts[d] +
                             p.agreement_branches * levers.branches[d] * frequent;
    if (u(kAgreement) >= agreement) continue;
    ++markets.agreed[s];
    const double reserve = std::max(0.0, alliances.reserve[d].value());
    const double funds =
        (p.funds_floor + (1 - p.funds_floor) * std::min(1.0, reserve / (p.funds_full * districts.scale[d]))) *
        (1 - p.cut_effect * districts.budget_cut[d]);
    if (u(kFunds) >= funds) {
      ++markets.lost_to_funds[s];
      continue;
    }
    const double coordinated = p.coordination + p.coordination_itemisation * levers.project_itemisation[d];
    if (markets.started[s] >= static_cast<std::uint32_t>(coordinated + 0.5)) {
      ++markets.lost_to_coordination[s];
      continue;
    }
    ++markets.started[s];
    ++markets.cumulative_started[s];
    if (candidates_of != s) candidates = participants_of(subdistricts, units, candidates_of = s);
    begin(match, d, candidates);
  }
}

void value_inequality(const core::Workers& workers, const Subdistricts& subdistricts, const Units& units,
                      Districts& districts) {
  workers.for_each(districts.size(), [&](std::size_t d) {
    std::vector<double> values;
    for (std::size_t s = 0; s < subdistricts.size(); ++s)
      if (subdistricts.district[s] == d)
        for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i)
          values.push_back(units.project_value[i].value());
    districts.value_gini[d] = core::gini(values);
  });
}

}  // namespace gongjian::model
