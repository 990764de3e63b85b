// The page of a log.
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "analysis/figure/heat_map.hpp"
#include "analysis/figure/line_panels.hpp"
#include "analysis/report/results_view.hpp"
#include "analysis/summary_curve.hpp"
#include "engine/core/display.hpp"
#include "engine/core/hash.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::size_t kMostEvents = 200;  // in the table
constexpr std::size_t kMostMarks = 60;    // in figures

struct LogView {
  const io::LogReader& log;
  const ReportOptions& options;
  std::vector<double> years;
  std::vector<std::string> districts;
  std::vector<Mark> marks;

  std::string say(const char* en, const char* zh) const { return options.say(en, zh); }
  const std::string& say(const core::Text& text) const { return options.say(text); }
  // An output with one value a district; null where the log has none of this name.
  const core::Variable* output(const std::string& name) const {
    const core::Variable* variable = log.layout().find(name);
    if (variable == nullptr || variable->dimensions.size() != 1) return nullptr;
    return log.layout().dimensions[variable->dimensions[0]].size() == districts.size() ? variable : nullptr;
  }
  std::string title(const core::Variable& variable) const {
    return say(variable.text) + variable.unit.after_title(options.chinese);
  }
};

LogView view_of(const io::LogReader& log, const ReportOptions& options) {
  LogView view{log, options, in_years(log.weeks()), {}, {}};
  for (const core::Dimension& dimension : log.layout().dimensions)
    if (dimension.name == "district")
      for (const core::Text& label : dimension.labels) view.districts.push_back(label.in(options.chinese));
  for (const io::Event& event : log.events())
    if (view.marks.size() < kMostMarks) mark_event(view.marks, event.week, options.event_name(event.kind), 0);
  return view;
}

void write_run(const LogView& view, Page& page) {
  const io::LogHeader& header = view.log.header();
  page.section("experiment", view.say("Run", "运行"));
  page.facts({{view.say("scenario", "情景"), header.scenario_name + view.say(": ", "：") + view.say(header.title)},
              {view.say("seed", "随机种子"), std::to_string(header.seed)},
              {view.say("first day", "起始日"), core::to_string(header.start_date)},
              {view.say("weeks", "周数"), fmt::format("{} / {}", view.log.weeks().size(), header.weeks)}});
  if (!view.log.complete())
    page.left_out(view.say("The run has not come to its end; this is what was logged until then.",
                           "运行未完成；以下是到此为止的记录。"));
  const ScenarioText scenario = read_scenario_text(header.scenario_text, header.scenario_name, header.start_date);
  std::vector<std::pair<std::string, std::string>> facts;
  for (const std::string& line : lever_lines(scenario, view.options))
    facts.emplace_back(view.say("lever", "政策杠杆"), line);
  for (const std::string& line : event_lines(scenario, view.options, header.start_date))
    facts.emplace_back(view.say("event", "事件"), line);
  if (!facts.empty()) page.facts(facts);
  page.folded(view.say("The scenario's text", "情景文件全文"), header.scenario_text);

  page.section("population", view.say("Population", "人口"));
  facts = {{view.say("districts", "区"), std::to_string(view.districts.size())}};
  facts.insert(facts.end(), scenario.population.begin(), scenario.population.end());
  page.facts(facts);
}

