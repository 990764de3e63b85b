#include <fmt/format.h>

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
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string scenario;
  std::string from;
  std::string output;
  std::string checkpoint;
  int checkpoint_every = 0;
  ScenarioOptions changes;
  std::optional<std::uint64_t> seed;
  unsigned threads = 0;
  bool force = false, no_log = false, json = false;
};

void print_json(const run::RunResult& result, const std::string& file, const std::string& checkpoint) {
  const auto name = [](const std::string& text) {
    return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
  };
  const auto weeks = static_cast<std::uint64_t>(result.weeks_done - result.first_week);
  const std::uint64_t member_weeks = static_cast<std::uint64_t>(result.members) * weeks;
  nlohmann::ordered_json object;
  object["hash"] = core::to_hex(result.hash);
  object["setup_seconds"] = result.setup_seconds;
  object["seconds"] = result.seconds;
  object["member_weeks"] = member_weeks;
  object["member_weeks_per_second"] = result.seconds > 0 ? static_cast<double>(member_weeks) / result.seconds : 0;
  object["file"] = name(file);
  object["checkpoint"] = name(checkpoint);
  fmt::print("{}\n", object.dump());
}

void print_summary(const Context& context, const run::Scenario& scenario, const ScenarioOptions& changes,
                   const run::RunResult& result, const std::string& file, const std::string& checkpoint) {
  fmt::print("{} ({})\n", context.say(scenario.title), scenario.name);
  fmt::print("{}\n{}\n",
             context.chinese ? fmt::format("{} 个单位，{} 名党员，{} 周，随机种子 {}", count(result.units),
                                           count(result.members), result.weeks_done, scenario.seed)
                             : fmt::format("{} units, {} members, {} weeks, seed {}", count(result.units),
                                           count(result.members), result.weeks_done, scenario.seed),
             changes.told(context));
  for (const core::Text& note : scenario.notes)
    fmt::print("{} {}\n", context.say("note:", "注意："), context.say(note));
  if (!scenario.notes.empty()) fmt::print("\n");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t o = 0; o < result.outcomes.size(); ++o) {
    const run::Outcome& outcome = run::outcomes()[o];
    rows.push_back({context.say(outcome.text), number(result.outcomes[o]), context.say(core::Unit{outcome.unit})});
  }
  fmt::print("{}\n", table(rows));
  fmt::print("{} {}  ({} s)\n", context.say("hash", "状态哈希"), core::to_hex(result.hash),
             number(result.setup_seconds + result.seconds));
  if (!checkpoint.empty()) fmt::print("{} {}\n", context.say("checkpoint", "检查点"), checkpoint);
  if (!file.empty()) {
    fmt::print("{} {}\n", context.say("log ", "日志"), file);
    fmt::print("{} gongjian figure {} -o {}\n", context.say("draw it:", "绘图："), file,
               fs::path(file).replace_extension(".svg").string());
  }
}

// Only how long the run lasts may be told anew where it goes on.
void check_from(const Options& options) {
  if (options.from.empty() && options.scenario.empty()) tell_required("a scenario, or --from CHECKPOINT,");
  if (options.from.empty()) return;
  if (!options.scenario.empty() || !options.changes.settings.empty() || options.changes.preset || options.seed)
    throw core::UserError(core::say(
        "--from goes on with the scenario in the checkpoint as it is (--weeks alone may make it longer); `gongjian "
        "branch {} SCENARIO` runs another scenario, or a changed one, from there",
        "--from 按检查点中的情景原样继续（只能用 --weeks 延长）；要从该处运行另一情景或改动后的情景，请用 `gongjian "
        "branch {} SCENARIO`",
        options.from));
}

// Where the run is kept; empty where nobody asked.
std::string checkpoint_of(const Options& options, const std::string& log, const std::string& scenario) {
  if (options.checkpoint.empty() && options.checkpoint_every == 0) return {};
  if (options.checkpoint.empty() && !options.from.empty()) return options.from;
  std::string path = !options.checkpoint.empty()
                         ? options.checkpoint
                         : fs::path(log.empty() ? scenario : log).replace_extension(".checkpoint.h5").string();
  std::error_code ignored;
  if (!options.force && path != options.from && fs::exists(path, ignored))
    throw core::UserError(
        core::say("{0} exists already; `gongjian run --from {0}` goes on from it, --force overwrites it, --checkpoint "
                  "names another",
                  "{0} 已存在；`gongjian run --from {0}` 从它继续，--force 覆盖，--checkpoint 指定另一个", path));
  return path;
}

