#include <fmt/format.h>

#include "engine/io/repair.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string file;
  std::string output;
  bool force = false;
};

void execute(const Context& context, const Options& options) {
  const io::Repaired log = io::repair_log(options.file, options.output, options.force);
  fmt::print("{} {}\n", context.say("repaired log:", "修复后的日志："), log.path);
  fmt::print("{}\n",
             context.chinese
                 ? fmt::format("第 {} 周至第 {} 周，{} 帧（计划 {} 周），{} 个事件，{} 次个体取样；{}", log.first_week,
                               log.last_week, count(log.frames), log.weeks_meant, log.events, log.samples,
                               log.complete ? "运行已完成" : "标记为未完成")
                 : fmt::format("weeks {} to {} in {} frames, of a run of {} weeks; {} events, {} samples of agents; {}",
                               log.first_week, log.last_week, count(log.frames), log.weeks_meant, log.events,
                               log.samples, log.complete ? "the run had ended" : "marked as incomplete"));
  if (options.file != log.path)
    fmt::print("{} {}\n", context.say("what it was made from is still there:", "原文件仍保留："), options.file);
}

}  // namespace

void add_repair(CLI::App& app, Context& context) {
  Command command(app, context, "repair",
                  {"make the log that a killed run has left (NAME.h5.part) whole, up to its last weeks",
                   "修复被强行中止的运行留下的日志（NAME.h5.part），直至其最后几周"});
  auto& options = command.runs<Options>(execute);
  command.option("file", options.file, {"the .part of a log", "日志的 .part 文件"}).required();
  command.option("-o,--output", options.output,
                 {"the log to write (default: without the .part)", "要写的日志（默认：去掉 .part）"});
  command.flag("--force", options.force, {"overwrite an existing log", "覆盖已有日志"});
}

}  // namespace gongjian::cli
