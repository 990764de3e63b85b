// Which policy does best, and how long what it keeps alive lasts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/decision.hpp"
#include "analysis/survival.hpp"
#include "analysis_method.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

using Kind = Report::Kind;
using analysis::Estimate;
using io::Direction;

Report::Cell cell(const Estimate& estimate) { return {estimate.mean, estimate.interval.low, estimate.interval.high}; }

void check_results(const Request& request) {
  if (!request.input.is_results)
    throw core::UserError(core::say(
        "--method {}: it compares policies, which a results file of gongjian sweep or gongjian compare has, and two "
        "CSV files do not",
        "--method {}：它比较政策方案；gongjian sweep 或 gongjian compare 的结果文件中有政策方案，两个 CSV 文件中没有",
        request.options.method));
}

void note_missing(const std::vector<double>& values, const Request& request, Report& report) {
  std::size_t missing = 0, runs = 0;
  const std::size_t replicates = request.header.seeds.size(), policies = request.header.policies.size();
  for (std::size_t row = 0; row < values.size(); ++row) {
    const std::size_t policy = row / replicates % policies;
    if (std::find(request.policies.begin(), request.policies.end(), policy) == request.policies.end()) continue;
    missing += std::isnan(values[row]);
    ++runs;
  }
  report.facts["runs_without_value"] = missing;
  if (missing > 0)
    report.notes.push_back(counted(missing, runs, "runs have no value: they failed, or there was nothing to measure",
                                   "次运行没有数值：运行失败，或无可测量"));
}

// ---- rank

std::size_t rank_resamples(const Request&) { return analysis::kResamples; }
bool suits_rank(const Request&, const Outcome&) { return true; }

Direction direction_of(const Request& request, const Outcome& outcome) {
  const auto named = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), outcome.name) != names.end();
  };
  return named(request.options.more)   ? Direction::more
         : named(request.options.less) ? Direction::less
                                       : outcome.direction;
}

analysis::PolicyValues policy_values(const Request& request, const std::vector<double>& values) {
  const std::size_t replicates = request.header.seeds.size();
  analysis::PolicyValues result(request.header.points);
  for (std::size_t point = 0; point < result.size(); ++point)
    for (const std::size_t policy : request.policies) {
      const auto first =
          values.begin() + static_cast<std::ptrdiff_t>((point * request.header.policies.size() + policy) * replicates);
      result[point].emplace_back(first, first + static_cast<std::ptrdiff_t>(replicates));
    }
  return result;
}

// Whether no factor changes anything: all points have the same values.
bool are_alike(const analysis::PolicyValues& values) {
  const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  for (const auto& point : values)
    for (std::size_t p = 0; p < point.size(); ++p)
      if (!std::equal(point[p].begin(), point[p].end(), values[0][p].begin(), same)) return false;
  return true;
}

// What the intervals are over.
void note_intervals(const Request& request, bool points_alike, Report& report) {
  const std::string replicates = count(request.header.seeds.size());
  if (points_alike)
    report.notes.push_back(
        {"No factor changes this outcome: all points have the same values, and one of them stands here, with intervals "
         "over its replicates.",
         "没有因子影响该指标：各点数值完全相同，此处只取其中一个点，区间按其重复计算。"});
  else if (request.header.points > 1 && request.header.seeds.size() > 1)
    report.notes.push_back(
        {fmt::format("Intervals are over points, each taken by the mean of its {} replicates; they do not show the "
                     "spread between seeds.",
                     replicates),
         fmt::format("区间按点计算（每个点取其 {} 次重复的均值），不反映随机种子之间的差异。", replicates)});
}

// The factors at the points where policies are worst off.
Report::Table points_table(const io::ResultsHeader& header, const std::set<std::size_t>& points) {
  Report::Table table{"points", {"point", "点"}, {}};
  for (const auto& factor : header.factors)
    table.columns.push_back({factor.name, {factor.name, {}}, factor.levels.empty() ? Kind::number : Kind::text});
  for (const std::size_t point : points) {
    table.rows.push_back({{std::to_string(point), {}}, {}});
    for (const auto& factor : header.factors)
      table.rows.back().cells.push_back(factor.levels.empty() ? Report::Cell{factor.values[point]}
                                                              : Report::Cell{.text = factor.level(point)});
  }
  return table;
}

