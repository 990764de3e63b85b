// The scenarios that come with the program.
#pragma once

#include <string>
#include <vector>

namespace gongjian::run {

// The folder of the shipped scenarios: beside the source tree of a build, or ../share/gongjian/scenarios of an
// installed program; empty where neither is there.
std::string library_folder();

// Names of the shipped scenarios, in order.
std::vector<std::string> library_names();

// The file that a person means: a path to a file, or the name of a shipped scenario. Throws core::UserError
// with the nearest name.
std::string find_scenario(const std::string& name_or_path);

}  // namespace gongjian::run
