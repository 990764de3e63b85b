#include <fmt/format.h>

#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/scenario_template.hpp"
#include "options.hpp"

namespace gongjian::cli {
namespace {

namespace fs = std::filesystem;

void execute(const Context& context, const std::string& name) {
  const std::string path = name.ends_with(".toml") ? name : name + ".toml";
  const std::string title = fs::path(path).stem().string();
  if (title.empty() || title == ".toml")
    throw core::UserError(core::say("\"{}\" names no file", "\"{}\" 不是文件名", name));
  std::error_code ignored;
  if (fs::exists(path, ignored))
    throw core::UserError(core::say("{} exists already; choose another name", "{} 已存在；请另取名称", path));
  const std::string text = run::scenario_template(title, context.chinese);
  io::write_whole(path, text);
  fmt::print("{} {}\n{} gongjian check {}\n", context.say("scenario:", "情景："), path,
             context.say("open it in an editor; then:", "用编辑器修改后："), path);
}

}  // namespace

void add_new(CLI::App& app, Context& context) {
  Command command(app, context, "new",
                  {"write a scenario to start from, with every lever and event in a comment",
                   "写出一个供修改的情景，注释中含全部政策杠杆和事件"});
  auto& name = command.runs<std::string>(execute);
  command
      .option("name", name,
              {"its name: NAME.toml is written, and must not be there yet", "名称：写出 NAME.toml，此文件须尚不存在"})
      .required();
}

}  // namespace gongjian::cli
