#include "engine/run/plan.hpp"

#include <new>
#include <numeric>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"

namespace gongjian::run {
namespace {

// The first of several lines, for a row's failure.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

io::ResultsRow results_of(const Experiment& experiment, const RunResult& run) {
  io::ResultsRow row;
  row.hash = run.hash;
  for (const ExperimentOutcome& outcome : experiment.outcomes)
    row.outcomes.push_back(outcome.reduction ? outcome.reduction->of(run.series[outcome.reduction->series])
                                             : run.outcomes[outcome.standard]);
  for (const std::size_t series : experiment.series) row.series.push_back(run.series[series]);
  return row;
}

// The policy's scenario with factors and seed set. Throws core::UserError where the factors do not go together.
Scenario scenario_of(const Experiment& experiment, const ExperimentPolicy& policy, std::span<const double> values,
                     std::uint64_t seed) {
  Scenario scenario;
  if (values.empty()) {
    scenario = policy.scenario;
  } else {
    ScenarioFile file = policy.file;
    for (std::size_t f = 0; f < values.size(); ++f)
      set(file, experiment.factors[f].path, experiment.factors[f].setting(values[f]));
    scenario = read_scenario(file);
  }
  scenario.seed = seed;
  return scenario;
}

// What a row is of.
struct RowParts {
  const ExperimentPolicy& policy;
  std::span<const double> values;
  std::uint64_t seed;
};

RowParts parts_of(const Plan& plan, std::size_t row) {
  const Experiment& experiment = plan.experiment;
  const std::size_t run = row / experiment.seeds.size(), factors = experiment.factors.size();
  const std::size_t point = run / experiment.policies.size();
  return {experiment.policies[run % experiment.policies.size()],
          std::span(plan.values).subspan(point * factors, factors), experiment.seeds[row % experiment.seeds.size()]};
}

}  // namespace

Plan make_plan(Experiment experiment) {
  Plan plan;
  plan.points = design_rows(experiment);
  plan.values = design_points(experiment);
  plan.experiment = std::move(experiment);
  GONGJIAN_CHECK(plan.values.size() == plan.points * plan.experiment.factors.size());
  return plan;
}

Scenario scenario_of(const Plan& plan, std::size_t row) {
  const auto& [policy, values, seed] = parts_of(plan, row);
  return scenario_of(plan.experiment, policy, values, seed);
}

std::optional<io::ResultsRow> run_once(const Experiment& experiment, const ExperimentPolicy& policy,
                                       std::span<const double> values, std::uint64_t seed,
                                       const std::atomic<bool>* stop) {
  io::ResultsRow failed;
  try {
    const RunResult result = run(scenario_of(experiment, policy, values, seed), {.threads = 1, .stop = stop});
    if (!result.complete) return {};
    return results_of(experiment, result);
  } catch (const core::UserError& error) {
    failed.failure = first_line(error.what());
  } catch (const std::bad_alloc&) {
    failed.failure = "there was not enough memory";
  }
  return failed;
}

std::optional<io::ResultsRow> run_row(const Plan& plan, std::size_t row, const std::atomic<bool>* stop) {
  const auto& [policy, values, seed] = parts_of(plan, row);
  return run_once(plan.experiment, policy, values, seed, stop);
}

io::ResultsHeader results_header(const Plan& plan, const std::string& version) {
  const Experiment& experiment = plan.experiment;
  const Scenario& first = experiment.policies.front().scenario;
  io::ResultsHeader header;
  header.title = experiment.title;
  header.version = version;
  header.start_date = first.start_date;
  header.districts = static_cast<int>(first.setup.districts.size());
  header.experiment = experiment.text;
  header.design = {to_string(experiment.design.kind),
                   experiment.design.kind == DesignSettings::Kind::morris ? experiment.design.levels : 0};
  header.points = plan.points;
  const std::size_t factors = experiment.factors.size();
  for (std::size_t f = 0; f < factors; ++f) {
    const Factor& factor = experiment.factors[f];
    io::ResultsHeader::Factor each;
    each.name = factor.name;
    each.path = factor.path;
    each.unit = factor.unit;
    each.text = factor.text;
    each.distribution = factor.distribution_text();
    each.is_whole = factor.is_whole;
    if (!factor.are_numbers)
      for (const io::Value& level : factor.levels) each.levels.push_back(level.written());
    for (std::size_t point = 0; point < plan.points; ++point) each.values.push_back(plan.values[point * factors + f]);
    header.factors.push_back(std::move(each));
  }
  for (const ExperimentPolicy& policy : experiment.policies)
    header.policies.push_back({policy.label, policy.scenario.text});
  header.seeds = experiment.seeds;
  for (const ExperimentOutcome& outcome : experiment.outcomes) header.outcomes.push_back(outcome.about);
  for (const std::size_t s : experiment.series) {
    const Series& series = city_series()[s];
    header.series.push_back({"weekly_" + series.name, series.unit, series.text});
  }
  if (!experiment.series.empty()) {
    header.weeks.resize(static_cast<std::size_t>(first.weeks));
    std::iota(header.weeks.begin(), header.weeks.end(), 0);
  }
  return header;
}

}  // namespace gongjian::run
