// Levers by what they are about: 27 of them in one list discourage.
#pragma once

#include <string>
#include <vector>

#include "engine/run/session.hpp"

namespace gongjian::viz {

struct LeverGroup {
  std::string id;
  core::Text title;
  std::vector<std::string> levers;  // names
};

// All levers, in the order of their field list.
const std::vector<run::LeverDescription>& all_levers();

// Each lever is in one of them.
const std::vector<LeverGroup>& lever_groups();

}  // namespace gongjian::viz
