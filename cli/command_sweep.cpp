#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/ranks.hpp"
#include "engine/run/sweep.hpp"
#include "engine/run/work_folder.hpp"
#include "options.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string experiment;
  std::string output;
  std::string points;  // a CSV file to write them to
  ScenarioOptions changes;
  run::ExperimentChanges counts;
  unsigned threads = 0;
  bool force = false, dry_run = false, json = false;
};

void write_points(const Context& context, run::Experiment experiment, const Options& options) {
  io::refuse_existing(options.points, options.force);
  const run::Plan plan = run::make_plan(std::move(experiment));
  if (plan.experiment.factors.empty())
    throw core::UserError(core::say("{}: it has no factors, so that there are no points to write",
                                    "{}: 没有因子，因此没有可写出的点", options.experiment));
  run::write_points(plan, options.points);
  fmt::print("{}\n", context.chinese
                         ? fmt::format("{} 个设计点：{}", count(plan.points), options.points)
                         : fmt::format("points of the design: {}, in {}", count(plan.points), options.points));
}

std::string duration_text(const Context& context, double seconds) {
  if (seconds < 100) return number(seconds) + " s";
  if (seconds < 7200) return fmt::format("{} {}", number(seconds / 60), context.say("minutes", "分钟"));
  return fmt::format("{} {}", number(seconds / 3600), context.say("hours", "小时"));
}

std::string bytes_text(double bytes) {
  return bytes < 1e6   ? number(bytes / 1e3) + " kB"
         : bytes < 1e9 ? number(bytes / 1e6) + " MB"
                       : number(bytes / 1e9) + " GB";
}

// What the sweep would take, from a few of its rows.
void print_dry_run(const Context& context, run::Experiment experiment, const Options& options) {
  using Clock = std::chrono::steady_clock;
  const run::Plan plan = run::make_plan(std::move(experiment));
  const std::vector<std::size_t> rows_to_try = run::spread_rows(plan, 8);
  constexpr double kLongEnough = 5;  // seconds
  const core::Workers workers(options.threads);
  std::size_t tried = 0, failed = 0;
  core::Text reason;
  const Clock::time_point start = Clock::now();
  double seconds = 0;
  for (; tried < rows_to_try.size() && seconds < kLongEnough && !stop_requested(); ++tried) {
    const auto row = run::run_row(plan, rows_to_try[tried], &stop_requested());
    if (!row) break;
    if (!row->failure.en.empty()) reason = row->failure;
    failed += !row->failure.en.empty();
    seconds = std::chrono::duration<double>(Clock::now() - start).count();
  }
  const run::Experiment& e = plan.experiment;
  const auto rows = static_cast<double>(plan.rows());
  const std::size_t kept = options.force ? 0 : run::rows_kept(options.output, plan, version());
  const double row_bytes =
      8.0 * static_cast<double>(e.outcomes.size() + 1 +
                                e.series.size() * static_cast<std::size_t>(e.policies[0].scenario.weeks)) +
      1;
  const double row_seconds = tried > 0 ? seconds / static_cast<double>(tried) : 0;
  const double left_seconds = row_seconds * static_cast<double>(plan.rows() - kept) / workers.threads();
  if (options.json) {
    nlohmann::ordered_json object;
    object["rows"] = plan.rows();
    object["points"] = plan.points;
    object["policies"] = e.policies.size();
    object["replicates"] = e.seeds.size();
    object["done"] = kept;
    object["seconds_a_row"] = row_seconds;
    object["seconds"] = left_seconds;
    object["bytes"] = row_bytes * rows;
    fmt::print("{}\n", object.dump());
    return;
  }
  std::vector<std::vector<std::string>> lines{{context.say("points of the design", "设计点"), count(plan.points)},
                                              {context.say("policies", "政策"), count(e.policies.size())},
                                              {context.say("replicates", "重复"), count(e.seeds.size())},
                                              {context.say("runs", "运行次数"), count(plan.rows())}};
  if (kept > 0) lines.push_back({context.say("done before", "此前已完成"), count(kept)});
  lines.push_back({context.say("one run", "每次运行"), fmt::format("{} ms", number(1000 * row_seconds))});
  lines.push_back({context.say(kept > 0 ? core::say("the rest, on {} threads", "其余，{} 个线程", workers.threads())
                                        : core::say("all, on {} threads", "全部，{} 个线程", workers.threads())),
                   duration_text(context, left_seconds)});
  lines.push_back({context.say("disk, twice this while it runs", "磁盘（运行时加倍）"), bytes_text(row_bytes * rows)});
  fmt::print("{}\n", table(lines));
  fmt::print("{}\n", context.chinese ? fmt::format("据 {} 次试运行估计；未写入任何文件。", tried)
                                     : fmt::format("Estimated from {} runs; nothing was written.", tried));
  if (failed > 0)
    fmt::print("{}\n", context.say(core::say("{} of them failed: {}", "其中 {} 次失败：{}", failed, reason)));
}

