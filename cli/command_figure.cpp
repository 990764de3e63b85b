#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "analysis/figure.hpp"
#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/io/config.hpp"
#include "engine/io/file_format.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/results_file.hpp"
#include "engine/run/catalogue.hpp"

namespace gongjian::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kWeeksPerYear = 52;

struct Options {
  std::vector<std::string> files;
  std::string output;
  bool force = false;
};

// The panels of the picture: the same outputs from a log and from results.
struct PanelSource {
  const char* output;  // in a log, by district
  const char* series;  // in results
  core::Text title;
};
const std::vector<PanelSource> kPanels = {
    {"activity", "weekly_activity", {"activity index", "活跃度"}},
    {"participation", "weekly_participation", {"participation (share of units a month)", "参与率(每月参加单位占比)"}},
    {"stalled", "weekly_stalled", {"share of alliances stalled", "停摆占比"}},
};

std::vector<double> years(const std::vector<int>& weeks) {
  std::vector<double> result;
  for (const int week : weeks) result.push_back(week / kWeeksPerYear);
  return result;
}

double quantile(std::vector<double> values, double p) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }), values.end());
  if (values.empty()) return std::nan("");
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const double part = at - static_cast<double>(below);
  return below + 1 < values.size() ? values[below] * (1 - part) + values[below + 1] * part : values[below];
}

// Mean and middle 80 % over `count` values for each of `points`, value(i, point).
template <class Value>
analysis::Curve curve(const std::string& label, const std::vector<double>& x, std::size_t count, Value value) {
  analysis::Curve result{label, x, {}, {}, {}};
  for (std::size_t point = 0; point < x.size(); ++point) {
    std::vector<double> values;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      values.push_back(value(i, point));
      sum += values.back();
    }
    result.y.push_back(sum / static_cast<double>(count));
    if (count < 2) continue;
    result.low.push_back(quantile(values, 0.1));
    result.high.push_back(quantile(values, 0.9));
  }
  return result;
}

void add_mark(int week, const std::string& kind, const Context& context, std::vector<analysis::Mark>& marks) {
  std::string label = kind;
  for (const auto& event : run::events())
    if (event.kind == kind) label = context.say(event.text);
  const double x = week / kWeeksPerYear;
  if (std::none_of(marks.begin(), marks.end(),
                   [&](const analysis::Mark& mark) { return mark.x == x && mark.label == label; }))
    marks.push_back({x, label});
}

void add_log(const std::string& path, const Context& context, analysis::Figure& figure) {
  const io::LogReader log(path);
  const std::vector<double> x = years(log.weeks());
  std::string label = context.say(log.header().title);
  if (!log.complete()) label += context.say(" (incomplete)", "(未完成)");
  for (std::size_t p = 0; p < kPanels.size(); ++p) {
    const std::vector<double> values = log.read(kPanels[p].output);
    const std::size_t districts = x.empty() ? 0 : values.size() / x.size();
    figure.panels[p].curves.push_back(
        curve(label, x, districts, [&](std::size_t d, std::size_t week) { return values[week * districts + d]; }));
  }
  for (const io::Event& event : log.events()) add_mark(event.week, event.kind, context, figure.marks);
}

// Titles and events of a scenario, from its text in a results file.
std::string read_scenario_text(const io::ResultsHeader::Policy& scenario, const Context& context,
                               std::vector<analysis::Mark>& marks) {
  std::string title = scenario.label.en;
  const io::Table table = io::parse_toml(scenario.text, scenario.label.en);
  const auto text_in = [](const io::Value* value, const char* key) -> const std::string* {
    const auto* inner = value != nullptr ? std::get_if<io::Table>(&value->data) : nullptr;
    const io::Value* found = inner != nullptr ? inner->find(key) : nullptr;
    return found != nullptr ? std::get_if<std::string>(&found->data) : nullptr;
  };
  if (const std::string* found = text_in(table.find("title"), context.chinese ? "zh" : "en")) title = *found;
  if (const io::Value* events = table.find("event");
      events != nullptr && std::holds_alternative<io::Array>(events->data))
    for (const io::Value& event : std::get<io::Array>(events->data)) {
      const auto* entry = std::get_if<io::Table>(&event.data);
      const io::Value* week = entry != nullptr ? entry->find("week") : nullptr;
      const auto* number = week != nullptr ? std::get_if<std::int64_t>(&week->data) : nullptr;
      const std::string* kind = text_in(&event, "kind");
      if (number != nullptr && kind != nullptr) add_mark(static_cast<int>(*number), *kind, context, marks);
    }
  return title;
}

