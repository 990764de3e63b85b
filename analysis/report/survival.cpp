// How long alliances last until they stall, or until what an experiment took a time of.
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

// `what`: which things it takes as independent, though they are not.
void write_log_rank(const ResultsView& view, const std::vector<Lifetimes>& lifetimes, const std::string& what,
                    Page& page) {
  if (view.policies() < 2) return;
  const LogRank test = log_rank(lifetimes);
  if (test.degrees_of_freedom < 1) return;
  page.paragraph(
      filled(view.say("Log-rank test that all policies are alike: χ²({}) = {:.2f}, {}. It takes {}; take p as "
                      "a guide.",
                      "对数秩检验：χ²({}) = {:.2f}，{}。该检验把{}，所以 p 值只作参考。"),
             test.degrees_of_freedom, test.statistic, core::p_statement(test.p_value), what));
}

void write_until_stalled(const ResultsView& view, Page& page) {
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
                       "尚未停摆的区占比（Kaplan–Meier），附 95% 置信区间（Greenwood,log-log）。所有运行的区合在一起。"
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
                                 "未停摆的年数：头 {} 年内的受限平均时间（曲线下面积）。"),
                        fmt::format("{:.3g}", years)));
  write_log_rank(
      view, lifetimes,
      view.say("districts as independent, which those of one seed are not", "各区视为相互独立；同一种子下的区并非如此"),
      page);
}

// A time of survival that the experiment took, run by run; the `number`th of them.
void write_time(const ResultsView& view, const io::ResultsHeader::Outcome& outcome, int number, Page& page) {
  SurvivalSteps figure;
  figure.x_label = view.say("years since the start", "起始以来的年数");
  figure.at_risk_label = view.say("not yet", "尚未发生");
  const double end = outcome.censored_at / core::kWeeksPerYear;
  const std::vector<double> times = view.results.outcome(outcome.name);
  std::vector<Page::Row> rows{{view.say("policy", "政策方案"), view.say("runs", "运行"), view.say("events", "事件数"),
                               view.say("without it at the end", "期末未发生占比"),
                               view.say("years until then", "未发生的年数")}};
  std::vector<Lifetimes> lifetimes(view.policies());
  for (std::size_t p = 0; p < view.policies(); ++p) {
    Lifetimes& own = lifetimes[p];
    for (std::size_t point = 0; point < view.header.points; ++point)
      for (std::size_t r = 0; r < view.replicates(); ++r)
        if (const double time = times[view.row(point, p, r)]; !std::isnan(time)) {
          own.times.push_back(time / core::kWeeksPerYear);
          own.observed.push_back(time < outcome.censored_at);
        }
    figure.groups.push_back({view.names[p], own});
    if (own.times.empty()) continue;
    const Estimate mean = restricted_mean(own.times, own.observed, end);
    const auto events = static_cast<std::uint64_t>(std::count(own.observed.begin(), own.observed.end(), true));
    rows.push_back({view.names[p], core::count(own.times.size()), core::count(events),
                    core::number(kaplan_meier(own.times, own.observed).at(end)),
                    fmt::format("{}\n[{}, {}]", core::number(mean.mean), core::number(mean.interval.low),
                                core::number(std::min(mean.interval.high, end)))});
  }
  page.heading(view.title(outcome, false));
  if (rows.size() == 1) return page.left_out(view.say("No run has a value.", "没有一次运行有数值。"));
  page.figure(
      fmt::format("survival_{}", number), draw(figure),
      filled(view.say("Share of runs in which it has not come about yet (outcome {}; Kaplan and Meier), with 95 % "
                      "intervals (Greenwood, log-log). Below: how many are left.",
                      "尚未发生的运行占比（指标 {}；Kaplan–Meier），附 95% 置信区间（Greenwood,log-log）。"
                      "下方为仍未发生的运行数。"),
             outcome.name));
  page.table(rows);
  write_log_rank(view, lifetimes,
                 view.say("runs as independent, which those of one seed or one point are not",
                          "各次运行视为相互独立；同一种子或同一点的运行并非如此"),
                 page);
}

}  // namespace

void write_survival(const ResultsView& view, Page& page) {
  page.section("survival", view.say("Survival", "存续"));
  const auto& series = view.header.series;
  const bool has_series = !view.header.weeks.empty() && std::any_of(series.begin(), series.end(), [](const auto& one) {
    return one.name == kSeries;
  });
  if (has_series) write_until_stalled(view, page);
  int times = 0;
  for (const auto& outcome : view.header.outcomes)
    if (!std::isnan(outcome.censored_at)) write_time(view, outcome, ++times, page);
  if (!has_series && times == 0)
    page.left_out(
        filled(view.say("The file holds neither the series {}, which tells when districts stalled (series = "
                        "[\"ever_stalled\"] in the experiment keeps it), nor an outcome with take = "
                        "\"survival\".",
                        "文件中既没有序列 {}，也没有生存时间指标（take = \"survival\"），无法得知各区何时停摆。"),
               kSeries));
}

}  // namespace gongjian::analysis
