#include "viz/viewer/variables.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace gongjian::viz {
namespace {

// Columns that say something of a unit on a map; the others are codes, or constant.
constexpr const char* kUnitColumns[] = {
    "kind",       "participates", "aware",     "registered", "contact",         "seat",           "joined",
    "identity",   "reciprocity",  "habit",     "formalism",  "net_benefit",     "active_members", "fit",
    "assessment", "propensity",   "threshold", "intercept",  "months_attended", "project_value",  "slack",
    "size",       "rank"};
constexpr const char* kSubdistrictColumns[] = {"participation", "identity"};
constexpr const char* kCommitteeColumns[] = {"quality", "attendance", "relevance", "gap", "external_share", "coverage"};
constexpr const char* kNeighbourhoodColumns[] = {"service_index", "share_served",       "backlog",
                                                 "landed",        "registered_members", "contact_point"};

// Outputs without a unit that are no shares.
constexpr std::string_view kBeyondOne[] = {
    "form", "stall_cause", "founding_cause", "reserve_months", "activity", "value_per_public_money", "project_benefit"};
constexpr std::string_view kYesOrNo[] = {"participates", "aware",  "registered",   "contact",
                                         "seat",         "joined", "contact_point"};

bool is_signed(const std::string& name) {
  return name == "reciprocity" || name == "net_benefit" || name == "intercept";
}

Variable of_column(const run::TableDescription& table, const std::string& name) {
  const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                   [&](const run::ColumnDescription& c) { return c.name == name; });
  Variable variable{table.name + "." + name, column->text, column->unit, {table.name, name}};
  variable.around_zero = is_signed(name);
  variable.is_kind = table.name == "units" && name == "kind";
  if (column->unit == "1" && !variable.around_zero && name != "rank" && !variable.is_kind) {
    variable.low = 0;
    variable.high = 1;
  }
  variable.is_yes_no = std::find(std::begin(kYesOrNo), std::end(kYesOrNo), name) != std::end(kYesOrNo);
  if (name == "reciprocity") {
    variable.low = -1;
    variable.high = 1;
  }
  return variable;
}

template <class Names>
void add(std::vector<Variable>& variables, const std::string& table_name, const Names& names) {
  static const std::vector<run::TableDescription> tables = run::tables();  // asked for in every frame
  const auto table =
      std::find_if(tables.begin(), tables.end(), [&](const run::TableDescription& t) { return t.name == table_name; });
  for (const char* name : names) variables.push_back(of_column(*table, name));
}

}  // namespace

const std::vector<Variable>& unit_variables() {
  static const std::vector<Variable> variables = [] {
    std::vector<Variable> all;
    add(all, "units", kUnitColumns);
    return all;
  }();
  return variables;
}

std::vector<Variable> area_variables(const core::FrameLayout& layout) {
  std::vector<Variable> variables;
  for (const core::Variable& output : layout.variables) {
    if (output.dimensions.size() != 1 || layout.dimensions[output.dimensions[0]].name != "district") continue;
    Variable variable{output.name, output.text, std::string(output.unit.symbol), {}};
    variable.around_zero = is_signed(output.name);
    const bool is_share = variable.unit == "1" && !variable.around_zero;
    if (is_share) variable.low = 0;
    if (is_share && std::find(std::begin(kBeyondOne), std::end(kBeyondOne), output.name) == std::end(kBeyondOne))
      variable.high = 1;
    variables.push_back(std::move(variable));
  }
  add(variables, "subdistricts", kSubdistrictColumns);
  add(variables, "committees", kCommitteeColumns);
  add(variables, "neighbourhoods", kNeighbourhoodColumns);
  return variables;
}

const Variable* find(const std::vector<Variable>& variables, const std::string& id) {
  const auto found = std::find_if(variables.begin(), variables.end(), [&](const Variable& v) { return v.id == id; });
  return found == variables.end() ? nullptr : &*found;
}

Scale scale_of(const Variable& variable, ScaleKind palette, double lowest, double highest) {
  const double low = std::isnan(variable.low) ? lowest : variable.low;
  const double high = std::isnan(variable.high) ? highest : variable.high;
  if (variable.around_zero) return around_zero(low, high);
  return {low, high, palette};
}

}  // namespace gongjian::viz
