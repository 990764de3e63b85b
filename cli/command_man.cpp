// Manual pages in troff, taken from the definitions of the command line.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "definitions.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "options.hpp"

namespace gongjian::cli {
namespace {

// Text as troff takes it literally; a line that begins with a dot or quote would be a request.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool begins = out.empty() || out.back() == '\n';
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c == '\'') out += "\\(aq";
    else if (c == '`') out += "\\(ga";
    else if (c == '~') out += "\\(ti";
    else if (c == '^') out += "\\(ha";
    else out += c;
  }
  return out;
}
std::string bold(const std::string& text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + escaped(text) + "\\fR"; }

std::string page_name(const CLI::App& app, const CLI::App* command) {
  return command == nullptr ? app.get_name() : app.get_name() + "-" + command->get_name();
}

// "Needs --until." for the options of a set, which has no order of its own.
std::string others(const std::string& head, const std::set<CLI::Option*>& options) {
  std::vector<std::string> names;
  for (const CLI::Option* option : options) names.push_back(option->get_name());
  std::sort(names.begin(), names.end());
  return names.empty() ? "" : fmt::format("\n{} {}.", head, bold(fmt::format("{}", fmt::join(names, ", "))));
}

std::string item(const std::string& head, const CLI::Option& option, const Context& context) {
  std::string out = fmt::format(".TP\n{}\n{}", head, escaped(option.get_description()));
  if (const std::string allowed = allowed_of(option); !allowed.empty())
    out += fmt::format("\n{} {}.", context.say("Allowed:", "可用："), escaped(allowed));
  out += others(context.say("Needs", "须与之同用："), option.get_needs());
  out += others(context.say("Not with", "不能与之同用："), option.get_excludes());
  return out + "\n";
}

std::string option_head(const CLI::Option& option) {
  std::string head;
  for (const std::string& name : names_of(option)) head += (head.empty() ? "" : ", ") + bold(name);
  return takes_value(option) ? head + " " + italic(type_of(option)) : head;
}

std::string options_section(const CLI::App& app, const Context& context) {
  std::string out = fmt::format(".SH {}\n", context.say("OPTIONS", "选项"));
  for (const CLI::Option* option : options_of(app)) out += item(option_head(*option), *option, context);
  return out;
}

// The page of the program, or of a command.
std::string page(const CLI::App& app, const CLI::App* command, const Context& context) {
  const CLI::App& about = command != nullptr ? *command : app;
  const std::string name = page_name(app, command);
  std::string upper = name;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  std::string out =
      fmt::format(".TH {} 1 \"\" \"gongjian {}\" \"gongjian\"\n.ad l\n.SH {}\n{} \\- {}\n.SH {}\n{}", escaped(upper),
                  version(), context.say("NAME", "名称"), escaped(name),
                  escaped(command != nullptr ? about.get_description()
                                             : context.say("simulate co-building alliances", "模拟区域化党建共建")),
                  context.say("SYNOPSIS", "用法"), bold(app.get_name()));
  if (command != nullptr) out += " " + bold(command->get_name());
  out += fmt::format(" [{}]", italic(context.say("OPTION", "选项") + "…"));
  if (command == nullptr) out += " " + italic(context.say("COMMAND", "命令"));
  const auto positionals = positionals_of(about);
  for (const CLI::Option* each : positionals) {
    const std::string shown = italic(each->get_single_name()) + (each->get_items_expected_max() > 1 ? "…" : "");
    out += each->get_required() ? " " + shown : " [" + shown + "]";
  }
  out += fmt::format("\n.SH {}\n{}\n", context.say("DESCRIPTION", "说明"), escaped(about.get_description()));
  if (!positionals.empty()) {
    out += fmt::format(".SH {}\n", context.say("ARGUMENTS", "参数"));
    for (const CLI::Option* each : positionals) out += item(italic(each->get_single_name()), *each, context);
  }
  if (command == nullptr) {
    out += fmt::format(".SH {}\n", context.say("COMMANDS", "命令"));
    for (const CLI::App* each : commands_of(app))
      out += fmt::format(".TP\n{}(1)\n{}\n", bold(page_name(app, each)), escaped(each->get_description()));
  }
  out += options_section(about, context);
  if (command == nullptr) {
    std::string head = fmt::format(".SH {}\n", context.say("EXIT STATUS", "退出状态"));  // which the first line tells
    for (const std::string& line : CLI::detail::split(app.get_footer(), '\n'))
      out += std::exchange(head, ".PP\n") + escaped(line) + "\n";
  } else out += fmt::format(".SH {}\n{}(1)\n", context.say("SEE ALSO", "另见"), bold(app.get_name()));
  return out;
}

void write_all(const CLI::App& app, const std::string& folder, const Context& context) {
  io::create_folder(folder);
  const auto write = [&](const CLI::App* command) {
    io::write_whole(folder + "/" + page_name(app, command) + ".1", page(app, command, context));
  };
  write(nullptr);
  for (const CLI::App* command : commands_of(app)) write(command);
}

const CLI::App* find(const CLI::App& app, const std::string& name) {
  if (name.empty()) return nullptr;
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) {
    if (command->get_name() == name) return command;
    names.push_back(command->get_name());
  }
  throw core::UserError(core::say("{}: there is no such command; there are {}", "{}：没有这个命令；已有 {}", name,
                                  fmt::format("{}", fmt::join(names, ", "))));
}

}  // namespace

void add_man(CLI::App& app, Context& context) {
  struct Options {
    std::string command, folder;
  };
  Command command(app, context, "man",
                  {"print a manual page (troff), of the program or a command; `gongjian man run | man -l -` shows it",
                   "输出程序或某个命令的手册页（troff）；用 `gongjian man run | man -l -` 查看"});
  auto& options = command.runs<Options>([&app](const Context& said, const Options& chosen) {
    if (chosen.folder.empty()) fmt::print("{}", page(app, find(app, chosen.command), said));
    else write_all(app, chosen.folder, said);
  });
  const Option one = command.option("command", options.command,
                                    {"a command; the program itself where left out", "命令；不写则为程序本身"});
  command.option("--all", options.folder, {"write all pages into this folder instead", "改为把所有手册页写入此文件夹"})
      .excludes(one);
}

}  // namespace gongjian::cli
