#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/survival.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/table_reader.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/markdown.hpp"
#include "engine/run/outcomes.hpp"
#include "options.hpp"
#include "scenario_names.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::vector<std::string> scenarios;
  std::string output;
  ScenarioOptions changes;
  std::size_t replicates = 20;
  std::optional<std::uint64_t> seed;
  unsigned threads = 0;
  std::optional<double> until;
  std::string outcome = "activity";
  std::size_t most = 1000;
  bool force = false, json = false, markdown = false;
};

// What is compared, with what it comes to.
struct Table {
  std::vector<run::Scenario> scenarios;
  run::Comparison comparison;
  std::vector<io::ResultsHeader::Outcome> about;
  std::vector<analysis::OutcomeComparison> outcomes;

  int districts() const { return static_cast<int>(scenarios.front().setup.districts.size()); }
};

Table compared(std::vector<run::Scenario> scenarios, run::Comparison comparison) {
  Table table{std::move(scenarios), std::move(comparison), {}, {}};
  for (const run::ExperimentOutcome& outcome : run::standard_outcomes()) table.about.push_back(outcome.about);
  table.outcomes = table.comparison.by_outcome(table.districts());
  return table;
}

std::string interval_text(const analysis::Estimate& estimate) {
  if (estimate.count == 0) return "–";
  if (estimate.count < 2) return number(estimate.mean);
  return fmt::format("{} [{}, {}]", number(estimate.mean), number(estimate.interval.low),
                     number(estimate.interval.high));
}

// With the number of runs behind it, where that is not all of them.
std::string interval_text(const analysis::Estimate& estimate, std::size_t replicates) {
  const auto runs = static_cast<std::size_t>(estimate.count);
  return interval_text(estimate) + (runs > 0 && runs < replicates ? fmt::format(" (n = {})", runs) : "");
}

constexpr double kSignificant = 0.05;

std::string name_of(const Context& context, const io::ResultsHeader::Outcome& outcome) {
  return context.with_unit(context.say(outcome.text), outcome.unit);
}

// Outcomes of which more or less is better: which scenario is best, how surely, and what common random numbers save.
void print_standing(const Context& context, const Table& all) {
  const std::vector<std::string> heads = column_heads(context, all.scenarios);
  std::vector<std::vector<std::string>> best{{context.say("probability of being best", "最优概率")}},
      saved{{fmt::format("{} {}", context.say("times the runs saved, against", "节省的运行倍数，相对于"), heads[0])}};
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    best[0].push_back(heads[s]);
    if (s > 0) saved[0].push_back(heads[s]);
  }
  for (std::size_t o = 0; o < all.about.size(); ++o) {
    const analysis::OutcomeComparison& outcome = all.outcomes[o];
    if (all.about[o].direction == io::Direction::none) continue;
    const char* arrow = all.about[o].direction == io::Direction::more ? " ↑" : " ↓";
    best.push_back({name_of(context, all.about[o]) + arrow});
    saved.push_back({name_of(context, all.about[o])});
    for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
      best.back().push_back(interval_text(outcome.decision.policies[s].best));
      if (s > 0) saved.back().push_back(context.say(analysis::runs_saved_text(outcome.variance_ratios[s])));
    }
  }
  fmt::print("\n{}", table(best));
  fmt::print("\n{}", table(saved));
}

