#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "analysis/elementary_effects.hpp"
#include "analysis/rank_correlation.hpp"
#include "analysis/sobol_indices.hpp"
#include "analysis_report.hpp"
#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/io/csv_numbers.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string design, outcomes, method;
  std::vector<std::string> wanted;  // outcomes; none: all
  std::optional<std::size_t> levels;
  analysis::Bootstrap bootstrap;
  unsigned threads = 0;
  bool json = false, csv = false;
};

// A design with the names of its factors, and columns of outcomes in the order of its rows.
struct Experiment {
  std::vector<std::string> factors;
  analysis::Points design;
  std::vector<std::string> outcome_names;
  std::vector<std::vector<double>> outcomes;
};

struct Request {
  const Experiment& experiment;
  const Options& options;
  const core::Workers& workers;
};

using Problem = std::optional<analysis::DesignProblem>;

// A way to analyse an outcome. Others are added here.
struct Method {
  const char* name;
  core::Text title;
  Problem (*problem)(const Experiment&);  // with the design, if it is not one that the method needs
  Report (*analyse)(const Request&, const std::vector<double>& outcomes);
};

core::Text counted(std::size_t count, std::size_t all, const char* en, const char* zh) {
  return {fmt::format("{} of {} {}", cli::count(count), cli::count(all), en),
          fmt::format("{} / {} {}", cli::count(count), cli::count(all), zh)};
}

// ---- morris

Problem wrong_in_trajectories(const Experiment& e) { return analysis::wrong_in_trajectories(e.design, e.factors); }

Report morris(const Request& request, const std::vector<double>& outcomes) {
  const Experiment& e = request.experiment;
  const bool stretched = !request.options.levels && !analysis::is_in_unit_cube(e.design);
  std::optional<double> step;
  if (const auto levels = request.options.levels)
    step = static_cast<double>(*levels) / (2 * static_cast<double>(*levels - 1));
  const auto found = analysis::elementary_effects(stretched ? analysis::stretched_to_unit_cube(e.design) : e.design,
                                                  outcomes, step, request.options.bootstrap, request.workers);
  Report report{.row_heading = {"factor", "因素"},
                .columns = {{"mu", {"mu", "μ"}},
                            {"mu_star", {"mu*", "μ*"}, true},
                            {"sigma", {"sigma", "σ"}},
                            {"effects", {"effects", "基本效应数"}}}};
  for (std::size_t j = 0; j < e.factors.size(); ++j) {
    const auto& f = found.factors[j];
    report.rows.push_back({e.factors[j],
                           {{f.mu},
                            {f.mu_star, f.mu_star_interval.low, f.mu_star_interval.high},
                            {f.sigma},
                            {static_cast<double>(f.effects)}}});
  }
  report.facts = {{"trajectories", found.trajectories}, {"dropped_effects", found.dropped}, {"stretched", stretched}};
  if (found.dropped > 0)
    report.notes.push_back(counted(found.dropped, found.trajectories * e.factors.size(),
                                   "effects are left out, because a row failed", "个基本效应因运行失败而略去"));
  if (stretched)
    report.notes.push_back(
        {"The design is not in the unit cube: each factor was scaled from its least to its largest "
         "value (with --levels, every step counts the same instead).",
         "设计不在单位立方体内:各因素已按其最小值和最大值缩放(若给出 --levels,则每步长度相同)。"});
  return report;
}

// ---- sobol

Problem wrong_in_saltelli(const Experiment& e) { return analysis::wrong_in_saltelli(e.design, e.factors); }

