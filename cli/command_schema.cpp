#include <fmt/format.h>

#include "engine/run/schema.hpp"
#include "options.hpp"
#include "viz/lessons/lesson_schema.hpp"

namespace gongjian::cli {
namespace {

io::Table schema_of(const std::string& kind, bool chinese) {
  if (kind == "scenario") return run::scenario_schema(chinese);
  if (kind == "experiment") return run::experiment_schema(chinese);
  return lessons::lesson_schema(chinese);
}

void execute(const Context& context, const std::string& kind) {
  fmt::print("{}", io::write_json(schema_of(kind, context.chinese)));
}

}  // namespace

void add_schema(CLI::App& app, Context& context) {
  Command command(app, context, "schema",
                  {"print the JSON Schema of a kind of file, by which editors complete and check it as it is typed",
                   "输出某类文件的 JSON Schema，编辑器据此在输入时补全和检查"});
  auto& kind = command.runs<std::string>(execute);
  command.option("kind", kind, {"of which files", "哪类文件"}).required().among({"scenario", "experiment", "lesson"});
}

}  // namespace gongjian::cli
