#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <system_error>
#include <vector>

#include "chinese_help.hpp"
#include "command.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"
#include "usage_error.hpp"

namespace gongjian::cli {
namespace {

std::atomic<bool> stop{false};

extern "C" void request_stop(int) { stop = true; }

bool chinese_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string(value).starts_with("zh");
  return false;
}

// A standard stream that is closed would be the next file we open, and messages would go into it.
void open_standard_streams() {
  int opened = 0;
  while (opened >= 0 && opened <= STDERR_FILENO) opened = ::open("/dev/null", O_RDWR);
  if (opened >= 0) ::close(opened);
}

// A reader such as `head` that has gone has what it wanted.
int failed_to_print(const Context& context, int error) {
  if (error == EPIPE) return context.exit_code;
  tell(
      context.say(core::say("could not write to standard output: {}", "无法写入标准输出：{}", core::reason_of(error))));
  return context.failure_code;
}

// Where the command stands among the words of the command line; past the end where there is none.
std::size_t position_of_command(const std::vector<std::string>& words) {
  std::size_t at = 1;
  while (at < words.size() && words[at].starts_with("-")) at += words[at] == "--lang" ? 2 : 1;
  return at;
}

// What --lang says, wherever it stands, so that what is wrong with the rest can be told in that language.
std::string language_in(const std::vector<std::string>& words) {
  std::string language;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].starts_with("--lang=")) language = words[i].substr(7);
    else if (words[i - 1] == "--lang") language = words[i];
  }
  return language;
}

// `gongjian help sweep` as `gongjian sweep --help`.
void read_help(std::vector<std::string>& words) {
  const std::size_t at = position_of_command(words);
  if (at >= words.size() || words[at] != "help") return;
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
  words.resize(std::min(words.size(), at + 1));
  words.emplace_back("--help");
}

// Says what of the words nothing was meant by, with the nearest option.
void tell_unexpected(const CLI::App& app, const Context& context) {
  const std::vector<CLI::App*> commands = app.get_subcommands();
  const CLI::App& command = commands.empty() ? app : *commands.front();
  std::vector<std::string> extras = command.remaining(true), known;
  if (extras.empty()) extras = app.remaining(true);
  for (const CLI::App* of : {&command, &app})
    for (const CLI::Option* option : of->get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  const auto is_option = [](const std::string& word) { return word.starts_with("-"); };
  const auto wrong = std::find_if(extras.begin(), extras.end(), is_option);
  const std::string& word = wrong != extras.end() ? *wrong : extras.front();
  tell(context.say(core::say("{}: not expected here{} (`gongjian {} --help` tells what is)",
                             "{}：此处不应出现{}（`gongjian {} --help` 说明用法）", word,
                             is_option(word) ? run::did_you_mean(word, known) : core::Text{}, command.get_name())));
}

// Says so where there is no such command, with the nearest.
bool is_known_command(const CLI::App& app, const std::vector<std::string>& words, const Context& context) {
  const std::size_t at = position_of_command(words);
  if (at >= words.size()) return true;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), words[at]) != names.end()) return true;
  tell(context.say(core::say("{}: there is no such command{} (`gongjian --help` lists them)",
                             "{}：没有这个命令{}（`gongjian --help` 列出全部）", words[at],
                             run::did_you_mean(words[at], names))));
  return false;
}

}  // namespace

std::string version() { return GONGJIAN_VERSION; }
const std::atomic<bool>& stop_requested() { return stop; }

std::string event_name(const Context& context, const std::string& kind) {
  for (const auto& event : run::events())
    if (event.kind == kind) return context.say(event.text);
  return kind;
}

