// Which policy: probability of being best, regret, and how often it does well enough.
#include "analysis/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/figure/heat_map.hpp"
#include "analysis/figure/interval_panels.hpp"
#include "analysis/report/results_view.hpp"
#include "engine/core/display.hpp"
#include "engine/core/rng.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kMostOutcomes = 6;
constexpr std::size_t kMostPoints = 5000;  // that the bootstrap resamples
constexpr std::uint64_t kSeed = 1;         // of the bootstrap

PolicyValues values_of(const ResultsView& view, const std::vector<std::size_t>& points, const std::string& outcome) {
  const std::vector<double> all = view.results.outcome(outcome);
  PolicyValues values;
  for (const std::size_t point : points) {
    auto& policies = values.emplace_back(view.policies());
    for (std::size_t p = 0; p < view.policies(); ++p)
      for (std::size_t r = 0; r < view.replicates(); ++r) policies[p].push_back(all[view.row(point, p, r)]);
  }
  return values;
}

std::string with_interval(const Estimate& estimate, bool percent) {
  if (estimate.count == 0 || std::isnan(estimate.mean)) return "–";
  const auto shown = [&](double v) { return percent ? fmt::format("{:.0f} %", 100 * v) : core::number(v); };
  if (std::isnan(estimate.interval.low)) return shown(estimate.mean);
  return fmt::format("{}\n[{}, {}]", shown(estimate.mean), shown(estimate.interval.low), shown(estimate.interval.high));
}

// Regrets as shades: points by the policy that is best there, and among those by the largest regret.
HeatMap regret_map(const ResultsView& view, const std::vector<std::vector<double>>& regret) {
  std::vector<std::size_t> order(regret.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto best = [&](std::size_t point) {
    const auto& row = regret[point];
    return std::find(row.begin(), row.end(), 0.0) - row.begin();
  };
  const auto largest = [&](std::size_t point) {
    double value = 0;
    for (const double r : regret[point]) value = std::fmax(value, r);
    return value;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return best(a) != best(b) ? best(a) < best(b) : largest(a) < largest(b);
  });
  HeatMap map;
  map.rows = view.names;
  map.values.resize(view.policies());
  for (const std::size_t point : order)
    for (std::size_t p = 0; p < view.policies(); ++p) map.values[p].push_back(regret[point][p]);
  map.low = 0;
  map.x_high = static_cast<double>(order.size());
  map.scale_label = view.say("regret", "遗憾值");
  map.x_label = view.say("points, ordered by the policy that is best there", "各点，按该点的最优方案排列");
  if (order.size() <= HeatMap::kMostShown) {
    map.x_label =
        view.say("number of the point; ordered by the policy that is best there", "点的编号，按该点的最优方案排列");
    for (const std::size_t point : order) map.columns.push_back(std::to_string(point));
  }
  return map;
}

}  // namespace

