// The options by which a person changes a scenario from the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/checkpoint.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::cli {

// The usual name of a log that begins where a past ends.
inline std::string log_after(const run::Scenario& scenario, const run::Past& past) {
  return scenario.name + ".from_" + std::to_string(past.weeks()) + ".h5";
}

// Seeds that a scenario file can hold too.
inline const CLI::Range kSeeds(std::uint64_t{0}, std::uint64_t{std::numeric_limits<std::int64_t>::max()});

struct ScenarioOptions {
  std::vector<std::string> settings;
  std::optional<std::string> preset;
  std::optional<int> weeks;

  void add_to(CLI::App& command) {
    command
        .add_option("--set", settings,
                    "set any key of the scenario: PATH=VALUE, such as levers.two_way=0.6 (may be repeated)")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    command.add_option("--population", preset, "population preset: workshop, district or shanghai");
    command.add_option("--weeks", weeks, "weeks to run");
  }
  // Options of their own come after --set.
  std::vector<std::string> all() const {
    std::vector<std::string> result = settings;
    if (preset) result.push_back("population.preset=\"" + *preset + "\"");
    if (weeks) result.push_back("weeks=" + std::to_string(*weeks));
    return result;
  }
};

}  // namespace gongjian::cli
