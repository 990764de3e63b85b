// What the subcommands share: exit codes, languages, how they are stopped.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "engine/core/fields.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace gongjian::cli {

// Exit codes. CLI11 gives those of wrong usage; they are mapped to kUsage.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;         // something a message on standard error explains
inline constexpr int kUsage = 2;          // the command line could not be understood
inline constexpr int kDiffers = 1;        // of `diff` alone, as diff(1) has it
inline constexpr int kTrouble = 2;        // of `diff` alone: what kFailed is of the others
inline constexpr int kInterrupted = 130;  // Ctrl-C or a request to end

struct Context {
  bool chinese = false;
  std::string command_line;
  int exit_code = kDone;
  int failure_code = kFailed;  // where an exception ends the command

  std::string say(const char* en, const char* zh) const { return chinese ? zh : en; }
  const std::string& say(const core::Text& text) const { return text.in(chinese); }
  // Beside a number.
  std::string say(core::Unit unit) const { return std::string(unit.beside_number(chinese)); }
  // "reserve at the end (1000 CNY)"
  std::string with_unit(const std::string& text, const std::string& unit) const {
    return text + core::Unit{unit}.after_title(chinese);
  }
};

// "0.1.0"
std::string version();
// Becomes true when the person presses Ctrl-C or the process is asked to end.
const std::atomic<bool>& stop_requested();
void watch_for_stop();
// A line on standard error. Nothing where nobody reads it any more: why a command fails must not fail it otherwise.
void tell(std::string_view line) noexcept;

// What people call an event of this kind; an unknown kind comes back as it is.
std::string event_name(const Context& context, const std::string& kind);

// Each adds its subcommand; its callback runs when it was given.
void add_run(CLI::App& app, Context& context);
void add_branch(CLI::App& app, Context& context);
void add_compare(CLI::App& app, Context& context);
void add_sweep(CLI::App& app, Context& context);
void add_calibrate(CLI::App& app, Context& context);
void add_rerun(CLI::App& app, Context& context);
void add_analyse(CLI::App& app, Context& context);
void add_check(CLI::App& app, Context& context);
void add_list(CLI::App& app, Context& context);
void add_describe(CLI::App& app, Context& context);
void add_schedule(CLI::App& app, Context& context);
void add_schema(CLI::App& app, Context& context);
void add_odd(CLI::App& app, Context& context);
void add_explain(CLI::App& app, Context& context);
void add_figure(CLI::App& app, Context& context);
void add_info(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_diff(CLI::App& app, Context& context);
void add_repair(CLI::App& app, Context& context);
void add_new(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_view(CLI::App& app, Context& context);
void add_bench(CLI::App& app, Context& context);
void add_completion(CLI::App& app, Context& context);
void add_man(CLI::App& app, Context& context);

}  // namespace gongjian::cli
