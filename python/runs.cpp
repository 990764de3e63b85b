// Runs, comparisons, sweeps and tables of runs: the engine's own, with Python's lock released.
#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "attended.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/experiment_factors.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/run.hpp"
#include "engine/run/sweep.hpp"
#include "engine/run/work_folder.hpp"
#include "python_values.hpp"
#include "scenario.hpp"

namespace gongjian::python {
namespace {

// ---- one run

py::dict described(const core::FrameLayout& layout) {
  py::list dimensions, variables;
  for (const core::Dimension& dimension : layout.dimensions) {
    py::list labels;
    for (const core::Text& label : dimension.labels) labels.append(both(label));
    dimensions.append(py::make_tuple(dimension.name, both(dimension.text), labels));
  }
  for (const core::Variable& variable : layout.variables)
    variables.append(py::make_tuple(variable.name, variable.dimensions, std::string(variable.unit.symbol),
                                    both(variable.text), variable.offset, variable.size));
  py::dict all;
  all["dimensions"] = dimensions;
  all["variables"] = variables;
  return all;
}

py::dict run_once(const Scenario& scenario, unsigned threads, const std::string& log, bool force,
                  const py::object& progress) {
  if (!log.empty()) io::refuse_existing(log, force);
  core::FrameLayout layout;
  std::vector<double> frames;
  const auto observe = [&](const core::FrameLayout& seen, const core::Frame& frame) {
    if (frames.empty()) {
      layout = seen;
      frames.reserve(seen.size * static_cast<std::size_t>(scenario.read.weeks));
    }
    frames.insert(frames.end(), frame.values.begin(), frame.values.end());
  };
  const run::RunResult result = attended(progress, [&](Watch& watch) {
    watch.all = static_cast<std::size_t>(scenario.read.weeks);
    return run::run(scenario.read, {.threads = threads,
                                    .log_path = log,
                                    .version = GONGJIAN_VERSION,
                                    .progress = [&](int week) { watch.done = static_cast<std::size_t>(week); },
                                    .observe = observe,
                                    .stop = &watch.stop});
  });
  std::vector<double> series;
  for (const std::vector<double>& one : result.series) series.insert(series.end(), one.begin(), one.end());
  py::dict all;
  all["hash"] = core::to_hex(result.hash);
  all["units"] = result.units;
  all["members"] = result.members;
  all["outcomes"] = result.outcomes;
  all["series"] = as_array(std::move(series), {static_cast<py::ssize_t>(result.series.size()), result.weeks_done});
  all["layout"] = described(layout);
  all["frames"] = as_array(std::move(frames), {result.weeks_done, static_cast<py::ssize_t>(layout.size)});
  return all;
}

// ---- comparisons

void put(py::dict& row, const std::string& name, const analysis::Interval& interval) {
  row[py::str(name + "low")] = interval.low;
  row[py::str(name + "high")] = interval.high;
}

py::dict levels(const analysis::Estimate& estimate) {
  py::dict row;
  row["mean"] = estimate.mean;
  put(row, "", estimate.interval);
  row["count"] = estimate.count;
  return row;
}

py::dict differences(const analysis::OutcomeComparison& outcome, std::size_t scenario) {
  py::dict row = levels(outcome.differences[scenario]);
  put(row, "bootstrap_", outcome.bootstrap[scenario]);
  row["p"] = outcome.p_values[scenario];
  row["p_adjusted"] = outcome.adjusted_p_values[scenario];
  row["variance_ratio"] = outcome.variance_ratios[scenario];
  return row;
}

py::dict standing(const analysis::PolicyStanding& policy) {
  py::dict row;
  row["best"] = policy.best.mean;
  put(row, "best_", policy.best.interval);
  for (std::size_t rank = 0; rank < policy.ranks.size(); ++rank)
    row[py::str("rank_" + std::to_string(rank + 1))] = policy.ranks[rank];
  row["regret"] = policy.regret.mean;
  return row;
}

// A row for each outcome and scenario, with their names.
py::dict tables_of(const run::Comparison& comparison, const std::vector<std::string>& names, int districts) {
  const std::vector<analysis::OutcomeComparison> by_outcome = comparison.by_outcome(districts);
  py::list level_rows, difference_rows, standing_rows;
  for (std::size_t o = 0; o < by_outcome.size(); ++o)
    for (std::size_t s = 0; s < names.size(); ++s) {
      const auto add = [&](py::list& rows, py::dict row) {
        row["outcome"] = run::outcomes()[o].name;
        row["scenario"] = names[s];
        rows.append(row);
      };
      add(level_rows, levels(by_outcome[o].levels[s]));
      if (s > 0) add(difference_rows, differences(by_outcome[o], s));
      if (run::outcomes()[o].direction != io::Direction::none && names.size() > 1)
        add(standing_rows, standing(by_outcome[o].decision.policies[s]));
    }
  py::dict tables;
  tables["levels"] = level_rows;
  tables["differences"] = difference_rows;
  tables["standing"] = standing_rows;
  return tables;
}

py::dict compare(const std::vector<std::pair<std::string, const Scenario*>>& scenarios, std::size_t replicates,
                 std::uint64_t first_seed, unsigned threads, const std::string& out, bool force,
                 const py::object& progress) {
  if (!out.empty()) io::refuse_existing(out, force);
  std::vector<run::ScenarioFile> files;
  std::vector<std::string> names;
  for (const auto& [name, scenario] : scenarios) {
    files.push_back(scenario->file);
    files.back().name = name;
    names.push_back(name);
  }
  const run::Comparison comparison = attended(progress, [&](Watch& watch) {
    return run::compare(files, {.replicates = replicates,
                                .first_seed = first_seed,
                                .threads = threads,
                                .results_path = out,
                                .version = GONGJIAN_VERSION,
                                .progress =
                                    [&](std::size_t done, std::size_t all) {
                                      watch.done = done;
                                      watch.all = all;
                                    },
                                .stop = &watch.stop});
  });
  py::dict all = tables_of(comparison, names, static_cast<int>(scenarios.front().second->read.setup.districts.size()));
  std::vector<double> values;
  py::list hashes;
  for (std::size_t s = 0; s < names.size(); ++s) {
    py::list own;
    for (const std::uint64_t hash : comparison.hashes[s]) own.append(core::to_hex(hash));
    hashes.append(own);
    for (const std::vector<double>& one : comparison.outcomes[s]) values.insert(values.end(), one.begin(), one.end());
  }
  all["seeds"] = comparison.seeds;
  all["hashes"] = hashes;
  const auto size = [](std::size_t count) { return static_cast<py::ssize_t>(count); };
  all["values"] = as_array(std::move(values), {size(names.size()), size(replicates), size(run::outcomes().size())});
  return all;
}

// ---- sweeps

// Gives the results file.
std::string sweep(const std::string& experiment_or_text, bool is_text, std::string out,
                  const std::vector<std::string>& settings, std::optional<int> replicates, std::optional<int> points,
                  std::optional<std::uint64_t> seed, unsigned threads, bool force, const py::object& progress) {
  const run::ExperimentChanges changes{settings, replicates, points, seed};
  const std::string path = is_text ? "experiment.toml" : experiment_or_text;
  run::Experiment experiment =
      is_text ? run::experiment_of(experiment_or_text, path, changes) : run::read_experiment(path, changes);
  run::refuse_calibration(experiment, path);
  if (out.empty()) out = experiment.name + ".h5";
  if (!force && run::is_swept(out, experiment, GONGJIAN_VERSION)) {
    run::WorkFolder::remove_left(run::work_folder(out));
    return out;
  }
  io::refuse_existing(out, force);
  attended(progress, [&](Watch& watch) {
    return run::sweep(std::move(experiment), {.results_path = out,
                                              .version = GONGJIAN_VERSION,
                                              .anew = force,
                                              .threads = threads,
                                              .progress =
                                                  [&](const run::SweepProgress& now) {
                                                    watch.done = now.done;
                                                    watch.all = now.all;
                                                  },
                                              .stop = &watch.stop});
  });
  return out;
}

// ---- a table of points, for whoever has a design of their own

py::array_t<double> evaluate(const Scenario& scenario,
                             const py::array_t<double, py::array::c_style | py::array::forcecast>& points,
                             const std::vector<std::string>& paths, const std::vector<std::uint64_t>& seeds,
                             const std::vector<std::size_t>& outcomes, unsigned threads, const py::object& progress) {
  run::Plan plan;
  plan.points = static_cast<std::size_t>(points.shape(0));
  plan.values.assign(points.data(), points.data() + points.size());
  run::Experiment& experiment = plan.experiment;
  experiment.policies.push_back({{scenario.read.name, scenario.read.title.zh}, scenario.file, scenario.read});
  for (const std::string& path : paths) {
    experiment.factors.push_back(run::factor_at(path, scenario.read));
    experiment.factors.back().place = {std::make_shared<const std::string>(path), 0, 0};
  }
  experiment.seeds = seeds;
  const std::vector<run::ExperimentOutcome> all = run::standard_outcomes();
  for (const std::size_t outcome : outcomes) experiment.outcomes.push_back(all[outcome]);
  std::vector<double> values(plan.rows() * outcomes.size());
  attended(progress, [&](Watch& watch) {
    watch.all = plan.rows();
    core::Workers(threads).for_each(plan.rows(), [&](std::size_t row) {
      const auto result = run::run_row(plan, row, &watch.stop);
      if (!result) return;
      if (!result->failure.en.empty())
        throw core::UserError(core::say("row {}, seed {}: {}", "第 {} 行，随机种子 {}：{}", row / seeds.size(),
                                        seeds[row % seeds.size()], result->failure));
      std::copy(result->outcomes.begin(), result->outcomes.end(),
                values.begin() + static_cast<std::ptrdiff_t>(row * outcomes.size()));
      ++watch.done;
    });
  });
  return as_array(std::move(values),
                  {points.shape(0), static_cast<py::ssize_t>(seeds.size()), static_cast<py::ssize_t>(outcomes.size())});
}

}  // namespace

void bind_runs(py::module_& module) {
  module.def("run", run_once);
  module.def("compare", compare);
  module.def("sweep", sweep);
  module.def("evaluate", evaluate);
}

}  // namespace gongjian::python
