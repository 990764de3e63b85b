#include "analysis_input.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/statistics.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/csv_numbers.hpp"
#include "engine/io/file_format.hpp"

namespace gongjian::cli {
namespace {

std::vector<double> column(const io::NumberTable& table, const std::string& name) {
  const auto found = std::find(table.names.begin(), table.names.end(), name) - table.names.begin();
  std::vector<double> values;
  values.reserve(table.rows());
  for (auto at = static_cast<std::size_t>(found); at < table.values.size(); at += table.names.size())
    values.push_back(table.values[at]);
  return values;
}

}  // namespace

AnalysisInput read_results(const std::string& path) {
  switch (io::format_of(path)) {
    case io::Format::log:
      throw core::UserError(core::say(
          "{0}: this is the log of one run, and an analysis wants many: results of `gongjian sweep`, or of `gongjian "
          "compare -o`. `gongjian report {0} -o run.html` shows the run, `gongjian export {0}` writes it as a table",
          "{0}：这是一次运行的日志，而分析需要多次运行：`gongjian sweep` 或 `gongjian compare -o` 的结果。"
          "`gongjian report {0} -o run.html` 显示这次运行，`gongjian export {0}` 将其写成表格",
          path));
    case io::Format::checkpoint:
      throw core::UserError(
          core::say("{}: this is a checkpoint of a run; an analysis wants results of `gongjian sweep`, or of `gongjian "
                    "compare -o`",
                    "{}: 这是运行的检查点；分析需要 `gongjian sweep` 或 `gongjian compare -o` 的结果", path));
    case io::Format::results:
      break;
  }
  const auto results = std::make_shared<const io::ResultsReader>(path);
  if (results->header().design.kind == "posterior")
    throw core::UserError(core::say(
        "{0}: this is a posterior of gongjian calibrate: its points are particles with weights, drawn towards targets, "
        "and nothing can be told from them about what an outcome depends on. `gongjian report {0} -o posterior.html` "
        "shows it; a sweep over factors with posterior = \"{0}\" is what can be analysed",
        "{0}：这是 gongjian calibrate 的后验分布：其点为带权重的粒子，已向目标靠拢，无法据此得知结果指标取决于什么。"
        "`gongjian report {0} -o posterior.html` 显示它；可供分析的是对带 posterior = \"{0}\" 的因子所做的扫描",
        path));
  const std::vector<io::RowStatus> status = results->status();
  return {{results, &results->header()},
          static_cast<std::size_t>(std::count(status.begin(), status.end(), io::RowStatus::failed)),
          true,
          [results](const std::string& outcome) { return results->outcome(outcome); },
          [path](std::size_t point) { return fmt::format("{}: point {}", path, point); }};
}

AnalysisInput read_two_csv(const std::string& design_path, const std::string& outcomes_path) {
  io::Problems problems;
  const io::NumberTable design = io::read_csv_numbers(design_path, io::Missing::refused, problems);
  auto outcomes =
      std::make_shared<io::NumberTable>(io::read_csv_numbers(outcomes_path, io::Missing::allowed, problems));
  problems.throw_if_any();
  if (design.rows() != outcomes->rows())
    problems.add(outcomes->place(outcomes->rows()),
                 core::say("there are outcomes of {} rows, and the design {} has {}; wanted is one row of outcomes "
                           "for each row of the design, in the same order",
                           "结果指标共 {} 行，而设计 {} 有 {} 行；设计的每一行应对应一行结果指标，顺序相同",
                           outcomes->rows(), design_path, design.rows()));
  problems.throw_if_any();
  auto header = std::make_shared<io::ResultsHeader>();
  header->design.kind = "csv";
  header->points = design.rows();
  header->policies.resize(1);
  header->seeds = {1};
  for (const std::string& name : design.names) {
    header->factors.push_back({name});
    header->factors.back().values = column(design, name);
  }
  for (const std::string& name : outcomes->names) header->outcomes.push_back({name});
  return {header, 0, false, [outcomes](const std::string& outcome) { return column(*outcomes, outcome); },
          [lines = design.lines, path = design_path](std::size_t point) {
            return fmt::format("{}:{}", path, lines.empty() ? 1 : lines[std::min(point, lines.size() - 1)]);
          }};
}

analysis::Points points_of(const io::ResultsHeader& header) {
  analysis::Points points{header.factors.size(), {}};
  points.values.reserve(header.points * points.columns);
  for (std::size_t i = 0; i < header.points; ++i)
    for (const auto& factor : header.factors) points.values.push_back(factor.values[i]);
  return points;
}

std::vector<double> means_of_points(const io::ResultsHeader& header, const std::vector<double>& values,
                                    std::size_t policy) {
  const std::size_t replicates = header.seeds.size();
  std::vector<double> means, some(replicates);
  means.reserve(header.points);
  for (std::size_t point = 0; point < header.points; ++point) {
    const auto first = (point * header.policies.size() + policy) * replicates;
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(first), replicates, some.begin());
    means.push_back(analysis::mean_of(some));
  }
  return means;
}

}  // namespace gongjian::cli
