#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "analysis/figure/line_panels.hpp"
#include "analysis/gnuplot.hpp"
#include "analysis/scenario_text.hpp"
#include "analysis/summary_curve.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/file_format.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/results_file.hpp"
#include "options.hpp"

namespace gongjian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> files;
  std::string output;
  bool force = false;
};

// The panels of the picture: the same outputs from a log and from results.
struct PanelSource {
  const char* output;  // in a log, by district
  const char* series;  // in results, by its name in an experiment
  core::Text title;
};
const std::vector<PanelSource> kPanels = {
    {"activity", "activity", {"activity index", "活跃度"}},
    {"participation", "participation", {"participation (share of units a month)", "参与率（每月参加单位占比）"}},
    {"stalled", "stalled", {"share of alliances stalled", "停摆占比"}},
};

void add_log(const std::string& path, const Context& context, analysis::LinePanels& figure) {
  const io::LogReader log(path);
  const std::vector<double> x = analysis::in_years(log.weeks());
  const std::size_t curve = figure.panels.front().curves.size();
  std::string label = context.say(log.header().title);
  if (!log.complete()) label += context.say(" (incomplete)", "（未完成）");
  for (std::size_t p = 0; p < kPanels.size(); ++p) {
    const std::vector<double> values = log.read(kPanels[p].output);
    const std::size_t districts = x.empty() ? 0 : values.size() / x.size();
    figure.panels[p].curves.push_back(analysis::summary_curve(
        label, x, districts, [&](std::size_t d, std::size_t week) { return values[week * districts + d]; }));
  }
  for (const io::Event& event : log.events())
    mark_event(figure.marks, event.week, event_name(context, event.kind), curve);
}

std::string weekly(const PanelSource& panel) { return std::string("weekly_") + panel.series; }

void check_series(const std::string& path, const io::ResultsHeader& header) {
  std::string missing, all;
  for (const PanelSource& panel : kPanels) {
    all += fmt::format("{}\"{}\"", all.empty() ? "" : ", ", panel.series);
    if (std::none_of(header.series.begin(), header.series.end(),
                     [&](const auto& series) { return series.name == weekly(panel); }))
      missing += (missing.empty() ? "" : ", ") + std::string(panel.series);
  }
  if (!missing.empty())
    throw core::UserError(
        core::say("{}: a figure shows series week by week, and these were not kept: {}; `series = [{}]` in the "
                  "experiment keeps them (`gongjian report` draws what there is without them)",
                  "{}: 图按周显示序列，而以下序列未保留：{}；在实验中写 `series = [{}]` "
                  "即可保留（没有它们时，`gongjian report` 绘出已有的内容）",
                  path, missing, all));
}

void add_results(const std::string& path, const Context& context, analysis::LinePanels& figure) {
  const io::ResultsReader results(path);
  const io::ResultsHeader& header = results.header();
  check_series(path, header);
  const std::vector<double> x = analysis::in_years(header.weeks);
  const std::size_t replicates = header.seeds.size(), policies = header.policies.size();
  const std::size_t curve = figure.panels.front().curves.size();  // of the first policy
  std::vector<std::string> titles;
  for (const auto& policy : header.policies) {
    const analysis::ScenarioText scenario =
        analysis::read_scenario_text(policy.text, policy.label.en, header.start_date);
    titles.push_back(context.say(scenario.title).empty() ? context.say(policy.label) : context.say(scenario.title));
    for (const auto& event : scenario.events)
      mark_event(figure.marks, event.week, event_name(context, event.kind), curve + titles.size() - 1);
  }
  for (std::size_t p = 0; p < kPanels.size(); ++p) {
    const std::vector<double> values = results.series(weekly(kPanels[p]));
    for (std::size_t s = 0; s < policies; ++s)
      figure.panels[p].curves.push_back(
          analysis::summary_curve(titles[s], x, header.points * replicates, [&](std::size_t run, std::size_t week) {
            const std::size_t row = (run / replicates * policies + s) * replicates + run % replicates;
            return values[row * x.size() + week];
          }));
  }
}

void execute(Context& context, const Options& options) {
  std::string format = fs::path(options.output).extension().string();
  if (!format.empty()) format.erase(0, 1);
  if (format != "svg" && format != "png" && format != "pdf")
    throw core::UserError(core::say("{}: the ending tells the format; allowed are .svg, .png and .pdf",
                                    "{}: 扩展名决定格式；可用 .svg、.png 和 .pdf", options.output));
  if (context.chinese) analysis::want_chinese_font(format);
  io::refuse_existing(options.output, options.force);

  analysis::LinePanels figure;
  figure.x_label = context.say("years since the start (lines: means; bands: middle 80 %)",
                               "起始以来的年数（线：均值；带：中间 80%）");
  for (const PanelSource& panel : kPanels) figure.panels.push_back({context.say(panel.title), {}});
  for (const std::string& file : options.files) {
    if (io::format_of(file) == io::Format::results) add_results(file, context, figure);
    else add_log(file, context, figure);
  }
  io::write_whole(options.output, analysis::drawn(analysis::draw(figure), format));
  fmt::print("{} {}\n", context.say("picture:", "图："), options.output);
}

}  // namespace

void add_figure(CLI::App& app, Context& context) {
  Command command(
      app, context, "figure",
      {"draw logs or results as SVG, PNG or PDF: activity, participation and stalling over time (with gnuplot)",
       "把日志或结果画成 SVG、PNG 或 PDF：活跃度、参与率和停摆随时间的变化（用 gnuplot）"});
  auto& options = command.runs<Options>(execute);
  command
      .option("files", options.files,
              {"logs of runs, or results of gongjian compare, or of gongjian sweep where the "
               "experiment keeps the series "
               "activity, participation and stalled",
               "运行的日志，gongjian compare 的结果，或 gongjian sweep 的结果（其实验须保留序列 "
               "activity、participation 和 stalled）"})
      .required();
  command
      .option("-o,--output", options.output,
              {"picture to write: .svg, .png or .pdf. Chinese in .png and .pdf wants a Chinese font (package "
               "fonts-noto-cjk)",
               "要写的图：.svg、.png 或 .pdf。.png 和 .pdf 中的中文需要中文字体（软件包 fonts-noto-cjk）"})
      .required();
  command.flag("--force", options.force, {"overwrite an existing picture", "覆盖已有的图"});
}

}  // namespace gongjian::cli
