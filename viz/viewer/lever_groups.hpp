// Levers by what they are about: 27 of them in one list discourage.
#pragma once

#include <string>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::viz {

struct LeverGroup {
  std::string id;
  core::Text title;
  std::vector<std::string> levers;  // names
};

// Each lever is in one of them.
const std::vector<LeverGroup>& lever_groups();

}  // namespace gongjian::viz
