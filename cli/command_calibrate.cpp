#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/results_file.hpp"
#include "engine/run/calibrate.hpp"
#include "engine/run/changes.hpp"
#include "engine/run/work_folder.hpp"
#include "options.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

namespace fs = std::filesystem;
using analysis::AbcEnd;

struct Options {
  std::string targets;
  std::string output;
  ScenarioOptions changes;
  run::ExperimentChanges counts;
  unsigned threads = 0;
  bool force = false, json = false;
};

run::Experiment read(const Options& options) {
  run::ExperimentChanges changes = options.counts;
  changes.settings = options.changes.all();
  run::Experiment experiment = run::read_experiment(options.targets, changes);
  if (!experiment.calibration)
    throw core::UserError(core::say("{}: there is no table [calibration]; gongjian sweep runs an experiment",
                                    "{}: 没有表 [calibration]；实验用 gongjian sweep 运行", options.targets));
  return experiment;
}

// Whether a file is what the calibration would write, so that nothing is left to do. Throws core::UserError where it is
// of the same calibration as it was before somebody changed it.
bool is_done(const std::string& path, const run::Experiment& experiment) {
  if (!fs::exists(path)) return false;
  const io::ResultsReader results(path);
  const io::ResultsHeader& header = results.header();
  if (header.version == version() && header.experiment == experiment.text &&
      header.seeds.front() == experiment.seeds.front() && header.policies.size() == 1 &&
      header.policies[0].text == experiment.policies[0].scenario.text)
    return true;
  if (!header.experiment.empty()) run::refuse_changed(path, header, experiment, version());
  return false;
}

// A parameter may be a rate of a few in ten thousand.
std::string small_number(double value) { return std::fabs(value) < 0.1 ? fmt::format("{:.3g}", value) : number(value); }

std::string interval(const analysis::Marginal& marginal) {
  return fmt::format("[{}, {}]", small_number(marginal.low), small_number(marginal.high));
}

const char* name_of(AbcEnd end) {
  switch (end) {
    case AbcEnd::none:
      return "none";
    case AbcEnd::rounds:
      return "rounds";
    case AbcEnd::runs:
      return "runs";
    case AbcEnd::acceptance:
      return "acceptance";
    case AbcEnd::tolerance:
      return "tolerance";
  }
  return "";
}

std::string reason_of(const Context& context, AbcEnd end) {
  switch (end) {
    case AbcEnd::none:
      return context.say("All runs were drawn from the prior.", "所有运行均取自先验分布。");
    case AbcEnd::rounds:
      return context.say("It ended because all rounds were done.", "已完成全部轮次。");
    case AbcEnd::runs:
      return context.say("It ended because a further round would take more runs than allowed.",
                         "再做一轮将超过允许的运行次数，故结束。");
    case AbcEnd::acceptance:
      return context.say(
          "It ended because few candidates were still accepted: runs differ by chance as much as by "
          "their parameters.",
          "接受率已很低（随机差异与参数差异相当），故结束。");
    case AbcEnd::tolerance:
      return context.say("It ended because the tolerance that was asked for is reached.", "已达到要求的容差。");
  }
  return {};
}

// What a person should know before the posterior is used, as sentences that name the parameter or statistic.
std::vector<core::Text> warnings(const run::Experiment& experiment, const run::CalibrationResult& result) {
  constexpr double kAsWide = 0.9, kPile = 0.25, kFewest = 50;
  std::vector<core::Text> told;
  const std::vector<analysis::PriorUse> uses = analysis::prior_use(result.state);
  for (std::size_t f = 0; f < uses.size(); ++f) {
    const std::string& name = experiment.factors[f].name;
    const auto& [width, at_low, at_high] = uses[f];
    if (width > kAsWide)
      told.push_back({fmt::format("{}: the posterior is {:.0f} % as wide as the prior; the targets do not identify it.",
                                  name, 100 * width),
                      fmt::format("{}：后验宽度为先验的 {:.0f}%；目标不足以识别该参数。", name, 100 * width)});
    for (const bool low : {true, false})
      if (const double share = low ? at_low : at_high; share > kPile)
        told.push_back({fmt::format("{}: {:.0f} % of the posterior is in the {} twentieth of the prior; a wider prior "
                                    "may fit better, or the model can't reach the targets.",
                                    name, 100 * share, low ? "lowest" : "highest"),
                        fmt::format("{}：后验有 {:.0f}% 堆积在先验最{}的二十分之一处；宜放宽先验，或模型无法达到目标。",
                                    name, 100 * share, low ? "低" : "高")});
  }
  const std::vector<analysis::Marginal> found = analysis::predictive(result.state);
  for (std::size_t t = 0; t < found.size(); ++t) {
    const run::ExperimentOutcome& outcome = experiment.outcomes[t];
    if (outcome.target.value < found[t].low || outcome.target.value > found[t].high)
      told.push_back({fmt::format("{}: the target lies outside what the accepted runs give.", outcome.about.name),
                      fmt::format("{}：目标值在所接受运行的区间之外。", outcome.about.name)});
  }
  if (const double size = result.state.rounds.back().effective_size; size < kFewest)
    told.push_back({fmt::format("The particles count as {:.0f} only; take more of them.", size),
                    fmt::format("粒子的有效样本量仅为 {:.0f}；请增加粒子数。", size)});
  if (result.failed > 0)
    told.push_back(core::say("{} of {} runs failed, the first so: {}", "{} / {} 次运行失败，首次失败原因：{}",
                             result.failed, result.runs, result.reason));
  return told;
}

