#include "viz/lessons/lesson_keys.hpp"

#include "engine/run/catalogue.hpp"

namespace gongjian::lessons {

Known::Known() {
  for (const run::LeverDescription& lever : run::levers()) levers.push_back(lever.name);
  const core::FrameLayout layout = run::outputs();
  for (const core::Variable& output : layout.variables)
    if (output.dimensions.size() == 1 && layout.dimensions[output.dimensions[0]].name == "district")
      outputs.push_back(output.name);
  areas_by = outputs;
  for (const run::TableDescription& table : run::tables()) {
    tables.push_back(table.name);
    const bool is_place = table.name == "subdistricts" || table.name == "committees" || table.name == "neighbourhoods";
    for (const run::ColumnDescription& column : table.columns) {
      if (table.name == "units") units_by.push_back("units." + column.name);
      if (is_place) areas_by.push_back(table.name + "." + column.name);
    }
  }
}

std::vector<std::string_view> views_of(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

}  // namespace gongjian::lessons
