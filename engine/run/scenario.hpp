// Scenarios: what a person writes in a file, checked and ready to run.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/fields.hpp"
#include "engine/model/simulation.hpp"
#include "engine/run/scenario_file.hpp"

namespace gongjian::run {

inline constexpr int kMostWeeks = 5200;  // a hundred years

struct LogSettings {
  int every = 1;                                    // weeks between frames
  std::vector<std::string> by;                      // dimensions whose variables are logged; empty: all
  std::vector<std::pair<std::string, int>> agents;  // table ("units") and weeks between samples
};

struct Scenario {
  std::string path;  // of the file
  std::string name;  // of the file, without its ending
  core::Text title;
  core::Text description;
  core::Date start_date;
  int weeks = 520;
  std::uint64_t seed = 1;
  model::Setup setup;
  LogSettings log;
  struct Remark {
    int week = 0;
    std::string text;
  };
  std::vector<Remark> remarks;    // what people said as it ran, or voted
  std::vector<core::Text> notes;  // what is allowed but may not be meant: levers and events after the last week
  std::string text;               // resolved TOML: with what it extends and what the command line sets
};

// What a file says, checked. Throws core::UserError with every problem of meaning at once.
Scenario read_scenario(const ScenarioFile& file);

// Reads and checks a scenario, by path or by the name of a shipped one, with "PATH=VALUE" of the command line set on
// top (see apply_setting). Throws as above, or with the one problem that stops the reading.
Scenario read_scenario(const std::string& name_or_path, const std::vector<std::string>& settings = {});

}  // namespace gongjian::run
