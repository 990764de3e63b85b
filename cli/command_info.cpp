#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/scenario_text.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/io/checkpoint.hpp"
#include "engine/io/file_format.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/results_file.hpp"
#include "engine/io/seal.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t kLineWidth = 100;
constexpr std::string_view kSeriesPrefix = "weekly_";
constexpr std::size_t kMostShown = 6;  // of lists that may be long; --json has all

// What stands beside the contents: how large the file is, and whether it is as it was written.
struct FileFacts {
  std::uint64_t bytes;
  io::Sealed seal;
  int format_version;

  explicit FileFacts(const std::string& path)
      : bytes(std::filesystem::file_size(path)), seal(io::seal_of(path)), format_version(io::format_version_of(path)) {}

  const core::Text& seal_text() const {
    static const core::Text none{"no seal (the run was killed, or another program has changed the file)",
                                 "无封印（运行被中止，或文件被其他程序改过）"},
        whole{"sealed, and as it was written", "封印完好"},
        broken{"DAMAGED: its bytes do not fit its seal", "已损坏：内容与封印不符"};
    return seal == io::Sealed::no ? none : seal == io::Sealed::whole ? whole : broken;
  }
  void add_to(Json& object) const {
    object["bytes"] = bytes;
    object["seal"] = seal == io::Sealed::no ? "none" : seal == io::Sealed::whole ? "whole" : "broken";
  }
  std::vector<std::string> row(const Context& context) const {
    return {context.say("file", "文件"),
            fmt::format("{} {}, {}", count(bytes), context.say("bytes", "字节"), context.say(seal_text()))};
  }
};

// Names with commas between, over as many lines as they need, each line indented.
std::string wrapped(const std::vector<std::string>& names, std::size_t indent) {
  std::string out, line;
  const auto end_line = [&] { out += std::string(indent, ' ') + line + "\n"; };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string word = names[i] + (i + 1 < names.size() ? "," : "");
    if (!line.empty() && indent + display_width(line) + 1 + display_width(word) > kLineWidth) {
      end_line();
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) end_line();
  return out;
}

template <class Items, class Shown>
std::vector<std::string> names(const Items& items, const Shown& shown) {
  std::vector<std::string> result;
  for (const auto& item : items) result.push_back(shown(item));
  return result;
}

// The first few of a list, and how many more there are.
std::vector<std::string> few(std::vector<std::string> all) {
  if (all.size() <= kMostShown) return all;
  const std::string more = fmt::format("… (+{})", count(all.size() - kMostShown));
  all.resize(kMostShown);
  all.push_back(more);
  return all;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string first_to_last(const Context& context, const std::string& first, const std::string& last) {
  return fmt::format("{} {} {}", first, context.say("to", "至"), last);
}

std::string seeds_text(const Context& context, const std::vector<std::uint64_t>& seeds) {
  bool follow = seeds.size() > 2;
  for (std::size_t i = 1; i < seeds.size(); ++i) follow = follow && seeds[i] == seeds[i - 1] + 1;
  if (follow) return first_to_last(context, std::to_string(seeds.front()), std::to_string(seeds.back()));
  return joined(few(names(seeds, [](std::uint64_t seed) { return std::to_string(seed); })));
}

// What a scenario says of its population; nothing where its text can't be read.
std::vector<std::pair<std::string, std::string>> population_in(const std::string& scenario) {
  try {
    return analysis::read_scenario_text(scenario, "", {}).population;
  } catch (const core::UserError&) {
    return {{"preset", "?"}};
  }
}

// The populations of scenarios, by their texts: "workshop", "my_units.csv".
std::string populations_of(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const std::string& text : texts) {
    std::string name = "district";  // where a scenario names none
    for (const auto& [key, value] : population_in(text))
      if (key == "preset" || key == "units") name = value;
    std::erase(name, '"');
    if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
  }
  return joined(few(all));
}

// --- logs

std::string date_of(const io::LogReader& log, int week) {
  return core::to_string(core::date_of_week(log.header().start_date, week));
}

