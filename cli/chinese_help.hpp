// What CLI11 itself says in the help of a command, in Chinese.
#pragma once

#include <CLI/CLI.hpp>

namespace gongjian::cli {

// Of the program and all commands that are added to it from now on.
void help_in_chinese(CLI::App& app);

}  // namespace gongjian::cli
