// What scenarios are called at the head of a column.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "command.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::cli {

// Their names; in Chinese their titles, with the name where others have the same title.
inline std::vector<std::string> column_heads(const Context& context, const std::vector<run::Scenario>& scenarios) {
  std::vector<std::string> heads;
  for (const run::Scenario& scenario : scenarios) {
    const std::string& title = scenario.title.zh;
    const auto times = std::count_if(scenarios.begin(), scenarios.end(),
                                     [&](const run::Scenario& other) { return other.title.zh == title; });
    heads.push_back(!context.chinese || title.empty() ? scenario.name
                    : times > 1                       ? title + "(" + scenario.name + ")"
                                                      : title);
  }
  return heads;
}

}  // namespace gongjian::cli
