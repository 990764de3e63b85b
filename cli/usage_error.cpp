#include "usage_error.hpp"

#include <regex>
#include <utility>

namespace gongjian::cli {

std::string usage_error_in_chinese(const std::string& message) {
  static const std::pair<std::regex, const char*> kMessages[] = {
      {std::regex("A subcommand is required"), "缺少命令"},
      {std::regex("a scenario, or --from CHECKPOINT, is required"), "缺少情景，或 --from CHECKPOINT"},
      {std::regex("RESULTS, or --design and --outcomes is required"), "缺少 RESULTS，或 --design 和 --outcomes"},
      {std::regex("--method, with two CSV files, is required"), "分析两个 CSV 文件时缺少 --method"},
      {std::regex("Exactly 1 option from \\[(.+)\\] is required.*"), "须从下列选项中恰好给出一个：$1"},
      {std::regex("(.+) is required"), "缺少 $1"},
      {std::regex("(.+): (\\d+) required (\\S+) missing"), "$1：缺少 $2 个值（$3）"},
      {std::regex("Could not convert: (.+) = (.*)"), "$1：无法读取 $2"},
      {std::regex("(.+): Failed parsing number \\((.*)\\)"), "$1：$2 不是数"},
      {std::regex("(.+): Value (.*) not in range (.+) to (.+)"), "$1：读到 $2；允许 $3 至 $4"},
      {std::regex("(.+): (.*) not in \\{(.+)\\}"), "$1：读到 $2；可用：$3"},
      {std::regex("(.+): read (.*); wanted is WIDTHxHEIGHT in pixels, each 100 to 9999, such as 1280x800"),
       "$1：读到 $2；应为以像素计的 宽x高，各为 100 至 9999，如 1280x800"},
      {std::regex("(.+): read (.*); wanted is a number above 0"), "$1：读到 $2；应为大于 0 的数"},
      {std::regex("(\\S+) requires (\\S+)"), "$1 须与 $2 同用"},
      {std::regex("(\\S+) excludes (\\S+)"), "$1 不能与 $2 同用"},
  };
  for (const auto& [english, chinese] : kMessages)
    if (std::smatch found; std::regex_match(message, found, english)) return found.format(chinese);
  return message;
}

}  // namespace gongjian::cli
