// Under which circumstances a policy does not do well enough.
#include "analysis/discovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/decision.hpp"
#include "analysis/figure/range_bars.hpp"
#include "analysis/figure/scatter.hpp"
#include "analysis/report/results_view.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

using Factor = io::ResultsHeader::Factor;

constexpr std::size_t kMostPolicies = 4;
constexpr std::size_t kMostPoints = 20'000;

// The first outcome that says what satisfies; null where none does.
const io::ResultsHeader::Outcome* goal_of(const io::ResultsHeader& header) {
  for (const auto& outcome : header.outcomes)
    if (!std::isnan(outcome.at_least) || !std::isnan(outcome.at_most)) return &outcome;
  return nullptr;
}

// A box limits a factor by values that runs have.
RangeBars::Bar bar_of(const ReportOptions& options, const Factor& factor, const Limits& limits) {
  const auto [lowest, highest] = std::minmax_element(factor.values.begin(), factor.values.end());
  const double span = *highest - *lowest;
  const double low = std::max(limits.low, *lowest), high = std::min(limits.high, *highest);
  RangeBars::Bar bar{factor.name, span > 0 ? (low - *lowest) / span : 0, span > 0 ? (high - *lowest) / span : 1, {}};
  if (!factor.levels.empty()) {
    for (std::size_t level = 0; level < factor.levels.size(); ++level)
      if (limits.hold(static_cast<double>(level))) bar.text += (bar.text.empty() ? "" : ", ") + factor.levels[level];
  } else if (limits.low > *lowest && limits.high < *highest) {
    bar.text = core::number(low) + " – " + core::number(high);
  } else {
    bar.text = limits.low > *lowest ? "≥ " + core::number(low) : "≤ " + core::number(high);
  }
  if (factor.levels.empty() && !unit_text(factor.unit, options).empty())
    bar.text += " " + unit_text(factor.unit, options);
  return bar;
}

std::string percent(double share) { return std::isnan(share) ? "–" : fmt::format("{:.0f} %", 100 * share); }

// `means`: by point. Replicates of a point are no cases of their own, since they share its factors.
void write_policy(const ResultsView& view, const Threshold& goal, std::size_t policy, const std::vector<double>& means,
                  Page& page) {
  std::vector<DiscoveryFactor> factors;
  for (const Factor& factor : view.header.factors) factors.push_back({factor.name, {}, !factor.levels.empty()});
  std::vector<double> failing;
  for (const std::size_t point : view.some_points(kMostPoints)) {
    failing.push_back(std::isnan(means[point]) ? kNoValue : goal.met_by(means[point]) ? 0.0 : 1.0);
    for (std::size_t f = 0; f < factors.size(); ++f) factors[f].values.push_back(view.header.factors[f].values[point]);
  }
  page.heading(view.names[policy]);
  const auto failures = std::count(failing.begin(), failing.end(), 1.0);
  const auto successes = std::count(failing.begin(), failing.end(), 0.0);
  if (failures == 0 || successes == 0) {
    page.left_out(failures == 0 ? view.say("Every point meets the goal.", "所有的点都达标。")
                                : view.say("No point meets the goal.", "没有一个点达标。"));
    return;
  }
  const Discovery found = discover(factors, failing);
  const Box& box = found.suggested;
  page.paragraph(filled(view.say("Of {} points, {} miss the goal ({}).", "{} 个点中有 {} 个未达标（{}）。"),
                        core::count(static_cast<std::uint64_t>(found.rows)),
                        core::count(static_cast<std::uint64_t>(found.of_interest)),
                        percent(static_cast<double>(found.of_interest) / found.rows)));
  if (box.restricted == 0) {
    page.left_out(
        view.say("No box of factors holds more of them than chance would.", "没有找到明显集中未达标点的因子区间。"));
    return;
  }
  RangeBars bars;
  bars.low_label = view.say("lowest value tried", "所取的最小值");
  bars.high_label = view.say("highest value tried", "所取的最大值");
  for (std::size_t f = 0; f < factors.size(); ++f)
    if (box.limits[f].restricted()) bars.bars.push_back(bar_of(view.options, view.header.factors[f], box.limits[f]));
  const std::string suffix = policy == 0 ? "" : fmt::format("_{}", policy + 1);
  page.figure(
      "box" + suffix, draw(bars),
      filled(
          view.say("Where the misses are: in this box {} of points miss the goal (density); it holds {} of "
                   "all misses (coverage), and {} of all points.",
                   "未达标点集中的区间：其中 {} 的点未达标（密度），包含全部未达标点的 {}（覆盖率），占全部点的 {}。"),
          percent(box.density), percent(box.coverage), percent(box.mass)));
  Scatter trajectory;
  trajectory.joined = true;
  trajectory.x_label = view.say("coverage", "覆盖率");
  trajectory.y_label = view.say("density", "密度");
  trajectory.panels.push_back({});
  for (std::size_t b = 0; b < found.trajectory.size(); ++b) {
    const bool chosen = b == found.chosen;
    trajectory.panels[0].points.push_back({found.trajectory[b].coverage, found.trajectory[b].density,
                                           chosen ? view.say("balanced best", "最均衡") : "", chosen});
  }
  page.figure(
      "peeling" + suffix, draw(trajectory),
      view.say(
          "The peeling trajectory: from all points on, each box is smaller than the one before. The box above "
          "is the marked one, with limits pasted outwards and those that the data do not speak for "
          "dropped.",
          "剥离轨迹：从全部点开始，每个区间都比前一个小。上图的区间由标出的区间向外回贴，并去掉数据不支持的限制。"));
}

}  // namespace

void write_discovery(const ResultsView& view, Page& page) {
  page.section("discovery", view.say("When it falls short", "何时不达标"));
  const io::ResultsHeader::Outcome* goal = goal_of(view.header);
  if (view.header.points < 2 || view.header.factors.empty()) {
    page.left_out(
        view.say("No factor varies, so there are no circumstances to tell apart.", "没有变化的因子，无从区分情形。"));
    return;
  }
  if (goal == nullptr) {
    page.left_out(view.say("No outcome says what satisfies (at_least or at_most in the experiment).",
                           "没有任何结果指标给出达标值（试验文件中的 at_least 或 at_most）。"));
    return;
  }
  page.paragraph(
      view.say("Goal: ", "目标：") + view.title(*goal, false) + view.say(", ", "，") + view.wish(*goal) +
      view.say(". Boxes of factors are found by the patient rule induction method (PRIM, Friedman and Fisher "
               "1999). A point counts once, by the mean of its replicates.",
               "。因子区间由 PRIM 方法（Friedman 与 Fisher,1999）得出。每个点按其重复的均值计一次。"));
  if (const std::string note = view.note_of(view.some_points(kMostPoints)); !note.empty()) page.paragraph(note);
  const std::vector<double> outcome = view.results.outcome(goal->name);
  const std::vector<std::size_t> shown = view.policies_to_show(kMostPolicies);
  if (const std::string note = view.note_of_policies(shown); !note.empty()) page.left_out(note);
  for (const std::size_t p : shown)
    write_policy(view, {goal->at_least, goal->at_most}, p, view.cases(outcome, p), page);
}

}  // namespace gongjian::analysis