void add_results(const std::string& path, const Context& context, analysis::Figure& figure) {
  const io::ResultsReader results(path);
  const io::ResultsHeader& header = results.header();
  const std::vector<double> x = years(header.weeks);
  const std::size_t replicates = header.seeds.size();
  std::vector<std::string> titles;
  for (const auto& scenario : header.policies) titles.push_back(read_scenario_text(scenario, context, figure.marks));
  for (std::size_t p = 0; p < kPanels.size(); ++p) {
    const std::vector<double> values = results.series(kPanels[p].series);
    for (std::size_t s = 0; s < titles.size(); ++s)
      figure.panels[p].curves.push_back(curve(titles[s], x, replicates, [&](std::size_t r, std::size_t week) {
        return values[(s * replicates + r) * x.size() + week];
      }));
  }
}

// What gnuplot draws from a script.
std::string draw_with_gnuplot(const std::string& script) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::tmpfile(), std::fclose);
  if (file == nullptr || std::fwrite(script.data(), 1, script.size(), file.get()) != script.size() ||
      std::fflush(file.get()) != 0)
    throw core::UserError(std::string("could not write a temporary file for gnuplot: ") + std::strerror(errno));
  FILE* gnuplot = popen(fmt::format("gnuplot /dev/fd/{}", fileno(file.get())).c_str(), "r");
  if (gnuplot == nullptr) throw core::UserError("gnuplot could not be started");
  std::string picture;
  char buffer[1 << 14];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, gnuplot)) picture.append(buffer, count);
  const int status = pclose(gnuplot);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
    throw core::UserError("gnuplot is not installed; install the package gnuplot-nox");
  if (status != 0 || picture.empty())
    throw core::UserError("gnuplot could not draw the picture; what it says stands above");
  return picture;
}

void execute(Context& context, const Options& options) {
  std::string format = fs::path(options.output).extension().string();
  if (!format.empty()) format.erase(0, 1);
  if (format != "svg" && format != "png" && format != "pdf")
    throw core::UserError(options.output + ": the ending tells the format; allowed are .svg, .png and .pdf");
  io::refuse_existing(options.output, options.force);

  analysis::Figure figure;
  figure.x_label =
      context.say("years since the start (lines: means; bands: middle 80 %)", "起始以来的年数(线:均值;带:中间 80%)");
  for (const PanelSource& panel : kPanels) figure.panels.push_back({context.say(panel.title), {}});
  for (const std::string& file : options.files) {
    if (io::format_of(file) == io::Format::results) add_results(file, context, figure);
    else add_log(file, context, figure);
  }
  io::OutputFile file(options.output);
  const std::string picture = draw_with_gnuplot(analysis::gnuplot_script(figure, format));
  file.write(0, picture.data(), picture.size());
  file.publish();
  fmt::print("{} {}\n", context.say("picture:", "图:"), options.output);
}

}  // namespace

void add_figure(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "figure", "draw activity, participation and stalling over time, from logs or results (with gnuplot)");
  command->add_option("files", options->files, "logs of runs, or a results file of a comparison")->required();
  command->add_option("-o,--output", options->output, "picture to write: .svg, .png or .pdf")->required();
  command->add_flag("--force", options->force, "overwrite an existing picture");
  command->callback([options, &context] { execute(context, *options); });
}

}  // namespace gongjian::cli