// "[week, district, kind]"
std::string shape_of(const core::FrameLayout& layout, const core::Variable& variable) {
  std::string shape = "[week";
  for (const std::size_t dimension : variable.dimensions) shape += ", " + layout.dimensions[dimension].name;
  return shape + "]";
}

Json json_of(const io::LogReader& log, const FileFacts& file) {
  const io::LogHeader& header = log.header();
  Json object{{"format", "log"},
              {"format_version", file.format_version},
              {"title", header.title.en},
              {"title_zh", header.title.zh},
              {"scenario", header.scenario_name},
              {"version", header.version},
              {"start_date", core::to_string(header.start_date)},
              {"population", populations_of({header.scenario_text})},
              {"weeks_meant", header.weeks},
              {"every", header.every},
              {"seed", header.seed},
              {"complete", log.complete()},
              {"frames", log.weeks().size()}};
  object["first_week"] = log.weeks().empty() ? Json() : Json(log.weeks().front());
  object["last_week"] = log.weeks().empty() ? Json() : Json(log.weeks().back());
  object["final_hash"] = log.final_hash() ? Json(core::to_hex(*log.final_hash())) : Json();
  object["state_hashes"] = Json::array();
  for (const io::StateHash& state : log.state_hashes())
    object["state_hashes"].push_back({{"week", state.week}, {"hash", core::to_hex(state.hash)}});
  object["dimensions"] = Json::object();
  for (const core::Dimension& dimension : log.layout().dimensions)
    object["dimensions"][dimension.name] = names(dimension.labels, [](const core::Text& label) { return label.en; });
  object["variables"] = Json::array();
  for (const core::Variable& variable : log.layout().variables) {
    Json entry{{"name", variable.name}, {"units", variable.unit.symbol}, {"text", variable.text.en}};
    entry["dimensions"] =
        names(variable.dimensions, [&](std::size_t dimension) { return log.layout().dimensions[dimension].name; });
    object["variables"].push_back(entry);
  }
  object["events"] = Json::array();
  for (const io::Event& event : log.events())
    object["events"].push_back(
        {{"week", event.week}, {"kind", event.kind}, {"district", event.district}, {"value", event.value}});
  object["agents"] = Json::array();
  for (const io::AgentTable& table : log.agents())
    object["agents"].push_back({{"table", table.name},
                                {"rows", table.rows},
                                {"weeks", table.weeks},
                                {"columns", names(table.columns, [](const auto& column) { return column.name; })}});
  object["parameters"] = header.parameters.size();
  file.add_to(object);
  return object;
}

