#include <fmt/format.h>

#include "engine/io/output_file.hpp"
#include "engine/run/odd.hpp"
#include "options.hpp"
#include "scenario_options.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::string scenario;
  std::string output;
  ScenarioOptions changes;
  bool force = false;
};

void execute(const Context& context, const Options& options) {
  const run::Scenario scenario = run::read_scenario(options.scenario, options.changes.all());
  if (!options.output.empty()) io::refuse_existing(options.output, options.force);
  const std::string card = run::odd(scenario, version(), context.chinese);
  if (options.output.empty()) {
    fmt::print("{}", card);
    return;
  }
  io::write_whole(options.output, card);
  fmt::print("{} {}\n", context.say("model card:", "模型卡："), options.output);
}

}  // namespace

void add_odd(CLI::App& app, Context& context) {
  Command command(app, context, "odd",
                  {"write a model card of a scenario in the order of ODD (Markdown, both languages)",
                   "按 ODD 的次序写出情景的模型卡（Markdown，中英文均可）"});
  auto& options = command.runs<Options>(execute);
  command
      .option("scenario", options.scenario,
              {"a scenario file, or the name of a shipped scenario", "情景文件，或自带情景的名称"})
      .required();
  command.option("-o,--output", options.output,
                 {"the file to write (default: standard output)", "要写的文件（默认：标准输出）"});
  command.flag("--force", options.force, {"overwrite an existing file", "覆盖已有文件"});
  options.changes.add_to(command);
}

}  // namespace gongjian::cli