Report sobol(const Request& request, const std::vector<double>& outcomes) {
  const Experiment& e = request.experiment;
  const auto found = analysis::sobol_indices(e.factors.size(), outcomes, analysis::kConvergedWidth,
                                             request.options.bootstrap, request.workers);
  Report report{.row_heading = {"factor", "因素"},
                .columns = {{"first", {"first-order", "一阶指数"}, true}, {"total", {"total", "总指数"}, true}}};
  for (std::size_t j = 0; j < e.factors.size(); ++j) {
    const auto& f = found.factors[j];
    report.rows.push_back({e.factors[j],
                           {{f.first, f.first_interval.low, f.first_interval.high},
                            {f.total, f.total_interval.low, f.total_interval.high}}});
  }
  report.facts = {{"base_samples", found.base_samples},
                  {"dropped_base_samples", found.dropped},
                  {"variance", found.variance},
                  {"widest_total_interval", found.widest},
                  {"stable_ranking", found.stable_ranking},
                  {"converged", found.converged}};
  if (found.dropped > 0)
    report.notes.push_back(counted(found.dropped, found.base_samples, "base samples are left out, because a row failed",
                                   "个基本样本因运行失败而略去"));
  if (found.converged)
    report.notes.push_back(
        {"Converged: no interval of a total index is wider than 0.05, and half of the base samples "
         "rank the factors alike.",
         "已收敛:总指数的置信区间宽度均不超过 0.05,且一半样本给出相同排序。"});
  else
    report.notes.push_back(
        {fmt::format("Not converged: the widest interval of a total index is {} wide (wanted: 0.05), and half of the "
                     "base samples rank the factors {}. More base samples would help.",
                     number(found.widest), found.stable_ranking ? "alike" : "differently"),
         fmt::format("未收敛:总指数置信区间最宽为 {}(要求 0.05),一半样本给出的排序{}。可增加基本样本数。",
                     number(found.widest), found.stable_ranking ? "相同" : "不同")});
  return report;
}

// ---- prcc

Problem nothing_wrong(const Experiment&) { return {}; }

Report prcc(const Request& request, const std::vector<double>& outcomes) {
  const Experiment& e = request.experiment;
  const auto found =
      analysis::partial_rank_correlations(e.design, outcomes, request.options.bootstrap, request.workers);
  Report report{.row_heading = {"factor", "因素"},
                .columns = {{"coefficient", {"partial rank correlation", "偏秩相关系数"}, true},
                            {"p_value", {"p value", "p 值"}}}};
  for (std::size_t j = 0; j < e.factors.size(); ++j) {
    const auto& f = found.factors[j];
    report.rows.push_back({e.factors[j], {{f.coefficient, f.interval.low, f.interval.high}, {f.p_value}}});
  }
  report.facts = {{"rows", found.rows}, {"dropped_rows", found.dropped}};
  if (found.dropped > 0)
    report.notes.push_back(counted(found.dropped, found.rows + found.dropped, "rows are left out, because they failed",
                                   "行因运行失败而略去"));
  return report;
}

const std::vector<Method> kMethods = {
    {"morris", {"elementary effects (Morris)", "基本效应(Morris 法)"}, wrong_in_trajectories, morris},
    {"sobol",
     {"Sobol' indices (Saltelli 2010, Jansen)", "Sobol' 敏感性指数(Saltelli 2010、Jansen)"},
     wrong_in_saltelli,
     sobol},
    {"prcc", {"partial rank correlation coefficients", "偏秩相关系数"}, nothing_wrong, prcc},
};

// ---- reading

void choose_outcomes(const io::NumberTable& table, const std::vector<std::string>& wanted, Experiment& experiment) {
  const std::vector<std::string_view> known(table.names.begin(), table.names.end());
  for (const std::string& name : wanted.empty() ? table.names : wanted) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) throw core::UserError(fmt::format("--outcome: {}", io::not_allowed(name, known)));
    std::vector<double> column;
    for (auto at = static_cast<std::size_t>(found - known.begin()); at < table.values.size(); at += known.size())
      column.push_back(table.values[at]);
    experiment.outcome_names.push_back(name);
    experiment.outcomes.push_back(std::move(column));
  }
}