void print_log(const Context& context, const std::string& path, const io::LogReader& log, const FileFacts& file) {
  const io::LogHeader& header = log.header();
  const std::vector<int>& weeks = log.weeks();
  fmt::print("{}: {} ({})\n{}\n\n", path, context.say("log of a run", "一次运行的日志"),
             fmt::format("gongjian-log {}", file.format_version),
             fmt::format("{} ({})", context.say(header.title), header.scenario_name));
  Rows rows;
  rows.push_back({context.say("weeks", "周"),
                  weeks.empty()
                      ? context.say("none yet", "尚无")
                      : fmt::format("{} ({}), {} {}",
                                    first_to_last(context, std::to_string(weeks.front()), std::to_string(weeks.back())),
                                    first_to_last(context, date_of(log, weeks.front()), date_of(log, weeks.back())),
                                    count(weeks.size()), context.say("frames", "帧"))});
  rows.push_back({context.say("complete", "完成"),
                  log.complete() ? context.say("yes", "是")
                                 : fmt::format("{} {} {}", context.say("no; the run was meant for", "否；计划"),
                                               header.weeks, context.say("weeks", "周"))});
  rows.push_back({context.say("population", "人口"), populations_of({header.scenario_text})});
  rows.push_back({context.say("seed", "随机种子"), std::to_string(header.seed)});
  rows.push_back({context.say("version", "程序版本"), header.version});
  if (log.final_hash()) rows.push_back({context.say("hash at the end", "结束时哈希"), core::to_hex(*log.final_hash())});
  rows.push_back(
      {context.say("dimensions", "维度"), joined(names(log.layout().dimensions, [&](const core::Dimension& dimension) {
         return fmt::format("{} ({})", context.chinese ? context.say(dimension.text) : dimension.name,
                            dimension.size());
       }))});
  const auto events = log.events();
  rows.push_back({context.say("events", "事件"),
                  events.empty() ? context.say("none", "无") : joined(few(names(events, [&](const io::Event& event) {
                    return fmt::format("{} {} {}{}", event.kind, context.say("in week", "第"), event.week,
                                       context.say("", " 周"));
                  })))});
  const auto tables = log.agents();
  rows.push_back({context.say("agents", "个体表"),
                  tables.empty() ? context.say("none", "无") : joined(names(tables, [&](const io::AgentTable& table) {
                    return fmt::format("{} ({} × {})", table.name,
                                       fmt::format("{} {}", count(table.rows), context.say("rows", "行")),
                                       fmt::format("{} {}", table.weeks.size(), context.say("samples", "次取样")));
                  }))});
  rows.push_back({context.say("parameters", "参数"), std::to_string(header.parameters.size())});
  rows.push_back(file.row(context));
  fmt::print("{}\n{} {}\n", table(rows, Align::left), log.layout().variables.size(),
             context.say("variables:", "个变量："));
  std::vector<std::pair<std::string, std::vector<std::string>>> by_shape;
  for (const core::Variable& variable : log.layout().variables) {
    const std::string shape = shape_of(log.layout(), variable);
    auto found = std::find_if(by_shape.begin(), by_shape.end(), [&](const auto& each) { return each.first == shape; });
    if (found == by_shape.end()) found = by_shape.insert(by_shape.end(), {shape, {}});
    found->second.push_back(variable.name);
  }
  for (const auto& [shape, variables] : by_shape) fmt::print("  {}\n{}", shape, wrapped(variables, 4));
}

// --- results

struct Counts {
  std::uint64_t done = 0, failed = 0, missing = 0;
  explicit Counts(const io::ResultsReader& results) {
    constexpr std::size_t kBlock = 1 << 20;
    for (std::size_t first = 0, all = results.header().rows(); first < all; first += kBlock)
      for (const io::RowStatus status : results.status(io::RowRange{first, std::min(kBlock, all - first)}))
        ++(status == io::RowStatus::done ? done : status == io::RowStatus::failed ? failed : missing);
  }
};

std::pair<double, double> range_of(const std::vector<double>& values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {*low, *high};
}

Json json_of(const io::ResultsReader& results, const FileFacts& file) {
  const io::ResultsHeader& header = results.header();
  const Counts counts(results);
  Json object{{"format", "results"},           {"format_version", file.format_version},
              {"title", header.title.en},      {"title_zh", header.title.zh},
              {"version", header.version},     {"start_date", core::to_string(header.start_date)},
              {"districts", header.districts}, {"design", header.design.kind},
              {"points", header.points}};
  object["factors"] = Json::array();
  for (const auto& factor : header.factors) {
    const auto [low, high] = range_of(factor.values);
    object["factors"].push_back({{"name", factor.name},
                                 {"path", factor.path},
                                 {"units", factor.unit},
                                 {"distribution", factor.distribution},
                                 {"levels", factor.levels},
                                 {"low", low},
                                 {"high", high}});
  }
  object["population"] = populations_of(names(header.policies, [](const auto& policy) { return policy.text; }));
  object["policies"] = names(header.policies, [](const auto& policy) { return policy.label.en; });
  object["seeds"] = header.seeds;
  object["runs"] = {
      {"all", header.rows()}, {"done", counts.done}, {"failed", counts.failed}, {"missing", counts.missing}};
  object["complete"] = counts.missing == 0;
  const auto add = [&](const char* what, const std::vector<io::ResultsHeader::Outcome>& list) {
    object[what] = Json::array();
    for (const auto& one : list)
      object[what].push_back({{"name", one.name}, {"units", one.unit}, {"text", one.text.en}});
  };
  add("outcomes", header.outcomes);
  add("series", header.series);
  object["weeks"] = header.weeks.size();
  object["failures"] = Json::array();
  for (const io::RowFailure& failure : results.failures())
    object["failures"].push_back({{"row", failure.row}, {"reason", failure.reason}});
  file.add_to(object);
  return object;
}