void print_json(const Options& options, const run::Experiment& experiment, const run::CalibrationResult& result) {
  const auto object_of = [](const analysis::Marginal& marginal) {
    nlohmann::ordered_json object;
    object["mean"] = marginal.mean;
    object["sd"] = marginal.sd;
    object["low"] = marginal.low;
    object["median"] = marginal.median;
    object["high"] = marginal.high;
    return object;
  };
  nlohmann::ordered_json object;
  object["complete"] = result.complete;
  object["runs"] = result.runs;
  object["runs_done_earlier"] = result.earlier;
  object["runs_failed"] = result.failed;
  object["seconds"] = result.seconds;
  object["file"] = result.complete ? nlohmann::ordered_json(options.output) : nlohmann::ordered_json();
  if (result.complete) {
    const analysis::AbcState& state = result.state;
    const auto marginals = analysis::marginals(state), predictive = analysis::predictive(state);
    const auto uses = analysis::prior_use(state);
    for (std::size_t f = 0; f < marginals.size(); ++f) {
      nlohmann::ordered_json each = object_of(marginals[f]);
      each["prior"] = experiment.factors[f].distribution_text();
      each["width"] = uses[f].width;
      each["at_low_edge"] = uses[f].at_low;
      each["at_high_edge"] = uses[f].at_high;
      object["parameters"][experiment.factors[f].name] = each;
    }
    for (std::size_t t = 0; t < predictive.size(); ++t) {
      nlohmann::ordered_json each = object_of(predictive[t]);
      each["target"] = experiment.outcomes[t].target.value;
      each["weight"] = experiment.outcomes[t].target.weight;
      each["scale"] = state.scales[t];
      object["statistics"][experiment.outcomes[t].about.name] = each;
    }
    for (const analysis::AbcRound& round : state.rounds) {
      nlohmann::ordered_json each;
      each["tolerance"] = round.tolerance;
      each["parameter_sets"] = round.runs;
      each["failed"] = round.failed;
      each["acceptance"] = round.acceptance;
      each["effective_size"] = round.effective_size;
      object["rounds"].push_back(each);
    }
    object["end"] = name_of(state.end);
    object["effective_size"] = state.rounds.back().effective_size;
    object["warnings"] = nlohmann::ordered_json::array();
    for (const core::Text& warning : warnings(experiment, result)) object["warnings"].push_back(warning.en);
  }
  fmt::print("{}\n", object.dump());
}

void print_parameters(const Context& context, const run::Experiment& experiment, const analysis::AbcState& state) {
  const auto marginals = analysis::marginals(state);
  std::vector<std::vector<std::string>> rows{{context.say("parameter", "参数"), context.say("prior", "先验"),
                                              context.say("posterior mean", "后验均值"), context.say("sd", "标准差"),
                                              context.say("95 % interval", "95% 区间")}};
  for (std::size_t f = 0; f < marginals.size(); ++f)
    rows.push_back({experiment.factors[f].name, experiment.factors[f].distribution_text(),
                    small_number(marginals[f].mean), small_number(marginals[f].sd), interval(marginals[f])});
  fmt::print("{}\n", table(rows));
}

void print_statistics(const Context& context, const run::Experiment& experiment, const analysis::AbcState& state) {
  const auto predictive = analysis::predictive(state);
  std::vector<std::vector<std::string>> rows{{context.say("statistic", "统计量"), context.say("target", "目标"),
                                              context.say("posterior predictive", "后验预测"),
                                              context.say("95 % interval", "95% 区间")}};
  for (std::size_t t = 0; t < predictive.size(); ++t)
    rows.push_back({context.say(experiment.outcomes[t].about.text), small_number(experiment.outcomes[t].target.value),
                    small_number(predictive[t].mean), interval(predictive[t])});
  fmt::print("{}\n", table(rows));
}

void print_rounds(const Context& context, const analysis::AbcState& state) {
  std::vector<std::vector<std::string>> rows{{context.say("round", "轮次"), context.say("tolerance", "容差"),
                                              context.say("parameter sets", "参数组"), context.say("failed", "失败"),
                                              context.say("acceptance", "接受率"),
                                              context.say("effective sample size", "有效样本量")}};
  for (const analysis::AbcRound& round : state.rounds)
    rows.push_back({std::to_string(rows.size()), number(round.tolerance), count(round.runs), count(round.failed),
                    number(round.acceptance), fmt::format("{:.0f}", round.effective_size)});
  fmt::print("{}{}\n\n", table(rows), reason_of(context, state.end));
}

