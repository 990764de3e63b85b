#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/run/library.hpp"
#include "engine/run/plan.hpp"
#include "options.hpp"
#include "terminal.hpp"
#include "viz/lessons/lesson.hpp"

namespace gongjian::cli {
namespace {

bool is_units(const std::string& file) { return file.ends_with(".csv"); }

// Whether a file is of a kind, or where there is none, one of the shipped ones of that kind.
bool is_one(const std::string& file, bool (*is_kind)(const io::Table&), const std::vector<std::string>& shipped) {
  std::error_code failure;
  if (std::filesystem::is_regular_file(file, failure)) return file.ends_with(".toml") && is_kind(io::read_toml(file));
  return std::find(shipped.begin(), shipped.end(), file) != shipped.end();
}

bool is_experiment(const std::string& file) {
  return is_one(
      file, [](const io::Table& table) { return run::sign_of_experiment(table) != nullptr; }, run::experiment_names());
}
bool is_lesson(const std::string& file) { return is_one(file, lessons::is_lesson, run::lesson_names()); }

void check_lesson(const std::string& file, const Context& context) {
  const lessons::Lesson lesson = lessons::read_lesson(file);
  fmt::print("{}: {}\n", file,
             context.chinese ? fmt::format("课程有效（{} 步，约 {} 分钟）", lesson.steps.size(), lesson.minutes())
                             : fmt::format("this lesson is valid ({} steps, about {} minutes)", lesson.steps.size(),
                                           lesson.minutes()));
}

void check_experiment(const std::string& file, const Context& context) {
  run::Experiment experiment = run::read_experiment(file);
  if (const auto& calibration = experiment.calibration) {
    const std::uint64_t runs = calibration->options.most_runs * experiment.seeds.size();
    fmt::print("{}: {}\n", file,
               context.chinese ? fmt::format("校准文件有效（至多 {} 次运行）", count(runs))
                               : fmt::format("this calibration is valid (at most {} runs)", count(runs)));
    return;
  }
  const run::Plan plan = run::make_plan(std::move(experiment));
  fmt::print("{}: {}\n", file,
             context.chinese ? fmt::format("实验有效（{} 次运行）", count(plan.rows()))
                             : fmt::format("this experiment is valid ({} runs)", count(plan.rows())));
}

// A scenario; or units alone, as a scenario would use them.
run::Scenario read(const std::string& file) {
  return is_units(file) ? run::read_scenario("baseline_stable", {"population.units=\"" + file + "\""})
                        : run::read_scenario(file);
}

void check(const std::string& file, const Context& context) {
  if (is_lesson(file)) return check_lesson(file, context);
  if (is_experiment(file)) return check_experiment(file, context);
  const run::Scenario scenario = read(file);
  fmt::print("{}: {}\n", file,
             is_units(file) ? context.say("these units are valid", "单位数据有效")
                            : context.say("this scenario is valid", "情景有效"));
  for (const core::Text& note : scenario.notes)
    fmt::print("{}: {} {}\n", file, context.say("note:", "注意："), context.say(note));
}

void execute(Context& context, const std::vector<std::string>& files) {
  for (const std::string& file : files) try {
      check(file, context);
    } catch (const core::UserError& error) {
      tell(context.say(error.message()));
      context.exit_code = kFailed;
    }
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
  Command command(
      app, context, "check",
      {"check scenarios, experiments, calibrations and lessons without running them; every problem is told at once",
       "检查情景、实验、校准和课程而不运行；所有问题一次指出"});
  auto& files = command.runs<std::vector<std::string>>(execute);
  command
      .option("scenarios", files,
              {"scenario, experiment or lesson files, names of shipped ones, or a population's units (.csv)",
               "情景、实验或课程文件，自带的名称，或人口的单位表（.csv）"})
      .required();
}

}  // namespace gongjian::cli
