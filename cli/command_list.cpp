#include <fmt/format.h>

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/experiment.hpp"
#include "engine/run/library.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/reference.hpp"
#include "engine/run/scenario.hpp"
#include "options.hpp"
#include "terminal.hpp"
#include "viz/lessons/lesson.hpp"

namespace gongjian::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

void print_rows(Rows rows) {
  for (auto& row : rows) row[0].insert(0, "  ");
  fmt::print("{}", table(rows, Align::left));
}

// A unit in a column of units, where plain numbers have one too.
std::string cell(const Context& context, core::Unit unit) { return std::string(unit.in(context.chinese)); }

std::string full_name(const run::FieldDescription& field) { return field.group + "." + field.name; }

void list_scenarios(const Context& context) {
  Rows rows;
  for (const std::string& name : run::library_names())
    rows.push_back({name, context.say(run::read_scenario(name).title)});
  print_rows(rows);
}

void list_experiments(const Context& context) {
  Rows rows;
  for (const std::string& name : run::experiment_names())
    rows.push_back({name, context.say(run::read_experiment(name).title)});
  print_rows(rows);
}

void list_lessons(const Context& context) {
  Rows rows;
  for (const std::string& name : run::lesson_names()) {
    const lessons::Lesson lesson = lessons::read_lesson(name);
    rows.push_back(
        {name, fmt::format("{} {}", lesson.minutes(), context.say("min", "分钟")), context.say(lesson.title)});
  }
  print_rows(rows);
}

// As run::reference has it of the other categories.
std::string lesson_reference(const Context& context) {
  std::string out = context.say(
      "## Lessons\n\nThe shipped lessons.\n\n| lesson | minutes | title | description |\n|---|---|---|---|\n",
      "## 课程\n\n随程序提供的课程。\n\n| 课程 | 分钟 | 标题 | 说明 |\n|---|---|---|---|\n");
  for (const std::string& name : run::lesson_names()) {
    const lessons::Lesson lesson = lessons::read_lesson(name);
    out += fmt::format("| `{}` | {} | {} | {} |\n", name, lesson.minutes(), context.say(lesson.title),
                       context.say(lesson.description));
  }
  return out;
}

void describe_lesson(const std::string& name, const Context& context) {
  const lessons::Lesson lesson = lessons::read_lesson(name);
  fmt::print("{} ({}, {} {})\n  {}\n\n", context.say(lesson.title), context.say("lesson", "课程"), lesson.minutes(),
             context.say("min", "分钟"), context.say(lesson.description));
  Rows rows;
  for (const lessons::Step& step : lesson.steps)
    rows.push_back(
        {context.say(lessons::name_of(step.kind)), fmt::format("{}", step.minutes), context.say(step.title)});
  print_rows(rows);
}

void list_levers(const Context& context) {
  Rows rows;
  for (const auto& lever : run::levers())
    rows.push_back({lever.name, context.say("0 to 1", "0 至 1"), context.say(lever.text)});
  print_rows(rows);
}

void list_parameters(const Context& context) {
  Rows rows;
  for (const auto& field : run::parameters())
    rows.push_back({full_name(field), run::value_text(field), run::range_text(field, context.chinese),
                    cell(context, core::Unit{field.unit}), context.say(field.text)});
  print_rows(rows);
}

void list_events(const Context& context) {
  Rows rows;
  for (const auto& event : run::events()) rows.push_back({event.kind, context.say(event.text)});
  print_rows(rows);
}

void list_outputs(const Context& context) {
  const core::FrameLayout layout = run::outputs();
  Rows rows;
  for (const core::Variable& variable : layout.variables) {
    std::string dimensions;
    for (const std::size_t dimension : variable.dimensions)
      dimensions += (dimensions.empty() ? "" : ", ") + layout.dimensions[dimension].name;
    rows.push_back({variable.name, "[" + dimensions + "]", cell(context, variable.unit), context.say(variable.text)});
  }
  print_rows(rows);
}

void list_outcomes(const Context& context) {
  Rows rows;
  for (const run::Outcome& outcome : run::outcomes())
    rows.push_back({outcome.name, cell(context, core::Unit{outcome.unit}), context.say(outcome.text)});
  print_rows(rows);
}

struct Category {
  const char* name;
  core::Text title;
  void (*print)(const Context&);
};

