// What the command line is made of, as CLI11 has it: manual pages and completions are taken from there alone.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace gongjian::cli {

// The subcommands that people are told of, in order.
std::vector<const CLI::App*> commands_of(const CLI::App& app);
// Options, those in groups included; and what stands without a name, in order.
std::vector<const CLI::Option*> options_of(const CLI::App& app);
std::vector<const CLI::Option*> positionals_of(const CLI::App& app);

// "-n", "--replicates"
std::vector<std::string> names_of(const CLI::Option& option);
// Whether a value follows its name.
bool takes_value(const CLI::Option& option);
// "INT"; and what is allowed of it, as CLI11 tells it: "INT in [1 - 5200]", "{en,zh}"; empty where anything is.
std::string type_of(const CLI::Option& option);
std::string allowed_of(const CLI::Option& option);

}  // namespace gongjian::cli
