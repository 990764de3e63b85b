#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/run/library.hpp"
#include "engine/run/plan.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

bool is_units(const std::string& file) { return file.ends_with(".csv"); }

bool is_experiment(const std::string& file) {
  std::error_code failure;
  if (std::filesystem::is_regular_file(file, failure))
    return file.ends_with(".toml") && run::sign_of_experiment(io::read_toml(file)) != nullptr;
  const std::vector<std::string> shipped = run::experiment_names();
  return std::find(shipped.begin(), shipped.end(), file) != shipped.end();
}

// A scenario; or units alone, as a scenario would use them.
run::Scenario read(const std::string& file) {
  return is_units(file) ? run::read_scenario("baseline_stable", {"population.units=\"" + file + "\""})
                        : run::read_scenario(file);
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand(
      "check", "check scenarios, experiments and calibrations without running them; every problem is told at once");
  command
      ->add_option("scenarios", *files,
                   "scenario or experiment files, names of shipped ones, or a population's units (.csv)")
      ->required();
  command->callback([files, &context] {
    for (const std::string& file : *files) try {
        if (is_experiment(file)) {
          run::Experiment experiment = run::read_experiment(file);
          if (const auto& calibration = experiment.calibration) {
            const std::uint64_t runs = calibration->options.most_runs * experiment.seeds.size();
            fmt::print("{}: {}\n", file,
                       context.chinese ? fmt::format("校准文件有效(至多 {} 次运行)", count(runs))
                                       : fmt::format("this calibration is valid (at most {} runs)", count(runs)));
            continue;
          }
          const run::Plan plan = run::make_plan(std::move(experiment));
          fmt::print("{}: {}\n", file,
                     context.chinese ? fmt::format("实验有效({} 次运行)", count(plan.rows()))
                                     : fmt::format("this experiment is valid ({} runs)", count(plan.rows())));
          continue;
        }
        const run::Scenario scenario = read(file);
        fmt::print("{}: {}\n", file,
                   is_units(file) ? context.say("these units are valid", "单位数据有效")
                                  : context.say("this scenario is valid", "情景有效"));
        for (const core::Text& note : scenario.notes)
          fmt::print("{}: {} {}\n", file, context.say("note:", "注意:"), context.say(note));
      } catch (const core::UserError& error) {
        tell(error.what());
        context.exit_code = kFailed;
      }
  });
}

}  // namespace gongjian::cli
