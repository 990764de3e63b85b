#include <fmt/format.h>

#include <memory>

#include "command.hpp"
#include "engine/run/schema.hpp"
#include "viz/lessons/lesson_schema.hpp"

namespace gongjian::cli {
namespace {

io::Table schema_of(const std::string& kind, bool chinese) {
  if (kind == "scenario") return run::scenario_schema(chinese);
  if (kind == "experiment") return run::experiment_schema(chinese);
  return lessons::lesson_schema(chinese);
}

}  // namespace

void add_schema(CLI::App& app, Context& context) {
  auto kind = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "schema",
      context.say("print the JSON Schema of a kind of file, by which editors complete and check it as it is typed",
                  "输出某类文件的 JSON Schema，编辑器据此在输入时补全和检查"));
  command->add_option("kind", *kind, context.say("of which files", "哪类文件"))
      ->required()
      ->check(CLI::IsMember({"scenario", "experiment", "lesson"}));
  command->callback([kind, &context] { fmt::print("{}", io::write_json(schema_of(*kind, context.chinese))); });
}

}  // namespace gongjian::cli