void print_end(Context& context, const Options& options, const run::SweepResult& result) {
  const auto& [done, failed, all] = result.progress;
  if (options.json) {
    nlohmann::ordered_json object;
    object["complete"] = result.complete;
    object["rows"] = all;
    object["done"] = done;
    object["failed"] = failed;
    object["done_earlier"] = result.earlier;
    object["seconds"] = result.seconds;
    object["file"] = result.complete ? nlohmann::ordered_json(options.output) : nlohmann::ordered_json();
    fmt::print("{}\n", object.dump());
  }
  if (!result.complete) {
    context.exit_code = kInterrupted;
    tell(context.chinese
             ? fmt::format("已停止；{} / {} 次运行保存在 {}，再执行同一命令即可继续。", count(done), count(all),
                           run::work_folder(options.output))
             : fmt::format("Stopped; {} of {} runs are kept in {}, and the same command goes on from there.",
                           count(done), count(all), run::work_folder(options.output)));
    return;
  }
  if (options.json) return;
  if (result.earlier > 0)
    fmt::print("{}\n", context.chinese ? fmt::format("此前已完成 {} 次运行。", count(result.earlier))
                                       : fmt::format("{} runs had been done before.", count(result.earlier)));
  fmt::print("{}\n",
             context.chinese
                 ? fmt::format("{} 次运行，其中 {} 次失败；{} s", count(all), count(failed), number(result.seconds))
                 : fmt::format("{} runs, {} of them failed; {} s", count(all), count(failed), number(result.seconds)));
  if (failed > 0) fmt::print("{} gongjian info {}\n", context.say("why they failed:", "失败原因："), options.output);
  fmt::print("{} {}\n", context.say("results:", "结果文件："), options.output);
  fmt::print("{} gongjian analyse {}\n", context.say("what they say:", "分析："), options.output);
}

void start_sweep(Context& context, Options& options, run::Ranks* ranks) {
  options.counts.settings = options.changes.all();
  run::Experiment experiment = run::read_experiment(options.experiment, options.counts);
  run::refuse_calibration(experiment, options.experiment);
  if (options.output.empty()) options.output = experiment.name + ".h5";
  if (!options.points.empty()) return write_points(context, std::move(experiment), options);
  if (options.dry_run) return print_dry_run(context, std::move(experiment), options);
  const bool leads = ranks == nullptr || ranks->rank() == 0;
  if (leads) {
    if (!options.force && run::is_swept(options.output, experiment, version())) {
      run::WorkFolder::remove_left(run::work_folder(options.output));
      fmt::print("{}\n", context.chinese
                             ? fmt::format("{} 已包含此实验的全部结果；用 --force 重新运行。", options.output)
                             : fmt::format("{} holds all results of this experiment already; --force runs "
                                           "it anew.",
                                           options.output));
      if (ranks != nullptr) ranks->broadcast({});
      return;
    }
    io::refuse_existing(options.output, options.force);
  }
  watch_for_stop();
  run::SweepResult result;
  {
    Progress progress(context.say("runs", "次运行"));
    result = run::sweep(
        std::move(experiment),
        {.results_path = options.output,
         .version = version(),
         .anew = options.force,
         .threads = options.threads,
         .progress =
             [&](const run::SweepProgress& now) {
               progress.update(
                   now.done, now.all,
                   now.failed == 0 ? "" : fmt::format("{} {}", count(now.failed), context.say("failed", "次失败")));
             },
         .stop = &stop_requested(),
         .ranks = ranks});
  }
  if (leads) print_end(context, options, result);
}

void execute(Context& context, Options& options) {
  const std::unique_ptr<run::Ranks> ranks = run::open_ranks();
  if (ranks == nullptr) return start_sweep(context, options, nullptr);
  try {
    start_sweep(context, options, ranks.get());
  } catch (const std::exception& error) {
    tell(context.say(core::message_of(error)));
    ranks->abort(kFailed);  // the others wait for this one
  }
}

}  // namespace

void add_sweep(CLI::App& app, Context& context) {
  Command command(
      app, context, "sweep",
      {"run an experiment: every point of its design under every policy in every replicate; the same command "
       "goes on where a sweep was stopped or killed, and under mpirun or srun it uses all ranks",
       "运行实验：设计的每个点、每个政策方案、每次重复；中断或被强行中止后，用同一命令继续；在 mpirun 或 srun "
       "下使用所有进程"});
  auto& options = command.runs<Options>(execute);
  command.option("experiment", options.experiment, {"an experiment file (TOML)", "实验文件（TOML）"}).required();
  command.option("-o,--output", options.output,
                 {"results file to write (HDF5; default: NAME.h5)", "要写的结果文件（HDF5；默认：NAME.h5）"});
  command.flag("--force", options.force, {"overwrite existing results, and start anew", "覆盖已有结果，重新开始"});
  const Option dry_run = command.flag("--dry-run", options.dry_run,
                                      {"tell rows, time and disk, from a few runs; write nothing",
                                       "试运行几次，估计行数、时间和磁盘用量；不写任何文件"});
  command
      .option("--write-points", options.points,
              {"write the points of the design as a CSV file, such as a design of kind csv takes, and run nothing",
               "把设计的各点写成 CSV 文件，供 csv 类设计读取；不运行"})
      .excludes(dry_run);
  command
      .option("-n,--replicates", options.counts.replicates,
              {"replicates, instead of those in the file", "重复次数，代替文件中的次数"})
      .between(1, 100000);
  command
      .option("--points", options.counts.points,
              {"points of a design lhs, sobol or saltelli, instead of those in the file",
               "设计 lhs、sobol 或 saltelli 的点数，代替文件中的点数"})
      .between(1, 10000000);
  add_seed(command, options.counts.seed,
           {"seed of the first replicate; the others follow", "第一次重复的种子；其余依次递增"});
  options.changes.add_to(command);
  add_threads(command, options.threads,
              {"runs at a time (default 0: one for each core; one in each rank)",
               "同时进行的运行数（默认 0：每个核心一个；每个进程一个）"});
  command.flag("--json", options.json, {"print one JSON object at the end", "最后输出一个 JSON 对象"});
}

}  // namespace gongjian::cli
