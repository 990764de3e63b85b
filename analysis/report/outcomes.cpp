// Outcomes under each policy, and what differs.
#include <fmt/format.h>

#include "analysis/comparison.hpp"
#include "analysis/figure/interval_panels.hpp"
#include "analysis/report/results_view.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kMostPanels = 12;  // of the forest plot

std::string interval_text(const Estimate& estimate) {
  if (estimate.count == 0) return "–";
  if (estimate.count < 2) return core::number(estimate.mean);
  return fmt::format("{}\n[{}, {}]", core::number(estimate.mean), core::number(estimate.interval.low),
                     core::number(estimate.interval.high));
}

// With how many are behind it, where that is not all.
std::string interval_text(const Estimate& estimate, std::size_t cases) {
  const auto behind = static_cast<std::size_t>(estimate.count);
  return interval_text(estimate) + (behind > 0 && behind < cases ? fmt::format("\nn = {}", behind) : "");
}

// Wilson's interval takes all districts of all replicates together, which is right where they share one point.
OutcomeKind kind_of(const ResultsView& view, const io::ResultsHeader::Outcome& outcome) {
  return {outcome.is_share && view.header.points == 1, view.header.districts};
}

std::string what_intervals_are(const ResultsView& view) {
  if (view.header.points > 1)
    return view.say(
        "Means over the points of the design, each point weighing the same and counted by the mean of its replicates, "
        "with 95 % intervals over points (Student's t).",
        "各点等权的均值（每个点取其重复的均值），方括号内为跨点的 95% 置信区间（t 区间）。");
  if (view.replicates() > 1)
    return view.say("Means over replicates with 95 % intervals: Student's t, and Wilson's for shares of districts.",
                    "各次重复的均值和 95% 置信区间：t 区间；区占比用 Wilson 区间。");
  return view.say("There is one replicate, so there are no intervals.", "只有一次重复，因此没有置信区间。");
}

}  // namespace

void write_outcomes(const ResultsView& view, Page& page) {
  const auto& outcomes = view.header.outcomes;
  page.section("outcomes", view.say("Outcomes", "结果指标"));
  if (outcomes.empty()) {
    page.left_out(view.say("The file holds no outcomes.", "文件中没有结果指标。"));
    return;
  }
  page.paragraph(
      what_intervals_are(view) +
      (view.has_directions() ? view.say(" ↑: more is better; ↓: less is better.", " ↑：越多越好；↓：越少越好。") : ""));
  std::vector<Page::Row> levels{{view.say("outcome", "结果指标")}};
  std::vector<Page::Row> differences{{view.say("difference from ", "与此方案之差：") + view.names[0]}};
  for (std::size_t p = 0; p < view.policies(); ++p) {
    levels[0].push_back(view.names[p]);
    if (p == 0) continue;
    differences[0].push_back(view.names[p]);
    differences[0].push_back(view.letters[p] + "\n" + view.say("p, adjusted", "校正后的 p 值"));
    differences[0].push_back(view.letters[p] + "\n" + view.say("times the runs saved", "节省的运行倍数"));
  }
  // by outcome, then policy from the second on
  std::vector<std::vector<Estimate>> estimates;
  std::vector<double> p_values, ratios;
  for (const auto& outcome : outcomes) {
    const OutcomeKind kind = kind_of(view, outcome);
    const std::vector<double> values = view.results.outcome(outcome.name);
    const std::vector<double> first = view.cases(values, 0);
    levels.push_back({view.title(outcome), interval_text(level(first, kind), first.size())});
    differences.push_back({view.title(outcome)});
    estimates.emplace_back();
    for (std::size_t p = 1; p < view.policies(); ++p) {
      const std::vector<double> cases = view.cases(values, p);
      levels.back().push_back(interval_text(level(cases, kind), cases.size()));
      estimates.back().push_back(difference(cases, first, kind));
      p_values.push_back(paired_p_value(cases, first));
      ratios.push_back(variance_ratio(cases, first));
    }
  }
  const std::vector<double> adjusted = adjust_holm(p_values);
  std::size_t next = 0;
  for (std::size_t o = 0; o < estimates.size(); ++o)
    for (const Estimate& estimate : estimates[o]) {
      differences[o + 1].push_back(
          interval_text(estimate, view.header.points > 1 ? view.header.points : view.replicates()));
      differences[o + 1].push_back(core::p_value(adjusted[next]));
      differences[o + 1].push_back(view.say(runs_saved_text(ratios[next++])));
    }
  page.table(levels);

  page.section("differences", view.say("Differences", "差异"));
  if (view.policies() < 2) {
    page.left_out(
        view.say("There is one policy, so nothing to compare it with.", "只有一个政策方案，没有可比较的对象。"));
    return;
  }
  IntervalPanels forest;
  forest.colour_by_row = true;
  for (std::size_t p = 1; p < view.policies(); ++p) forest.rows.push_back(view.names[p]);
  for (const std::size_t o : view.wanted_outcomes(kMostPanels)) {
    IntervalPanels::Panel panel{view.title(outcomes[o]), {{}}};
    for (const Estimate& estimate : estimates[o])
      panel.series[0].push_back({estimate.mean, estimate.interval.low, estimate.interval.high});
    forest.panels.push_back(panel);
  }
  std::string caption =
      view.say("Differences from ", "与“") + view.names[0] +
      view.say(
          ", paired by point and seed (common random numbers), with 95 % intervals. Right of the line: more than "
          "there.",
          "”之差，按点和随机种子配对（共同随机数），附 95% 置信区间。线右侧表示更多。");
  if (view.header.points == 1 && view.replicates() == 1)
    caption += view.say(" One replicate gives no intervals.", "只有一次重复，没有区间。");
  page.figure("differences", draw(forest), caption);
  page.folded_table(view.say("All differences as numbers", "全部差值"), differences);
  page.paragraph(
      view.say("p: of the paired t test that there is no difference, adjusted for all of this table (Holm 1979). Times "
               "the runs saved: as many times more runs would be needed without pairing, for the same interval.",
               "p 值：配对 t 检验（原假设为没有差异），按 Holm 法（1979）对本表全部比较校正。节省的运行倍数：不配对时，"
               "为得到同样的区间所需运行次数的倍数。") +
      view.say(" n: how many have a value, where not all have one; a difference is of those that have one under both.",
               "n：有数值的个数（并非全部都有时列出）；差值只取两个方案都有数值的。"));
}

}  // namespace gongjian::analysis
