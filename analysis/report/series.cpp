// Weekly series, and what money came in.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/results_view.hpp"
#include "analysis/summary_curve.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kMostPanels = 6;

// What is shown first, where it is there.
const std::vector<std::string>& preferred_series() {
  static const std::vector<std::string> list = {"weekly_activity",  "weekly_participation", "weekly_stalled",
                                                "weekly_attention", "weekly_reciprocity",   "weekly_formalism"};
  return list;
}

std::vector<const io::ResultsHeader::Outcome*> series_to_show(const io::ResultsHeader& header) {
  std::vector<const io::ResultsHeader::Outcome*> result;
  for (const std::string& name : preferred_series())
    for (const auto& series : header.series)
      if (series.name == name) result.push_back(&series);
  for (const auto& series : header.series)
    if (result.empty() ||
        (result.size() < kMostPanels && std::find(result.begin(), result.end(), &series) == result.end() &&
         header.series.size() <= kMostPanels))
      result.push_back(&series);
  return result;
}

// Of one series: the values of each policy, [policy][run][week].
using Runs = std::vector<std::vector<std::vector<double>>>;
Runs runs_of(const ResultsView& view, const std::string& name) {
  const std::size_t weeks = view.header.weeks.size();
  Runs runs(view.policies());
  for (const std::size_t point : view.points_of_series()) {
    const std::vector<double> values = view.results.series(name, point, 1);
    for (std::size_t p = 0; p < view.policies(); ++p)
      for (std::size_t r = 0; r < view.replicates(); ++r) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(view.row(0, p, r) * weeks);
        runs[p].emplace_back(begin, begin + static_cast<std::ptrdiff_t>(weeks));
      }
  }
  return runs;
}

std::string what_bands_are(const ResultsView& view) {
  if (view.header.points > 1) return view.say("over points and replicates", "（跨点和重复）");
  return view.say("over replicates", "（跨重复）");
}

}  // namespace

void write_series(const ResultsView& view, Page& page) {
  page.section("series", view.say("Over time", "时间过程"));
  if (view.header.series.empty() || view.header.weeks.empty()) {
    page.left_out(view.say("The file holds no weekly series (series = [...] in the experiment keeps some).",
                           "文件中没有每周序列（试验文件中用 series = [...] 保留）。"));
    return;
  }
  LinePanels figure;
  figure.columns = 2;
  figure.x_label = view.say("years since the start", "起始以来的年数");
  figure.marks = view.marks;
  const std::vector<double> x = in_years(view.header.weeks);
  for (const auto* series : series_to_show(view.header)) {
    const Runs runs = runs_of(view, series->name);
    Panel panel{view.title(*series, false), {}};
    for (std::size_t p = 0; p < view.policies(); ++p)
      panel.curves.push_back(summary_curve(view.names[p], x, runs[p].size(),
                                           [&](std::size_t i, std::size_t week) { return runs[p][i][week]; }));
    figure.panels.push_back(panel);
  }
  std::string caption = view.say("Lines: means ", "线：均值") + what_bands_are(view);
  if (view.header.points * view.replicates() > 1)
    caption += view.say("; bands: the middle 80 % of runs", "；带：运行的中间 80%");
  caption += view.header.districts > 1
                 ? view.say(". Each run counts by the mean over its districts.", "。每次运行取各区均值。")
                 : view.say(".", "。");
  if (view.header.points * view.replicates() == 1)
    caption += view.say(" One run has no band.", "只有一次运行，没有带。");
  const auto is_of_some = [&](const Mark& mark) { return !mark.is_of_all(view.policies()); };
  if (!view.marks.empty()) caption += view.say(" Dashed: events of the scenarios.", "虚线：情景中的事件。");
  if (std::any_of(view.marks.begin(), view.marks.end(), is_of_some))
    caption += view.say(" Those of some policies alone have their colours.", "仅属部分方案的事件用该方案的颜色。");
  if (!view.marks.empty() && std::any_of(view.header.factors.begin(), view.header.factors.end(),
                                         [](const auto& factor) { return factor.path.starts_with("event."); }))
    caption += view.say(" A factor moves or changes some of them from point to point.", "有的事件随因子在各点间变动。");
  if (const std::string note = view.note_of(view.points_of_series()); !note.empty())
    caption += view.say(" ", "") + note;
  page.figure("series", draw(figure), caption);
}

void write_funding(const ResultsView& view, Page& page) {
  FundingMix mix{view.names, {}};
  mix.weekly.resize(view.policies());
  for (const FundingPart& part : funding_parts()) {
    const std::string name = std::string("weekly_") + part.output;
    if (std::none_of(view.header.series.begin(), view.header.series.end(),
                     [&](const auto& series) { return series.name == name; }))
      continue;
    mix.parts.push_back(view.say(part.label));
    const Runs runs = runs_of(view, name);
    for (std::size_t p = 0; p < view.policies(); ++p)
      mix.weekly[p].push_back(mean_curve(view.header.weeks.size(), runs[p].size(),
                                         [&](std::size_t i, std::size_t week) { return runs[p][i][week]; }));
  }
  write_funding_mix(mix, view.header.weeks, view.marks, view.options, page);
  const std::string note = view.note_of(view.points_of_series());
  if (!mix.parts.empty() && !note.empty()) page.paragraph(note);
}

}  // namespace gongjian::analysis