void note_rank(Direction direction, const analysis::PolicyComparison& found, Report& report) {
  if (direction == Direction::none) {
    report.notes.push_back(
        {"The outcome has no direction, so no policy is better than another; give --more or --less "
         "with its name.",
         "该指标没有方向，无法比较优劣；请用 --more 或 --less 指明。"});
    return;
  }
  report.notes.push_back(direction == Direction::more ? core::Text{"More is better.", "越高越好。"}
                                                      : core::Text{"Less is better.", "越低越好。"});
  if (const auto incomplete = static_cast<std::size_t>(found.incomplete); incomplete > 0)
    report.notes.push_back(
        counted(incomplete, incomplete + static_cast<std::size_t>(found.contests),
                "contests of all policies in one replicate at one point are left out, because one of them has no value",
                "次比较（同一点、同一重复下的全部政策方案）因其中某项没有数值而略去"));
}

std::vector<Report> rank(const Request& request, const Outcome& outcome, const std::vector<double>& rows) {
  analysis::PolicyValues values = policy_values(request, rows);
  const bool points_alike = values.size() > 1 && are_alike(values);
  if (points_alike) values.resize(1);
  // with one policy, or no direction, there are means alone
  const Direction direction = direction_of(request, outcome);
  const bool ranked = request.policies.size() > 1 && direction != Direction::none;
  const auto found =
      analysis::compare_policies(values, ranked ? direction : Direction::more, request.options.bootstrap.draws(),
                                 request.options.bootstrap.confidence, request.workers);
  const analysis::Threshold threshold{outcome.at_least, outcome.at_most};
  const bool has_threshold = !std::isnan(threshold.at_least) || !std::isnan(threshold.at_most);
  const auto satisfying = analysis::satisficing(values, threshold, request.options.bootstrap.confidence);
  const bool several_points = values.size() > 1;

  Report::Table table{"policies",
                      {"policy", "政策方案"},
                      {{"mean", {"mean", "均值"}, Kind::interval},
                       {"best", {"probability of being best", "最优概率"}, Kind::interval, true},
                       {"regret", {"expected regret", "期望遗憾值"}, Kind::interval, true},
                       {"maximum_regret", {"maximum regret", "最大遗憾值"}, Kind::number, true},
                       {"maximum_regret_point", {"at point", "所在点"}, Kind::count, true},
                       {"satisfying_points", {"satisfying points", "达标的点"}, Kind::interval, true},
                       {"satisfying_runs", {"satisfying runs", "达标的运行"}, Kind::interval, true}}};
  std::set<std::size_t> worst;
  for (std::size_t p = 0; p < request.policies.size(); ++p) {
    const analysis::PolicyStanding& standing = found.policies[p];
    Report::Row row{request.header.policies[request.policies[p]].label, std::vector<Report::Cell>(7)};
    row.cells[0] = cell(standing.mean);
    if (ranked) {
      row.cells[1] = cell(standing.best);
      row.cells[2] = cell(standing.regret);
      if (several_points) row.cells[3] = {standing.maximum_regret};
      if (several_points && standing.maximum_regret > 0) {
        row.cells[4] = {static_cast<double>(standing.maximum_regret_point)};
        worst.insert(standing.maximum_regret_point);
      }
    }
    if (has_threshold && several_points) row.cells[5] = cell(satisfying[p].points);
    if (has_threshold) row.cells[6] = cell(satisfying[p].runs);
    table.rows.push_back(std::move(row));
  }

  Report report{{table}};
  report.facts = {{"direction", direction == Direction::more   ? "more"
                                : direction == Direction::less ? "less"
                                                               : "none"},
                  {"contests", found.contests},
                  {"incomplete_contests", found.incomplete}};
  if (!worst.empty()) report.tables.push_back(points_table(request.header, worst));
  note_intervals(request, points_alike, report);
  if (request.policies.size() > 1) note_rank(direction, found, report);
  if (has_threshold) {
    report.facts["at_least"] = threshold.at_least;
    report.facts["at_most"] = threshold.at_most;
    const auto bound = [](double value, const char* text) { return std::isnan(value) ? "" : text + number(value); };
    report.notes.push_back(
        {fmt::format("It satisfies:{}{}.", bound(threshold.at_least, " at least "),
                     bound(threshold.at_most, " at most ")),
         fmt::format("达标：{}{}。", bound(threshold.at_least, " 不低于 "), bound(threshold.at_most, " 不高于 "))});
  }
  note_missing(rows, request, report);
  return {report};
}

