#include "engine/run/compare.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>

#include "engine/core/error.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/say.hpp"
#include "engine/io/row_shards.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/sweep_folder.hpp"

namespace gongjian::run {
namespace {

void check_comparable(const Experiment& experiment) {
  for (const ExperimentPolicy& policy : experiment.policies) {
    const Scenario &scenario = policy.scenario, &first = experiment.policies.front().scenario;
    if (scenario.weeks != first.weeks)
      throw core::UserError(
          core::say("{} lasts {} weeks and {} {}; compared scenarios must last equally long (--weeks sets all)",
                    "{} 共 {} 周，{} 共 {} 周；相比较的情景周数必须相同（--weeks 统一设定）", scenario.name,
                    scenario.weeks, first.name, first.weeks));
    if (!(scenario.start_date == first.start_date))
      throw core::UserError(core::say("{} starts on {} and {} on {}; compared scenarios must start on the same date",
                                      "{} 自 {} 开始，{} 自 {} 开始；相比较的情景起始日期必须相同", scenario.name,
                                      core::to_string(scenario.start_date), first.name,
                                      core::to_string(first.start_date)));
  }
}

// What is kept of the runs for the results file, on the disk: weekly series take too much memory. It is gone when the
// comparison ends, however it ends.
class KeptRuns {
 public:
  KeptRuns(const Plan& plan, const std::string& results_path)
      : folder_(results_path + ".runs", true), shape_(row_shape(plan, 0)), shard_(folder_.path(), shape_) {}
  ~KeptRuns() { folder_.remove(); }
  KeptRuns(const KeptRuns&) = delete;
  KeptRuns& operator=(const KeptRuns&) = delete;

  void append(std::uint64_t number, const io::ResultsRow& row) { shard_.append(number, row); }
  // Runs are numbered replicate by replicate, since nobody knew how many there would be.
  void write_results(const Plan& plan, const std::string& path, const std::string& version) {
    shard_.close();
    const std::size_t scenarios = plan.experiment.policies.size(), replicates = plan.experiment.seeds.size();
    run::write_results({folder_.path(), plan, shape_}, path, version,
                       [&](std::uint64_t number) { return number % scenarios * replicates + number / scenarios; });
  }

 private:
  WorkFolder folder_;
  io::RowShape shape_;
  io::ShardWriter shard_;
};

class Comparing {
 public:
  Comparing(const std::vector<ScenarioFile>& scenarios, const CompareOptions& options)
      : options_(options), workers_(options.threads) {
    const std::size_t most = options.until ? std::max(options.until->most, StoppingRule::kLeast) : options.replicates;
    plan_ = make_plan(comparison_of(scenarios, most, options.first_seed));
    check_comparable(plan_.experiment);
    if (!options.results_path.empty()) kept_ = std::make_unique<KeptRuns>(plan_, options.results_path);
    const auto& series = city_series();
    ever_stalled_ = static_cast<std::size_t>(
        std::find_if(series.begin(), series.end(), [](const Series& s) { return s.name == "ever_stalled"; }) -
        series.begin());
    result_.outcomes.resize(scenarios.size());
    result_.hashes.resize(scenarios.size());
    lifetimes_.resize(scenarios.size());
  }

  Comparison compare() {
    const auto start = std::chrono::steady_clock::now();
    if (options_.until) add_until_narrow(*options_.until);
    else add(options_.replicates);
    result_.complete = !stopped_;
    plan_.experiment.seeds.resize(replicates_);
    result_.seeds = plan_.experiment.seeds;
    for (const auto& of_scenario : lifetimes_) {
      analysis::Lifetimes& all = result_.until_stalled.emplace_back();
      for (const analysis::Lifetimes& one : of_scenario) {
        all.times.insert(all.times.end(), one.times.begin(), one.times.end());
        all.observed.insert(all.observed.end(), one.observed.begin(), one.observed.end());
      }
    }
    if (kept_ && result_.complete) kept_->write_results(plan_, options_.results_path, options_.version);
    result_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(result_);
  }

 private:
  std::size_t scenarios() const { return plan_.experiment.policies.size(); }

