// Model cards: what a scenario runs, in the order of ODD (Grimm et al. 2020), with the questions on decisions that
// ODD+D (Müller et al. 2013) adds.
#pragma once

#include <string>

#include "engine/run/scenario.hpp"

namespace gongjian::run {

// The card as Markdown. Names, values, texts and counts come from the field lists, the schedule and the city that
// the scenario builds; what only people can say stands in odd_prose.hpp.
std::string odd(const Scenario& scenario, const std::string& version, bool chinese);

}  // namespace gongjian::run
