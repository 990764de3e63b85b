// Survival curves: steps with bands, and how many are at risk.
#pragma once

#include "analysis/figure/picture.hpp"
#include "analysis/survival.hpp"

namespace gongjian::analysis {

struct SurvivalSteps {
  struct Group {
    std::string label;
    Lifetimes lifetimes;
  };
  std::string x_label, at_risk_label;
  std::vector<Group> groups;
};

Picture draw(const SurvivalSteps& figure);

}  // namespace gongjian::analysis