// ---- survival

std::size_t no_resamples(const Request&) { return 0; }

bool is_survival(const Request&, const Outcome& outcome) { return !std::isnan(outcome.censored_at); }

std::vector<Report> survival(const Request& request, const Outcome& outcome, const std::vector<double>& rows) {
  const io::ResultsHeader& header = request.header;
  const std::size_t replicates = header.seeds.size();
  const double confidence = request.options.bootstrap.confidence;
  std::vector<analysis::Lifetimes> lifetimes(request.policies.size());
  for (std::size_t p = 0; p < request.policies.size(); ++p)
    for (std::size_t point = 0; point < header.points; ++point)
      for (std::size_t r = 0; r < replicates; ++r) {
        const double time = rows[(point * header.policies.size() + request.policies[p]) * replicates + r];
        if (std::isnan(time)) continue;
        lifetimes[p].times.push_back(time);
        lifetimes[p].observed.push_back(time < outcome.censored_at);
      }
  const analysis::LogRank test = analysis::log_rank(lifetimes);

  Report::Table table{"policies",
                      {"policy", "政策方案"},
                      {{"runs", {"runs", "运行次数"}, Kind::count},
                       {"events", {"events", "事件数"}, Kind::count},
                       {"expected_events", {"expected", "期望事件数"}, Kind::number, true},
                       {"median", {"median time", "中位时间"}, Kind::interval},
                       {"restricted_mean", {"mean time until the end", "截至末期的平均时间"}, Kind::interval},
                       {"survival", {"survival to the end", "末期生存率"}, Kind::interval}}};
  for (std::size_t p = 0; p < request.policies.size(); ++p) {
    const auto& [times, observed] = lifetimes[p];
    const auto curve = analysis::kaplan_meier(times, observed, confidence);
    const auto median = analysis::median_survival(curve);
    std::vector<Report::Cell> cells(6);
    cells[0] = {static_cast<double>(times.size())};
    cells[1] = {static_cast<double>(std::count(observed.begin(), observed.end(), true))};
    if (request.policies.size() > 1 && p < test.expected.size()) cells[2] = {test.expected[p]};
    if (!times.empty()) {
      cells[3] = {median.time, median.interval.low, median.interval.high};
      cells[4] = cell(analysis::restricted_mean(times, observed, outcome.censored_at, confidence));
      cells[5] = curve.times.empty() ? Report::Cell{1}
                                     : Report::Cell{curve.survival.back(), curve.low.back(), curve.high.back()};
    }
    table.rows.push_back({header.policies[request.policies[p]].label, cells});
  }

  Report report{{table}};
  report.facts = {{"censored_at", outcome.censored_at}};
  if (request.policies.size() > 1) {
    report.facts["log_rank"] = {
        {"statistic", test.statistic}, {"degrees_of_freedom", test.degrees_of_freedom}, {"p_value", test.p_value}};
    report.notes.push_back(
        {fmt::format("Log-rank test: chi squared {}, degrees of freedom {}, {}.", number(test.statistic),
                     test.degrees_of_freedom, core::p_statement(test.p_value)),
         fmt::format("对数秩检验：χ² = {}，自由度 {}，{}。", number(test.statistic), test.degrees_of_freedom,
                     core::p_statement(test.p_value))});
    report.notes.push_back({"It takes runs as independent; those of one seed or one point are not.",
                            "检验假定各运行相互独立；同一随机种子或同一点的运行并非如此。"});
  }
  report.notes.push_back(
      {fmt::format("A run without the event by the end counts as at least {}.", number(outcome.censored_at)),
       fmt::format("至末期未发生事件的运行按至少 {} 计。", number(outcome.censored_at))});
  note_missing(rows, request, report);
  return {report};
}

}  // namespace

Method rank_method() {
  return {"rank", {"policies compared", "政策方案比较"}, rank_resamples, check_results, suits_rank, {}, rank};
}

Method survival_method() {
  return {"survival",
          {"survival (Kaplan and Meier)", "生存分析（Kaplan-Meier）"},
          no_resamples,
          check_results,
          is_survival,
          {"a time of survival; an experiment makes one with take = \"survival\"",
           "生存时间；实验用 take = \"survival\" 得到"},
          survival};
}

}  // namespace gongjian::cli