void print_results(const Context& context, const std::string& path, const io::ResultsReader& results,
                   const FileFacts& file) {
  const io::ResultsHeader& header = results.header();
  const Counts counts(results);
  fmt::print("{}: {} (gongjian-results {})\n", path,
             header.experiment.empty() ? context.say("results of a comparison", "情景比较的结果")
                                       : context.say("results of an experiment", "实验结果"),
             file.format_version);
  if (!context.say(header.title).empty()) fmt::print("{}\n", context.say(header.title));
  fmt::print("\n");
  Rows rows;
  rows.push_back({context.say("runs", "运行"),
                  context.chinese ? fmt::format("{}：完成 {}，失败 {}，缺失 {}", count(header.rows()),
                                                count(counts.done), count(counts.failed), count(counts.missing))
                                  : fmt::format("{}: {} done, {} failed, {} missing", count(header.rows()),
                                                count(counts.done), count(counts.failed), count(counts.missing))});
  rows.push_back(
      {context.say("design", "设计"), fmt::format("{}, {} {}", header.design.kind, count(header.points),
                                                  context.say(header.points == 1 ? "point" : "points", "个设计点"))});
  rows.push_back(
      {context.say("policies", "政策"),
       fmt::format("{}: {}", header.policies.size(),
                   joined(few(names(header.policies, [&](const auto& p) { return context.say(p.label); }))))});
  rows.push_back({context.say("replicates", "重复"),
                  fmt::format("{}, {} {}", header.seeds.size(), context.say("seeds", "随机种子"),
                              seeds_text(context, header.seeds))});
  rows.push_back({context.say("start", "起始"),
                  fmt::format("{}, {} {}", core::to_string(header.start_date), header.districts,
                              context.say(header.districts == 1 ? "district" : "districts", "个区"))});
  rows.push_back({context.say("population", "人口"),
                  populations_of(names(header.policies, [](const auto& policy) { return policy.text; }))});
  rows.push_back({context.say("version", "程序版本"), header.version});
  rows.push_back(file.row(context));
  fmt::print("{}", table(rows, Align::left));
  if (!header.factors.empty()) {
    fmt::print("\n{} {}\n", header.factors.size(), context.say("factors:", "个因子："));
    rows.clear();
    for (const auto& factor : header.factors) {
      const auto [low, high] = range_of(factor.values);
      rows.push_back({"  " + factor.name, factor.path, factor.distribution,
                      factor.levels.empty()
                          ? first_to_last(context, fmt::format("{:.6g}", low), fmt::format("{:.6g}", high))
                          : joined(few(factor.levels)),
                      context.say(core::Unit{factor.unit})});
    }
    fmt::print("{}", table(rows, Align::left));
  }
  const auto name = [](const io::ResultsHeader::Outcome& outcome) { return outcome.name; };
  fmt::print("\n{} {}\n{}", header.outcomes.size(),
             context.say("outcomes, one number a run:", "个结果指标（每次运行一个数）："),
             wrapped(names(header.outcomes, name), 2));
  if (!header.series.empty())
    fmt::print("\n{}\n{}",
               context.chinese
                   ? fmt::format("{} 个周序列，各 {} 周，名称前加 {}：", header.series.size(), header.weeks.size(),
                                 kSeriesPrefix)
                   : fmt::format("{} weekly series over {} weeks, each with {} before its name:", header.series.size(),
                                 header.weeks.size(), kSeriesPrefix),
               wrapped(names(header.series,
                             [](const io::ResultsHeader::Outcome& series) {
                               const bool prefixed = series.name.starts_with(kSeriesPrefix);
                               return series.name.substr(prefixed ? kSeriesPrefix.size() : 0);
                             }),
                       2));
  if (const auto failures = results.failures(); !failures.empty()) {
    fmt::print("\n{}\n", context.say("failed:", "失败："));
    for (const std::string& line : few(names(failures, [&](const io::RowFailure& failure) {
           return fmt::format("{} {}: {}", context.say("row", "第"), failure.row, failure.reason);
         })))
      fmt::print("  {}\n", line);
  }
}

