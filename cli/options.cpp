#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <optional>
#include <utility>

namespace gongjian::cli {

Option Option::required() const {
  option_->required();
  return *this;
}

Option Option::among(const std::vector<std::string>& words) const {
  option_->check(CLI::IsMember(words));
  return *this;
}

template <typename T>
Option Option::between(T least, T most) const {
  option_->check(CLI::Range(least, most));
  return *this;
}
template Option Option::between(int, int) const;
template Option Option::between(unsigned, unsigned) const;
template Option Option::between(std::int64_t, std::int64_t) const;
template Option Option::between(std::uint64_t, std::uint64_t) const;

Option Option::positive() const {
  const auto problem = [](const std::string& text) -> std::string {
    double value = 0;
    if (CLI::detail::lexical_cast(text, value) && value > 0 && std::isfinite(value)) return {};
    return "read \"" + text + "\"; wanted is a number above 0";
  };
  option_->check(CLI::Validator(problem, "POSITIVE"));
  return *this;
}

Option Option::checked(const std::function<std::string(const std::string&)>& problem) const {
  option_->check(problem);
  return *this;
}

Option Option::repeatable() const {
  option_->expected(1)->take_all()->allow_extra_args(false);
  return *this;
}

Option Option::with_commas() const {
  option_->delimiter(',');
  return repeatable();
}

Option Option::needs(Option other) const {
  option_->needs(other.option_);
  return *this;
}

Option Option::excludes(Option other) const {
  option_->excludes(other.option_);
  return *this;
}

Command::Command(CLI::App& program, Context& context, const char* name, const core::Text& text)
    : Command(*program.add_subcommand(name, context.say(text)), context) {}

template <typename T>
Option Command::option(const char* name, T& value, const core::Text& text) {
  return Option(app_->add_option(name, value, context_->say(text)));
}
template Option Command::option(const char*, std::string&, const core::Text&);
template Option Command::option(const char*, std::vector<std::string>&, const core::Text&);
template Option Command::option(const char*, int&, const core::Text&);
template Option Command::option(const char*, unsigned&, const core::Text&);
template Option Command::option(const char*, std::int64_t&, const core::Text&);
template Option Command::option(const char*, std::uint64_t&, const core::Text&);
template Option Command::option(const char*, std::optional<std::string>&, const core::Text&);
template Option Command::option(const char*, std::optional<int>&, const core::Text&);
template Option Command::option(const char*, std::optional<std::int64_t>&, const core::Text&);
template Option Command::option(const char*, std::optional<std::uint64_t>&, const core::Text&);
template Option Command::option(const char*, std::optional<double>&, const core::Text&);

Option Command::flag(const char* name, bool& value, const core::Text& text) {
  return Option(app_->add_flag(name, value, context_->say(text)));
}

Command Command::group_of_one(const core::Text& name, const core::Text& text) {
  CLI::App* group = app_->add_option_group(context_->say(name), context_->say(text));
  group->require_option(1);
  return {*group, *context_};
}

void Command::footer(const core::Text& text) { app_->footer(context_->say(text)); }
void Command::hide() { app_->group(""); }

void Command::runs_plainly(std::function<void(Context&)> execute) {
  app_->callback([execute = std::move(execute), context = context_] { execute(*context); });
}

void tell_required(const std::string& what) { throw CLI::RequiredError(what); }

void add_threads(Command& command, unsigned& threads, const core::Text& meaning) {
  command.option("--threads", threads, meaning).between(0u, 1024u);
}

}  // namespace gongjian::cli
