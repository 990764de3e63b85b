// The file of a scenario as a table, with what it extends and what is set on top, before its meaning is read.
#pragma once

#include <string>

#include "engine/io/config.hpp"

namespace gongjian::run {

struct ScenarioFile {
  std::string path;
  std::string name;  // of the file, without its ending
  io::Table table;   // resolved: with what it extends
};

// What makes a table an experiment rather than a scenario: a key that scenarios do not have; null where there is none.
const io::Entry* sign_of_experiment(const io::Table& table);

// Reads a file, by path or by the name of a shipped scenario. Throws core::UserError with the one problem that stops
// the reading.
ScenarioFile read_scenario_file(const std::string& name_or_path);
// The same of a text, as if it stood in a file at `path`.
ScenarioFile scenario_file_of(const std::string& text, const std::string& path);

// The scenario that another file (an experiment, a lesson: `what`) names under `key`: a file beside it, or a shipped
// one.
ScenarioFile read_scenario_beside(const std::string& file, const core::Text& what, const std::string& key,
                                  const io::Place& place, const std::string& name);

// Sets any key. A path is "weeks", "population.preset", "parameters.attention.mean_tenure_years"; `levers.NAME` and
// `levers.NAME.KEY` for a lever, which is added where the scenario has none; `event.N.KEY` for the N-th event, counted
// from 0. Throws core::UserError, at the value's place, where there can be no such key.
void set(ScenarioFile& scenario, const std::string& path, const io::Value& value);

// The same from "PATH=VALUE", as the command line gives it.
void apply_setting(ScenarioFile& scenario, const std::string& setting);

// The file that an `extends` names: in the folder of the file at `path`, or in that of shipped ones. `what` is what
// both are, for messages. Throws core::UserError where there is none.
std::string base_path(const std::string& path, const io::Value& extends, const std::string& shipped_folder,
                      core::Words what);

// A piece of a scenario on top of one: as io::merge, and a population replaces another.
io::Table put_on(io::Table base, const io::Table& over);

}  // namespace gongjian::run
