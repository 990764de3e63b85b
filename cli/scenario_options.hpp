// The options by which a person changes a scenario from the command line.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/run/checkpoint.hpp"
#include "engine/run/scenario.hpp"
#include "options.hpp"

namespace gongjian::cli {

// The usual name of a log that begins where a past ends.
inline std::string log_after(const run::Scenario& scenario, const run::Past& past) {
  return scenario.name + ".from_" + std::to_string(past.weeks()) + ".h5";
}

struct ScenarioOptions {
  std::vector<std::string> settings;
  std::optional<std::string> preset;
  std::optional<int> weeks;

  void add_to(Command& command) {
    command
        .option("--set", settings,
                {"set any key of the scenario: PATH=VALUE, such as levers.two_way=0.6 (may be repeated)",
                 "设定情景的任一键：PATH=VALUE，如 levers.two_way=0.6（可重复给出）"})
        .repeatable();
    command.option("--population", preset,
                   {"population preset: workshop, district or shanghai", "人口预设：workshop、district 或 shanghai"});
    command.option("--weeks", weeks, {"weeks to run", "运行的周数"});
  }
  // Options of their own come after --set.
  std::vector<std::string> all() const {
    std::vector<std::string> result = settings;
    if (preset) result.push_back("population.preset=\"" + *preset + "\"");
    if (weeks) result.push_back("weeks=" + std::to_string(*weeks));
    return result;
  }
  // A line of what --set says, which titles of scenarios do not; empty where it says nothing.
  std::string told(const Context& context) const {
    return settings.empty() ? "" : fmt::format("  {} {}\n", context.say("with", "改设："), fmt::join(settings, ", "));
  }
};

}  // namespace gongjian::cli