void write_districts(const LogView& view, Page& page) {
  page.section("series", view.say("Over time", "时间过程"));
  LinePanels lines;
  lines.columns = 2;
  lines.x_label = view.say("years since the start", "起始以来的年数");
  lines.marks = view.marks;
  const std::size_t districts = view.districts.size();
  std::vector<std::pair<const core::Variable*, std::vector<double>>> shown;
  for (const char* name : {"activity", "participation", "stalled", "effective_attention", "reciprocity", "formalism"})
    if (const core::Variable* variable = view.output(name)) shown.emplace_back(variable, view.log.read(name));
  if (shown.empty() || view.years.empty()) {
    page.left_out(view.say("The log holds no weekly outputs.", "记录中没有每周输出。"));
    return;
  }
  for (const auto& [variable, values] : shown)
    lines.panels.push_back(
        {view.title(*variable),
         {summary_curve({}, view.years, districts,
                        [&, &v = values](std::size_t d, std::size_t week) { return v[week * districts + d]; })}});
  std::string caption = districts > 1 ? view.say("Lines: means over districts; bands: the middle 80 % of districts.",
                                                 "线：各区均值；带：各区的中间 80%。")
                                      : view.say("One district, one line.", "只有一个区，一条线。");
  if (!view.marks.empty()) caption += view.say(" Dashed: events.", "虚线：事件。");
  page.figure("series", draw(lines), caption);
  if (districts < 2) return;
  page.heading(view.say("By district", "分区"));
  for (const auto& [variable, values] : shown) {
    if (variable->name != "activity" && variable->name != "participation") continue;
    HeatMap map;
    map.rows = view.districts;
    map.low = 0;
    map.x_high = view.years.back();
    map.x_label = lines.x_label;
    map.values.assign(districts, {});
    for (std::size_t week = 0; week < view.years.size(); ++week)
      for (std::size_t d = 0; d < districts; ++d) map.values[d].push_back(values[week * districts + d]);
    page.figure("districts_" + variable->name, draw(map), view.title(*variable));
  }
}

void write_table(const LogView& view, Page& page) {
  page.section("outcomes", view.say("At the end", "期末"));
  std::vector<const core::Variable*> shown;
  for (const char* name : {"activity", "participation", "ever_stalled", "first_stall_week", "reciprocity", "identity",
                           "formalism", "reserve", "projects_completed"})
    if (const core::Variable* variable = view.output(name)) shown.push_back(variable);
  if (view.years.empty() || shown.empty()) {
    page.left_out(view.say("The log holds no frames.", "记录中没有数据。"));
    return;
  }
  const core::Frame last = view.log.frame(view.years.size() - 1);
  std::vector<Page::Row> rows{{view.say("district", "区")}};
  for (const core::Variable* variable : shown) rows[0].push_back(view.title(*variable));
  std::vector<double> sums(shown.size(), 0.0);
  std::vector<int> counts(shown.size(), 0);
  for (std::size_t d = 0; d < view.districts.size(); ++d) {
    rows.push_back({view.districts[d]});
    for (std::size_t v = 0; v < shown.size(); ++v) {
      const double value = last.values[shown[v]->offset + d];
      const bool counted = shown[v]->unit.symbol == "count" || shown[v]->unit.symbol == "week";
      rows.back().push_back(counted && value >= 0 ? core::count(static_cast<std::uint64_t>(std::lround(value)))
                                                  : core::number(value));
      if (std::isnan(value)) continue;
      sums[v] += value;
      ++counts[v];
    }
  }
  if (view.districts.size() > 1) {
    rows.push_back({view.say("mean", "均值")});
    for (std::size_t v = 0; v < shown.size(); ++v)
      rows.back().push_back(core::number(counts[v] ? sums[v] / counts[v] : kNoValue));
  }
  page.paragraph(filled(view.say("Values of week {}.", "第 {} 周的值。"), view.log.weeks().back()));
  page.table(rows);
}

