#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "analysis/gnuplot.hpp"
#include "analysis/report/report.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/file_format.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/catalogue.hpp"
#include "options.hpp"

namespace gongjian::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string file, output, figures;
  bool force = false;
};

// "svg,pdf" as a list without repetitions.
std::vector<std::string> formats_in(const std::string& list) {
  std::vector<std::string> formats;
  std::istringstream parts(list);
  for (std::string part; std::getline(parts, part, ',');) {
    if (part != "svg" && part != "pdf" && part != "png")
      throw core::UserError(core::say("--figures: \"{}\" is no format of figures; allowed are svg, pdf and png",
                                      "--figures：\"{}\" 不是图的格式；可用 svg、pdf 和 png", part));
    if (std::find(formats.begin(), formats.end(), part) == formats.end()) formats.push_back(part);
  }
  return formats;
}

// page.html with figures in page_figures/.
fs::path folder_of_figures(const fs::path& page) { return page.parent_path() / (page.stem().string() + "_figures"); }

void write_figures(const analysis::Report& report, const std::vector<std::string>& formats, const fs::path& folder,
                   bool force) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw core::UserError(
        core::say("{}: could not make this folder: {}", "{}: 无法建立此文件夹：{}", folder.string(), error.message()));
  for (const auto& [name, picture] : report.pictures)
    for (const std::string& format : formats) io::refuse_existing((folder / (name + "." + format)).string(), force);
  for (const auto& [name, picture] : report.pictures)
    for (const std::string& format : formats)
      io::write_whole((folder / (name + "." + format)).string(), analysis::drawn(picture, format));
}

void execute(Context& context, const Options& options) {
  const fs::path page = options.output;
  if (page.extension() != ".html" && page.extension() != ".htm")
    throw core::UserError(core::say("{}: a report is a page; let its name end in .html",
                                    "{}: 报告是网页；文件名请以 .html 结尾", options.output));
  const std::vector<std::string> formats = formats_in(options.figures);
  if (context.chinese)
    for (const std::string& format : formats) analysis::want_chinese_font(format);
  io::refuse_existing(options.output, options.force);

  const analysis::ReportOptions report_options{
      .chinese = context.chinese,
      .file = fs::path(options.file).filename().string(),
      .event_name = [&](const std::string& kind) { return event_name(context, kind); },
      .lever_name =
          [&](const std::string& name) {
            for (const auto& lever : run::levers())
              if (lever.name == name) return context.say(lever.label);
            return name;
          }};
  const analysis::Report report = io::format_of(options.file) == io::Format::results
                                      ? analysis::report(io::ResultsReader(options.file), report_options)
                                      : analysis::report(io::LogReader(options.file), report_options);
  if (!formats.empty()) write_figures(report, formats, folder_of_figures(page), options.force);
  io::write_whole(options.output, report.html);
  fmt::print("{} {}\n", context.say("report:", "报告："), options.output);
  if (!formats.empty()) fmt::print("{} {}\n", context.say("figures:", "图："), folder_of_figures(page).string());
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
  Command command(
      app, context, "report",
      {"write one page that opens anywhere: what came of an experiment, a comparison or a run (with gnuplot)",
       "写出随处可打开的一页报告：实验、比较或一次运行的结果（用 gnuplot）"});
  auto& options = command.runs<Options>(execute);
  command.option("file", options.file, {"a results file or a log", "结果文件或日志"}).required();
  command.option("-o,--output", options.output, {"page to write: .html", "要写的页面：.html"}).required();
  command.option("--figures", options.figures,
                 {"also write each figure as a file beside the page: svg, pdf, png, or several (svg,pdf). Chinese in "
                  "pdf and png wants a Chinese font (package fonts-noto-cjk)",
                  "另把各图写成页面旁的文件：svg、pdf、png，或多种（svg,pdf）。pdf 和 png 中的中文需要中文字体（软件包 "
                  "fonts-noto-cjk）"});
  command.flag("--force", options.force, {"overwrite an existing page and figures", "覆盖已有的页面和图"});
}

}  // namespace gongjian::cli