void tell(std::string_view line) noexcept {
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

void watch_for_stop() {
  std::signal(SIGINT, request_stop);
  std::signal(SIGTERM, request_stop);
}

namespace {

int run_program(int argc, char** argv) {
  open_standard_streams();
  Context context;
  std::vector<std::string> words(argv, argv + argc);
  std::string language = language_in(words);
  context.chinese = language.empty() ? chinese_environment() : language == "zh";
  for (int i = 0; i < argc; ++i) context.command_line += (i ? " " : "") + std::string(argv[i]);

  CLI::App app(
      context.say("gongjian (共建) simulates a city's district-level co-building alliances: why they stall, and what "
                  "keeps them alive.",
                  "gongjian（共建）模拟一座城市各区（县）的区域化党建组织：为何停摆，靠什么持续运转。"),
      "gongjian");
  if (context.chinese) help_in_chinese(app);
  app.set_help_flag("-h,--help", context.say("print this help", "输出此帮助"));
  app.set_version_flag("--version", "gongjian " + version(), context.say("print the version", "输出版本"));
  app.add_option("--lang", language,
                 context.say("language of what is printed: en or zh (default: from the environment)",
                             "输出所用语言：en 或 zh（默认：取自环境）"))
      ->check(CLI::IsMember({"en", "zh"}));
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      context.say("Exit codes: 0 done; 1 something failed, as explained; 2 wrong usage; 130 interrupted. Of diff: 0 "
                  "same; 1 different; 2 trouble.\n"
                  "`gongjian COMMAND --help` tells more. Start with: gongjian run leader_leaves",
                  "退出码：0 完成；1 失败，并说明原因；2 用法有误；130 被中断。diff：0 相同；1 不同；2 出错。\n"
                  "`gongjian 命令 --help` 说明更多。可从这里开始：gongjian run leader_leaves"));
  add_run(app, context);
  add_branch(app, context);
  add_compare(app, context);
  add_view(app, context);
  add_sweep(app, context);
  add_calibrate(app, context);
  add_rerun(app, context);
  add_analyse(app, context);
  add_check(app, context);
  add_list(app, context);
  add_describe(app, context);
  add_schedule(app, context);
  add_schema(app, context);
  add_odd(app, context);
  add_explain(app, context);
  add_figure(app, context);
  add_info(app, context);
  add_export(app, context);
  add_diff(app, context);
  add_repair(app, context);
  add_new(app, context);
  add_report(app, context);
  add_bench(app, context);
  add_completion(app, context);
  add_man(app, context);

  std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is a failing write, told as such
  std::signal(SIGPIPE, SIG_IGN);
  try {
    read_help(words);
    if (!is_known_command(app, words, context)) return kUsage;
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    app.parse(static_cast<int>(arguments.size()), arguments.data());
    return std::fflush(stdout) == 0 ? context.exit_code : failed_to_print(context, errno);
  } catch (const CLI::ExtrasError&) {
    tell_unexpected(app, context);
    return kUsage;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0 || !context.chinese) return app.exit(error) == 0 ? kDone : kUsage;
    tell("命令行有误：" + usage_error_in_chinese(error.what()) + "\n加上 --help 可查看用法。");
    return kUsage;
  } catch (const io::FileExists& error) {
    tell(context.say(error.message()) +
         context.say("; --force overwrites it, -o names another", "；--force 覆盖，-o 指定另一个文件"));
  } catch (const core::UserError& error) {
    tell(context.say(error.message()));
  } catch (const std::bad_alloc&) {
    tell(context.say("There is not enough memory for this run; try a smaller population or population.member_share.",
                     "内存不足；请换用较小的人口预设，或调低 population.member_share。"));
  } catch (const std::system_error& error) {
    if (std::ferror(stdout) != 0) return failed_to_print(context, error.code().value());
    tell(error.what());
  } catch (const std::exception& error) {
    tell(error.what());
  }
  return context.failure_code;
}

}  // namespace
}  // namespace gongjian::cli

int main(int argc, char** argv) {
  try {
    return gongjian::cli::run_program(argc, argv);
  } catch (const std::exception& error) {  // a command is not well defined
    gongjian::cli::tell(error.what());
    return gongjian::cli::kFailed;
  }
}