const std::vector<Category>& categories() {
  static const std::vector<Category> list = {
      {"scenarios", {"scenarios", "情景"}, list_scenarios},
      {"experiments", {"experiments: what a sweep runs", "实验（供 sweep 运行）"}, list_experiments},
      {"lessons", {"lessons: a run led step by step", "课程（逐步引导的运行）"}, list_lessons},
      {"levers", {"levers: what a policy sets", "政策杠杆"}, list_levers},
      {"events", {"events", "事件"}, list_events},
      {"parameters", {"parameters", "参数"}, list_parameters},
      {"outputs", {"outputs, logged weekly", "输出（每周记录）"}, list_outputs},
      {"outcomes", {"outcomes, one number a run", "结果指标（每次运行一个数）"}, list_outcomes}};
  return list;
}

void describe_field(const Context& context, const run::FieldDescription& field, const std::string& name) {
  fmt::print("{}\n  {}\n", name, context.say(field.text));
  print_rows({{context.say("default", "默认值"), run::value_text(field)},
              {context.say("allowed", "取值范围"), run::range_text(field, context.chinese)},
              {context.say("unit", "单位"), cell(context, core::Unit{field.unit})},
              {context.say("source", "来源"), context.say(field.source)}});
}

// Prints what bears this name; false where nothing does.
bool describe(const Context& context, const std::string& name, std::vector<std::string>& known) {
  bool found = false;
  for (const auto& scenario : run::library_names()) {
    known.push_back(scenario);
    if (scenario != name) continue;
    const run::Scenario read = run::read_scenario(name);
    fmt::print("{} ({})\n", context.say(read.title), context.say("scenario", "情景"));
    if (!context.say(read.description).empty()) fmt::print("  {}\n", context.say(read.description));
    fmt::print("\n{}", read.text);
    found = true;
  }
  for (const auto& experiment : run::experiment_names()) {
    known.push_back(experiment);
    if (experiment != name) continue;
    const run::Experiment read = run::read_experiment(name);
    fmt::print("{} ({})\n", context.say(read.title), context.say("experiment", "实验"));
    if (!context.say(read.description).empty()) fmt::print("  {}\n", context.say(read.description));
    fmt::print("\n{}", read.text);
    found = true;
  }
  for (const auto& lesson : run::lesson_names()) {
    known.push_back(lesson);
    if (lesson != name) continue;
    describe_lesson(name, context);
    found = true;
  }
  for (const auto& lever : run::levers()) {
    known.push_back(lever.name);
    if (lever.name != name) continue;
    fmt::print("{} ({})\n  {}\n", lever.name, context.say(lever.label), context.say(lever.text));
    print_rows({{context.say("kind", "类型"), context.say("lever", "政策杠杆")},
                {context.say("default", "默认值"), "0"},
                {context.say("allowed", "取值范围"), context.say("0 to 1", "0 至 1")},
                {context.say("keys", "键"), "value, start, since, end, ramp, districts"},
                {context.say("try", "试一试"), "gongjian run baseline_turnover --set levers." + name + "=1"},
                {"", "gongjian run full_package --set levers." + name + "=0"}});
    found = true;
  }
  for (const auto& event : run::events()) {
    known.push_back(event.kind);
    if (event.kind != name) continue;
    fmt::print("{} ({})\n  {}\n", event.kind, context.say("event", "事件"), context.say(event.text));
    Rows rows{{"week", "", context.say("0 to 5200", "0 至 5200"), cell(context, core::Unit{"week"}),
               context.say("week or date in which it begins; required", "开始的周或日期；必填")}};
    if (event.names_two_districts) {
      rows.push_back({"from", "", "", "", context.say("district that is absorbed; required", "被并入的区；必填")});
      rows.push_back({"into", "", "", "", context.say("district that absorbs it; required", "并入其中的区；必填")});
    } else {
      rows.push_back({"districts", "[\"*\"]", "", "", context.say("districts it reaches", "涉及的区")});
    }
    for (const auto& field : event.fields)
      rows.push_back({field.name, run::value_text(field), run::range_text(field, context.chinese),
                      cell(context, core::Unit{field.unit}), context.say(field.text)});
    print_rows(rows);
    found = true;
  }
  for (const auto& field : run::parameters()) {
    known.push_back(full_name(field));
    known.push_back(field.name);
    if (full_name(field) != name && field.name != name && full_name(field) != "parameters." + name) continue;
    describe_field(context, field, full_name(field));
    found = true;
  }
  const core::FrameLayout layout = run::outputs();
  for (const core::Variable& variable : layout.variables) {
    known.push_back(variable.name);
    if (variable.name != name) continue;
    fmt::print("{} ({})\n  {}, {}\n", variable.name, context.say("output", "输出"), context.say(variable.text),
               cell(context, variable.unit));
    found = true;
  }
  for (const run::Outcome& outcome : run::outcomes()) {
    known.push_back(outcome.name);
    if (outcome.name != name) continue;
    fmt::print("{} ({})\n  {}, {}\n", outcome.name, context.say("outcome", "结果指标"), context.say(outcome.text),
               cell(context, core::Unit{outcome.unit}));
    found = true;
  }
  return found;
}

