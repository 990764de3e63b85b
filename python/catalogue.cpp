// What there is to choose from, as lists of dictionaries.
#include "engine/run/catalogue.hpp"

#include "engine/run/library.hpp"
#include "engine/run/outcomes.hpp"
#include "python_values.hpp"
#include "scenario.hpp"

namespace gongjian::python {
namespace {

py::dict entry(const std::string& name, const core::Text& text) {
  py::dict each;
  each["name"] = name;
  each["description"] = both(text);
  return each;
}

py::list parameters() {
  py::list all;
  for (const run::FieldDescription& field : run::parameters()) {
    py::dict each = entry(field.group + "." + field.name, field.text);
    each["default"] = field.value;
    each["unit"] = field.unit;
    each["low"] = field.range.low;
    each["high"] = field.range.high;
    each["source"] = both(field.source);
    all.append(each);
  }
  return all;
}

py::list levers() {
  py::list all;
  for (const run::LeverDescription& lever : run::levers()) {
    py::dict each = entry(lever.name, lever.text);
    each["label"] = both(lever.label);
    all.append(each);
  }
  return all;
}

py::list outcomes() {
  py::list all;
  for (const run::Outcome& outcome : run::outcomes()) {
    py::dict each = entry(outcome.name, outcome.text);
    each["unit"] = outcome.unit;
    each["better"] = outcome.direction == io::Direction::less   ? "less"
                     : outcome.direction == io::Direction::more ? "more"
                                                                : "";
    all.append(each);
  }
  return all;
}

py::list series() {
  py::list all;
  for (const run::Series& one : run::city_series()) {
    py::dict each = entry(one.name, one.text);
    each["unit"] = one.unit;
    all.append(each);
  }
  return all;
}

}  // namespace

void bind_catalogue(py::module_& module) {
  module.def("scenarios", run::library_names);
  module.def("experiments", run::experiment_names);
  module.def("parameters", parameters);
  module.def("levers", levers);
  module.def("outcomes", outcomes);
  module.def("series", series);
}

}  // namespace gongjian::python
