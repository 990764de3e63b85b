#include "scenario.hpp"

#include "engine/run/catalogue.hpp"
#include "python_values.hpp"

namespace gongjian::python {
namespace {

run::ScenarioFile changed(run::ScenarioFile file, const std::vector<std::string>& settings) {
  for (const std::string& setting : settings) run::apply_setting(file, setting);
  return file;
}

py::object value_of(const run::FieldDescription& field) {
  if (field.is_switch) return py::bool_(field.value != 0);
  if (field.is_whole) return py::int_(static_cast<long long>(field.value));
  return py::float_(field.value);
}

py::list names_of(const run::Scenario& scenario, const model::DistrictMask& mask) {
  py::list names;
  if (mask.empty()) names.append("*");
  for (std::size_t d = 0; d < mask.size(); ++d)
    if (mask[d]) names.append(scenario.setup.districts[d].name.en);
  return names;
}

py::dict parameters_of(const Scenario& scenario) {
  py::dict values;
  for (const run::FieldDescription& field : run::parameters(scenario.read.setup.parameters))
    values[py::str(field.group + "." + field.name)] = value_of(field);
  return values;
}

py::list levers_of(const Scenario& scenario) {
  const std::vector<run::LeverDescription> known = run::levers();
  py::list levers;
  for (const model::LeverSetting& setting : scenario.read.setup.policy.settings) {
    py::dict lever;
    lever["name"] = known[setting.lever].name;
    lever["value"] = setting.value;
    lever["start"] = setting.start;
    lever["since"] = setting.since;
    if (setting.end >= 0) lever["end"] = setting.end;
    lever["ramp"] = setting.ramp;
    lever["districts"] = names_of(scenario.read, setting.districts);
    levers.append(lever);
  }
  return levers;
}

py::list events_of(const Scenario& scenario) {
  py::list events;
  for (const model::Event& event : scenario.read.setup.events.list) {
    const run::EventDescription description = run::description_of(event);
    py::dict entry;
    entry["kind"] = description.kind;
    entry["week"] = std::visit([](const auto& e) { return e.week.value; }, event);
    for (const run::FieldDescription& field : description.fields)
      if (field.unit != "week") entry[py::str(field.name)] = value_of(field);
      else if (field.value >= 0) entry[py::str(field.name)] = static_cast<int>(field.value);  // an end that is given
    const auto reached = std::visit([](const auto& e) { return e.districts; }, event);
    if (const auto* merger = std::get_if<model::DistrictMerger>(&event)) {
      entry["from"] = names_of(scenario.read, reached)[0];
      entry["into"] = scenario.read.setup.districts[merger->into.value].name.en;
    } else {
      entry["districts"] = names_of(scenario.read, reached);
    }
    events.append(entry);
  }
  return events;
}

}  // namespace

Scenario::Scenario(run::ScenarioFile source, const std::vector<std::string>& settings)
    : file(changed(std::move(source), settings)), read(run::read_scenario(file)) {}

void bind_scenario(py::module_& module) {
  py::class_<Scenario>(module, "Scenario")
      .def_static("read",
                  [](const std::string& name_or_path, const std::vector<std::string>& settings) {
                    return Scenario(run::read_scenario_file(name_or_path), settings);
                  })
      .def_static("parse",
                  [](const std::string& text, const std::string& path, const std::vector<std::string>& settings) {
                    return Scenario(run::scenario_file_of(text, path), settings);
                  })
      .def("changed",
           [](const Scenario& self, const std::vector<std::string>& settings) { return Scenario(self.file, settings); })
      .def_property_readonly("name", [](const Scenario& self) { return self.read.name; })
      .def_property_readonly("path", [](const Scenario& self) { return self.read.path; })
      .def_property_readonly("title", [](const Scenario& self) { return both(self.read.title); })
      .def_property_readonly("description", [](const Scenario& self) { return both(self.read.description); })
      .def_property_readonly("start_date", [](const Scenario& self) { return core::to_string(self.read.start_date); })
      .def_property_readonly("weeks", [](const Scenario& self) { return self.read.weeks; })
      .def_property_readonly("seed", [](const Scenario& self) { return self.read.seed; })
      .def_property_readonly("text", [](const Scenario& self) { return self.read.text; })
      .def_property_readonly("parameters", parameters_of)
      .def_property_readonly("levers", levers_of)
      .def_property_readonly("events", events_of)
      .def_property_readonly("notes",
                             [](const Scenario& self) {
                               py::list notes;
                               for (const core::Text& note : self.read.notes) notes.append(both(note));
                               return notes;
                             })
      .def_property_readonly("districts", [](const Scenario& self) {
        py::list names;
        for (const auto& district : self.read.setup.districts) names.append(both(district.name));
        return names;
      });
}

}  // namespace gongjian::python
