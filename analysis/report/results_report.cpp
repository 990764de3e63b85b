// The page of a results file.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/results_view.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {

namespace {

Report finished(Page& page, const ResultsView& view) {
  return page.finish(view.say("Written by gongjian from ", "由 gongjian 根据以下文件生成：") + view.options.file +
                     " (" + view.header.version + ").");
}

}  // namespace

Report report(const io::ResultsReader& results, const ReportOptions& options) {
  const ResultsView view = view_of(results, options);
  const io::ResultsHeader& header = view.header;
  const std::string title = view.say(header.title);
  std::string subtitle = view.say("Report of simulated district-level co-building alliances", "区域化党建组织模拟报告");
  if (!header.weeks.empty())
    subtitle += filled(view.say(", {} to {}", "，{} 至 {}"), core::to_string(header.start_date),
                       core::to_string(core::date_of_week(header.start_date, header.weeks.back() + 1)));
  Page page(title.empty() ? options.file : title, subtitle, options.chinese);
  const auto status = results.status();
  const auto done = static_cast<std::uint64_t>(std::count(status.begin(), status.end(), io::RowStatus::done));
  if (header.design.kind == "posterior") {
    page.fact(header.points, view.say({"particle", "个粒子"}), view.say({"particles", "个粒子"}));
    page.fact(header.factors.size(), view.say({"parameter", "个参数"}), view.say({"parameters", "个参数"}));
    write_posterior(view, page);
    write_provenance(view, page);
    return finished(page, view);
  }
  page.fact(header.policies.size(), view.say({"policy", "政策方案"}), view.say({"policies", "政策方案"}));
  page.fact(header.points, view.say({"point", "点"}), view.say({"points", "点"}));
  page.fact(header.seeds.size(), view.say({"replicate", "次重复"}), view.say({"replicates", "次重复"}));
  page.fact(done, view.say({"run done", "次完成的运行"}), view.say({"runs done", "次完成的运行"}));
  if (done < status.size()) page.fact(core::count(status.size() - done), view.say("failed or missing", "失败或缺失"));
  page.fact(static_cast<std::size_t>(header.districts), view.say({"district", "个区"}),
            view.say({"districts", "个区"}));
  write_experiment(view, page);
  write_outcomes(view, page);
  write_series(view, page);
  write_survival(view, page);
  write_decision(view, page);
  write_sensitivity(view, page);
  write_discovery(view, page);
  write_funding(view, page);
  write_provenance(view, page);
  return finished(page, view);
}

}  // namespace gongjian::analysis
