#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "engine/core/hash.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/sidecar.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string scenario;
  std::string output;
  ScenarioOptions changes;
  std::optional<std::uint64_t> seed;
  unsigned threads = 0;
  bool force = false, no_log = false, json = false;
};

void print_json(const run::RunResult& result, const std::string& file) {
  const auto member_weeks = static_cast<std::uint64_t>(result.members) * static_cast<std::uint64_t>(result.weeks_done);
  nlohmann::ordered_json object;
  object["hash"] = core::to_hex(result.hash);
  object["setup_seconds"] = result.setup_seconds;
  object["seconds"] = result.seconds;
  object["member_weeks"] = member_weeks;
  object["member_weeks_per_second"] = result.seconds > 0 ? static_cast<double>(member_weeks) / result.seconds : 0;
  object["file"] = file.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(file);
  fmt::print("{}\n", object.dump());
}

void print_summary(const Context& context, const run::Scenario& scenario, const run::RunResult& result,
                   const std::string& file) {
  fmt::print("{} ({})\n", context.say(scenario.title), scenario.name);
  fmt::print("{}\n\n", context.chinese ? fmt::format("{} 个单位,{} 名党员,{} 周,随机种子 {}", count(result.units),
                                                     count(result.members), result.weeks_done, scenario.seed)
                                       : fmt::format("{} units, {} members, {} weeks, seed {}", count(result.units),
                                                     count(result.members), result.weeks_done, scenario.seed));
  for (const core::Text& note : scenario.notes) fmt::print("{} {}\n", context.say("note:", "注意:"), context.say(note));
  if (!scenario.notes.empty()) fmt::print("\n");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t o = 0; o < result.outcomes.size(); ++o) {
    const run::Outcome& outcome = run::outcomes()[o];
    rows.push_back({context.say(outcome.text), number(result.outcomes[o]), outcome.unit == "1" ? "" : outcome.unit});
  }
  fmt::print("{}\n", table(rows));
  fmt::print("{} {}  ({} s)\n", context.say("hash", "状态哈希"), core::to_hex(result.hash),
             number(result.setup_seconds + result.seconds));
  if (!file.empty()) {
    fmt::print("{} {}\n", context.say("log ", "日志"), file);
    fmt::print("{} gongjian figure {} -o {}\n", context.say("draw it:", "绘图:"), file,
               std::filesystem::path(file).replace_extension(".svg").string());
  }
}

void execute(Context& context, Options& options) {
  std::vector<std::string> settings = options.changes.all();
  if (options.seed) settings.push_back("seed=" + std::to_string(*options.seed));
  const run::Scenario scenario = run::read_scenario(options.scenario, settings);
  std::string file = options.no_log ? "" : options.output.empty() ? scenario.name + ".h5" : options.output;
  if (!file.empty()) io::refuse_existing(file, options.force);

  watch_for_stop();
  run::RunResult result;
  {
    Progress progress(context.say("weeks", "周"));
    result = run::run(scenario, {.threads = options.threads,
                                 .log_path = file,
                                 .version = version(),
                                 .progress =
                                     [&](int week) {
                                       progress.update(static_cast<std::size_t>(week),
                                                       static_cast<std::size_t>(scenario.weeks));
                                     },
                                 .stop = &stop_requested()});
  }
  if (!result.complete) {
    context.exit_code = kInterrupted;
    fmt::print(stderr, "{}\n",
               context.chinese ? fmt::format("已在第 {} 周停止(共 {} 周)。", result.weeks_done, scenario.weeks)
                               : fmt::format("Stopped after {} of {} weeks.", result.weeks_done, scenario.weeks));
    if (!file.empty())
      fmt::print(stderr, "{} {}.part\n", context.say("What was logged is kept in", "已记录的内容保存在"), file);
    return;
  }
  if (!file.empty())
    io::write_sidecar(file, {options.threads, result.setup_seconds, result.seconds, context.command_line});
  if (options.json) print_json(result, file);
  else print_summary(context, scenario, result, file);
}

}  // namespace

void add_run(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("run", "run a scenario once and write its log (HDF5)");
  command->add_option("scenario", options->scenario, "a scenario file, or the name of a shipped scenario")->required();
  command->add_option("-o,--output", options->output, "the log to write (default: NAME.h5)");
  command->add_flag("--force", options->force, "overwrite an existing log");
  command->add_flag("--no-log", options->no_log, "write no log");
  options->changes.add_to(*command);
  command->add_option("--seed", options->seed, "random seed")->check(kSeeds);
  command
      ->add_option("--threads", options->threads,
                   "threads to use (default 0: one for each core); the results are the same with any number")
      ->check(CLI::Range(0u, 1024u));
  command->add_flag("--json", options->json, "print one JSON object instead of the table");
  command->callback([options, &context] { execute(context, *options); });
}

}  // namespace gongjian::cli