  // So many replicates more.
  void add(std::size_t replicates) {
    const std::size_t first = replicates_;
    replicates_ += replicates;
    for (std::size_t s = 0; s < scenarios(); ++s) {
      result_.outcomes[s].resize(replicates_);
      result_.hashes[s].resize(replicates_);
      lifetimes_[s].resize(replicates_);
    }
    workers_.for_each(replicates * scenarios(), [&](std::size_t i) { run(first * scenarios() + i); });
  }

  // A run by its number: replicate by replicate.
  void run(std::size_t number) {
    const std::size_t s = number % scenarios(), replicate = number / scenarios();
    const auto row = run_row(plan_, s * plan_.experiment.seeds.size() + replicate, options_.stop);
    const std::lock_guard lock(finished_);
    stopped_ = stopped_ || !row;
    if (!row) return;
    if (!row->failure.en.empty())
      throw core::UserError(core::say("{}, seed {}: {}", "{}，随机种子 {}：{}", plan_.experiment.policies[s].label,
                                      plan_.experiment.seeds[replicate], row->failure));
    result_.outcomes[s][replicate] = row->outcomes;
    result_.hashes[s][replicate] = row->hash;
    const int districts = static_cast<int>(plan_.experiment.policies[s].scenario.setup.districts.size());
    analysis::add_lifetimes(row->series[ever_stalled_], districts, lifetimes_[s][replicate]);
    if (options_.observe) options_.observe(s, replicate, row->series);
    if (kept_) kept_->append(number, *row);
    ++done_;
    if (options_.progress) options_.progress(done_, replicates_ * scenarios());
  }

  // The number of replicates at each look is the same however many threads there are.
  void add_until_narrow(const StoppingRule& rule) {
    while (!stopped_ && replicates_ < plan_.experiment.seeds.size()) {
      add(std::min(std::max(StoppingRule::kLeast, replicates_ / 4), plan_.experiment.seeds.size() - replicates_));
      if (stopped_) return;
      result_.half_width = widest(rule.outcome);
      if (*result_.half_width <= rule.half_width) return;
    }
  }

  double widest(std::size_t outcome) const {
    std::vector<std::vector<double>> values;
    for (const auto& of_scenario : result_.outcomes) {
      values.emplace_back();
      for (const std::vector<double>& one : of_scenario) values.back().push_back(one[outcome]);
    }
    const int districts = static_cast<int>(plan_.experiment.policies.front().scenario.setup.districts.size());
    const analysis::OutcomeKind kind{outcomes()[outcome].is_share, districts};
    double half = 0;
    const auto look = [&](const analysis::Estimate& e) {
      const double own = (e.interval.high - e.interval.low) / 2;
      half = std::fmax(half, std::isnan(own) ? std::numeric_limits<double>::infinity() : own);
    };
    if (values.size() == 1) look(analysis::level(values[0], kind));
    for (std::size_t s = 1; s < values.size(); ++s) look(analysis::difference(values[s], values[0], kind));
    return half;
  }

  const CompareOptions& options_;
  core::Workers workers_;
  Plan plan_;
  std::unique_ptr<KeptRuns> kept_;
  std::size_t ever_stalled_ = 0;
  std::mutex finished_;  // one run at a time is handed in
  std::size_t replicates_ = 0, done_ = 0;
  bool stopped_ = false;
  std::vector<std::vector<analysis::Lifetimes>> lifetimes_;  // [scenario][replicate]
  Comparison result_;
};

}  // namespace

std::vector<analysis::OutcomeComparison> Comparison::by_outcome(int districts) const {
  std::vector<io::ResultsHeader::Outcome> about;
  for (const ExperimentOutcome& outcome : standard_outcomes()) about.push_back(outcome.about);
  analysis::PolicyValues values(about.size());
  for (std::size_t o = 0; o < values.size(); ++o)
    for (const auto& of_scenario : outcomes) {
      std::vector<double>& list = values[o].emplace_back();
      for (const std::vector<double>& one : of_scenario) list.push_back(one[o]);
    }
  return analysis::compare_outcomes(about, districts, values);
}

Comparison compare(const std::vector<ScenarioFile>& scenarios, const CompareOptions& options) {
  return Comparing(scenarios, options).compare();
}

}  // namespace gongjian::run
