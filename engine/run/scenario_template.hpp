// A scenario to start from, with every lever and event in a comment: from the field lists of the model.
#pragma once

#include <string>

namespace gongjian::run {

// The text of a scenario file, which is valid as it stands; so is each block from which the # are taken away.
// `name` is its title.
std::string scenario_template(const std::string& name, bool chinese);

}  // namespace gongjian::run