Experiment read_experiment(const Options& options, const Method& method) {
  io::Problems problems;
  io::NumberTable design = io::read_csv_numbers(options.design, io::Missing::refused, problems);
  const io::NumberTable outcomes = io::read_csv_numbers(options.outcomes, io::Missing::allowed, problems);
  problems.throw_if_any();
  if (design.rows() != outcomes.rows())
    problems.add(
        outcomes.place(outcomes.rows()),
        fmt::format("there are outcomes of {} rows, and the design {} has {}; wanted is one row of outcomes for "
                    "each row of the design, in the same order",
                    outcomes.rows(), options.design, design.rows()));
  problems.throw_if_any();
  Experiment experiment{design.names, {design.names.size(), std::move(design.values)}, {}, {}};
  if (const Problem problem = method.problem(experiment)) problems.add(design.place(problem->row), problem->message);
  problems.throw_if_any();
  choose_outcomes(outcomes, options.wanted, experiment);
  return experiment;
}

void execute(const Context& context, const Options& options) {
  const auto method =
      std::find_if(kMethods.begin(), kMethods.end(), [&](const Method& m) { return m.name == options.method; });
  if (options.levels && *options.levels % 2 != 0)
    throw core::UserError(fmt::format("--levels: read {}; allowed is an even number", *options.levels));
  const Experiment experiment = read_experiment(options, *method);
  const core::Workers workers(options.threads);
  std::vector<Report> reports;
  for (std::size_t o = 0; o < experiment.outcomes.size(); ++o) {
    reports.push_back(method->analyse({experiment, options, workers}, experiment.outcomes[o]));
    reports.back().outcome = experiment.outcome_names[o];
  }

  if (options.csv) return print_csv(reports);
  const analysis::Bootstrap& bootstrap = options.bootstrap;
  if (options.json) {
    nlohmann::ordered_json object{{"method", method->name},
                                  {"rows", experiment.design.rows()},
                                  {"resamples", bootstrap.resamples},
                                  {"confidence", bootstrap.confidence},
                                  {"seed", bootstrap.seed}};
    for (const Report& report : reports) object["outcomes"].push_back(as_json(report));
    fmt::print("{}\n", object.dump());
    return;
  }
  fmt::print("{}{}", context.say(method->title),
             context.chinese ? fmt::format(",{} 行;95% 自助法置信区间({} 次重抽样)\n", count(experiment.design.rows()),
                                           count(bootstrap.resamples))
                             : fmt::format(", {} rows; 95 % bootstrap intervals ({} resamples)\n",
                                           count(experiment.design.rows()), count(bootstrap.resamples)));
  for (const Report& report : reports) print_table(context, report);
}

}  // namespace

void add_analyse(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "analyse", "which factors an outcome depends on: sensitivities from a design and its outcomes (two CSV files)");
  std::vector<std::string> methods;
  for (const Method& method : kMethods) methods.push_back(method.name);
  command
      ->add_option(
          "--design", options->design,
          "CSV file with a column a factor; for morris, trajectories; for sobol, groups of A, A with one value "
          "from B for each factor, and B")
      ->required();
  command
      ->add_option(
          "--outcomes", options->outcomes,
          "CSV file with a column an outcome, in the order of the design's rows; empty or nan where a row failed")
      ->required();
  command->add_option("--method", options->method, "morris, sobol or prcc")->required()->check(CLI::IsMember(methods));
  command->add_option("--outcome", options->wanted, "the outcomes to analyse (default: all; may be repeated)")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  command
      ->add_option("--levels", options->levels,
                   "morris: the levels P of the design; every step counts as P / (2 (P - 1)) of its factor's range, "
                   "whatever the values")
      ->check(CLI::Range(2, 1000));
  command->add_option("--seed", options->bootstrap.seed, "seed of the bootstrap (default 1)")->check(kSeeds);
  command->add_option("--resamples", options->bootstrap.resamples, "bootstrap resamples (default 1000)")
      ->check(CLI::Range(10, 100000));
  command->add_option("--threads", options->threads, "threads (default 0: one for each core)")
      ->check(CLI::Range(0u, 1024u));
  CLI::Option* json = command->add_flag("--json", options->json, "print one JSON object instead of the tables");
  command->add_flag("--csv", options->csv, "print a CSV table instead")->excludes(json);
  command->callback([options, &context] { execute(context, *options); });
}

}  // namespace gongjian::cli
