// What money an alliance takes in, by source.
#include <algorithm>
#include <cmath>

#include "analysis/figure/area_panels.hpp"
#include "analysis/report/results_view.hpp"
#include "analysis/summary_curve.hpp"
#include "engine/core/clock.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kQuarter = core::kQuarterly.every;  // weeks

std::vector<double> by_quarter(const std::vector<double>& weekly, std::size_t quarters) {
  std::vector<double> sums;
  for (std::size_t quarter = 0; quarter < quarters; ++quarter) {
    const auto begin = weekly.begin() + static_cast<std::ptrdiff_t>(quarter * kQuarter);
    const std::size_t weeks = std::min(kQuarter, weekly.size() - quarter * kQuarter);
    sums.push_back(static_cast<double>(weeks) *
                   mean_of(std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(weeks))));
  }
  return sums;
}

}  // namespace

const std::vector<FundingPart>& funding_parts() {
  static const std::vector<FundingPart> parts = {{"grant", {"grant", "财政拨款"}},
                                                 {"dues", {"dues", "会费"}},
                                                 {"fees", {"service income", "服务收入"}},
                                                 {"project_income", {"income from projects", "项目收入"}},
                                                 {"seed_grant", {"seed grant", "登记启动资金"}}};
  return parts;
}

void write_funding_mix(const FundingMix& mix, const std::vector<int>& weeks, const std::vector<Mark>& marks,
                       const ReportOptions& options, Page& page) {
  page.section("funding", options.say("Funding mix", "经费构成"));
  if (mix.parts.empty() || weeks.empty()) {
    page.left_out(options.say("The file holds no weekly series of money: grant, dues and others.",
                              "文件中没有经费的每周序列（grant、dues 等）。"));
    return;
  }
  const std::size_t quarters = std::max<std::size_t>(1, weeks.size() / kQuarter);
  AreaPanels figure;
  const std::vector<double> years = in_years(weeks);
  for (std::size_t quarter = 0; quarter < quarters; ++quarter) figure.x.push_back(years[quarter * kQuarter]);
  figure.x_end =
      quarters * kQuarter < years.size() ? years[quarters * kQuarter] : years.back() + 1.0 / core::kWeeksPerYear;
  figure.x_label = options.say("years since the start", "起始以来的年数");
  figure.y_label = options.say("1000 CNY a quarter, mean over districts and runs", "千元/季度，各区、各次运行的均值");
  figure.marks = marks;
  for (const std::string& panel : mix.panels) figure.panels.push_back({panel, {}});
  for (std::size_t part = 0; part < mix.parts.size(); ++part) {
    const auto flows = [&](const auto& panel) {
      return std::any_of(panel[part].begin(), panel[part].end(), [](double v) { return v > 0; });
    };
    if (std::none_of(mix.weekly.begin(), mix.weekly.end(), flows)) continue;
    figure.parts.push_back(mix.parts[part]);
    for (std::size_t p = 0; p < mix.panels.size(); ++p)
      figure.panels[p].parts.push_back(by_quarter(mix.weekly[p][part], quarters));
  }
  if (figure.parts.empty()) {
    page.left_out(options.say("No money came in.", "没有任何经费收入。"));
    return;
  }
  page.figure("funding", draw(figure),
              options.say("What an alliance takes in, by source, upon each other.", "各共建组织的收入，按来源叠加。"));
}

}  // namespace gongjian::analysis
