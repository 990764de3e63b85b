#include "engine/run/compare.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/core/parallel.hpp"
#include "engine/io/results_file.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"

namespace gongjian::run {
namespace {

void check_comparable(const std::vector<Scenario>& scenarios) {
  for (const Scenario& scenario : scenarios) {
    const Scenario& first = scenarios.front();
    if (scenario.weeks != first.weeks)
      throw core::UserError(scenario.name + " lasts " + std::to_string(scenario.weeks) + " weeks and " + first.name +
                            " " + std::to_string(first.weeks) +
                            "; compared scenarios must last equally long (--weeks sets all)");
    if (!(scenario.start_date == first.start_date))
      throw core::UserError(scenario.name + " starts on " + core::to_string(scenario.start_date) + " and " +
                            first.name + " on " + core::to_string(first.start_date) +
                            "; compared scenarios must start on the same date");
  }
}

std::unique_ptr<io::ResultsWriter> open_results(const std::vector<Scenario>& scenarios, const CompareOptions& options,
                                                const std::vector<std::uint64_t>& seeds) {
  if (options.results_path.empty()) return nullptr;
  io::ResultsHeader header;
  header.title = {"comparison of scenarios", "情景比较"};
  header.version = options.version;
  header.start_date = scenarios.front().start_date;
  header.districts = static_cast<int>(scenarios.front().setup.districts.size());
  for (const Scenario& scenario : scenarios)
    header.policies.push_back({{scenario.name, scenario.title.zh}, scenario.text});
  header.seeds = seeds;
  for (const Outcome& outcome : outcomes()) header.outcomes.push_back({outcome.name, outcome.unit, outcome.text});
  for (const Series& series : city_series())
    header.series.push_back({"weekly_" + series.name, series.unit, series.text});
  header.weeks.resize(static_cast<std::size_t>(scenarios.front().weeks));
  std::iota(header.weeks.begin(), header.weeks.end(), 0);
  return std::make_unique<io::ResultsWriter>(options.results_path, header);
}

}  // namespace

Comparison compare(const std::vector<Scenario>& scenarios, const CompareOptions& options) {
  check_comparable(scenarios);
  Comparison comparison;
  for (std::size_t r = 0; r < options.replicates; ++r) comparison.seeds.push_back(options.first_seed + r);
  comparison.outcomes.assign(scenarios.size(), std::vector<std::vector<double>>(options.replicates));
  comparison.hashes.assign(scenarios.size(), std::vector<std::uint64_t>(options.replicates));
  const auto results = open_results(scenarios, options, comparison.seeds);

  const auto start = std::chrono::steady_clock::now();
  const std::size_t all = scenarios.size() * options.replicates;
  std::size_t done = 0;
  std::mutex finished;  // one run at a time is handed in
  core::Workers(options.threads).for_each(all, [&](std::size_t i) {
    if (options.stop != nullptr && options.stop->load()) return;
    const std::size_t replicate = i / scenarios.size(), s = i % scenarios.size();
    Scenario scenario = scenarios[s];
    scenario.seed = comparison.seeds[replicate];
    const RunResult run_result = run(scenario, {.threads = 1, .stop = options.stop});
    if (!run_result.complete) return;

    const std::lock_guard lock(finished);
    comparison.outcomes[s][replicate] = run_result.outcomes;
    comparison.hashes[s][replicate] = run_result.hash;
    comparison.member_weeks +=
        static_cast<std::uint64_t>(run_result.members) * static_cast<std::uint64_t>(run_result.weeks_done);
    if (results)
      results->write(s * options.replicates + replicate, {run_result.outcomes, run_result.series, run_result.hash, {}});
    ++done;
    if (options.progress) options.progress(done, all);
  });
  comparison.complete = done == all;
  if (results && comparison.complete) results->finish();
  comparison.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return comparison;
}

}  // namespace gongjian::run
