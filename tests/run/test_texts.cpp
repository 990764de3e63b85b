// Whatever people read of the model stands there in English and in Chinese.
#include <algorithm>
#include <array>

#include "engine/model/unit/kind.hpp"
#include "engine/model/unit/resource.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/explain.hpp"
#include "engine/run/outcomes.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

namespace {

// Whether the text has a character between U+4E00 and U+9FFF.
bool has_chinese(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned character = (byte(i) & 0x0Fu) << 12 | (byte(i + 1) & 0x3Fu) << 6 | (byte(i + 2) & 0x3Fu);
    if ((byte(i) & 0xF0) == 0xE0 && character >= 0x4E00 && character <= 0x9FFF) return true;
  }
  return false;
}

void check_text(const std::string& of, const core::Text& text) {
  INFO(of << ": \"" << text.en << "\" \"" << text.zh << "\"");
  CHECK_FALSE(text.en.empty());
  CHECK_FALSE(has_chinese(text.en));
  CHECK(has_chinese(text.zh));
}

void check_unit(const std::string& of, const std::string& symbol) {
  constexpr std::array<std::string_view, 2> kPlainNumbers = {"1", "1/65535"};
  INFO(of << ": \"" << symbol << "\"");
  CHECK_FALSE(symbol.empty());
  if (std::find(kPlainNumbers.begin(), kPlainNumbers.end(), symbol) == kPlainNumbers.end())
    CHECK(has_chinese(core::Unit{symbol}.in(true)));
  CHECK(core::Unit{symbol}.in(false) == symbol);
}

void check_fields(const std::vector<run::FieldDescription>& fields) {
  for (const run::FieldDescription& field : fields) {
    const std::string name = field.group + "." + field.name;
    check_text(name, field.text);
    check_text(name, field.source);
    check_unit(name, field.unit);
  }
}

// Visits a table that is not of the state.
struct CheckColumns {
  std::string_view table;
  template <class Column>
  void operator()(std::string_view name, const Column&, core::Unit unit, const core::Words& text) const {
    const std::string of = std::string(table) + "." + std::string(name);
    check_text(of, text);
    check_unit(of, std::string(unit.symbol));
  }
};

template <class Table>
void check_columns(Table table) {
  CheckColumns check{Table::kName};
  table.visit(check);
}

}  // namespace

TEST_CASE("Every parameter, lever and event tells in both languages what it is", "[run]") {
  check_fields(run::parameters());
  for (const run::LeverDescription& lever : run::levers()) {
    check_text(lever.name, lever.label);
    check_text(lever.name, lever.text);
  }
  for (const run::EventDescription& event : run::events()) {
    check_text(event.kind, event.text);
    check_fields(event.fields);
  }
}

TEST_CASE("Every table and column tells in both languages what stands in it", "[run]") {
  for (const run::TableDescription& table : run::tables()) {
    check_text(table.name, table.text);
    for (const run::ColumnDescription& column : table.columns) {
      check_text(table.name + "." + column.name, column.text);
      check_unit(table.name + "." + column.name, column.unit);
    }
  }
  check_columns(model::Decisions{});
  check_columns(model::MemberDecisions{});
}

TEST_CASE("Every phase tells in both languages when it runs and what for", "[run]") {
  for (const run::PhaseDescription& phase : run::phases()) {
    check_text(phase.name, phase.rhythm);
    check_text(phase.name, phase.purpose);
  }
  check_text("a rhythm without a name", core::text_of({5, 0}));
}

TEST_CASE("Every output, series and outcome has a name in both languages", "[run]") {
  const core::FrameLayout layout = run::outputs();
  for (const core::Dimension& dimension : layout.dimensions) {
    check_text(dimension.name, dimension.text);
    for (const core::Text& label : dimension.labels) check_text(dimension.name, label);
  }
  for (const core::Variable& variable : layout.variables) {
    check_text(variable.name, variable.text);
    check_unit(variable.name, std::string(variable.unit.symbol));
  }
  for (const run::Series& series : run::city_series()) {
    check_text(series.name, series.text);
    check_unit(series.name, series.unit);
  }
  for (const run::Outcome& outcome : run::outcomes()) {
    check_text(outcome.name, outcome.text);
    check_unit(outcome.name, outcome.unit);
  }
}

TEST_CASE("Kinds of units and types of needs have a name in both languages", "[run]") {
  for (const model::KindName& kind : model::kKindNames)
    check_text(std::string(kind.name), {std::string(kind.en), std::string(kind.zh)});
  for (const model::ResourceName& type : model::kResourceNames)
    check_text(std::string(type.name), {std::string(type.en), std::string(type.zh)});
}

TEST_CASE("What a project's chance is made of is told in both languages", "[run]") {
  const run::Scenario scenario = run::read_scenario("full_package", {"population.preset=\"workshop\"", "weeks=208"});
  const run::Explanation found = run::explain(scenario, run::Entity::project, 0, 207, 1);
  for (const run::Term& term : found.terms) check_text(term.name, term.text);
  for (const run::Term& term : found.facts) check_text(term.name, term.text);
}
