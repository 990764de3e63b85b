#include "viz/viewer/layouts.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "viz/viewer/files.hpp"
#include "viz/viewer/view_file.hpp"

namespace gongjian::viz {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".toml";

// One that is a file's name on any system and leads nowhere else.
bool is_name(const std::string& name) {
  return !name.empty() && name.size() <= kLongestLayoutName && name.front() != '.' && name.front() != ' ' &&
         name.back() != ' ' && std::none_of(name.begin(), name.end(), [](unsigned char c) {
           return c < ' ' || c == 127 ||
                  std::string_view("/\\:*?\"<>|").find(static_cast<char>(c)) != std::string::npos;
         });
}

std::string path_of(const std::string& name) {
  if (!is_name(name))
    throw core::UserError(
        core::say("\"{}\" can't be the name of a layout: a name has 1 to {} bytes, none of / \\ : * ? \" < > |, and "
                  "neither begins "
                  "with a full stop nor begins or ends with a space",
                  "\"{}\" 不能用作布局名称：名称为 1 至 {} 字节，不含 / \\ : * ? \" < > |，不以句点开头，首尾无空格",
                  name, kLongestLayoutName));
  return layouts_folder() + "/" + name + std::string(kEnding);
}

}  // namespace

std::string layouts_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value != nullptr ? value : "");
  };
  std::string config = variable("XDG_CONFIG_HOME");
  if (!config.starts_with('/')) {  // as the XDG Base Directory Specification has it
    if (variable("HOME").empty())
      throw core::UserError({"layouts have no folder: neither HOME nor XDG_CONFIG_HOME is set; set one of them",
                             "布局没有文件夹可存：HOME 和 XDG_CONFIG_HOME 均未设置；请设置其一"});
    config = variable("HOME") + "/.config";
  }
  return config + "/gongjian/layouts";
}

std::vector<std::string> layout_names() {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator file(layouts_folder(), error), end; !error && file != end; file.increment(error)) {
    const std::string name = file->path().stem().string();
    std::error_code ignored;
    if (file->path().extension() == kEnding && is_name(name) && file->is_regular_file(ignored)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

void save_layout(const std::string& name, const Settings& settings) {
  const std::string path = path_of(name);
  std::error_code error;
  fs::create_directories(layouts_folder(), error);
  if (error)
    throw core::UserError(
        core::say("could not create the folder {}: {}", "无法创建文件夹 {}：{}", layouts_folder(), error.message()));
  write_file(path, write_layout(settings), true);
}

void choose_layout(const std::string& name, Settings& settings) { settings = read_layout(path_of(name), settings); }

void delete_layout(const std::string& name) {
  const std::string path = path_of(name);
  std::error_code error;
  if (!fs::remove(path, error))
    throw core::UserError(core::say(
        "could not delete {}: {}", "无法删除 {}：{}", path,
        error ? core::Text{error.message(), error.message()} : core::Text{"there is no such file", "没有这个文件"}));
}

}  // namespace gongjian::viz
