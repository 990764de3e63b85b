// What was tried, on whom, and what the page rests on.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/results_view.hpp"
#include "engine/core/display.hpp"
#include "engine/core/hash.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kMostHashes = 200, kMostReasons = 10;

core::Text design_text(const std::string& kind) {
  static const std::vector<std::pair<std::string, core::Text>> list = {
      {"single", {"one point: nothing varies but the seeds", "单点：只有随机种子变化"}},
      {"grid", {"grid: every combination of the factors' levels", "网格：各因子水平的全部组合"}},
      {"list", {"list of points", "给定的点列表"}},
      {"lhs", {"Latin hypercube", "拉丁超立方"}},
      {"sobol", {"Sobol' sequence, scrambled", "Sobol' 序列（加扰）"}},
      {"morris", {"Morris' trajectories, for elementary effects", "Morris 轨迹（基本效应）"}},
      {"saltelli", {"Saltelli's design, for Sobol' indices", "Saltelli 设计（Sobol' 指数）"}},
      {"csv", {"points from a CSV file", "取自 CSV 文件的点"}}};
  for (const auto& [name, text] : list)
    if (name == kind) return text;
  return {kind, kind};
}

std::string joined(const std::vector<std::string>& lines, const std::string& between) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : between) + line;
  return out;
}

std::string range_of(const io::ResultsHeader::Factor& factor) {
  if (!factor.levels.empty()) return joined(factor.levels, ", ");
  if (factor.values.empty()) return "–";
  const auto [low, high] = std::minmax_element(factor.values.begin(), factor.values.end());
  return core::number(*low) + " – " + core::number(*high);
}

// Seeds that follow each other are given as a range.
std::string seeds_text(const std::vector<std::uint64_t>& seeds) {
  if (seeds.size() > 1 && seeds.back() - seeds.front() == seeds.size() - 1 &&
      std::is_sorted(seeds.begin(), seeds.end()))
    return fmt::format("{} – {}", seeds.front(), seeds.back());
  return fmt::format("{}", fmt::join(seeds, ", "));
}

}  // namespace

void write_experiment(const ResultsView& view, Page& page) {
  const io::ResultsHeader& header = view.header;
  page.section("experiment", view.say("Experiment", "试验"));
  page.facts({{view.say("design", "试验设计"), view.say(design_text(header.design.kind))},
              {view.say("runs", "运行"),
               filled(view.say("points: {}, policies: {}, replicates: {}", "{} 个点 × {} 个政策方案 × {} 次重复"),
                      core::count(header.points), view.policies(), view.replicates())},
              {view.say("random numbers", "随机数"),
               view.say("common: the same seeds at all points and under all policies, so that differences are free of "
                        "their chance",
                        "共同随机数：所有点和所有政策方案使用相同的种子，差值不受其偶然性影响")}});
  page.heading(view.say("Policies", "政策方案"));
  std::vector<Page::Row> rows{
      {view.say("policy", "政策方案"), view.say("levers", "政策杠杆"), view.say("events", "事件")}};
  for (std::size_t p = 0; p < view.policies(); ++p) {
    const std::string& title = view.say(view.scenarios[p].title);
    const auto levers = lever_lines(view.scenarios[p], view.options);
    const auto events = event_lines(view.scenarios[p], view.options, header.start_date);
    rows.push_back({view.names[p] + (title.empty() || title == view.say(header.policies[p].label) ? "" : "\n" + title),
                    levers.empty() ? view.say("none", "无") : joined(levers, view.say("; ", "；")),
                    events.empty() ? view.say("none", "无") : joined(events, view.say("; ", "；"))});
  }
  page.table(rows, false);
  if (!header.factors.empty()) {
    page.heading(view.say("Factors", "因子"));
    std::vector<Page::Row> factors{{view.say("factor", "因子"), view.say("distribution", "分布"),
                                    view.say("values tried", "所取的值"), view.say("unit", "单位")}};
    for (const auto& factor : header.factors) {
      const std::string& text = view.say(factor.text);
      factors.push_back({factor.name + "\n" + (text.empty() ? factor.path : text), factor.distribution,
                         range_of(factor), unit_text(factor.unit, view.options)});
    }
    page.table(factors, false);
  }
  if (!header.experiment.empty()) page.folded(view.say("The experiment's text", "试验文件全文"), header.experiment);

  page.section("population", view.say("Population", "人口"));
  std::vector<std::pair<std::string, std::string>> facts{
      {view.say("districts", "区"), std::to_string(header.districts)}};
  if (!view.scenarios.empty())
    facts.insert(facts.end(), view.scenarios[0].population.begin(), view.scenarios[0].population.end());
  page.facts(facts);
  if (std::any_of(view.scenarios.begin(), view.scenarios.end(),
                  [&](const ScenarioText& s) { return s.population != view.scenarios[0].population; }))
    page.left_out(view.say("Policies differ in their population; what stands above is that of the first.",
                           "各政策方案的人口设置不同；上面是第一个方案的设置。"));
}

void write_provenance(const ResultsView& view, Page& page) {
  const io::ResultsHeader& header = view.header;
  page.section("provenance", view.say("Provenance", "来源与复现"));
  const std::vector<std::uint64_t> hashes = view.results.hashes();
  core::Hash all;
  all.add(hashes);
  page.facts({{view.say("file", "文件"), view.options.file},
              {view.say("version", "版本"), header.version},
              {view.say("first day", "起始日"), core::to_string(header.start_date)},
              {view.say("seeds", "随机种子"), seeds_text(header.seeds)},
              {view.say("hash of all hashes", "全部哈希的哈希"), core::to_hex(all.digest())}});
  const auto status = view.results.status();
  const auto count = [&](io::RowStatus wanted) {
    return static_cast<std::size_t>(std::count(status.begin(), status.end(), wanted));
  };
  const std::size_t failed = count(io::RowStatus::failed), missing = count(io::RowStatus::missing);
  if (failed + missing > 0) {
    page.paragraph(filled(view.say("{} runs failed and {} are missing; no number counts them.",
                                   "{} 次运行失败，{} 次缺失；它们不计入任何数值。"),
                          core::count(failed), core::count(missing)));
    std::vector<Page::Row> rows{{view.say("row", "行"), view.say("reason", "原因")}};
    for (const auto& failure : view.results.failures()) {
      if (rows.size() > kMostReasons) break;
      rows.push_back({std::to_string(failure.row), failure.reason});
    }
    if (rows.size() > 1) page.table(rows, false);
  }
  if (hashes.size() <= kMostHashes) {
    std::vector<Page::Row> rows{{view.say("run", "运行"), view.say("seed", "随机种子"), view.say("hash", "哈希")}};
    for (std::size_t point = 0; point < header.points; ++point)
      for (std::size_t p = 0; p < view.policies(); ++p)
        for (std::size_t r = 0; r < view.replicates(); ++r)
          rows.push_back({(header.points > 1 ? fmt::format("{} / ", point) : std::string()) + view.names[p],
                          std::to_string(header.seeds[r]), core::to_hex(hashes[view.row(point, p, r)])});
    page.folded_table(view.say("Hash of the whole state at the end of each run", "每次运行结束时整个状态的哈希"), rows);
  }
  for (std::size_t p = 0; p < view.policies(); ++p)
    page.folded(view.say("Scenario of ", "情景全文：") + view.names[p], header.policies[p].text);
}

}  // namespace gongjian::analysis
