#include "definitions.hpp"

namespace gongjian::cli {
namespace {

// The same of an App and of its groups of options, which are nameless subcommands.
void gather(const CLI::App& app, bool positional, std::vector<const CLI::Option*>& found) {
  for (const CLI::Option* option : app.get_options())
    if (option->get_positional() == positional && !option->get_group().empty()) found.push_back(option);
  for (const CLI::App* group : app.get_subcommands({}))
    if (group->get_name().empty()) gather(*group, positional, found);
}

std::vector<const CLI::Option*> gathered(const CLI::App& app, bool positional) {
  std::vector<const CLI::Option*> found;
  gather(app, positional, found);
  return found;
}

}  // namespace

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands(
      [](const CLI::App* command) { return !command->get_name().empty() && !command->get_group().empty(); });
}

std::vector<const CLI::Option*> options_of(const CLI::App& app) { return gathered(app, false); }
std::vector<const CLI::Option*> positionals_of(const CLI::App& app) { return gathered(app, true); }

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

std::string type_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

std::string allowed_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto colon = type.find(':');
  return colon == std::string::npos ? "" : type.substr(colon + 1);
}

}  // namespace gongjian::cli