// --- checkpoints

Json json_of(const io::CheckpointReader& checkpoint, const FileFacts& file) {
  const io::CheckpointHeader& header = checkpoint.header();
  Json object{{"format", "checkpoint"},
              {"format_version", file.format_version},
              {"scenario", header.scenario_name},
              {"version", header.version},
              {"start_date", core::to_string(header.start_date)},
              {"population", populations_of({header.scenario_text})},
              {"weeks_done", header.weeks_done},
              {"seed", header.seed},
              {"start_hash", core::to_hex(header.start_hash)},
              {"state_hash", core::to_hex(header.state_hash)}};
  file.add_to(object);
  return object;
}

void print_checkpoint(const Context& context, const std::string& path, const io::CheckpointReader& checkpoint,
                      const FileFacts& file) {
  const io::CheckpointHeader& header = checkpoint.header();
  fmt::print("{}: {} (gongjian-checkpoint {})\n{}\n\n", path, context.say("checkpoint of a run", "一次运行的检查点"),
             file.format_version, header.scenario_name);
  Rows rows;
  rows.push_back(
      {context.say("weeks done", "已运行周数"),
       fmt::format("{} ({} {})", header.weeks_done, context.say("from", "起始"), core::to_string(header.start_date))});
  rows.push_back({context.say("population", "人口"), populations_of({header.scenario_text})});
  rows.push_back({context.say("seed", "随机种子"), std::to_string(header.seed)});
  rows.push_back({context.say("version", "程序版本"), header.version});
  rows.push_back({context.say("hash before week 0", "第 0 周之前的哈希"), core::to_hex(header.start_hash)});
  rows.push_back({context.say("hash of the state", "状态哈希"), core::to_hex(header.state_hash)});
  rows.push_back(file.row(context));
  fmt::print("{}\n{}\n", table(rows, Align::left),
             context.say(core::say("go on: gongjian run --from {0}; beyond the scenario's end with --weeks N",
                                   "继续运行：gongjian run --from {0}；超过情景的最后一周须加 --weeks 周数", path)));
}

struct Options {
  std::string file;
  bool json = false;
};

template <class Reader, class Print>
void show(const Context& context, const Options& options, const Print& print) {
  const FileFacts file(options.file);
  const Reader reader(options.file);
  if (options.json) fmt::print("{}\n", json_of(reader, file).dump(-1, ' ', false, Json::error_handler_t::replace));
  else print(context, options.file, reader, file);
}

void execute(const Context& context, const Options& options) {
  switch (io::format_of(options.file)) {
    case io::Format::log:
      return show<io::LogReader>(context, options, print_log);
    case io::Format::results:
      return show<io::ResultsReader>(context, options, print_results);
    case io::Format::checkpoint:
      return show<io::CheckpointReader>(context, options, print_checkpoint);
  }
}

}  // namespace

void add_info(CLI::App& app, Context& context) {
  Command command(app, context, "info",
                  {"tell what a log, a results file or a checkpoint holds, and whether it is whole",
                   "说明日志、结果文件或检查点的内容，以及是否完整"});
  auto& options = command.runs<Options>(execute);
  command
      .option("file", options.file,
              {"a log (also the .part of a run that was killed), a results file or a checkpoint",
               "日志（包括被强行中止的运行留下的 .part）、结果文件或检查点"})
      .required();
  command.flag("--json", options.json, {"print one JSON object", "输出一个 JSON 对象"});
}

}  // namespace gongjian::cli
