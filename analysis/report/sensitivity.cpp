// Which factors matter, by the method that the design was made for.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/elementary_effects.hpp"
#include "analysis/figure/interval_panels.hpp"
#include "analysis/figure/scatter.hpp"
#include "analysis/rank_correlation.hpp"
#include "analysis/report/results_view.hpp"
#include "analysis/sobol_indices.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

using Values = std::vector<IntervalPanels::Value>;

constexpr std::size_t kMostOutcomes = 4, kMostPolicies = 3, kMostFactors = 30;

enum class Method { none, morris, sobol, correlation };

Method method_of(const std::string& design) {
  if (design == "morris") return Method::morris;
  if (design == "saltelli") return Method::sobol;
  if (design == "lhs" || design == "sobol" || design == "csv" || design == "grid") return Method::correlation;
  return Method::none;
}

// Numbers of one outcome under one policy, by series, then factor; and what is
// to be said of them.
struct Sensitivity {
  std::vector<Values> series;
  std::string note;
  bool indices = false;  // whether they are there at all
};

Points points_of(const io::ResultsHeader& header) {
  Points points{header.factors.size(), {}};
  for (std::size_t point = 0; point < header.points; ++point)
    for (const auto& factor : header.factors) points.values.push_back(factor.values[point]);
  return points;
}

// Why the points are not such as a method needs.
std::optional<DesignProblem> wrong_in_design(Method method, const Points& points, const io::ResultsHeader& header) {
  std::vector<std::string> names;
  for (const auto& factor : header.factors) names.push_back(factor.name);
  return method == Method::morris  ? wrong_in_trajectories(points, names)
         : method == Method::sobol ? wrong_in_saltelli(points, names)
                                   : std::nullopt;
}

Sensitivity morris(const ResultsView& view, const Points& points, const std::vector<double>& outcome) {
  const int levels = view.header.design.levels;
  const std::optional<double> step = levels > 1 ? std::optional<double>(levels / (2.0 * (levels - 1))) : std::nullopt;
  const ElementaryEffects effects = elementary_effects(points, outcome, step);
  Sensitivity result{{{}, {}}, {}, false};
  for (const auto& factor : effects.factors) {
    result.series[0].push_back({factor.mu_star, factor.mu_star_interval.low, factor.mu_star_interval.high});
    result.series[1].push_back({factor.sigma});
    result.indices = result.indices || factor.mu_star > 0;
  }
  if (effects.dropped > 0)
    result.note =
        filled(view.say("{} effects are left out, for failed runs", "{} 个效应因运行失败而略去"), effects.dropped);
  return result;
}

Sensitivity sobol(const ResultsView& view, const std::vector<double>& outcome) {
  const SobolIndices indices = sobol_indices(view.header.factors.size(), outcome);
  Sensitivity result{{{}, {}}, {}, false};
  for (const auto& factor : indices.factors) {
    result.series[0].push_back({factor.first, factor.first_interval.low, factor.first_interval.high});
    result.series[1].push_back({factor.total, factor.total_interval.low, factor.total_interval.high});
    result.indices = result.indices || std::isfinite(factor.total);
  }
  if (result.indices)
    result.note =
        (indices.converged ? view.say("converged", "已收敛") : view.say("not yet converged", "尚未收敛")) +
        filled(view.say(" (widest interval of a total index {:.2f})", "（总指数区间最宽 {:.2f}）"), indices.widest);
  if (indices.dropped > 0)
    result.note += filled(view.say(", {} base samples left out for failed runs", "，{} 个基样本因运行失败而略去"),
                          indices.dropped);
  return result;
}

Sensitivity correlation(const ResultsView& view, const Points& points, const std::vector<double>& outcome) {
  const PartialRankCorrelations correlations = partial_rank_correlations(points, outcome);
  Sensitivity result{{{}}, {}, false};
  for (const auto& factor : correlations.factors) {
    result.series[0].push_back({factor.coefficient, factor.interval.low, factor.interval.high});
    result.indices = result.indices || std::isfinite(factor.coefficient);
  }
  if (correlations.dropped > 0)
    result.note =
        filled(view.say("{} points are left out, for failed runs", "{} 个点因运行失败而略去"), correlations.dropped);
  return result;
}

std::string caption_of(const ResultsView& view, Method method) {
  switch (method) {
    case Method::morris:
      return view.say(
          "Elementary effects (Morris 1991): μ*, the mean size of a factor's "
          "effects over its range, with 95 % "
          "intervals; σ, how much they depend on the other factors or on the "
          "factor's own level.",
          "基本效应（Morris,1991）：μ* 为因子在其范围内效应大小的均值，附 95% 区间；σ "
          "表示效应随其他因子或自身水平而变化的程度。");
    case Method::sobol:
      return view.say(
          "Sobol' indices with 95 % bootstrap intervals: "
          "first-order, the share of the variance that goes if "
          "this factor alone is known; total, the share that stays "
          "if all others are known.",
          "Sobol' 指数，附自助法 95% "
          "区间：一阶为仅知该因子时消去的方差份额；"
          "总指数为已知其余因子时仍留的份额。");
    default:
      return view.say(
          "Partial rank correlations with 95 % bootstrap intervals: how steadily "
          "the outcome rises (right) or "
          "falls (left) with a factor, the others held.",
          "偏秩相关系数（PRCC），附自助法 95% "
          "区间：固定其他因子时，指标随该因子单调上升（右）或下降（左）的程度。");
  }
}

}  // namespace