void write_events(const LogView& view, Page& page) {
  page.section("events", view.say("Events", "事件"));
  const std::vector<io::Event> events = view.log.events();
  if (events.empty()) {
    page.left_out(view.say("Nothing was logged as an event.", "没有记录到事件。"));
    return;
  }
  std::map<std::string, std::size_t> counts;
  for (const io::Event& event : events) ++counts[event.kind];
  std::vector<Page::Row> rows{{view.say("kind", "种类"), view.say("times", "次数")}};
  for (const auto& [kind, count] : counts) rows.push_back({view.options.event_name(kind), core::count(count)});
  page.table(rows);
  rows = {{view.say("day", "日期"), view.say("week", "周"), view.say("event", "事件"), view.say("district", "区"),
           view.say("value", "值")}};
  for (const io::Event& event : events) {
    if (rows.size() > kMostEvents) break;
    rows.push_back({core::to_string(core::date_of_week(view.log.header().start_date, event.week)),
                    std::to_string(event.week), view.options.event_name(event.kind), event.district,
                    core::number(event.value)});
  }
  page.folded_table(events.size() > kMostEvents ? filled(view.say("The first {} events", "前 {} 个事件"), kMostEvents)
                                                : view.say("All events", "全部事件"),
                    rows, false);
}

void write_funding(const LogView& view, Page& page) {
  const std::size_t districts = view.districts.size();
  FundingMix mix{{""}, {}, {{}}};
  for (const FundingPart& part : funding_parts()) {
    if (view.output(part.output) == nullptr) continue;
    const std::vector<double> values = view.log.read(part.output);
    mix.parts.push_back(view.say(part.label));
    mix.weekly[0].push_back(mean_curve(view.years.size(), districts,
                                       [&](std::size_t d, std::size_t week) { return values[week * districts + d]; }));
  }
  write_funding_mix(mix, view.log.weeks(), view.marks, view.options, page);
}

void write_provenance(const LogView& view, Page& page) {
  const io::LogHeader& header = view.log.header();
  page.section("provenance", view.say("Provenance", "来源与复现"));
  const auto hash = view.log.final_hash();
  page.facts({{view.say("file", "文件"), view.options.file},
              {view.say("version", "版本"), header.version},
              {view.say("seed", "随机种子"), std::to_string(header.seed)},
              {view.say("final hash", "期末哈希"), hash ? core::to_hex(*hash) : "–"}});
  std::vector<Page::Row> rows{{view.say("week", "周"), view.say("hash of the whole state", "整个状态的哈希")}};
  for (const io::StateHash& state : view.log.state_hashes())
    rows.push_back({std::to_string(state.week), core::to_hex(state.hash)});
  if (rows.size() > 1) page.folded_table(view.say("Hashes year by year", "逐年哈希"), rows);
  rows = {{view.say("parameter", "参数"), view.say("value", "值"), view.say("unit", "单位")}};
  for (const io::Parameter& parameter : header.parameters)
    rows.push_back({parameter.name, fmt::format("{:.6g}", parameter.value), unit_text(parameter.unit, view.options)});
  page.folded_table(view.say("All parameters", "全部参数"), rows);
}

}  // namespace

Report report(const io::LogReader& log, const ReportOptions& options) {
  const LogView view = view_of(log, options);
  const io::LogHeader& header = log.header();
  const std::string title = view.say(header.title);
  std::string subtitle = view.say("Report of one simulated run", "一次模拟运行的报告");
  if (!log.weeks().empty())
    subtitle += filled(view.say(", {} to {}", "，{} 至 {}"), core::to_string(header.start_date),
                       core::to_string(core::date_of_week(header.start_date, log.weeks().back() + 1)));
  Page page(title.empty() ? header.scenario_name : title, subtitle, options.chinese);
  page.fact(log.weeks().size(), view.say({"week", "周"}), view.say({"weeks", "周"}));
  page.fact(view.districts.size(), view.say({"district", "个区"}), view.say({"districts", "个区"}));
  page.fact(std::to_string(header.seed), view.say("seed", "随机种子"));
  page.fact(log.events().size(), view.say({"event", "个事件"}), view.say({"events", "个事件"}));
  write_run(view, page);
  write_table(view, page);
  write_districts(view, page);
  write_events(view, page);
  write_funding(view, page);
  write_provenance(view, page);
  return page.finish(view.say("Written by gongjian from ", "由 gongjian 根据以下文件生成：") + options.file + " (" +
                     header.version + ").");
}

}  // namespace gongjian::analysis
