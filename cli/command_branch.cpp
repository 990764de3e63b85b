#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/sidecar.hpp"
#include "engine/run/checkpoint.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"
#include "options.hpp"
#include "scenario_names.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string checkpoint;
  std::vector<std::string> scenarios;
  std::string folder;
  ScenarioOptions changes;
  unsigned threads = 0;
  bool force = false, no_log = false, json = false;
};

// One of the futures: a scenario from the checkpoint's week on.
struct Future {
  run::Scenario scenario;
  std::string file;  // empty: no log
  run::RunResult result;
};

std::vector<Future> read_futures(const Options& options, const run::Past& past) {
  // the seed is that of the past, unless somebody says otherwise and is told
  std::vector<std::string> settings{"seed=" + std::to_string(past.scenario().seed)};
  for (const std::string& setting : options.changes.all()) settings.push_back(setting);
  std::vector<Future> futures;
  for (const std::string& name : options.scenarios) {
    Future future{run::read_scenario(name, settings), {}, {}};
    past.check_follows(future.scenario);
    for (core::Text& note : past.notes_on(future.scenario)) future.scenario.notes.push_back(std::move(note));
    const auto same_name = [&](const Future& other) { return other.scenario.name == future.scenario.name; };
    if (std::any_of(futures.begin(), futures.end(), same_name))
      throw core::UserError(core::say("two scenarios are called {}; give one file another name",
                                      "有两个情景都名为 {}；请为其中一个文件改名", future.scenario.name));
    if (!options.no_log) future.file = (fs::path(options.folder) / log_after(future.scenario, past)).string();
    if (!options.no_log) io::refuse_existing(future.file, options.force);
    futures.push_back(std::move(future));
  }
  return futures;
}

// False where it was stopped.
bool run_futures(const Context& context, const Options& options, const run::Past& past, std::vector<Future>& futures) {
  Progress progress(context.say("weeks", "周"));
  std::size_t all = 0, before = 0;
  for (const Future& future : futures) all += static_cast<std::size_t>(future.scenario.weeks - past.weeks());
  for (Future& future : futures) {
    future.result = run::run(
        future.scenario,
        {.threads = options.threads,
         .log_path = future.file,
         .version = version(),
         .past = &past,
         .progress = [&](int week) { progress.update(before + static_cast<std::size_t>(week - past.weeks()), all); },
         .stop = &stop_requested()});
    if (!future.result.complete) return false;
    before += static_cast<std::size_t>(future.scenario.weeks - past.weeks());
    if (!future.file.empty())
      io::write_sidecar(future.file,
                        {options.threads, future.result.setup_seconds, future.result.seconds, context.command_line});
  }
  return true;
}

void print_json(const run::Past& past, const std::vector<Future>& futures) {
  nlohmann::ordered_json object;
  object["checkpoint"] = past.path();
  object["week"] = past.weeks();
  for (const Future& future : futures) {
    nlohmann::ordered_json entry;
    entry["scenario"] = future.scenario.name;
    entry["weeks"] = future.scenario.weeks;
    entry["hash"] = core::to_hex(future.result.hash);
    for (std::size_t o = 0; o < run::outcomes().size(); ++o)
      entry["outcomes"][run::outcomes()[o].name] = future.result.outcomes[o];
    entry["file"] = future.file.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(future.file);
    object["scenarios"].push_back(entry);
  }
  fmt::print("{}\n", object.dump());
}

void print_table(const Context& context, const run::Past& past, const std::vector<Future>& futures) {
  const std::string& name = past.scenario().name;
  fmt::print("{}\n", context.chinese ? fmt::format("{} 运行 {} 周之后的 {} 种未来（随机种子 {}）", name, past.weeks(),
                                                   futures.size(), past.scenario().seed)
                                     : fmt::format("{} after {} weeks (seed {}), and then", name, past.weeks(),
                                                   past.scenario().seed));
  std::vector<std::vector<std::string>> rows{{context.say("outcome", "结果指标")}};
  std::vector<run::Scenario> scenarios;
  for (const Future& future : futures) scenarios.push_back(future.scenario);
  const std::vector<std::string> heads = column_heads(context, scenarios);
  rows[0].insert(rows[0].end(), heads.begin(), heads.end());
  for (const Future& future : futures)
    fmt::print("  {}  {}  ({} {})\n", future.scenario.name, context.say(future.scenario.title), future.scenario.weeks,
               context.say("weeks in all", "周，含此前"));
  for (const Future& future : futures)
    for (const core::Text& note : future.scenario.notes)
      fmt::print("{} {}\n", context.say("note:", "注意："), context.say(note));
  for (std::size_t o = 0; o < run::outcomes().size(); ++o) {
    const run::Outcome& outcome = run::outcomes()[o];
    rows.push_back({context.with_unit(context.say(outcome.text), outcome.unit)});
    for (const Future& future : futures) rows.back().push_back(number(future.result.outcomes[o]));
  }
  fmt::print("\n{}\n", table(rows));
  for (const Future& future : futures)
    fmt::print("{}  {}  {}\n", core::to_hex(future.result.hash), future.scenario.name, future.file);
}

void execute(Context& context, Options& options) {
  const run::Past past(options.checkpoint);
  watch_for_stop();
  std::error_code failure;
  if (!options.folder.empty() && !options.no_log) fs::create_directories(options.folder, failure);
  if (failure)
    throw core::UserError(
        core::say("could not make the folder {}: {}", "无法建立文件夹 {}：{}", options.folder, failure.message()));
  std::vector<Future> futures = read_futures(options, past);

  if (!run_futures(context, options, past, futures)) {
    context.exit_code = kInterrupted;
    tell(context.say("Stopped; the logs of futures that have ended are whole.", "已停止；已结束的各次运行日志完整。"));
    return;
  }
  if (options.json) print_json(past, futures);
  else print_table(context, past, futures);
}

}  // namespace

void add_branch(CLI::App& app, Context& context) {
  Command command(
      app, context, "branch",
      {"go on from a checkpoint under several scenarios: many futures from one past; tabulate their outcomes",
       "从检查点起按多个情景继续运行：由同一段过去分出多种未来；列出结果指标"});
  auto& options = command.runs<Options>(execute);
  command
      .option("checkpoint", options.checkpoint,
              {"a checkpoint, as `run --checkpoint-every` keeps it", "检查点，由 `run --checkpoint-every` 保存"})
      .required();
  command
      .option("scenarios", options.scenarios,
              {"scenarios with the population and start of the checkpoint's, which hold from its week on",
               "情景，其人口和起始日期须与检查点相同，自检查点所在的周起生效"})
      .required();
  command.option("-o,--output", options.folder,
                 {"folder for the logs, each NAME.from_WEEK.h5, for the weeks from there on (default: here)",
                  "日志所在的文件夹，各为 NAME.from_WEEK.h5，只含此后各周（默认：当前文件夹）"});
  command.flag("--force", options.force, {"overwrite existing logs", "覆盖已有日志"});
  command.flag("--no-log", options.no_log, {"write no logs", "不写日志"});
  options.changes.add_to(command);
  add_threads(command, options.threads);
  command.flag("--json", options.json, {"print one JSON object instead of the table", "输出一个 JSON 对象，代替表格"});
}

}  // namespace gongjian::cli
