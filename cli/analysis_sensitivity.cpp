// Which factors an outcome depends on.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/elementary_effects.hpp"
#include "analysis/rank_correlation.hpp"
#include "analysis/sobol_indices.hpp"
#include "analysis_method.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

using Kind = Report::Kind;
using Problem = std::optional<analysis::DesignProblem>;

std::size_t resamples(const Request& request) { return request.options.bootstrap.resamples; }
bool suits(const Request&, const Outcome&) { return true; }

std::vector<std::string> names_of(const io::ResultsHeader& header) {
  std::vector<std::string> names;
  for (const auto& factor : header.factors) names.push_back(factor.name);
  return names;
}

void check_factors(const Request& request) {
  if (request.header.factors.empty())
    throw core::UserError(
        core::say("{}: there are no factors, so nothing that an outcome could depend on; rank compares policies",
                  "{}: 没有因子，结果指标无所取决；rank 比较政策方案", request.options.results));
}

// Throws where something is wrong in the design, saying which design it is and what suits it.
void check_design(const Request& request, const char* wanted,
                  Problem (*wrong)(const analysis::Points&, const std::vector<std::string>&)) {
  check_factors(request);
  const Problem problem = wrong(points_of(request.header), names_of(request.header));
  if (!problem) return;
  const core::Text kind =
      !request.input.is_results || request.header.design.kind == wanted
          ? core::Text{}
          : core::say(". The design is {}; {} wants {} (prcc takes any)", "。设计为 {}；{} 需要 {}（prcc 不限）",
                      request.header.design.kind, request.options.method, wanted);
  throw core::UserError(core::say("{}: {}{}", "{}: {}{}", request.input.place(problem->row), problem->message, kind));
}

// The factors as rows, of what a function says of each.
template <class Cells>
Report::Table table_of(const Request& request, std::vector<Report::Column> columns, const Cells& cells) {
  Report::Table table{"factors", {"factor", "因子"}, std::move(columns)};
  for (std::size_t j = 0; j < request.header.factors.size(); ++j)
    table.rows.push_back({{request.header.factors[j].name, {}}, cells(j)});
  return table;
}

// ---- morris

void check_morris(const Request& request) {
  if (request.options.levels && *request.options.levels % 2 != 0)
    throw core::UserError(core::say("--levels: read {}; allowed is an even number", "--levels：读到 {}；只允许偶数",
                                    *request.options.levels));
  check_design(request, "morris", analysis::wrong_in_trajectories);
}

Report morris(const Request& request, const std::vector<double>& outcomes) {
  analysis::Points design = points_of(request.header);
  // values went through the distributions of their factors, and choices are positions: the design's own step is known
  std::optional<std::size_t> levels = request.options.levels;
  if (!levels && request.header.design.levels > 0) levels = static_cast<std::size_t>(request.header.design.levels);
  const bool stretched = !levels && !analysis::is_in_unit_cube(design);
  std::optional<double> step;
  if (levels) step = static_cast<double>(*levels) / (2 * static_cast<double>(*levels - 1));
  if (stretched) design = analysis::stretched_to_unit_cube(design);
  const auto found = analysis::elementary_effects(design, outcomes, step, request.options.bootstrap, request.workers);
  Report report{{table_of(request,
                          {{"mu", {"mu", "μ"}},
                           {"mu_star", {"mu*", "μ*"}, Kind::interval},
                           {"sigma", {"sigma", "σ"}},
                           {"effects", {"effects", "基本效应数"}, Kind::count}},
                          [&](std::size_t j) -> std::vector<Report::Cell> {
                            const auto& f = found.factors[j];
                            return {{f.mu},
                                    {f.mu_star, f.mu_star_interval.low, f.mu_star_interval.high},
                                    {f.sigma},
                                    {static_cast<double>(f.effects)}};
                          })}};
  report.facts = {{"trajectories", found.trajectories}, {"dropped_effects", found.dropped}, {"stretched", stretched}};
  if (found.dropped > 0)
    report.notes.push_back(counted(found.dropped, found.trajectories * found.factors.size(),
                                   "effects are left out, because a row failed", "个基本效应因运行失败而略去"));
  if (stretched)
    report.notes.push_back(
        {"The design is not in the unit cube: each factor was scaled from its least to its largest "
         "value (with --levels, every step counts the same instead).",
         "设计不在单位立方体内：各因子已按其最小值和最大值缩放（若给出 --levels，则每步长度相同）。"});
  return report;
}

// ---- sobol

void check_sobol(const Request& request) { check_design(request, "saltelli", analysis::wrong_in_saltelli); }

