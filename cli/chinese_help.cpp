#include "chinese_help.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace gongjian::cli {
namespace {

// The words that have no label.
class ChineseFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {"用法:", "用法："},
        {"参数:\n", "参数：\n"},
        {"Options:\n", "选项：\n"},
        {"Subcommands:\n", "命令：\n"},
        {"[Option Group: ", "["},
        {"[Exactly 1 of the following options is required]", "［须从下列选项中恰好给出一个］"}};
    std::string text = CLI::Formatter::make_help(app, std::move(name), mode);
    for (const auto& [english, chinese] : kWords)
      for (auto at = text.find(english); at != std::string::npos; at = text.find(english, at + chinese.size()))
        text.replace(at, english.size(), chinese);
    return text;
  }
};

}  // namespace

void help_in_chinese(CLI::App& app) {
  const auto formatter = std::make_shared<ChineseFormatter>();
  for (const auto& [english, chinese] : {std::pair{"Usage", "用法"},
                                         {"OPTIONS", "选项"},
                                         {"Positionals", "参数"},
                                         {"POSITIONALS", "参数"},
                                         {"SUBCOMMAND", "命令"},
                                         {"REQUIRED", "必需"},
                                         {"Needs", "须与之同用"},
                                         {"Excludes", "不能与之同用"}})
    formatter->label(english, chinese);
  app.formatter(formatter);
}

}  // namespace gongjian::cli