// How long alliances last until they stall.
void print_survival(const Context& context, const Table& all) {
  std::vector<std::vector<std::string>> rows{{context.say("districts that have not stalled", "尚未停摆的区")}};
  const int years = all.scenarios[0].weeks / core::kWeeksPerYear;
  std::vector<int> shown;
  for (const int year : {1, 2, 3, 5, 10, 20, 50})
    if (year <= years) shown.push_back(year);
  if (shown.empty()) return;
  const std::vector<std::string> heads = column_heads(context, all.scenarios);
  for (const int year : shown)
    rows[0].push_back(context.chinese ? fmt::format("{} 年后", year)
                                      : fmt::format("after {} year{}", year, year == 1 ? "" : "s"));
  rows[0].push_back(context.say("half stalled by week", "半数停摆于第几周"));
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    const analysis::Lifetimes& own = all.comparison.until_stalled[s];
    const analysis::SurvivalCurve curve = analysis::kaplan_meier(own.times, own.observed);
    rows.push_back({heads[s]});
    for (const int year : shown) rows.back().push_back(number(curve.at(year * core::kWeeksPerYear)));
    rows.back().push_back(number(analysis::median_survival(curve).time));
  }
  fmt::print("\n{}", table(rows));
  if (all.scenarios.size() < 2) return;
  const analysis::LogRank test = analysis::log_rank(all.comparison.until_stalled);
  if (test.degrees_of_freedom < 1) return;
  const std::string p = core::p_statement(test.p_value);
  fmt::print("{}\n", context.chinese
                         ? fmt::format("Kaplan–Meier 估计；对数秩检验：χ² = {:.2f}（自由度 {}），{}", test.statistic,
                                       test.degrees_of_freedom, p)
                         : fmt::format("Kaplan and Meier's estimate; log-rank test: χ² = {:.2f}, degrees of "
                                       "freedom {}, {}",
                                       test.statistic, test.degrees_of_freedom, p));
}

void print_tables(const Context& context, const Table& all, const ScenarioOptions& changes) {
  const auto& seeds = all.comparison.seeds;
  fmt::print("{}\n",
             context.chinese
                 ? fmt::format("{} 个情景，每个 {} 次重复（随机种子 {}–{}，共同随机数），{} 周；均值和 95% 置信区间",
                               all.scenarios.size(), seeds.size(), seeds.front(), seeds.back(), all.scenarios[0].weeks)
                 : fmt::format("{} {}, {} replicates each (seeds {} to {}, common random numbers), {} "
                               "weeks; means with 95 % intervals",
                               all.scenarios.size(), all.scenarios.size() == 1 ? "scenario" : "scenarios", seeds.size(),
                               seeds.front(), seeds.back(), all.scenarios[0].weeks));
  for (const run::Scenario& scenario : all.scenarios)
    fmt::print("  {}  {}\n", scenario.name, context.say(scenario.title));
  fmt::print("{}", changes.told(context));

  const std::vector<std::string> heads = column_heads(context, all.scenarios);
  std::vector<std::vector<std::string>> levels{{context.say("outcome", "结果指标")}},
      differences{{fmt::format("{} {}", context.say("difference from", "与此情景之差："), heads[0])}};
  bool lacks_runs = false;
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    levels[0].push_back(heads[s]);
    if (s > 0) differences[0].push_back(heads[s]);
  }
  for (std::size_t o = 0; o < all.about.size(); ++o) {
    const analysis::OutcomeComparison& outcome = all.outcomes[o];
    levels.push_back({name_of(context, all.about[o])});
    differences.push_back({name_of(context, all.about[o])});
    for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
      levels.back().push_back(interval_text(outcome.levels[s], seeds.size()));
      lacks_runs = lacks_runs || static_cast<std::size_t>(outcome.levels[s].count) < seeds.size();
      if (s == 0) continue;
      differences.back().push_back(interval_text(outcome.differences[s], seeds.size()) +
                                   (outcome.adjusted_p_values[s] < kSignificant ? " *" : "  "));
    }
  }
  fmt::print("\n{}", table(levels));
  if (all.scenarios.size() > 1) {
    fmt::print("\n{}", table(differences));
    fmt::print("{}\n", context.say("*: differs from 0 at the 5 % level after Holm's adjustment for all of this table",
                                   "*：按 Holm 法对本表全部比较校正后，在 5% 水平上不为 0"));
    if (seeds.size() > 1) print_standing(context, all);
  }
  print_survival(context, all);
  fmt::print("\n{}\n",
             context.say("Shares of districts: Wilson's intervals, and Newcombe's for differences. All else: Student's "
                         "t, differences paired by seed.",
                         "区占比：水平值用 Wilson 区间，差值用 Newcombe 区间。其余用 t 区间，差值按随机种子配对。"));
  if (lacks_runs)
    fmt::print("{}\n",
               context.say(
                   "n: runs that have a value, where not all have one; a difference is of the seeds that have one "
                   "under both scenarios, and so need not be the difference of the means above.",
                   "n：有数值的运行次数（并非全部运行都有时列出）。差值只取两个情景都有数值的种子，因此未必等于上表均值"
                   "之差。"));
  if (all.districts() > 1)
    fmt::print("{}\n", context.say("Every value is a mean over the districts.", "各值均为各区的平均值。"));
}

