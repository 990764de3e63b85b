#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis_method.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/table_reader.hpp"
#include "options.hpp"
#include "scenario_options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

std::vector<Method> all_methods() {
  std::vector<Method> methods = sensitivity_methods();
  methods.insert(methods.end(), {prim_method(), rank_method(), survival_method()});
  return methods;
}
const std::vector<Method> kMethods = all_methods();

// What a design is made for.
std::string default_method(const io::ResultsHeader& header) {
  if (header.design.kind == "morris") return "morris";
  if (header.design.kind == "saltelli") return "sobol";
  return header.factors.empty() || header.policies.size() > 1 ? "rank" : "prcc";
}

// The positions of names among those that there are.
std::vector<std::size_t> positions(const char* option, const std::vector<std::string>& names,
                                   const std::vector<std::string_view>& known) {
  std::vector<std::size_t> result;
  for (const std::string& name : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end())
      throw core::UserError(core::say("{}: {}", "{}: {}", option, io::not_allowed(name, known)));
    result.push_back(static_cast<std::size_t>(found - known.begin()));
  }
  return result;
}

// By their labels in either language; all where none is named.
std::vector<std::size_t> chosen_policies(std::vector<std::string> names, const io::ResultsHeader& header) {
  std::vector<std::string_view> known;
  for (const auto& policy : header.policies) {
    known.push_back(policy.label.en);
    std::replace(names.begin(), names.end(), policy.label.zh, policy.label.en);
  }
  std::vector<std::size_t> chosen = positions("--policy", names, known);
  for (std::size_t p = 0; names.empty() && p < known.size(); ++p) chosen.push_back(p);
  return chosen;
}

std::vector<Outcome> chosen_outcomes(const Method& method, const Request& request) {
  const auto& outcomes = request.header.outcomes;
  std::vector<std::string_view> known;
  for (const Outcome& outcome : outcomes) known.push_back(outcome.name);
  positions("--more", request.options.more, known);
  positions("--less", request.options.less, known);
  std::vector<Outcome> chosen;
  for (const std::size_t o : positions("--outcome", request.options.wanted, known)) {
    if (!method.suits(request, outcomes[o]))
      throw core::UserError(core::say("--outcome {}: it has not what {} wants, {}", "--outcome {}：它没有 {} 所需的{}",
                                      outcomes[o].name, method.name, method.wanting));
    chosen.push_back(outcomes[o]);
  }
  if (!request.options.wanted.empty()) return chosen;
  std::copy_if(outcomes.begin(), outcomes.end(), std::back_inserter(chosen),
               [&](const Outcome& outcome) { return method.suits(request, outcome); });
  if (chosen.empty())
    throw core::UserError(core::say("--method {}: no outcome has what it wants, {}",
                                    "--method {}：没有结果指标具备它所需的{}", method.name, method.wanting));
  return chosen;
}

void print_json(const Method& method, const Request& request, const std::vector<Report>& reports) {
  const io::ResultsHeader& header = request.header;
  nlohmann::ordered_json object{{"method", method.name}, {"rows", header.rows()}};
  if (request.input.is_results)
    object.update({{"design", header.design.kind},
                   {"points", header.points},
                   {"policies", header.policies.size()},
                   {"replicates", header.seeds.size()},
                   {"failed_runs", request.input.failed_runs}});
  if (const std::size_t resamples = method.resamples(request); resamples > 0) {
    object["resamples"] = resamples;
    object["seed"] = request.options.bootstrap.seed;
  }
  object["confidence"] = request.options.bootstrap.confidence;
  for (const Report& report : reports) object["outcomes"].push_back(as_json(report));
  fmt::print("{}\n", object.dump());
}

void print_heading(const Context& context, const Method& method, const Request& request) {
  const io::ResultsHeader& header = request.header;
  fmt::print("{}", context.say(method.title));
  if (!request.input.is_results)
    fmt::print("{}", context.chinese ? fmt::format("，{} 行", count(header.rows()))
                                     : fmt::format(", {} rows", count(header.rows())));
  else
    fmt::print("{}",
               context.chinese
                   ? fmt::format("，设计 {}：{} 个点，{} 个政策方案，{} 次重复", header.design.kind,
                                 count(header.points), count(header.policies.size()), count(header.seeds.size()))
                   : fmt::format(", design {}: points {}, policies {}, replicates {}", header.design.kind,
                                 count(header.points), count(header.policies.size()), count(header.seeds.size())));
  if (const std::size_t resamples = method.resamples(request); resamples > 0)
    fmt::print("{}", context.chinese ? fmt::format("；95% 自助法置信区间（{} 次重抽样）", count(resamples))
                                     : fmt::format("; 95 % bootstrap intervals ({} resamples)", count(resamples)));
  fmt::print("\n");
  if (request.input.failed_runs > 0)
    fmt::print("{}\n", context.say(counted(request.input.failed_runs, header.rows(),
                                           "runs failed, and count for nothing", "次运行失败，不计入分析")));
}