void write_decision(const ResultsView& view, Page& page) {
  page.section("decision", view.say("Which policy", "方案选择"));
  if (view.policies() < 2 || !view.has_directions()) {
    page.left_out(
        view.policies() < 2
            ? view.say("There is one policy, so no choice.", "只有一个政策方案，无可选择。")
            : view.say(
                  "No outcome has a direction (direction = \"more\" or \"less\" in the experiment), so "
                  "no policy is better than another.",
                  "没有任何结果指标给出方向（试验文件中的 direction = \"more\" 或 \"less\"），因此无法比较优劣。"));
    return;
  }
  const bool several = view.header.points > 1;
  page.paragraph(
      several
          ? view.say("Best: share of points and replicates in which a policy does best. Regret: how much it falls "
                     "short of the best policy at a point, in the outcome's unit; expected: the mean over points. "
                     "Intervals: 95 %, by the bootstrap over points, and Wilson's where a policy is best always or "
                     "never.",
                     "最优概率：该方案最好的点与重复所占的比例。遗憾值：在某一点上比最优方案差多少（以指标单位计）；"
                     "期望遗憾值为各点的均值。区间：对点做自助法的 95% 区间；始终或从不最优时用 Wilson 区间。")
          : view.say("Best: share of replicates in which a policy does best, with 95 % intervals by the bootstrap, "
                     "and Wilson's where it does so always or never. Regret: how much its mean falls short of the "
                     "best policy's. There is one point, so nothing "
                     "is said of other circumstances.",
                     "最优概率：该方案最好的重复所占的比例，附自助法 95% 区间；始终或从不最优时用 Wilson "
                     "区间。遗憾值：其均值比最优方案差多少。"
                     "只有一个点，所以对其他情形不作判断。"));
  const std::vector<std::size_t> points = view.some_points(kMostPoints);
  if (const std::string note = view.note_of(points); !note.empty()) page.paragraph(note);
  IntervalPanels bars;
  bars.bars = true;
  bars.rows = view.names;
  bars.series = {view.say("expected regret", "期望遗憾值"), view.say("largest regret", "最大遗憾值")};
  if (!several) bars.series.resize(1);
  std::vector<std::pair<std::string, HeatMap>> maps;
  for (const std::size_t o : view.wanted_outcomes(kMostOutcomes)) {
    const auto& outcome = view.header.outcomes[o];
    const PolicyValues values = values_of(view, points, outcome.name);
    const PolicyComparison comparison = compare_policies(values, outcome.direction, core::Draws(kSeed));
    const Threshold threshold{outcome.at_least, outcome.at_most};
    const bool has_threshold = !std::isnan(outcome.at_least) || !std::isnan(outcome.at_most);
    std::vector<Page::Row> rows{{view.title(outcome), view.say("mean", "均值"), view.say("best", "最优概率"),
                                 view.say("expected regret", "期望遗憾值")}};
    if (several) rows[0].push_back(view.say("largest regret", "最大遗憾值"));
    if (has_threshold)
      rows[0].push_back(
          (several ? view.say("satisfying points", "达标的点") : view.say("satisfying runs", "达标的运行")) + "\n" +
          view.wish(outcome));
    IntervalPanels::Panel panel{view.title(outcome),
                                std::vector<std::vector<IntervalPanels::Value>>(bars.series.size())};
    for (std::size_t p = 0; p < view.policies(); ++p) {
      const PolicyStanding& standing = comparison.policies[p];
      rows.push_back({view.names[p], with_interval(standing.mean, false), with_interval(standing.best, true),
                      with_interval(standing.regret, false)});
      if (several) rows.back().push_back(core::number(standing.maximum_regret));
      if (has_threshold) {
        const Satisficing satisfying = satisficing(values, threshold)[p];
        rows.back().push_back(with_interval(several ? satisfying.points : satisfying.runs, true));
      }
      panel.series[0].push_back({standing.regret.mean, standing.regret.interval.low, standing.regret.interval.high});
      if (several) panel.series[1].push_back({standing.maximum_regret});
    }
    page.table(rows);
    bars.panels.push_back(panel);
    if (several && maps.size() < 2) maps.emplace_back(view.title(outcome), regret_map(view, comparison.regret));
  }
  page.figure("regret", draw(bars),
              several ? view.say("Expected regret (with 95 % intervals) and largest regret over the points. Shorter is "
                                 "better.",
                                 "各点上的期望遗憾值（附 95% 区间）与最大遗憾值。越短越好。")
                      : view.say("Regret of each policy's mean. Shorter is better.", "各方案均值的遗憾值。越短越好。"));
  for (std::size_t m = 0; m < maps.size(); ++m) {
    std::string caption = view.say("Regret of each policy at each point: ", "各方案在各点的遗憾值：") + maps[m].first +
                          view.say(". Light: as good as the best.", "。浅色：与最优方案一样好。");
    if (maps[m].second.values[0].size() > HeatMap::kMostColumns)
      caption += view.say(" Neighbouring points are joined by their means.", "相邻的点取均值合并。");
    page.figure(fmt::format("regret_matrix_{}", m + 1), draw(maps[m].second), caption);
  }
  if (const std::string note = view.note_of_outcomes(kMostOutcomes); !note.empty()) page.left_out(note);
}

}  // namespace gongjian::analysis