// The levels alone, for a page: a row a scenario, some outcomes in each table.
void print_markdown(const Context& context, const Table& all) {
  constexpr std::size_t kColumns = 6;
  for (std::size_t first = 0; first < all.about.size(); first += kColumns) {
    const std::size_t end = std::min(first + kColumns, all.about.size());
    std::vector<std::string> header{context.say("scenario", "情景")};
    for (std::size_t o = first; o < end; ++o)
      header.push_back(context.with_unit(run::markdown::plain(context.say(all.about[o].text)), all.about[o].unit));
    run::markdown::Rows rows;
    for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
      rows.push_back({run::markdown::code(all.scenarios[s].name)});
      for (std::size_t o = first; o < end; ++o) rows.back().push_back(interval_text(all.outcomes[o].levels[s]));
    }
    fmt::print("{}", run::markdown::table(header, rows));
  }
}

nlohmann::ordered_json as_json(const analysis::Estimate& estimate) {
  return {{"mean", estimate.mean},
          {"low", estimate.interval.low},
          {"high", estimate.interval.high},
          {"count", estimate.count}};
}

void print_json(const Table& all, const std::string& file) {
  nlohmann::ordered_json object;
  object["replicates"] = all.comparison.seeds.size();
  if (all.comparison.half_width) object["half_width"] = *all.comparison.half_width;
  object["seconds"] = all.comparison.seconds;
  object["file"] = file.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(file);
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    nlohmann::ordered_json entry;
    entry["scenario"] = all.scenarios[s].name;
    for (const std::uint64_t hash : all.comparison.hashes[s]) entry["hashes"].push_back(core::to_hex(hash));
    for (std::size_t o = 0; o < all.about.size(); ++o) {
      const analysis::OutcomeComparison& outcome = all.outcomes[o];
      entry["outcomes"][all.about[o].name] = as_json(outcome.levels[s]);
      if (all.about[o].direction != io::Direction::none && all.scenarios.size() > 1) {
        const analysis::PolicyStanding& standing = outcome.decision.policies[s];
        entry["standing"][all.about[o].name] = {
            {"best", as_json(standing.best)}, {"ranks", standing.ranks}, {"regret", standing.regret.mean}};
      }
      if (s == 0) continue;
      nlohmann::ordered_json difference = as_json(outcome.differences[s]);
      difference["bootstrap"] = {outcome.bootstrap[s].low, outcome.bootstrap[s].high};
      difference["p"] = outcome.p_values[s];
      difference["p_adjusted"] = outcome.adjusted_p_values[s];
      difference["variance_ratio"] = outcome.variance_ratios[s];
      entry["differences"][all.about[o].name] = difference;
    }
    object["scenarios"].push_back(entry);
  }
  fmt::print("{}\n", object.dump());
}

std::optional<run::StoppingRule> stopping_rule(const Options& options) {
  if (!options.until) return {};
  run::StoppingRule rule{.half_width = *options.until, .most = options.most};
  std::vector<std::string_view> names;
  for (const run::Outcome& outcome : run::outcomes()) names.push_back(outcome.name);
  const auto found = std::find(names.begin(), names.end(), options.outcome);
  if (found == names.end())
    throw core::UserError(
        core::say("--outcome {}: {}", "--outcome {}：{}", options.outcome, io::not_allowed(options.outcome, names)));
  rule.outcome = static_cast<std::size_t>(found - names.begin());
  return rule;
}

// "How many runs are enough?"
void print_rule(const Context& context, const Options& options, const run::Comparison& comparison) {
  if (std::isinf(*comparison.half_width)) {
    fmt::print("\n{}\n",
               context.chinese
                   ? fmt::format("{} 次重复后，有数值的运行太少，{} 没有区间（要求 ±{}）", comparison.seeds.size(),
                                 options.outcome, *options.until)
                   : fmt::format("After {} replicates, too few runs have a value of {} for an interval; asked "
                                 "for was ±{}",
                                 comparison.seeds.size(), options.outcome, *options.until));
    return;
  }
  const bool met = *comparison.half_width <= *options.until;
  fmt::print("\n{}\n",
             context.chinese
                 ? fmt::format("{} 次重复后，{} 的区间半宽为 {}（要求 {}）{}", comparison.seeds.size(), options.outcome,
                               number(*comparison.half_width), *options.until, met ? "" : "；未达到，已到最多重复次数")
                 : fmt::format("After {} replicates, {} is known to ±{}; asked for was ±{}{}", comparison.seeds.size(),
                               options.outcome, number(*comparison.half_width), *options.until,
                               met ? "" : ", which is not reached: this is as many as --most allows"));
}

