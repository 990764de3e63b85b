// The scenarios that come with the program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::run {

// The folder of the shipped scenarios: beside the source tree of a build, or ../share/gongjian/scenarios of an
// installed program; likewise of a module of it that another program has loaded; empty where neither is there.
std::string library_folder();

// Names of the shipped scenarios, in order; and of the shipped experiments and lessons, which lie in folders of theirs.
std::vector<std::string> library_names();
std::string experiment_folder();
std::vector<std::string> experiment_names();
std::string lesson_folder();
std::vector<std::string> lesson_names();

// "; did you mean "…"?": the nearest to `name` that is known. Empty where none is near.
core::Text did_you_mean(const std::string& name, const std::vector<std::string>& known);
// The same of a scenario: the scenario nearest to `name`, which is not in `folder`: one that is, or a shipped one,
// whose name then has this ending. Empty where none is near.
core::Text did_you_mean(const std::filesystem::path& folder, const std::filesystem::path& name,
                        const std::string& ending);

// What a person does with a scenario who took it for an experiment, for messages.
core::Text what_runs_scenario(const std::string& name_or_path);

// The file at `path` (seen from the current folder) as seen from `folder`.
std::string path_from(const std::filesystem::path& folder, const std::filesystem::path& path);

// The file that a person means: a path to a file, or the name of a shipped scenario. Throws core::UserError
// with the nearest name.
std::string find_scenario(const std::string& name_or_path);
std::string find_experiment(const std::string& name_or_path);
std::string find_lesson(const std::string& name_or_path);

}  // namespace gongjian::run
