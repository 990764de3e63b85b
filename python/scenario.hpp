// A scenario as Python holds it: the file, which can be changed further, and what it says.
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <vector>

#include "engine/run/scenario.hpp"

namespace gongjian::python {

struct Scenario {
  run::ScenarioFile file;
  run::Scenario read;

  // With "PATH=VALUE" set on top. Throws core::UserError with what is wrong.
  Scenario(run::ScenarioFile source, const std::vector<std::string>& settings);
};

void bind_scenario(pybind11::module_& module);
void bind_catalogue(pybind11::module_& module);
void bind_runs(pybind11::module_& module);

}  // namespace gongjian::python
