// What the text of a scenario, as logs and results files keep it, tells of itself.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/fields.hpp"

namespace gongjian::analysis {

struct ScenarioText {
  struct Event {
    int week;
    std::string kind;
  };
  struct Lever {
    std::string name;
    std::vector<std::pair<std::string, std::string>> settings;  // its other keys, as they are written
  };
  core::Text title;
  std::vector<Event> events;
  std::vector<Lever> levers;
  std::vector<std::pair<std::string, std::string>> population;  // keys and values, as they are written
};

// Weeks given as dates are counted from `start`. Throws core::UserError with the line where the text is no TOML.
ScenarioText read_scenario_text(const std::string& text, const std::string& name, core::Date start);

}  // namespace gongjian::analysis
