#include <string>
#include <thread>

#include "engine/run/library.hpp"
#include "options.hpp"
#include "viz/app/app.hpp"

namespace gongjian::cli {
namespace {

struct Options {
  viz::AppOptions app;
  std::string size;
  std::string renderer = "auto";
};

void execute(const Context& context, Options& options) {
  viz::AppOptions& app = options.app;
  app.chinese = context.chinese;
  app.version = version();
  app.scenarios = run::library_names();
  if (app.threads == 0) app.threads = std::max(1u, std::thread::hardware_concurrency() - 1);
  if (!options.size.empty()) {
    const auto by = options.size.find('x');
    app.width = std::stoi(options.size.substr(0, by));
    app.height = std::stoi(options.size.substr(by + 1));
  }
  app.renderer = options.renderer == "cpu"   ? viz::RendererKind::raster
                 : options.renderer == "gpu" ? viz::RendererKind::gl
                                             : viz::RendererKind::automatic;
  watch_for_stop();
  viz::run_app(app, [] { return stop_requested().load(); });
}

std::string size_problem(const std::string& text) {
  const auto by = text.find('x');
  const auto side = [](const std::string& digits) {
    return digits.size() >= 3 && digits.size() <= 4 && digits.find_first_not_of("0123456789") == std::string::npos &&
           digits[0] != '0';
  };
  if (by != std::string::npos && side(text.substr(0, by)) && side(text.substr(by + 1))) return {};
  return "read \"" + text + "\"; wanted is WIDTHxHEIGHT in pixels, each 100 to 9999, such as 1280x800";
}

}  // namespace

void add_view(CLI::App& app, Context& context) {
  Command command(app, context, "view",
                  {"open the window: lead a run week by week, look into it, compare two policies, replay a log",
                   "打开窗口：逐周推进运行，查看内部，比较两种政策，回放日志"});
  auto& options = command.runs<Options>(execute);
  command.option("source", options.app.source,
                 {"a scenario file, the name of a shipped scenario, or a log (default: leader_leaves)",
                  "情景文件、自带情景的名称，或日志（默认：leader_leaves）"});
  command.option("--compare", options.app.compare_with,
                 {"a second scenario beside it, on the same city", "并排的第二个情景，用同一座城市"});
  command.option("--lesson", options.app.lesson,
                 {"a lesson to give, by path or name (`gongjian list lessons`)",
                  "要上的课程，按路径或名称（`gongjian list lessons`）"});
  command
      .option("--text", options.app.text_percent,
              {"size of texts in percent, 80 to 200", "文字大小的百分比，80 至 200"})
      .between(80, 200);
  command.option(
      "--font", options.app.font,
      {"a font file with Chinese characters (default: Noto Sans CJK)", "含汉字的字体文件（默认：Noto Sans CJK）"});
  command.option("--size", options.size, {"size of the window, WIDTHxHEIGHT", "窗口大小，宽x高"}).checked(size_problem);
  add_threads(
      command, options.app.threads,
      {"threads of the simulation (default 0: all cores but one)", "模拟的线程数（默认 0：留出一个核心，其余全用）"});
  command
      .option("--renderer", options.renderer,
              {"who draws the map: auto, cpu or gpu", "用什么绘制地图：auto、cpu 或 gpu"})
      .among({"auto", "cpu", "gpu"});
  const Option headless = command.flag("--headless", options.app.headless,
                                       {"without a display, led by --automation", "不用显示器，由 --automation 控制"});
  command.flag("--frozen-clock", options.app.is_frozen,
               {"show nothing that depends on the clock: pictures are the same each time",
                "不显示随时钟变化的内容：每次画面相同"});
  headless.needs(command.flag("--automation", options.app.automation,
                              {"be led by commands on standard input, one JSON object a line (docs/window.md)",
                               "由标准输入的命令控制，每行一个 JSON 对象（docs/window.md）"}));
}

}  // namespace gongjian::cli
