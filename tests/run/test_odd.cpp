// The model card, and the reference page.
#include <fmt/format.h>

#include "engine/run/catalogue.hpp"
#include "engine/run/odd.hpp"
#include "engine/run/reference.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

run::Scenario small(const std::string& name, std::vector<std::string> settings = {}) {
  settings.insert(settings.begin(), "population.preset=workshop");
  return run::read_scenario(name, settings);
}

void check_headings(const std::string& card, const std::vector<std::string>& headings) {
  std::size_t at = 0;
  for (const std::string& heading : headings) {
    INFO(heading);
    const std::size_t found = card.find("\n## " + heading + "\n", at);
    REQUIRE(found != std::string::npos);
    at = found + 1;
  }
}

}  // namespace

TEST_CASE("A model card has the seven parts of ODD in their order, in both languages", "[run]") {
  check_headings(
      run::odd(small("leader_leaves"), "1.2.3", false),
      {"1 Purpose and patterns", "2 Entities, state variables and scales", "3 Process overview and scheduling",
       "4 Design concepts", "5 Initialization", "6 Input data", "7 Submodels"});
  check_headings(run::odd(small("leader_leaves"), "1.2.3", true),
                 {"1 目的与模式", "2 实体、状态变量与尺度", "3 过程概览与调度", "4 设计概念", "5 初始化", "6 输入数据",
                  "7 子模型"});
}

TEST_CASE("A model card names every table and column, phase, parameter, output and outcome", "[run]") {
  for (const bool chinese : {false, true}) {
    const std::string card = run::odd(small("leader_leaves"), "1.2.3", chinese);
    const auto check = [&](const std::string& part) {
      INFO(part);
      CHECK(contains(card, part));
    };
    REQUIRE(run::tables().size() > 5);
    for (const run::TableDescription& table : run::tables()) {
      check("\n### `" + table.name + "`\n");
      for (const run::ColumnDescription& column : table.columns) check("\n| `" + column.name + "` |");
    }
    for (const run::PhaseDescription& phase : run::phases()) check("\n| `" + phase.name + "` |");
    for (const run::FieldDescription& field : run::parameters()) {
      check("\n### `" + field.group + "`\n");
      const auto dot = field.name.find('.');
      check("\n| `" + (dot == std::string::npos ? field.name : field.name.substr(0, dot) + ".*") + "` |");
    }
    for (const core::Variable& variable : run::outputs().variables) check("\n| `" + variable.name + "` |");
    for (const run::LeverDescription& lever : run::levers()) check("`" + lever.name + "`");
  }
}

TEST_CASE("A model card tells what the scenario sets: levers, events, parameters, seed and version", "[run]") {
  const run::Scenario scenario =
      small("leader_leaves", {"seed=77", "levers.two_way=0.6", "levers.two_way.end=200", "levers.receipts.start=52",
                              "levers.receipts.ramp=26", "parameters.attention.mean_tenure_years=4.5",
                              "parameters.start.aware.hospital=0.123", "event.0.mean_attention=0.0625"});
  const std::string card = run::odd(scenario, "1.2.3", false);
  CHECK(contains(card, "gongjian 1.2.3"));
  CHECK(contains(card, "| seed | 77 |"));
  CHECK(contains(card, "| `two_way` | 0.6 | week 0 (2014-01-06) | week 200 (2017-11-06) | 0 | all |"));
  CHECK(contains(card, "| `receipts` | 1 | week 52 (2015-01-05) | the end | 26 | all |"));
  CHECK(contains(card, "**`leader_turnover` in week 156 (2017-01-02).**"));
  CHECK(contains(card, "**0.0625** (default 0.1)"));
  CHECK(contains(card, "**4.5** (default 3.2)"));
  CHECK(contains(card, "`hospital` **0.123** (default 0.7)"));
  CHECK(contains(card, "`parameters.attention.mean_tenure_years = 4.5`"));
  CHECK(contains(card, "300"));  // units of the workshop
  CHECK(contains(card, scenario.text));
}

TEST_CASE("Every lever that a scenario sets stands in its model card's policy", "[run]") {
  const run::Scenario scenario = small("full_package");
  const std::string card = run::odd(scenario, "1.2.3", false);
  const std::string policy = card.substr(card.find("\n### Policy\n"));
  const auto levers = run::levers();
  REQUIRE_FALSE(scenario.setup.policy.settings.empty());
  for (const model::LeverSetting& setting : scenario.setup.policy.settings) {
    const std::string row =
        fmt::format("\n| `{}` | {} | week {} ", levers[setting.lever].name, setting.value, setting.start);
    INFO(row);
    CHECK(contains(policy, row));
  }
}

TEST_CASE("A model card is the same text twice, and another for another seed", "[run]") {
  const std::string card = run::odd(small("full_package"), "1.2.3", false);
  CHECK(card == run::odd(small("full_package"), "1.2.3", false));
  CHECK(card != run::odd(small("full_package", {"seed=2"}), "1.2.3", false));
}

TEST_CASE("The tables of a city have its rows, and their columns what stands in them", "[run]") {
  const run::Scenario scenario = small("leader_leaves");
  model::Simulation simulation(scenario.setup, scenario.seed);
  bool found = false;
  for (const run::TableDescription& table : run::tables(simulation.world())) {
    if (table.name != "members") continue;
    found = true;
    CHECK(table.rows == simulation.members());
    for (const run::ColumnDescription& column : table.columns) {
      INFO(column.name);
      CHECK(column.lowest <= column.mean);
      CHECK(column.mean <= column.highest);
    }
  }
  CHECK(found);
}

TEST_CASE("The reference page holds the reference of each category", "[run]") {
  for (const bool chinese : {false, true}) {
    const std::string page = run::reference_page(chinese);
    for (const char* category : {"parameters", "levers", "events", "outputs", "outcomes"})
      CHECK(contains(page, "\n" + run::reference(category, chinese)));
    CHECK_FALSE(contains(page, "full_package"));
    CHECK(contains(run::reference("scenarios", chinese), "`full_package`"));
  }
}
