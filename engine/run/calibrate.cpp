#include "engine/run/calibrate.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <map>
#include <mutex>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/missing.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/say.hpp"
#include "engine/io/row_shards.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/work_folder.hpp"

namespace gongjian::run {
namespace {

using Rows = std::vector<std::vector<double>>;

struct Stopped {};

// Makes the runs that the algorithm asks for, or finds them in the folder. In a shard, row (parameter set x replicates
// + replicate) has the parameters and then the summaries.
class Runs {
 public:
  Runs(const Experiment& experiment, const CalibrateOptions& options, const WorkFolder& folder, const std::string& plan)
      : experiment_(experiment),
        options_(options),
        replicates_(experiment.seeds.size()),
        shape_{core::hash_of(plan.data(), plan.size()), experiment.factors.size() + experiment.outcomes.size(), 0, 0},
        shard_(folder.path(), shape_),
        workers_(options.threads) {
    io::read_shards(folder.path(), shape_,
                    [&](std::uint64_t row, const io::ResultsRow& values) { kept_.emplace(row, values); });
  }

  // The next round is to take so many parameter sets.
  void begin_round(std::uint64_t done, double needed, std::size_t round, double acceptance, double tolerance) {
    progress_ = {round, done, done + static_cast<std::uint64_t>(needed), failed_, acceptance, tolerance};
  }

  Rows simulate(const Rows& parameters, std::uint64_t first) {
    Rows each(parameters.size() * replicates_);
    std::vector<std::size_t> missing(parameters.size(), replicates_);
    workers_.for_each(each.size(), [&](std::size_t i) {
      each[i] = summaries_of(parameters[i / replicates_], first * replicates_ + i);
      const std::lock_guard lock(mutex_);
      if (--missing[i / replicates_] == 0) count();
    });
    if (stopped()) throw Stopped{};
    Rows means(parameters.size(), std::vector<double>(experiment_.outcomes.size(), 0.0));
    for (std::size_t i = 0; i < each.size(); ++i)
      for (std::size_t t = 0; t < experiment_.outcomes.size(); ++t)
        means[i / replicates_][t] += each[i][t] / static_cast<double>(replicates_);
    return means;
  }

  void close() { shard_.close(); }
  void tell(CalibrationResult& result) const {
    result.runs = runs_;
    result.earlier = earlier_;
    result.failed = failed_;
    result.reason = reason_;
  }
  const core::Text& reason() const { return reason_; }

 private:
  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  void count() {
    progress_.failed = failed_;
    progress_.all = std::max(progress_.all, ++progress_.done);
    if (options_.progress && !stopped()) options_.progress(progress_);
  }

  // Without a value for a run that failed or was stopped.
  std::vector<double> summaries_of(const std::vector<double>& parameters, std::uint64_t row) {
    io::ResultsRow values;
    if (const auto found = kept_.find(row); found != kept_.end() && is_of(found->second, parameters)) {
      values = found->second;
      const std::lock_guard lock(mutex_);
      ++earlier_;
    } else if (stopped() || !run(parameters, row, values)) {
      return none();
    }
    const std::lock_guard lock(mutex_);
    ++runs_;
    if (values.failure.en.empty())
      return {values.outcomes.begin() + static_cast<std::ptrdiff_t>(parameters.size()), values.outcomes.end()};
    if (++failed_ == 1 || row < first_failed_) {
      first_failed_ = row;
      reason_ = values.failure;
    }
    return none();
  }

  // A run that was kept on a machine whose arithmetic differs may be of other parameters.
  static bool is_of(const io::ResultsRow& values, const std::vector<double>& parameters) {
    return !values.failure.en.empty() || std::equal(parameters.begin(), parameters.end(), values.outcomes.begin());
  }

  bool run(const std::vector<double>& parameters, std::uint64_t row, io::ResultsRow& values) {
    const std::uint64_t seed = experiment_.seeds.front() + row;
    auto done = run_once(experiment_, experiment_.policies.front(), parameters, seed, options_.stop);
    if (!done) return false;
    values = std::move(*done);
    if (values.failure.en.empty())
      values.outcomes.insert(values.outcomes.begin(), parameters.begin(), parameters.end());
    const std::lock_guard lock(mutex_);
    shard_.append(row, values);
    return true;
  }

  std::vector<double> none() const { return std::vector<double>(experiment_.outcomes.size(), core::kMissing<double>); }