void execute(const Context& context, AnalyseOptions& options) {
  if (options.results.empty() && options.design.empty()) tell_required("RESULTS, or --design and --outcomes");
  if (options.results.empty() && options.method.empty()) tell_required("--method, with two CSV files,");
  const AnalysisInput input =
      options.results.empty() ? read_two_csv(options.design, options.outcomes) : read_results(options.results);
  if (options.method.empty()) options.method = default_method(*input.header);
  const Method& method =
      *std::find_if(kMethods.begin(), kMethods.end(), [&](const Method& m) { return m.name == options.method; });

  const core::Workers workers(options.threads);
  const Request request{input, *input.header, chosen_policies(options.policies, *input.header), options, workers};
  method.check(request);
  std::vector<Report> reports;
  for (const Outcome& outcome : chosen_outcomes(method, request))
    for (Report& report : method.analyse(request, outcome, input.values(outcome.name))) {
      report.outcome = outcome.name;
      report.unit = outcome.unit;
      report.title = outcome.text;
      reports.push_back(std::move(report));
    }

  if (options.csv) return print_csv(reports);
  if (options.json) return print_json(method, request, reports);
  print_heading(context, method, request);
  for (const Report& report : reports) print_tables(context, report);
}

}  // namespace

void add_analyse(CLI::App& app, Context& context) {
  Command command(
      app, context, "analyse",
      {"what results say: which factors an outcome depends on, under which circumstances a policy fails, and which "
       "policy does best; from a results file, or a design and its outcomes in two CSV files",
       "分析结果：结果指标取决于哪些因子，政策方案在何种情况下失效，哪个方案最优；读取结果文件，或两个 CSV "
       "文件中的设计及其结果指标"});
  auto& options = command.runs<AnalyseOptions>(execute);
  const Option results = command.option(
      "results", options.results,
      {"results file of gongjian sweep or gongjian compare", "gongjian sweep 或 gongjian compare 的结果文件"});
  const Option design = command.option("--design", options.design,
                                       {"instead of results: a CSV file with a column a factor; for "
                                        "morris, trajectories; for sobol, groups of A, A with "
                                        "one value from B for each factor, and B",
                                        "代替结果文件：CSV 文件，每个因子一列；morris 须为轨迹；sobol "
                                        "须为若干组 A、逐个因子换成 B 中取值的 A，以及 B"});
  const Option outcomes = command.option(
      "--outcomes", options.outcomes,
      {"CSV file with a column an outcome, in the order of the design's rows; empty or nan where a row failed",
       "CSV 文件，每项结果指标一列，各行顺序与设计相同；失败的行留空或写 nan"});
  design.needs(outcomes).excludes(results);
  outcomes.needs(design);

  std::vector<std::string> methods;
  for (const Method& method : kMethods) methods.emplace_back(method.name);
  command
      .option("--method", options.method,
              {"morris, sobol, prcc, prim, rank or survival (default: what the design is for)",
               "morris、sobol、prcc、prim、rank 或 survival（默认：设计所适用的方法）"})
      .among(methods);
  command
      .option("--outcome", options.wanted,
              {"an outcome to analyse (default: all; may be repeated)", "要分析的结果指标（默认：全部；可重复给出）"})
      .repeatable();
  command
      .option("--policy", options.policies,
              {"a policy to look at (default: all; may be repeated)", "要查看的政策方案（默认：全部；可重复给出）"})
      .repeatable();
  command
      .option("--more", options.more,
              {"rank: an outcome of which more is better (may be repeated)", "rank：越多越好的结果指标（可重复给出）"})
      .repeatable();
  command
      .option("--less", options.less,
              {"rank: an outcome of which less is better (may be repeated)", "rank：越少越好的结果指标（可重复给出）"})
      .repeatable();
  const Option above =
      command.option("--above", options.above, {"prim: cases above this are of interest", "prim：关注高于此数的情况"});
  command.option("--below", options.below, {"prim: cases below this are of interest", "prim：关注低于此数的情况"})
      .excludes(above);
  command
      .option("--of-interest", options.of_interest,
              {"prim, by the outcome's at_least and at_most: failed (default) or satisfied",
               "prim：按结果指标的 at_least 和 at_most 关注 failed（未满足，默认）或 satisfied（满足）"})
      .among({"failed", "satisfied"});
  command.option("--box", options.box,
                 {"prim: show the limits of this box alone: its number, or suggested",
                  "prim：只显示这一个盒的界限：其编号，或 suggested（建议的盒）"});
  command
      .option("--levels", options.levels,
              {"morris: the levels P of the design; every step counts as P / (2 (P - 1)) of its factor's range, "
               "whatever the values (default: those of the results)",
               "morris：设计的水平数 P；不论取值，每步都计为因子范围的 P / (2 (P - 1))（默认：结果文件中的水平数）"})
      .between(2, 1000);
  add_seed(command, options.bootstrap.seed, {"seed of the bootstrap (default 1)", "自助法的种子（默认 1）"});
  command
      .option("--resamples", options.bootstrap.resamples,
              {"bootstrap resamples of morris, sobol and prcc (default 1000)",
               "morris、sobol 和 prcc 的自助抽样次数（默认 1000）"})
      .between(10, 100000);
  add_threads(command, options.threads);
  const Option json = command.flag("--json", options.json,
                                   {"print one JSON object instead of the tables", "输出一个 JSON 对象，代替各表"});
  command.flag("--csv", options.csv, {"print a CSV table instead", "改为输出 CSV 表"}).excludes(json);
}

}  // namespace gongjian::cli
