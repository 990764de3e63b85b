#include <fmt/format.h>

#include <memory>

#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::cli {

void add_check(CLI::App& app, Context& context) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command =
      app.add_subcommand("check", "check scenarios without running them; every problem is told at once");
  command->add_option("scenarios", *files, "scenario files, or names of shipped scenarios")->required();
  command->callback([files, &context] {
    for (const std::string& file : *files) try {
        const run::Scenario scenario = run::read_scenario(file);
        fmt::print("{}: {}\n", file, context.say("this scenario is valid", "情景有效"));
        for (const core::Text& note : scenario.notes)
          fmt::print("{}: {} {}\n", file, context.say("note:", "注意:"), context.say(note));
      } catch (const core::UserError& error) {
        fmt::print(stderr, "{}\n", error.what());
        context.exit_code = kFailed;
      }
  });
}

}  // namespace gongjian::cli
