#include "engine/run/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <new>
#include <numbers>
#include <numeric>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/io/output_file.hpp"
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

// Some distributions differ in the last bit between machines.
bool is_same_value(double a, double b) { return std::fabs(a - b) <= 1e-12 * std::fmax(std::fabs(a), std::fabs(b)); }

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

void write_points(const Plan& plan, const std::string& path) {
  const std::vector<Factor>& factors = plan.experiment.factors;
  io::OutputFile file(path);
  std::uint64_t size = 0;
  std::string lines;
  const auto flush = [&] {
    file.write(size, lines.data(), lines.size());
    size += lines.size();
    lines.clear();
  };
  for (std::size_t f = 0; f < factors.size(); ++f) lines += (f > 0 ? "," : "") + factors[f].name;
  lines += "\n";
  for (std::size_t i = 0; i < plan.values.size(); ++i) {
    fmt::format_to(std::back_inserter(lines), "{}{}", plan.values[i], (i + 1) % factors.size() == 0 ? '\n' : ',');
    if (lines.size() > 1 << 20) flush();
  }
  flush();
  file.publish();
}

Scenario scenario_of(const Plan& plan, std::size_t row) {
  const auto& [policy, values, seed] = parts_of(plan, row);
  return scenario_of(plan.experiment, policy, values, seed);
}

std::optional<io::ResultsRow> run_once(const Experiment& experiment, const ExperimentPolicy& policy,
                                       std::span<const double> values, std::uint64_t seed,
                                       const std::atomic<bool>* stop) {
  if (stop != nullptr && stop->load()) return {};  // before a city is built
  io::ResultsRow failed;
  try {
    const RunResult result = run(scenario_of(experiment, policy, values, seed), {.threads = 1, .stop = stop});
    if (!result.complete) return {};
    return results_of(experiment, result);
  } catch (const core::UserError& error) {
    failed.failure = {first_line(error.message().en), first_line(error.message().zh)};
  } catch (const std::bad_alloc&) {
    failed.failure = {"there was not enough memory", "内存不足"};
  }
  return failed;
}

std::optional<io::ResultsRow> run_row(const Plan& plan, std::size_t row, const std::atomic<bool>* stop) {
  const auto& [policy, values, seed] = parts_of(plan, row);
  return run_once(plan.experiment, policy, values, seed, stop);
}

// Point, policy and replicate go round in steps that have no ratio in common, so that they come together in all ways; a
// step of the golden ratio goes round most evenly.
std::vector<std::size_t> spread_rows(const Plan& plan, std::size_t most) {
  std::vector<std::size_t> rows(std::min(most, plan.rows()));
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (plan.rows() <= most) return rows;
  rows.clear();
  const std::size_t policies = plan.experiment.policies.size(), replicates = plan.experiment.seeds.size();
  for (std::size_t i = 0; rows.size() < most; ++i) {
    const auto at = [&](double step, std::size_t size) {
      const double round = 0.5 + static_cast<double>(i) * step;
      return static_cast<std::size_t>((round - std::floor(round)) * static_cast<double>(size));
    };
    const std::size_t row =
        (at(std::numbers::sqrt2, plan.points) * policies + at(std::numbers::phi, policies)) * replicates +
        at(std::numbers::sqrt3, replicates);
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  }
  return rows;
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

bool is_result_of(const io::ResultsHeader& header, const Experiment& experiment, const std::string& version) {
  const std::size_t factors = experiment.factors.size();
  if (header.version != version || header.experiment != experiment.text || header.seeds != experiment.seeds ||
      header.points != design_rows(experiment) || header.factors.size() != factors ||
      header.policies.size() != experiment.policies.size())
    return false;
  for (std::size_t p = 0; p < header.policies.size(); ++p)
    if (header.policies[p].text != experiment.policies[p].scenario.text) return false;
  const std::vector<double> values = design_points(experiment);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!is_same_value(values[i], header.factors[i % factors].values[i / factors])) return false;
  return true;
}

}  // namespace gongjian::run
