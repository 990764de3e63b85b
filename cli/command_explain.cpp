#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/core/say.hpp"
#include "engine/run/explain.hpp"
#include "options.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string scenario;
  ScenarioOptions changes;
  std::optional<std::uint64_t> seed;
  std::optional<std::int64_t> unit, member, project;
  int week = 0;
  bool json = false;
};

nlohmann::ordered_json json_of(const std::vector<run::Term>& terms) {
  nlohmann::ordered_json object;
  for (const run::Term& term : terms)
    object[term.name] = std::isnan(term.value) ? nlohmann::ordered_json() : nlohmann::ordered_json(term.value);
  return object;
}

void print_terms(const Context& context, const std::vector<run::Term>& terms) {
  std::vector<std::vector<std::string>> rows;
  for (const run::Term& term : terms) {
    const core::Text text =
        term.meaning.en.empty() ? term.text : core::say("{}: {}", "{}：{}", term.text, term.meaning);
    rows.push_back({"  " + term.name, std::isnan(term.value) ? "" : fmt::format("{:.6g}", term.value + 0.0) /* no -0 */,
                    context.say(core::Unit{term.unit}), context.say(text)});
  }
  fmt::print("{}\n", table(rows, Align::left));
}

void execute(const Context& context, const Options& options) {
  std::vector<std::string> settings = options.changes.all();
  if (options.seed) settings.push_back("seed=" + std::to_string(*options.seed));
  const run::Scenario scenario = run::read_scenario(options.scenario, settings);
  const run::Entity entity = options.unit     ? run::Entity::unit
                             : options.member ? run::Entity::member
                                              : run::Entity::project;
  const auto id = static_cast<std::size_t>(options.unit     ? *options.unit
                                           : options.member ? *options.member
                                                            : *options.project);
  const run::Explanation found = run::explain(scenario, entity, id, options.week, 0);
  if (options.json) {
    nlohmann::ordered_json object;
    object["scenario"] = scenario.name;
    object["seed"] = scenario.seed;
    object["entity"] = options.unit ? "unit" : options.member ? "member" : "project";
    object["row"] = id;
    object["week"] = options.week;
    object["decision_week"] = found.week;
    object["terms"] = json_of(found.terms);
    object["facts"] = json_of(found.facts);
    fmt::print("{}\n", object.dump());
    return;
  }
  const std::string what = options.unit     ? context.say("unit", "单位")
                           : options.member ? context.say("member", "党员")
                                            : context.say("project", "项目");
  fmt::print(fmt::runtime(context.say("{} {}, week {}\n\n", "{} {}，第 {} 周\n\n")), what, id, options.week);
  fmt::print(fmt::runtime(context.say("decided by, in week {}:\n", "第 {} 周的决定由以下各项构成：\n")),
             options.project ? static_cast<int>(found.facts_of("start_week")) : found.week);
  print_terms(context, found.terms);
  fmt::print("{}\n", context.say("what it is at the end of the week:", "该周结束时的状态："));
  print_terms(context, found.facts);
}

}  // namespace

void add_explain(CLI::App& app, Context& context) {
  Command command(app, context, "explain",
                  {"tell what a unit's, a member's or a project's latest decision was made of, in any week of a run",
                   "说明运行中任一周某单位、党员或项目最近一次决定由哪些部分构成"});
  auto& options = command.runs<Options>(execute);
  command
      .option("scenario", options.scenario,
              {"a scenario file, or the name of a shipped scenario", "情景文件，或自带情景的名称"})
      .required();
  command
      .option("--week", options.week,
              {"the week; of units, the latest month's decision counts", "周；单位取最近一个月的决定"})
      .required();
  Command entity = command.group_of_one({"entity", "对象"},
                                        {"one of them, by its row, counted from 0", "其中之一，按行号，从 0 计"});
  entity.option("--unit", options.unit, {"a unit: its decision to take part", "单位：是否参加的决定"})
      .between(std::int64_t{0}, INT64_MAX);
  entity
      .option("--member", options.member,
              {"a member: registering, lapsing, claiming a task", "党员：报到、失效、认领服务项目"})
      .between(std::int64_t{0}, INT64_MAX);
  entity.option("--project", options.project, {"a project: its chance of completion", "项目：完成的概率"})
      .between(std::int64_t{0}, INT64_MAX);
  options.changes.add_to(command);
  add_seed(command, options.seed);
  command.flag("--json", options.json, {"print one JSON object instead of tables", "输出一个 JSON 对象，代替各表"});
}

}  // namespace gongjian::cli