void tell_stop(const Context& context, const run::Scenario& scenario, const run::RunResult& result,
               const std::string& file, const std::string& checkpoint) {
  tell(context.chinese ? fmt::format("已在第 {} 周停止（共 {} 周）。", result.weeks_done, scenario.weeks)
                       : fmt::format("Stopped after {} of {} weeks.", result.weeks_done, scenario.weeks));
  if (!file.empty())
    tell(fmt::format("{} {}.part", context.say("What was logged is kept in", "已记录的内容保存在"), file));
  if (!checkpoint.empty() && result.weeks_done > result.first_week)
    tell(fmt::format("{} gongjian run --from {}", context.say("It goes on with", "继续运行："), checkpoint));
}

void execute(Context& context, Options& options) {
  check_from(options);
  std::optional<run::Past> past;
  if (!options.from.empty()) past.emplace(options.from);
  std::vector<std::string> settings = options.changes.all();
  if (options.seed) settings.push_back("seed=" + std::to_string(*options.seed));
  const run::Scenario scenario = past ? past->scenario_with(settings) : run::read_scenario(options.scenario, settings);
  const std::string usual = past ? log_after(scenario, *past) : scenario.name + ".h5";
  const std::string file = options.no_log ? "" : options.output.empty() ? usual : options.output;
  if (!file.empty()) io::refuse_existing(file, options.force);
  const std::string checkpoint = checkpoint_of(options, file, scenario.name);

  watch_for_stop();
  run::RunResult result;
  {
    Progress progress(context.say("weeks", "周"));
    const int first = past ? past->weeks() : 0;
    result = run::run(scenario, {.threads = options.threads,
                                 .log_path = file,
                                 .version = version(),
                                 .checkpoint_path = checkpoint,
                                 .checkpoint_every = options.checkpoint_every,
                                 .past = past ? &*past : nullptr,
                                 .progress =
                                     [&](int week) {
                                       progress.update(static_cast<std::size_t>(week - first),
                                                       static_cast<std::size_t>(scenario.weeks - first));
                                     },
                                 .stop = &stop_requested()});
  }
  if (!result.complete) {
    context.exit_code = kInterrupted;
    return tell_stop(context, scenario, result, file, checkpoint);
  }
  if (!file.empty())
    io::write_sidecar(file, {options.threads, result.setup_seconds, result.seconds, context.command_line});
  if (options.json) print_json(result, file, checkpoint);
  else print_summary(context, scenario, options.changes, result, file, checkpoint);
}

}  // namespace

void add_run(CLI::App& app, Context& context) {
  Command command(app, context, "run",
                  {"run a scenario once and write its log (HDF5)", "运行情景一次并写出日志（HDF5）"});
  auto& options = command.runs<Options>(execute);
  command.option("scenario", options.scenario,
                 {"a scenario file, or the name of a shipped scenario", "情景文件，或自带情景的名称"});
  command.option("--from", options.from,
                 {"go on with a run from this checkpoint, in place of a scenario", "从此检查点继续运行，代替情景"});
  command.option("-o,--output", options.output,
                 {"the log to write (default: NAME.h5; NAME.from_WEEK.h5 with --from, for the weeks from there on)",
                  "要写的日志（默认：NAME.h5；与 --from 同用时为 NAME.from_WEEK.h5，只含此后各周）"});
  command.flag("--force", options.force, {"overwrite an existing log or checkpoint", "覆盖已有的日志或检查点"});
  command.flag("--no-log", options.no_log, {"write no log", "不写日志"});
  command
      .option("--checkpoint-every", options.checkpoint_every,
              {"keep a checkpoint after every so many weeks, when the run ends, and when it is stopped",
               "每隔多少周、运行结束和被中断时各保存一次检查点"})
      .between(1, 5200);
  command.option("--checkpoint", options.checkpoint,
                 {"the checkpoint to keep (default: the log's name with .checkpoint.h5, or that of --from); without "
                  "--checkpoint-every when the run ends or is stopped",
                  "要保存的检查点（默认：日志名加 .checkpoint.h5，或 --from 的检查点）；没有 --checkpoint-every "
                  "时，在运行结束或被中断时保存"});
  options.changes.add_to(command);
  add_seed(command, options.seed);
  add_threads(command, options.threads);
  command.flag("--json", options.json, {"print one JSON object instead of the table", "输出一个 JSON 对象，代替表格"});
}

}  // namespace gongjian::cli
