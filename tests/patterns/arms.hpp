// Arms of patterns: a scenario run with seeds 1, 2, … on a population, kept so that patterns share them.
#pragma once

#include <cmath>
#include <map>
#include <memory>

#include "engine/core/parallel.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"
#include "engine/run/scenario.hpp"
#include "tests/catch.hpp"

namespace gongjian::tests {

using Values = std::vector<double>;

struct Arm {
  std::shared_ptr<const std::vector<run::RunResult>> runs;  // by seed

  // Mean of a weekly series over [begin, end), by seed.
  Values mean(const std::string& name, int begin, int end) const {
    const auto& all = run::city_series();
    const auto found = std::find_if(all.begin(), all.end(), [&](const run::Series& s) { return s.name == name; });
    REQUIRE(found != all.end());
    Values values;
    for (const run::RunResult& result : *runs) {
      const auto& series = result.series[static_cast<std::size_t>(found - all.begin())];
      double sum = 0;
      int count = 0;
      for (int week = begin; week < end; ++week)
        if (!std::isnan(series[static_cast<std::size_t>(week)])) sum += series[static_cast<std::size_t>(week)], ++count;
      values.push_back(count > 0 ? sum / count : std::nan(""));
    }
    return values;
  }
  Values at(const std::string& name, int week) const { return mean(name, week, week + 1); }
  Values last_year(const std::string& name) const { return mean(name, 468, 520); }
  Values at_end(const std::string& name) const { return at(name, 519); }
};

struct Population {
  std::string preset;
  double member_share;
  std::size_t seeds;
};

// One simulation for each seed, run to its end, with what `watch(simulation, week)` makes of each week, if anything.
template <class Result, class Watch>
std::vector<Result> simulations(const std::string& scenario, std::vector<std::string> settings,
                                const Population& population, Watch watch) {
  settings.push_back("population.preset=\"" + population.preset + "\"");
  settings.push_back("population.member_share=" + std::to_string(population.member_share));
  const run::Scenario read = run::read_scenario(scenario, settings);
  std::vector<Result> results(population.seeds);
  core::Workers(0).for_each(population.seeds, [&](std::size_t r) {
    model::Simulation simulation(read.setup, r + 1);
    for (int week = 0; week < read.weeks; ++week) {
      simulation.step();
      watch(simulation, week, results[r]);
    }
  });
  return results;
}

inline Arm arm(const std::string& scenario, std::vector<std::string> settings, const Population& population) {
  static std::map<std::string, Arm> arms;
  settings.push_back("population.preset=\"" + population.preset + "\"");
  settings.push_back("population.member_share=" + std::to_string(population.member_share));
  std::string key = scenario + " " + std::to_string(population.seeds);
  for (const std::string& setting : settings) key += " " + setting;
  Arm& kept = arms[key];
  if (kept.runs) return kept;
  const run::Scenario read = run::read_scenario(scenario, settings);
  std::vector<run::RunResult> runs(population.seeds);
  core::Workers(0).for_each(population.seeds, [&](std::size_t r) {
    run::Scenario replicate = read;
    replicate.seed = r + 1;
    runs[r] = run::run(replicate, {});
  });
  kept.runs = std::make_shared<const std::vector<run::RunResult>>(std::move(runs));
  return kept;
}

}  // namespace gongjian::tests