  const Experiment& experiment_;
  const CalibrateOptions& options_;
  std::size_t replicates_;
  io::RowShape shape_;
  io::ShardWriter shard_;
  core::Workers workers_;
  std::map<std::uint64_t, io::ResultsRow> kept_;  // of earlier processes; not changed here
  std::mutex mutex_;
  std::uint64_t runs_ = 0, earlier_ = 0, failed_ = 0, first_failed_ = 0;
  core::Text reason_;
  CalibrationProgress progress_;
};

analysis::AbcProblem problem_of(const Experiment& experiment, Runs& runs) {
  analysis::AbcProblem problem;
  for (const Factor& factor : experiment.factors)
    problem.quantiles.emplace_back([&factor](double level) { return factor.at(level); });
  for (const ExperimentOutcome& outcome : experiment.outcomes) problem.targets.push_back(outcome.target);
  problem.simulate = [&runs](const Rows& parameters, std::uint64_t first) { return runs.simulate(parameters, first); };
  return problem;
}

analysis::AbcState solve(const Experiment& experiment, Runs& runs) {
  const analysis::AbcOptions& options = experiment.calibration->options;
  const analysis::AbcProblem problem = problem_of(experiment, runs);
  try {
    if (experiment.calibration->by_rejection) {
      runs.begin_round(0, static_cast<double>(options.most_runs), 1, 1, 0);
      return analysis::abc_rejection(problem, options.most_runs, options.particles, options);
    }
    runs.begin_round(0, options.particles / options.pilot_share, 1, 1, 0);
    return analysis::abc_smc(problem, options, {}, [&](const analysis::AbcState& state) {
      const analysis::AbcRound& last = state.rounds.back();
      runs.begin_round(state.runs, analysis::runs_expected(state, options), state.rounds.size() + 1, last.acceptance,
                       last.tolerance);
    });
  } catch (const core::UserError& error) {
    throw core::UserError(core::say("{}{}", "{}{}", error.message(),
                                    runs.reason().en.empty()
                                        ? core::Text{" (A run counts as failed where a statistic has no value.)",
                                                     "（统计量没有数值的运行按失败计。）"}
                                        : core::say(" The first failed so: {}", "首次失败的原因：{}", runs.reason())));
  }
}

// Each particle is a point, with its weight, its distance and its summaries.
void write_posterior(const Experiment& experiment, const analysis::AbcState& state, const CalibrateOptions& options) {
  Plan plan;
  plan.experiment = experiment;
  plan.experiment.seeds.resize(1);
  plan.points = state.parameters.size();
  for (const std::vector<double>& particle : state.parameters)
    plan.values.insert(plan.values.end(), particle.begin(), particle.end());
  io::ResultsHeader header = results_header(plan, options.version);
  header.design = {"posterior", 0};
  io::ResultsHeader::Outcome weight{"weight", "1", {"weight of the particle", "粒子权重"}};
  io::ResultsHeader::Outcome distance{"distance", "1", {"distance from the targets", "与目标的距离"}};
  header.outcomes.insert(header.outcomes.begin(), {std::move(weight), std::move(distance)});
  io::ResultsWriter results(options.results_path, header);
  for (std::size_t i = 0; i < plan.points; ++i) {
    io::ResultsRow row;
    row.outcomes = {state.weights[i], state.distances[i]};
    row.outcomes.insert(row.outcomes.end(), state.summaries[i].begin(), state.summaries[i].end());
    results.write(i, row);
  }
  results.finish();
}

}  // namespace

CalibrationResult calibrate(const Experiment& experiment, const CalibrateOptions& options) {
  GONGJIAN_CHECK(experiment.calibration.has_value());
  const auto start = std::chrono::steady_clock::now();
  const std::string plan = plan_text(experiment, options.version);
  const WorkFolder folder(work_folder(options.results_path), options.anew);
  if (folder.is_new()) folder.keep_plan(plan);
  else folder.check_plan(plan);
  Runs runs(experiment, options, folder, plan);
  CalibrationResult result;
  try {
    result.state = solve(experiment, runs);
    result.complete = true;
  } catch (const Stopped&) {
  }
  runs.close();
  runs.tell(result);
  if (result.complete) {
    write_posterior(experiment, result.state, options);
    folder.remove();
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace gongjian::run
