#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/statistics.hpp"
#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/markdown.hpp"
#include "engine/run/outcomes.hpp"
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
  bool force = false, json = false, markdown = false;
};

std::vector<double> values_of(const run::Comparison& comparison, std::size_t scenario, std::size_t outcome) {
  std::vector<double> values;
  for (const auto& row : comparison.outcomes[scenario]) values.push_back(row[outcome]);
  return values;
}

// What is compared: the runs, and how many districts each share counts.
struct Table {
  const std::vector<run::Scenario>& scenarios;
  const run::Comparison& comparison;
  int districts(std::size_t scenario) const { return static_cast<int>(scenarios[scenario].setup.districts.size()); }
};

analysis::Estimate level(const Table& t, std::size_t scenario, std::size_t outcome) {
  const std::vector<double> values = values_of(t.comparison, scenario, outcome);
  return run::outcomes()[outcome].is_share ? analysis::share_with_interval(values, t.districts(scenario))
                                           : analysis::mean_with_interval(values);
}

analysis::Estimate difference(const Table& t, std::size_t scenario, std::size_t outcome) {
  const analysis::Estimate paired =
      analysis::paired_difference(values_of(t.comparison, scenario, outcome), values_of(t.comparison, 0, outcome));
  const bool same_runs = t.comparison.hashes[scenario] == t.comparison.hashes[0];  // then 0 is no estimate
  if (same_runs || !run::outcomes()[outcome].is_share) return paired;
  return analysis::difference_of_shares(level(t, scenario, outcome), level(t, 0, outcome));
}

std::string shown(const analysis::Estimate& estimate) {
  if (estimate.count == 0) return "–";
  if (estimate.count < 2) return number(estimate.mean);
  return fmt::format("{} [{}, {}]", number(estimate.mean), number(estimate.interval.low),
                     number(estimate.interval.high));
}

void print_tables(const Context& context, const std::vector<run::Scenario>& scenarios,
                  const run::Comparison& comparison) {
  fmt::print("{}\n", context.chinese
                         ? fmt::format("{} 个情景,每个 {} 次重复(随机种子 {}–{},共同随机数),{} 周;均值和 95% 置信区间",
                                       scenarios.size(), comparison.seeds.size(), comparison.seeds.front(),
                                       comparison.seeds.back(), scenarios[0].weeks)
                         : fmt::format("{} scenarios, {} replicates each (seeds {} to {}, common random numbers), {} "
                                       "weeks; means with 95 % intervals",
                                       scenarios.size(), comparison.seeds.size(), comparison.seeds.front(),
                                       comparison.seeds.back(), scenarios[0].weeks));
  const Table all{scenarios, comparison};
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    fmt::print("  {}  {}\n", scenarios[s].name, context.say(scenarios[s].title));

  std::vector<std::vector<std::string>> levels{{context.say("outcome", "结果指标")}},
      differences{{fmt::format("{} {}", context.say("difference from", "与此情景之差:"), scenarios[0].name)}};
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    levels[0].push_back(scenarios[s].name);
    if (s > 0) differences[0].push_back(scenarios[s].name);
  }
  for (std::size_t o = 0; o < run::outcomes().size(); ++o) {
    const run::Outcome& outcome = run::outcomes()[o];
    const std::string name = context.say(outcome.text) + (outcome.unit == "1" ? "" : " (" + outcome.unit + ")");
    levels.push_back({name});
    differences.push_back({name});
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      levels.back().push_back(shown(level(all, s, o)));
      if (s > 0) differences.back().push_back(shown(difference(all, s, o)));
    }
  }
  fmt::print("\n{}", table(levels));
  if (scenarios.size() > 1) fmt::print("\n{}", table(differences));
  fmt::print("\n{}\n",
             context.say("Shares of districts: Wilson's intervals, and Newcombe's for differences. All else: Student's "
                         "t, differences paired by seed.",
                         "区占比:水平值用 Wilson 区间,差值用 Newcombe 区间。其余用 t 区间,差值按随机种子配对。"));
  if (all.districts(0) > 1)
    fmt::print("{}\n", context.say("Every value is a mean over the districts.", "各值均为各区的平均值。"));
}

