// How a command tells of its options. CLI11, which reads them, is included where this is implemented and where the
// command line's definitions are looked through, not in every command: compilers take longer over it than over the
// rest.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "command.hpp"
#include "engine/core/fields.hpp"

namespace CLI {
class Option;
}  // namespace CLI

namespace gongjian::cli {

// An option that was added, for what else is to be said of it.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option required() const;
  // One of these words is allowed.
  Option among(const std::vector<std::string>& words) const;
  // A number from one to the other. T is what messages and manual pages call it: int, unsigned, std::int64_t or
  // std::uint64_t.
  template <typename T>
  Option between(T least, T most) const;
  // A number above 0.
  Option positive() const;
  // Whatever `problem` has nothing to say of.
  Option checked(const std::function<std::string(const std::string&)>& problem) const;
  // Of a list: one value each time it is given.
  Option repeatable() const;
  // The same, and several with commas between.
  Option with_commas() const;
  // Given with the other alone; not given together.
  Option needs(Option other) const;
  Option excludes(Option other) const;

 private:
  CLI::Option* option_;
};

// A subcommand of the program, or a group of its options.
class Command {
 public:
  Command(CLI::App& program, Context& context, const char* name, const core::Text& text);

  // "-o,--output" with the value it sets (a string, a number, an optional of these, a list of strings), or a name
  // without dashes, which is given by its place. Options are told of in the order in which they are added.
  template <typename T>
  Option option(const char* name, T& value, const core::Text& text);
  Option flag(const char* name, bool& value, const core::Text& text);
  // Exactly one of its options must be given.
  Command group_of_one(const core::Text& name, const core::Text& text);
  void footer(const core::Text& text);
  // Not told of in help, manual pages and completions.
  void hide();

  // Has `execute` run where the command is given; the options are the command's own.
  template <typename Options>
  Options& runs(std::function<void(Context&, Options&)> execute) {
    const auto options = std::make_shared<Options>();
    runs_plainly([options, execute = std::move(execute)](Context& context) { execute(context, *options); });
    return *options;
  }
  // The same of a command without options. A command runs one thing.
  void runs_plainly(std::function<void(Context&)> execute);

 private:
  Command(CLI::App& app, Context& context) : app_(&app), context_(&context) {}

  CLI::App* app_;
  Context* context_;
};

// Ends a command that lacks this: wrong usage ("... is required").
[[noreturn]] void tell_required(const std::string& what);

// --threads: how many threads to work with; 0 stands for what `meaning` says.
void add_threads(Command& command, unsigned& threads,
                 const core::Text& meaning = {
                     "threads to use (default 0: one for each core); the results are the same with "
                     "any number",
                     "所用线程数（默认 0：每个核心一个）；结果与线程数无关"});
inline const core::Text kRunsAtATime{"runs at a time (default 0: one for each core)",
                                     "同时进行的运行数（默认 0：每个核心一个）"};

// --seed, of seeds that a scenario file can hold too. T: std::uint64_t or an optional of it.
template <typename T>
void add_seed(Command& command, T& seed, const core::Text& meaning = {"random seed", "随机种子"}) {
  command.option("--seed", seed, meaning).between(std::uint64_t{0}, std::uint64_t{INT64_MAX});
}

}  // namespace gongjian::cli
