// How long alliances last until they stall.
#include "analysis/survival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figure/survival_steps.hpp"
#include "analysis/report/results_view.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr const char* kSeries = "weekly_ever_stalled";

}  // namespace

void write_survival(const ResultsView& view, Page& page) {
  page.section("survival", view.say("Survival", "存续"));
  if (view.header.weeks.empty() || std::none_of(view.header.series.begin(), view.header.series.end(),
                                                [](const auto& series) { return series.name == kSeries; })) {
    page.left_out(filled(view.say("The file holds no series {}, which tells when districts stalled (series = "
                                  "[\"ever_stalled\"] in the experiment keeps it).",
                                  "文件中没有序列 {},无法得知各区何时停摆。"),
                         kSeries));
    return;
  }
  SurvivalSteps figure;
  figure.x_label = view.say("years since the start", "起始以来的年数");
  figure.at_risk_label = view.say("not yet stalled", "尚未停摆");
  const std::size_t weeks = view.header.weeks.size();
  const double years = static_cast<double>(weeks) / core::kWeeksPerYear;
  for (std::size_t p = 0; p < view.policies(); ++p) figure.groups.push_back({view.names[p], {}});
  for (const std::size_t point : view.points_of_series()) {
    const std::vector<double> values = view.results.series(kSeries, point, 1);
    for (std::size_t p = 0; p < view.policies(); ++p)
      for (std::size_t r = 0; r < view.replicates(); ++r) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(view.row(0, p, r) * weeks);
        const std::vector<double> shares(begin, begin + static_cast<std::ptrdiff_t>(weeks));
        if (!std::isnan(shares.front())) add_lifetimes(shares, view.header.districts, figure.groups[p].lifetimes);
      }
  }
  for (auto& group : figure.groups)
    for (double& time : group.lifetimes.times) time /= core::kWeeksPerYear;
  page.figure("survival", draw(figure),
              view.say("Share of districts whose alliance has not stalled yet (Kaplan and Meier), with 95 % intervals "
                       "(Greenwood, log-log). Districts of all runs are taken together. Below: how many are left.",
                       "尚未停摆的区占比(Kaplan–Meier),附 95% 置信区间(Greenwood,log-log)。所有运行的区合在一起。"
                       "下方为仍未停摆的区数。"));

  std::vector<Page::Row> rows{{view.say("policy", "政策方案"), view.say("districts watched", "观察的区"),
                               view.say("stalled", "停摆"), view.say("not stalled at the end", "期末未停摆占比"),
                               view.say("years without stalling", "未停摆的年数")}};
  std::vector<Lifetimes> lifetimes;
  for (std::size_t p = 0; p < view.policies(); ++p) {
    const Lifetimes& own = figure.groups[p].lifetimes;
    lifetimes.push_back(own);
    if (own.times.empty()) continue;
    const Estimate mean = restricted_mean(own.times, own.observed, years);
    const SurvivalCurve curve = kaplan_meier(own.times, own.observed);
    const auto events = static_cast<std::uint64_t>(std::count(own.observed.begin(), own.observed.end(), true));
    rows.push_back({view.names[p], core::count(own.times.size()), core::count(events), core::number(curve.at(years)),
                    fmt::format("{}\n[{}, {}]", core::number(mean.mean), core::number(mean.interval.low),
                                core::number(std::min(mean.interval.high, years)))});
  }
  page.table(rows);
  if (const std::string note = view.note_of(view.points_of_series()); !note.empty()) page.paragraph(note);
  page.paragraph(filled(view.say("Years without stalling: the restricted mean within the first {} "
                                 "years, which is the area under the curve.",
                                 "未停摆的年数:头 {} 年内的受限平均时间(曲线下面积)。"),
                        fmt::format("{:.3g}", years)));
  if (view.policies() < 2) return;
  const LogRank test = log_rank(lifetimes);
  if (test.degrees_of_freedom < 1) return;
  const std::string p_text = test.p_value < 0.001 ? "p < 0.001" : fmt::format("p = {:.3f}", test.p_value);
  page.paragraph(filled(view.say("Log-rank test that all policies are alike: χ²({}) = {:.2f}, {}. It "
                                 "takes districts as independent, which those of one seed are not; take p as a guide.",
                                 "Log-rank 检验:χ²({})= {:.2f},{}。该检验把各区视为相互独立;同一种子下的区并非如此,"
                                 "所以 p 值只作参考。"),
                        test.degrees_of_freedom, test.statistic, p_text));
}

}  // namespace gongjian::analysis