void write_sensitivity(const ResultsView& view, Page& page) {
  page.section("sensitivity", view.say("What matters", "敏感性"));
  const io::ResultsHeader& header = view.header;
  const Method method = method_of(header.design.kind);
  if (header.factors.empty() || header.points < 2) {
    page.left_out(
        view.say("No factor varies, so there is nothing to be sensitive to.", "没有变化的因子，无从分析敏感性。"));
    return;
  }
  if (method == Method::none) {
    page.left_out(
        view.say("A list of points is no design for sensitivities; lhs, sobol, morris "
                 "and saltelli are.",
                 "点列表不是敏感性分析的设计；lhs、sobol、morris、saltelli 才是。"));
    return;
  }
  const std::vector<std::size_t> outcomes = view.wanted_outcomes(kMostOutcomes);
  const std::vector<std::size_t> shown = view.policies_to_show(kMostPolicies);
  const std::size_t policies = shown.size();
  const Points points = points_of(header);
  if (const auto problem = wrong_in_design(method, points, header)) {
    page.left_out(filled(view.say("The points are not those of a {} design. From point {} on: {}",
                                  "各点不构成 {} 设计。自第 {} 点起：{}"),
                         header.design.kind, problem->row, view.say(problem->message)));
    return;
  }
  IntervalPanels figure;
  figure.bars = true;
  figure.one_scale = method != Method::morris;
  figure.columns = policies == 1 ? 2 : static_cast<int>(policies);
  if (method == Method::morris) figure.series = {"μ*", "σ"};
  if (method == Method::sobol) figure.series = {view.say("first-order", "一阶"), view.say("total", "总")};
  if (method == Method::correlation) figure.series = {view.say("partial rank correlation", "偏秩相关系数")};

  std::vector<Page::Row> notes{
      {view.say("outcome", "结果指标"), view.say("policy", "政策方案"), view.say("note", "说明")}};
  std::vector<Page::Row> numbers{{view.say("factor", "因子")}};
  std::vector<Sensitivity> all;
  for (const std::size_t o : outcomes) {
    const std::vector<double> values = view.results.outcome(header.outcomes[o].name);
    for (const std::size_t p : shown) {
      const std::vector<double> outcome = view.cases(values, p);
      Sensitivity found = method == Method::morris  ? morris(view, points, outcome)
                          : method == Method::sobol ? sobol(view, outcome)
                                                    : correlation(view, points, outcome);
      const std::string title = view.title(header.outcomes[o], false);
      if (!found.indices)
        found.note = view.say("the outcome does not vary, so no factor matters", "指标没有变化，没有因子起作用");
      if (!found.note.empty()) notes.push_back({title, view.names[p], found.note});
      if (!found.indices) continue;
      figure.panels.push_back({policies == 1 ? title : view.letters[p] + view.say(": ", "：") + title, found.series});
      for (const std::string& name : figure.series)
        numbers[0].push_back(title + "\n" + (policies == 1 ? "" : view.letters[p] + " · ") + name);
      all.push_back(std::move(found));
    }
  }
  if (all.empty()) {
    page.left_out(view.say("No outcome varies with the factors.", "没有任何结果指标随因子变化。"));
    return;
  }
  // factors from the one that matters most in the first panel on
  std::vector<std::size_t> order(header.factors.size());
  for (std::size_t f = 0; f < order.size(); ++f) order[f] = f;
  const auto size = [&](std::size_t f) {
    const double value = std::fabs(all[0].series.back()[f].value);
    return std::isnan(value) ? -1 : method == Method::morris ? all[0].series[0][f].value : value;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  order.resize(std::min(order.size(), kMostFactors));
  for (auto& panel : figure.panels)
    for (Values& series : panel.series) {
      Values sorted;
      for (const std::size_t f : order) sorted.push_back(series[f]);
      series = std::move(sorted);
    }
  for (const std::size_t f : order) {
    figure.rows.push_back(header.factors[f].name);
    numbers.push_back({header.factors[f].name});
    for (const Sensitivity& found : all)
      for (const Values& series : found.series)
        numbers.back().push_back(std::isnan(series[f].low)
                                     ? core::number(series[f].value)
                                     : fmt::format("{}\n[{}, {}]", core::number(series[f].value),
                                                   core::number(series[f].low), core::number(series[f].high)));
  }
  page.figure("sensitivity", draw(figure), caption_of(view, method));
  if (order.size() < header.factors.size())
    page.left_out(filled(view.say("The first {} factors are shown.", "只显示前 {} 个因子。"), order.size()));
  if (const std::string note = view.note_of_policies(shown); !note.empty()) page.left_out(note);
  if (const std::string note = view.note_of_outcomes(kMostOutcomes); !note.empty()) page.left_out(note);
  if (notes.size() > 1) page.table(notes, false);
  if (method == Method::morris) {
    Scatter plane;
    plane.x_label = "μ*";
    plane.y_label = "σ";
    for (std::size_t i = 0; i < std::min<std::size_t>(2, all.size()); ++i) {
      plane.panels.push_back({figure.panels[i].title, {}});
      for (std::size_t f = 0; f < figure.rows.size(); ++f)
        plane.panels.back().points.push_back(
            {figure.panels[i].series[0][f].value, figure.panels[i].series[1][f].value, figure.rows[f], false});
    }
    page.figure("effects", draw(plane),
                view.say("The same as a plane: to the right what matters, upwards what "
                         "depends on the rest.",
                         "同样的数值作为平面：越靠右越重要，越靠上越依赖其他因子。"));
  }
  page.folded_table(view.say("All numbers", "全部数值"), numbers);
}

}  // namespace gongjian::analysis