struct ListOptions {
  std::string chosen;
  bool markdown = false;
};

void list(const Context& context, const ListOptions& options) {
  const std::string& chosen = options.chosen;
  if (options.markdown) {
    fmt::print("{}", chosen.empty()        ? run::reference_page(context.chinese)
                     : chosen == "lessons" ? lesson_reference(context)
                                           : run::reference(chosen, context.chinese));
    return;
  }
  for (const Category& category : categories()) {
    if (chosen.empty() ? std::string(category.name) == "parameters" : chosen != category.name) continue;
    if (chosen.empty()) fmt::print("{}\n", context.say(category.title));
    category.print(context);
    if (chosen.empty()) fmt::print("\n");
  }
}

void describe_all(const Context& context, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    std::vector<std::string> known;
    if (describe(context, name, known)) continue;
    throw core::UserError(core::say("{}: nothing has this name{} (`gongjian list` names what there is)",
                                    "{}：没有此名称的内容{}（`gongjian list` 列出已有的）", name,
                                    run::did_you_mean(name, known)));
  }
}

void print_schedule(const Context& context) {
  Rows rows{{context.say("phase", "阶段"), context.say("runs", "频率"), context.say("how", "方式"),
             context.say("purpose", "用途")}};
  for (const auto& phase : run::phases())
    rows.push_back({phase.name, context.say(phase.rhythm),
                    phase.parallel ? context.say("parallel", "并行") : context.say("serial", "串行"),
                    context.say(phase.purpose)});
  print_rows(rows);
  fmt::print("\n");
  for (const auto& phase : run::phases())
    fmt::print("  {}\n    {} {}\n    {} {}\n", phase.name, context.say("reads ", "读取"), fmt::join(phase.reads, ", "),
               context.say("writes", "写入"), fmt::join(phase.writes, ", "));
}

}  // namespace

void add_list(CLI::App& app, Context& context) {
  Command command(app, context, "list",
                  {"list scenarios, experiments, lessons, levers, events, parameters, outputs, outcomes",
                   "列出情景、实验、课程、政策杠杆、事件、参数、输出、结果指标"});
  auto& options = command.runs<ListOptions>(list);
  std::vector<std::string> names;
  for (const Category& category : categories()) names.emplace_back(category.name);
  command
      .option("what", options.chosen,
              {"one of them; all but the parameters where left out", "其中一类；不写则为参数之外的全部"})
      .among(names);
  command.flag(
      "--markdown", options.markdown,
      {"print a reference in Markdown; of all but the scenarios, experiments and lessons where nothing is named",
       "以 Markdown 输出说明；不指定类别则为情景、实验和课程之外的全部"});
}

void add_describe(CLI::App& app, Context& context) {
  Command command(app, context, "describe",
                  {"tell what a scenario, lesson, lever, event, parameter, output or outcome is",
                   "说明某个情景、课程、政策杠杆、事件、参数、输出或结果指标是什么"});
  auto& names = command.runs<std::vector<std::string>>(describe_all);
  command.option("names", names, {"names, as `gongjian list` gives them", "名称，见 `gongjian list`"}).required();
}

void add_schedule(CLI::App& app, Context& context) {
  Command command(app, context, "schedule",
                  {"print the phases of a tick in order: how often, what they read and write, what for",
                   "依次列出一周的各个阶段：多久一次，读写什么，有何用处"});
  command.runs_plainly(print_schedule);
}

}  // namespace gongjian::cli