Report sobol(const Request& request, const std::vector<double>& outcomes) {
  const auto found = analysis::sobol_indices(request.header.factors.size(), outcomes, analysis::kConvergedWidth,
                                             request.options.bootstrap, request.workers);
  Report report{{table_of(
      request, {{"first", {"first-order", "一阶指数"}, Kind::interval}, {"total", {"total", "总指数"}, Kind::interval}},
      [&](std::size_t j) -> std::vector<Report::Cell> {
        const auto& f = found.factors[j];
        return {{f.first, f.first_interval.low, f.first_interval.high},
                {f.total, f.total_interval.low, f.total_interval.high}};
      })}};
  report.facts = {{"base_samples", found.base_samples},
                  {"dropped_base_samples", found.dropped},
                  {"variance", found.variance},
                  {"widest_total_interval", found.widest},
                  {"stable_ranking", found.stable_ranking},
                  {"converged", found.converged}};
  if (found.dropped > 0)
    report.notes.push_back(counted(found.dropped, found.base_samples, "base samples are left out, because a row failed",
                                   "个基本样本因运行失败而略去"));
  if (found.variance == 0)
    report.notes.push_back({"The outcome does not vary, so no factor matters.", "指标没有变化，没有因子起作用。"});
  else if (found.converged)
    report.notes.push_back(
        {"Converged: no interval of a total index is wider than 0.05, and half of the base samples "
         "rank the factors alike.",
         "已收敛：总指数的置信区间宽度均不超过 0.05，且一半样本给出相同排序。"});
  else
    report.notes.push_back(
        {fmt::format("Not converged: the widest interval of a total index is {} wide (wanted: 0.05), and half of the "
                     "base samples rank the factors {}. More base samples would help.",
                     number(found.widest), found.stable_ranking ? "alike" : "differently"),
         fmt::format("未收敛：总指数置信区间最宽为 {}（要求 0.05），一半样本给出的排序{}。可增加基本样本数。",
                     number(found.widest), found.stable_ranking ? "相同" : "不同")});
  return report;
}

// ---- prcc

// Why there are no coefficients, where there are none.
void note_no_correlation(const Request& request, const analysis::PartialRankCorrelations& found,
                         const std::vector<double>& outcomes, Report& report) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double value : outcomes) low = std::fmin(low, value), high = std::fmax(high, value);
  if (found.rows > 0 && low == high) {
    report.notes.push_back({"The outcome does not vary, so no factor matters.", "指标没有变化，没有因子起作用。"});
    return;
  }
  if (const std::size_t wanted = found.factors.size() + 3; found.rows < wanted) {
    report.notes.push_back({fmt::format("{} points with a value are too few for {} factors; wanted are {} or more.",
                                        count(found.rows), count(found.factors.size()), count(wanted)),
                            fmt::format("有数值的点只有 {} 个，不足以分析 {} 个因子（至少需要 {} 个）。",
                                        count(found.rows), count(found.factors.size()), count(wanted))});
    return;
  }
  for (std::size_t j = 0; j < found.factors.size(); ++j)
    if (std::isnan(found.factors[j].coefficient))
      report.notes.push_back({request.header.factors[j].name +
                                  ": it does not vary, or goes with the other factors, so nothing can be said.",
                              request.header.factors[j].name + "：该因子没有变化，或与其他因子同步变化，无法判断。"});
}

Report prcc(const Request& request, const std::vector<double>& outcomes) {
  const auto found = analysis::partial_rank_correlations(points_of(request.header), outcomes, request.options.bootstrap,
                                                         request.workers);
  Report report{{table_of(request,
                          {{"coefficient", {"partial rank correlation", "偏秩相关系数"}, Kind::interval},
                           {"p_value", {"p value", "p 值"}, Kind::p_value}},
                          [&](std::size_t j) -> std::vector<Report::Cell> {
                            const auto& f = found.factors[j];
                            return {{f.coefficient, f.interval.low, f.interval.high}, {f.p_value}};
                          })}};
  report.facts = {{"rows", found.rows}, {"dropped_rows", found.dropped}};
  if (found.dropped > 0)
    report.notes.push_back(counted(found.dropped, found.rows + found.dropped, "rows are left out, because they failed",
                                   "行因运行失败而略去"));
  note_no_correlation(request, found, outcomes, report);
  const auto& factors = request.header.factors;
  if (std::any_of(factors.begin(), factors.end(), [](const auto& factor) { return !factor.levels.empty(); }))
    report.notes.push_back({"Choices are ranked in the order in which the experiment lists them.",
                            "非数值因子按其在试验文件中的列出顺序排秩。"});
  if (const std::string& kind = request.header.design.kind; kind == "morris" || kind == "saltelli")
    report.notes.push_back(
        {"Points of this design depend on each other; intervals and p values take them as independent.",
         "该设计的各点相互关联，而区间和 p 值按相互独立计算。"});
  return report;
}

// A method that looks at each policy by itself.
template <Report (*analyse)(const Request&, const std::vector<double>&)>
std::vector<Report> each_policy(const Request& request, const Outcome&, const std::vector<double>& values) {
  return by_policy(request, values, [&](const std::vector<double>& means) { return analyse(request, means); });
}

}  // namespace

std::vector<Method> sensitivity_methods() {
  return {{"morris",
           {"elementary effects (Morris)", "基本效应（Morris 法）"},
           resamples,
           check_morris,
           suits,
           {},
           each_policy<morris>},
          {"sobol",
           {"Sobol' indices (Saltelli 2010, Jansen)", "Sobol' 敏感性指数（Saltelli 2010、Jansen）"},
           resamples,
           check_sobol,
           suits,
           {},
           each_policy<sobol>},
          {"prcc",
           {"partial rank correlation coefficients", "偏秩相关系数"},
           resamples,
           check_factors,
           suits,
           {},
           each_policy<prcc>}};
}

}  // namespace gongjian::cli
