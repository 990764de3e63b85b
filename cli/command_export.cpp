#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/export_csv.hpp"
#include "engine/io/file_format.hpp"
#include "engine/io/output_file.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string file, output;
  std::string agents;
  std::vector<std::string> names, series;
  bool wide = false, excel = false, force = false;
};

// A series by its name in the file, or in an experiment: weekly_activity, activity.
std::string series_in(const io::ResultsHeader& header, const std::string& name) {
  const auto has = [&](const std::string& known) {
    return std::any_of(header.series.begin(), header.series.end(), [&](const auto& one) { return one.name == known; });
  };
  return !has(name) && has("weekly_" + name) ? "weekly_" + name : name;
}

// What reads the file and has all its names checked before the first byte is written.
void write_table(const Context& context, const Options& options, io::CsvWriter& csv) {
  const io::Format format = io::format_of(options.file);
  if (format == io::Format::checkpoint)
    throw core::UserError(core::say("{} is a checkpoint; logs and results are what can be exported",
                                    "{} 是检查点；可导出的是日志和结果", options.file));
  const bool is_log = format == io::Format::log;
  if (options.excel) csv.byte_order_mark();
  io::ExportOptions what{options.file, options.names, options.wide, context.chinese};
  if (is_log) {
    if (!options.series.empty())
      throw core::UserError(
          core::say("{} is a log; --series is for results", "{} 是日志；--series 用于结果", options.file));
    const io::LogReader log(options.file);
    if (options.agents.empty()) export_log(log, what, csv);
    else export_agents(log, options.agents, what, csv);
    return;
  }
  if (!options.agents.empty())
    throw core::UserError(
        core::say("{} holds results; --agents is for logs", "{} 是结果；--agents 用于日志", options.file));
  if (options.wide)
    throw core::UserError(core::say("{} holds results, a row a run; --wide is for logs",
                                    "{} 是结果，每次运行一行；--wide 用于日志", options.file));
  const io::ResultsReader results(options.file);
  if (options.series.empty()) return export_results(results, what, csv);
  what.names.clear();
  for (const std::string& name : options.series) what.names.push_back(series_in(results.header(), name));
  export_series(results, what, csv);
}

void print(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size())
    throw std::system_error(errno, std::generic_category());
}

void execute(const Context& context, const Options& options) {
  if (options.output.empty()) {
    io::CsvWriter csv(print);
    write_table(context, options, csv);
    csv.flush();
    return;
  }
  io::refuse_existing(options.output, options.force);
  io::OutputFile file(options.output);
  std::uint64_t size = 0;
  io::CsvWriter csv([&](std::string_view bytes) {
    file.write(size, bytes.data(), bytes.size());
    file.check();
    size += bytes.size();
  });
  write_table(context, options, csv);
  csv.flush();
  file.publish();
  fmt::print("{} {} ({} {})\n", context.say("table:", "表格："), options.output, count(csv.rows() - 1),
             context.say("rows", "行"));
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  Command command(app, context, "export", {"write a log or results as a table (CSV)", "把日志或结果写成表格（CSV）"});
  auto& options = command.runs<Options>(execute);
  command.option("file", options.file, {"a log or a results file", "日志或结果文件"}).required();
  command.option("-o,--output", options.output,
                 {"the file to write (default: standard output)", "要写的文件（默认：标准输出）"});
  command.flag("--force", options.force, {"overwrite an existing file", "覆盖已有文件"});
  command
      .option("--variables", options.names,
              {"variables, outcomes or columns, with commas between (default: all)",
               "变量、结果指标或列，以半角逗号分隔（默认：全部）"})
      .with_commas();
  const Option wide = command.flag("--wide", options.wide,
                                   {"of a log: a column for each variable, in place of a row for each value",
                                    "用于日志：每个变量一列，而不是每个值一行"});
  const Option series =
      command
          .option("--series", options.series,
                  {"of results: these weekly series (activity or weekly_activity), a row for each run and week",
                   "用于结果：这些每周序列（activity 或 weekly_activity），每次运行的每周一行"})
          .with_commas();
  command
      .option("--agents", options.agents,
              {"of a log: the samples of this table, such as units", "用于日志：此表（如 units）的取样"})
      .excludes(wide)
      .excludes(series);
  command.flag("--excel", options.excel,
               {"begin with the mark by which Excel knows UTF-8", "以 Excel 识别 UTF-8 所需的标记开头"});
}

}  // namespace gongjian::cli
