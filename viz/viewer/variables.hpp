// By what units and areas can be coloured: columns of the state's tables, and outputs.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/core/frame.hpp"
#include "engine/run/session.hpp"
#include "viz/view_data/palette.hpp"

namespace gongjian::viz {

struct Variable {
  std::string id;  // "units.identity", "participation"
  core::Text label;
  std::string unit;           // of measure
  run::WatchedColumn column;  // that has it, with one value a row; no table where it is an output
  double low = std::numeric_limits<double>::quiet_NaN(), high = low;  // of its scale; NaN: as the values have it
  bool around_zero = false;
  bool is_kind = false;  // the kind of a unit: a category
  bool is_yes_no = false;
};

// Of units, kinds first.
const std::vector<Variable>& unit_variables();
// Of districts (outputs with one value a district), subdistricts and neighbourhoods.
std::vector<Variable> area_variables(const core::FrameLayout& layout);

// The one of this id, or null.
const Variable* find(const std::vector<Variable>& variables, const std::string& id);

// The colours of a variable whose values lie between these.
Scale scale_of(const Variable& variable, ScaleKind palette, double lowest, double highest);

}  // namespace gongjian::viz
