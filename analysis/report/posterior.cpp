// What a calibration found: parameters, and how near their runs come to the targets.
#include <fmt/format.h>

#include <cmath>

#include "analysis/abc.hpp"
#include "analysis/report/results_view.hpp"
#include "engine/core/display.hpp"
#include "engine/io/config.hpp"

namespace gongjian::analysis {
namespace {

// The targets in the text of the calibration, as they are written there.
std::string target_of(const io::ResultsHeader& header, const std::string& outcome) {
  const io::Table table = io::parse_toml(header.experiment, "the calibration");
  const io::Value* list = table.find("outcome");
  const auto* entries = list != nullptr ? std::get_if<io::Array>(&list->data) : nullptr;
  for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
    const auto* entry = std::get_if<io::Table>(&(*entries)[i].data);
    const io::Value* name = entry != nullptr ? entry->find("name") : nullptr;
    const io::Value* target = entry != nullptr ? entry->find("target") : nullptr;
    if (name != nullptr && target != nullptr && name->written() == fmt::format("\"{}\"", outcome))
      return target->shown();
  }
  return "–";
}

// A parameter may be a rate of a few in ten thousand.
std::string small(double value) { return std::fabs(value) < 0.1 ? fmt::format("{:.3g}", value) : core::number(value); }

Page::Row row_of(const std::string& name, const std::string& beside, const Marginal& marginal) {
  return {name,
          beside,
          small(marginal.mean),
          small(marginal.sd),
          small(marginal.median),
          fmt::format("[{}, {}]", small(marginal.low), small(marginal.high))};
}

}  // namespace

void write_posterior(const ResultsView& view, Page& page) {
  const io::ResultsHeader& header = view.header;
  AbcState state;
  state.weights = view.results.outcome("weight");
  state.parameters.resize(header.points);
  state.summaries.resize(header.points);
  std::vector<const io::ResultsHeader::Outcome*> statistics;
  for (const auto& outcome : header.outcomes)
    if (outcome.name != "weight" && outcome.name != "distance") statistics.push_back(&outcome);
  for (std::size_t i = 0; i < header.points; ++i)
    for (const auto& factor : header.factors) state.parameters[i].push_back(factor.values[i]);
  for (const auto* outcome : statistics) {
    const std::vector<double> values = view.results.outcome(outcome->name);
    for (std::size_t i = 0; i < header.points; ++i) state.summaries[i].push_back(values[i]);
  }
  double squares = 0;
  for (const double weight : state.weights) squares += weight * weight;

  page.section("parameters", view.say("Parameters", "参数"));
  page.paragraph(filled(
      view.say(
          "The posterior of a calibration by approximate Bayesian computation: {} particles, which by their weights "
          "count as {:.0f}. All numbers are weighted. A sweep draws from it by factors with posterior = \"{}\".",
          "近似贝叶斯计算（ABC）校准的后验：{} 个粒子，按权重相当于 {:.0f} 个有效样本。所有数值均已加权。扫描试验的因子"
          "可用 posterior = \"{}\" 从中抽取。"),
      core::count(header.points), 1 / squares, view.options.file));
  const std::vector<std::string> heads{view.say("mean", "均值"), view.say("sd", "标准差"), view.say("median", "中位数"),
                                       view.say("95 % interval", "95% 区间")};
  std::vector<Page::Row> rows{{view.say("parameter", "参数"), view.say("prior", "先验")}};
  rows[0].insert(rows[0].end(), heads.begin(), heads.end());
  const std::vector<Marginal> parameters = marginals(state);
  for (std::size_t f = 0; f < parameters.size(); ++f) {
    const std::string& text = view.say(header.factors[f].text);
    rows.push_back(row_of(header.factors[f].name + (text.empty() ? "" : "\n" + text), header.factors[f].distribution,
                          parameters[f]));
  }
  page.table(rows);

  page.section("targets", view.say("Targets", "目标"));
  page.paragraph(
      view.say("What the accepted runs give, beside the target. A target outside the interval is not reached.",
               "所接受的运行给出的数值，与目标对照。目标在区间之外表示未能达到。"));
  rows = {{view.say("statistic", "统计量"), view.say("target", "目标值")}};
  rows[0].insert(rows[0].end(), heads.begin(), heads.end());
  const std::vector<Marginal> found = predictive(state);
  for (std::size_t t = 0; t < found.size(); ++t)
    rows.push_back(row_of(view.title(*statistics[t], false), target_of(header, statistics[t]->name), found[t]));
  page.table(rows);
  if (!header.experiment.empty()) page.folded(view.say("The calibration's text", "校准文件全文"), header.experiment);
}

}  // namespace gongjian::analysis