void print_end(Context& context, const Options& options, const run::Experiment& experiment,
               const run::CalibrationResult& result) {
  if (options.json) print_json(options, experiment, result);
  if (!result.complete) {
    context.exit_code = kInterrupted;
    tell(context.chinese ? fmt::format("已停止；{} 次运行保存在 {}，再执行同一命令即可继续。", count(result.runs),
                                       run::work_folder(options.output))
                         : fmt::format("Stopped; {} runs are kept in {}, and the same command goes on from there.",
                                       count(result.runs), run::work_folder(options.output)));
    return;
  }
  if (options.json) return;
  print_parameters(context, experiment, result.state);
  print_statistics(context, experiment, result.state);
  print_rounds(context, result.state);
  for (const core::Text& warning : warnings(experiment, result))
    fmt::print("{} {}\n", context.say("warning:", "警告："), context.say(warning));
  if (result.earlier > 0)
    fmt::print("{}\n", context.chinese ? fmt::format("此前已完成 {} 次运行。", count(result.earlier))
                                       : fmt::format("{} runs had been done before.", count(result.earlier)));
  fmt::print("{}\n", context.chinese ? fmt::format("{} 次运行；{} s", count(result.runs), number(result.seconds))
                                     : fmt::format("{} runs; {} s", count(result.runs), number(result.seconds)));
  fmt::print("{} {}\n", context.say("posterior:", "后验文件："), options.output);
}

std::string note_of(const Context& context, const run::CalibrationProgress& now) {
  std::string note = fmt::format("{} {}", context.say("round", "第"), now.round);
  if (context.chinese) note += " 轮";
  if (now.round > 1)
    note += fmt::format(", {} {}, {} {}", context.say("tolerance", "容差"), number(now.tolerance),
                        context.say("acceptance", "接受率"), number(now.acceptance));
  if (now.failed > 0) note += fmt::format(", {} {}", count(now.failed), context.say("failed", "次失败"));
  return note;
}

void execute(Context& context, Options& options) {
  const run::Experiment experiment = read(options);
  if (options.output.empty()) options.output = experiment.name + ".h5";
  if (!options.force && is_done(options.output, experiment)) {
    run::WorkFolder::remove_left(run::work_folder(options.output));
    fmt::print("{}\n", context.chinese
                           ? fmt::format("{} 已是此校准的后验；用 --force 重新运行。", options.output)
                           : fmt::format("{} is the posterior of this calibration already; --force runs it anew.",
                                         options.output));
    return;
  }
  io::refuse_existing(options.output, options.force);
  watch_for_stop();
  run::CalibrationResult result;
  {
    Progress progress(context.say("parameter sets", "组参数"));
    result = run::calibrate(experiment, {.results_path = options.output,
                                         .version = version(),
                                         .anew = options.force,
                                         .threads = options.threads,
                                         .progress =
                                             [&](const run::CalibrationProgress& now) {
                                               progress.update(now.done, now.all, note_of(context, now));
                                             },
                                         .stop = &stop_requested()});
  }
  print_end(context, options, experiment, result);
}

}  // namespace

void add_calibrate(CLI::App& app, Context& context) {
  Command command(
      app, context, "calibrate",
      {"find the parameters whose runs come near to targets, by approximate Bayesian computation; the "
       "posterior is a "
       "results file that sweeps draw from; the same command goes on where it was stopped or killed",
       "用近似贝叶斯计算寻找使运行接近目标的参数；后验分布是结果文件，可供参数扫描抽取；中断或被强行中止后，"
       "用同一命令继续"});
  auto& options = command.runs<Options>(execute);
  command
      .option("targets", options.targets,
              {"a targets file (TOML): an experiment with a table [calibration]",
               "目标文件（TOML）：带表 [calibration] 的实验"})
      .required();
  command.option("-o,--output", options.output,
                 {"posterior to write (HDF5; default: NAME.h5)", "要写的后验分布（HDF5；默认：NAME.h5）"});
  command.flag("--force", options.force,
               {"overwrite an existing posterior, and start anew", "覆盖已有的后验分布，重新开始"});
  command
      .option("-n,--replicates", options.counts.replicates,
              {"runs of each parameter set, instead of those in "
               "the file",
               "每组参数的运行次数，代替文件中的次数"})
      .between(1, 100000);
  add_seed(command, options.counts.seed,
           {"seed of the first run; the others follow", "第一次运行的种子；其余依次递增"});
  options.changes.add_to(command);
  add_threads(command, options.threads, kRunsAtATime);
  command.flag("--json", options.json, {"print one JSON object at the end", "最后输出一个 JSON 对象"});
}

}  // namespace gongjian::cli
