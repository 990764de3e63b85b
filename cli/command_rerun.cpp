#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/results_file.hpp"
#include "engine/run/rerun.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string results;
  std::int64_t row = 0;
  std::string output;
  unsigned threads = 0;
  bool force = false, json = false;
};

void execute(Context& context, const Options& options) {
  const io::ResultsReader results(options.results);
  const io::ResultsHeader& header = results.header();
  if (options.row < 0 || static_cast<std::size_t>(options.row) >= header.rows())
    throw core::UserError(core::say("{}: there is no row {}; rows are 0 to {}", "{}: 没有第 {} 行；行号为 0 至 {}",
                                    options.results, options.row, header.rows() - 1));
  const auto row = static_cast<std::size_t>(options.row);
  const run::Scenario scenario = run::scenario_of(header, row);
  if (!options.output.empty()) io::refuse_existing(options.output, options.force);
  watch_for_stop();
  run::RunResult result;
  {
    Progress progress(context.say("weeks", "周"));
    result = run::run(scenario, {.threads = options.threads,
                                 .log_path = options.output,
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
    tell(context.say("Stopped.", "已停止。"));
    return;
  }
  const std::uint64_t kept = results.hashes()[row];
  const bool done = results.status()[row] == io::RowStatus::done, same = kept == result.hash;
  if (done && !same) context.exit_code = kFailed;
  const io::ResultsHeader::Run run = header.run_of(row);
  if (options.json) {
    nlohmann::ordered_json object;
    object["row"] = options.row;
    object["hash"] = core::to_hex(result.hash);
    object["hash_in_file"] = done ? nlohmann::ordered_json(core::to_hex(kept)) : nlohmann::ordered_json();
    object["same"] = done && same;
    object["file"] = options.output.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(options.output);
    fmt::print("{}\n", object.dump());
    return;
  }
  std::vector<std::vector<std::string>> rows{
      {context.say("policy", "政策"), context.say(header.policies[run.policy].label)},
      {context.say("seed", "随机种子"), std::to_string(scenario.seed)}};
  for (const auto& factor : header.factors)
    rows.push_back(
        {factor.name, factor.levels.empty() ? fmt::format("{}", factor.values[run.point]) : factor.level(run.point)});
  fmt::print("{}{} {}\n", table(rows, Align::left), context.say("hash", "状态哈希"), core::to_hex(result.hash));
  fmt::print("{}\n",
             !done  ? context.say("The file has no hash of this row: its run failed.",
                                  "文件中没有此行的哈希值：该次运行曾失败。")
             : same ? context.say("The same as in the file.", "与文件中的相同。")
                    : fmt::format("{} {}", context.say("The file has another:", "文件中的不同："), core::to_hex(kept)));
  if (done && !same && header.version != version())
    fmt::print("{}\n", context.chinese
                           ? fmt::format("文件由 {} 版写成，本程序为 {} 版。", header.version, version())
                           : fmt::format("The file was written by version {}; this is {}.", header.version, version()));
  if (!options.output.empty()) fmt::print("{} {}\n", context.say("log", "日志"), options.output);
}

}  // namespace

void add_rerun(CLI::App& app, Context& context) {
  Command command(app, context, "rerun",
                  {"run a row of a results file again, from what the file says of it, and compare the hash",
                   "按结果文件的记录重做其中一次运行，并核对哈希"});
  auto& options = command.runs<Options>(execute);
  command.option("results", options.results, {"a results file of sweep or compare", "sweep 或 compare 的结果文件"})
      .required();
  command
      .option("--row", options.row,
              {"row: (point x policies + policy) x replicates + replicate, counted from 0",
               "行号：（点 x 政策方案数 + 政策方案）x 重复次数 + 重复，均从 0 计"})
      .required();
  command.option("-o,--output", options.output,
                 {"log to write (HDF5; default: none)", "要写的日志（HDF5；默认：不写）"});
  command.flag("--force", options.force, {"overwrite an existing log", "覆盖已有日志"});
  add_threads(command, options.threads);
  command.flag("--json", options.json, {"print one JSON object", "输出一个 JSON 对象"});
}

}  // namespace gongjian::cli