void execute(Context& context, Options& options) {
  std::vector<run::ScenarioFile> files;
  std::vector<run::Scenario> scenarios;
  for (const std::string& name : options.scenarios) {
    files.push_back(run::read_scenario_file(name));
    for (const std::string& setting : options.changes.all()) run::apply_setting(files.back(), setting);
    scenarios.push_back(run::read_scenario(files.back()));
  }
  const std::optional<run::StoppingRule> rule = stopping_rule(options);
  if (!options.output.empty()) io::refuse_existing(options.output, options.force);

  watch_for_stop();
  run::Comparison comparison;
  {
    Progress progress(context.say("runs", "次运行"));
    comparison =
        run::compare(files, {.replicates = options.replicates,
                             .until = rule,
                             .first_seed = options.seed.value_or(scenarios.front().seed),
                             .threads = options.threads,
                             .results_path = options.output,
                             .version = version(),
                             .progress = [&](std::size_t done, std::size_t all) { progress.update(done, all); },
                             .stop = &stop_requested()});
  }
  if (!comparison.complete) {
    context.exit_code = kInterrupted;
    tell(context.say("Stopped; no results were written.", "已停止；未写入结果。"));
    return;
  }
  const Table all = compared(std::move(scenarios), std::move(comparison));
  if (options.json) return print_json(all, options.output);
  if (options.markdown) return print_markdown(context, all);
  print_tables(context, all, options.changes);
  if (rule) print_rule(context, options, all.comparison);
  if (!options.output.empty()) fmt::print("{} {}\n", context.say("results:", "结果文件："), options.output);
}

}  // namespace

void add_compare(CLI::App& app, Context& context) {
  Command command(app, context, "compare",
                  {"run several scenarios with the same seeds and tabulate outcomes and paired differences",
                   "用相同种子运行多个情景，列出结果指标和配对差"});
  auto& options = command.runs<Options>(execute);
  command
      .option("scenarios", options.scenarios,
              {"scenarios; differences are taken from the first", "情景；差值相对于第一个计算"})
      .required();
  command.option("-o,--output", options.output, {"results file to write (HDF5)", "要写的结果文件（HDF5）"});
  command.flag("--force", options.force, {"overwrite an existing results file", "覆盖已有的结果文件"});
  const Option replicates = command
                                .option("-n,--replicates", options.replicates,
                                        {"replicates of each scenario (default 20)", "每个情景的重复次数（默认 20）"})
                                .between(1, 100000);
  const Option until =
      command
          .option("--until", options.until,
                  {"add replicates until the 95 % interval of --outcome reaches at most so far to either side",
                   "增加重复，直到 --outcome 的 95 % 置信区间向两侧各不超过此数"})
          .positive()
          .excludes(replicates);
  command
      .option("--outcome", options.outcome,
              {"the outcome that --until is about (default: activity)", "--until 所针对的结果指标（默认：activity）"})
      .needs(until);
  command
      .option("--most", options.most,
              {"replicates that --until stops at (default 1000)", "--until 的重复次数上限（默认 1000）"})
      .between(10, 100000)
      .needs(until);
  add_seed(command, options.seed,
           {"seed of the first replicate; the others follow (default: that of the first scenario)",
            "第一次重复的种子；其余依次递增（默认：第一个情景的种子）"});
  options.changes.add_to(command);
  add_threads(command, options.threads, kRunsAtATime);
  const Option json = command.flag("--json", options.json,
                                   {"print one JSON object instead of the tables", "输出一个 JSON 对象，代替各表"});
  command
      .flag("--markdown", options.markdown,
            {"print the outcomes as Markdown, a row a scenario", "以 Markdown 输出结果指标，每个情景一行"})
      .excludes(json);
}

}  // namespace gongjian::cli
