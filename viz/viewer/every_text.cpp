#include "viz/viewer/every_text.hpp"

#include "engine/run/catalogue.hpp"
#include "engine/run/explain.hpp"
#include "engine/run/library.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/scenario.hpp"
#include "viz/viewer/lever_groups.hpp"
#include "viz/viewer/texts.hpp"

namespace gongjian::viz {
namespace {

void add(std::vector<core::Text>& texts, const core::Text& text) { texts.push_back(text); }
void add_unit(std::vector<core::Text>& texts, std::string_view symbol) {
  const core::Unit unit{symbol};
  texts.push_back({std::string(unit.in(false)), std::string(unit.in(true))});
}

void add_outputs(std::vector<core::Text>& texts) {
  const core::FrameLayout layout = run::outputs();
  for (const core::Variable& variable : layout.variables) {
    add(texts, variable.text);
    add_unit(texts, variable.unit.symbol);
  }
  for (const core::Dimension& dimension : layout.dimensions) {
    add(texts, dimension.text);
    texts.insert(texts.end(), dimension.labels.begin(), dimension.labels.end());
  }
  for (const run::Outcome& outcome : run::outcomes()) add(texts, outcome.text);
}

void add_levers_and_events(std::vector<core::Text>& texts) {
  for (const LeverGroup& group : lever_groups()) add(texts, group.title);
  for (const run::LeverDescription& lever : run::levers()) {
    add(texts, lever.label);
    add(texts, lever.text);
  }
  for (const run::EventDescription& event : run::events()) {
    add(texts, event.text);
    for (const run::FieldDescription& field : event.fields) add(texts, field.text);
  }
}

void add_scenarios(std::vector<core::Text>& texts) {
  for (const std::string& name : run::library_names()) {
    const run::Scenario scenario = run::read_scenario(name);
    add(texts, scenario.title);
    add(texts, scenario.description);
    for (const auto& district : scenario.setup.districts) add(texts, district.name);
  }
  for (const auto& district : run::read_scenario("baseline_stable", {"population.preset=shanghai"}).setup.districts)
    add(texts, district.name);
}

}  // namespace

std::vector<core::Text> every_text() {
  std::vector<core::Text> texts;
  for (const Phrase& phrase : kTexts) texts.push_back({phrase.en, phrase.zh});
  add_levers_and_events(texts);
  add_outputs(texts);
  for (const run::TableDescription& table : run::tables())
    for (const run::ColumnDescription& column : table.columns) {
      add(texts, column.text);
      add_unit(texts, column.unit);
    }
  for (const core::Text& text : run::texts_of_terms()) add(texts, text);
  add_scenarios(texts);
  return texts;
}

}  // namespace gongjian::viz