// The levels alone, for a page: a row a scenario, some outcomes in each table.
void print_markdown(const Context& context, const std::vector<run::Scenario>& scenarios,
                    const run::Comparison& comparison) {
  constexpr std::size_t kColumns = 6;
  const Table all{scenarios, comparison};
  for (std::size_t first = 0; first < run::outcomes().size(); first += kColumns) {
    const std::size_t end = std::min(first + kColumns, run::outcomes().size());
    std::vector<std::string> header{context.say("scenario", "情景")};
    for (std::size_t o = first; o < end; ++o) {
      const run::Outcome& outcome = run::outcomes()[o];
      header.push_back(run::markdown::plain(context.say(outcome.text)) +
                       (outcome.unit == "1" ? "" : " (" + outcome.unit + ")"));
    }
    run::markdown::Rows rows;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      rows.push_back({run::markdown::code(scenarios[s].name)});
      for (std::size_t o = first; o < end; ++o) rows.back().push_back(shown(level(all, s, o)));
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

void print_json(const std::vector<run::Scenario>& scenarios, const run::Comparison& comparison,
                const std::string& file) {
  const Table all{scenarios, comparison};
  nlohmann::ordered_json object;
  object["replicates"] = comparison.seeds.size();
  object["seconds"] = comparison.seconds;
  object["file"] = file.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(file);
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    nlohmann::ordered_json entry;
    entry["scenario"] = scenarios[s].name;
    for (const std::uint64_t hash : comparison.hashes[s]) entry["hashes"].push_back(core::to_hex(hash));
    for (std::size_t o = 0; o < run::outcomes().size(); ++o) {
      entry["outcomes"][run::outcomes()[o].name] = as_json(level(all, s, o));
      if (s > 0) entry["differences"][run::outcomes()[o].name] = as_json(difference(all, s, o));
    }
    object["scenarios"].push_back(entry);
  }
  fmt::print("{}\n", object.dump());
}

void execute(Context& context, Options& options) {
  std::vector<run::Scenario> scenarios;
  for (const std::string& name : options.scenarios)
    scenarios.push_back(run::read_scenario(name, options.changes.all()));
  if (!options.output.empty()) io::refuse_existing(options.output, options.force);

  watch_for_stop();
  run::Comparison comparison;
  {
    Progress progress(context.say("runs", "次运行"));
    comparison =
        run::compare(scenarios, {.replicates = options.replicates,
                                 .first_seed = options.seed.value_or(scenarios.front().seed),
                                 .threads = options.threads,
                                 .results_path = options.output,
                                 .version = version(),
                                 .progress = [&](std::size_t done, std::size_t all) { progress.update(done, all); },
                                 .stop = &stop_requested()});
  }
  if (!comparison.complete) {
    context.exit_code = kInterrupted;
    fmt::print(stderr, "{}\n", context.say("Stopped; no results were written.", "已停止;未写入结果。"));
    return;
  }
  if (options.json) return print_json(scenarios, comparison, options.output);
  if (options.markdown) return print_markdown(context, scenarios, comparison);
  print_tables(context, scenarios, comparison);
  if (!options.output.empty()) fmt::print("{} {}\n", context.say("results:", "结果文件:"), options.output);
}

}  // namespace

void add_compare(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "compare", "run several scenarios with the same seeds and tabulate outcomes and paired differences");
  command->add_option("scenarios", options->scenarios, "scenarios; differences are taken from the first")->required();
  command->add_option("-o,--output", options->output, "results file to write (HDF5)");
  command->add_flag("--force", options->force, "overwrite an existing results file");
  command->add_option("-n,--replicates", options->replicates, "replicates of each scenario (default 20)")
      ->check(CLI::Range(1, 100000));
  command
      ->add_option("--seed", options->seed,
                   "seed of the first replicate; the others follow (default: that of the first scenario)")
      ->check(kSeeds);
  options->changes.add_to(*command);
  command->add_option("--threads", options->threads, "runs at a time (default 0: one for each core)")
      ->check(CLI::Range(0u, 1024u));
  CLI::Option* json = command->add_flag("--json", options->json, "print one JSON object instead of the tables");
  command->add_flag("--markdown", options->markdown, "print the outcomes as Markdown, a row a scenario")
      ->excludes(json);
  command->callback([options, &context] { execute(context, *options); });
}

}  // namespace gongjian::cli
