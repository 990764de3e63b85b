#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "bench/measure/measure.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  std::vector<std::string> parts;
  std::string output;
  unsigned threads = 0;
  bool quick = false, force = false, json = false;
};

void execute(Context& context, const Options& options) {
  if (!options.output.empty()) io::refuse_existing(options.output, options.force);
  watch_for_stop();
  nlohmann::ordered_json object;
  object["version"] = version();
  object["figures"] = nlohmann::ordered_json::array();
  bench::measure({.parts = options.parts,
                  .quick = options.quick,
                  .threads = options.threads,
                  .program = std::filesystem::read_symlink("/proc/self/exe").string(),
                  .version = version(),
                  .begin =
                      [&](const core::Text& part) {
                        if (!options.json) fmt::print("\n{}\n", context.say(part));
                        std::fflush(stdout);
                      },
                  .tell =
                      [&](const bench::Figure& figure) {
                        object["figures"].push_back({{"name", figure.name},
                                                     {"value", figure.value},
                                                     {"unit", figure.unit.symbol},
                                                     {"what", figure.text.en},
                                                     {"note", figure.note}});
                        if (options.json) return;
                        fmt::print(
                            "  {:>9} {:<7} {}{}\n", number(figure.value), context.say(figure.unit),
                            context.say(figure.text),
                            figure.note.empty() ? "" : context.say(" (", "（") + figure.note + context.say(")", "）"));
                        std::fflush(stdout);
                      },
                  .stop = &stop_requested()});
  if (stop_requested()) {
    context.exit_code = kInterrupted;
    tell(context.say("Stopped.", "已停止。"));
    return;
  }
  if (options.json) fmt::print("{}\n", object.dump());
  if (!options.output.empty()) io::write_whole(options.output, object.dump(1) + "\n");
}

}  // namespace

void add_bench(CLI::App& app, Context& context) {
  Command command(
      app, context, "bench",
      {"measure how fast this build is on this machine: rates, ratios, memory (several minutes; a quiet machine)",
       "测量此程序在本机的速度：速率、比值、内存（需数分钟；机器应空闲）"});
  auto& options = command.runs<Options>(execute);
  std::string names;
  for (const bench::Part& part : bench::parts()) names += (names.empty() ? "" : ", ") + std::string(part.name);
  command.option("parts", options.parts,
                 core::say("what to measure: {} (default: all)", "测量哪些部分：{}（默认：全部）", names));
  command.flag("--quick", options.quick, {"a tenth of the weeks and runs", "周数和运行次数减为十分之一"});
  add_threads(command, options.threads,
              {"threads, where there are several (default 0: one for each core)",
               "多线程部分的线程数（默认 0：每个核心一个）"});
  command.option("-o,--output", options.output,
                 {"write the figures as JSON, such as bench/compare_builds.py takes",
                  "把各项数据写成 JSON，供 bench/compare_builds.py 读取"});
  command.flag("--force", options.force, {"overwrite an existing file", "覆盖已有文件"});
  command.flag("--json", options.json, {"print one JSON object at the end", "最后输出一个 JSON 对象"});
}

}  // namespace gongjian::cli
