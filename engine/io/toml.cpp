// Reading TOML, through toml++.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/core/display.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/config.hpp"
#include "engine/io/ordinary_file.hpp"

namespace gongjian::io {
namespace {

constexpr std::uintmax_t kLargestFile = 1 << 20;

using Source = std::shared_ptr<const std::string>;

Place place_of(const toml::source_region& region, const Source& source) {
  return {source, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Value convert(const toml::node& node, const Source& source);

// A text may have any character by its number, even those that a terminal would obey rather than show.
std::string plain(std::string_view text, const toml::source_region& region, const Source& source) {
  if (core::printable(text, "\n\t\r") != text)
    throw core::UserError(core::say("{}: read a text with control characters; allowed are line breaks and tabs",
                                    "{}: 读到含控制字符的文字；只允许换行和制表符",
                                    to_string(place_of(region, source))));
  return std::string(text);
}

Table convert(const toml::table& table, const Source& source) {
  Table result;
  for (const auto& [key, node] : table) {
    Entry entry{plain(key.str(), key.source(), source), convert(node, source), place_of(key.source(), source)};
    if (entry.place.line == 0) entry.place = entry.value.place;
    result.entries.push_back(std::move(entry));
  }
  // toml++ keeps keys by name; people read them in the order of the file
  std::stable_sort(result.entries.begin(), result.entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  return result;
}

Value convert(const toml::node& node, const Source& source) {
  Value value{false, place_of(node.source(), source)};
  if (const auto* table = node.as_table()) {
    value.data = convert(*table, source);
  } else if (const auto* array = node.as_array()) {
    Array items;
    for (const toml::node& item : *array) items.push_back(convert(item, source));
    value.data = std::move(items);
  } else if (const auto* text = node.as_string()) {
    value.data = plain(text->get(), node.source(), source);
  } else if (const auto* whole = node.as_integer()) {
    value.data = whole->get();
  } else if (const auto* number = node.as_floating_point()) {
    value.data = number->get();
  } else if (const auto* truth = node.as_boolean()) {
    value.data = truth->get();
  } else if (const auto* date = node.as_date()) {
    value.data = core::Date{date->get().year, date->get().month, date->get().day};
  } else {
    std::ostringstream text_form;
    text_form << toml::node_view<const toml::node>(node);
    throw core::UserError(core::say("{}: read {}; times of day are not used here, write a date such as 2014-01-06",
                                    "{}: 读到 {}；此处不用时刻，请写日期，如 2014-01-06", to_string(value.place),
                                    text_form.str()));
  }
  return value;
}

// TOML has none of them anywhere, and the parser presumes as much.
void refuse_control_characters(std::string_view text, const Source& source) {
  Place place{source, 1, 1};
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f)
      throw core::UserError(core::say("{}: read the control character 0x{:02X}; wanted is plain text, saved as UTF-8",
                                      "{}: 读到控制字符 0x{:02X}；应为纯文本，以 UTF-8 保存", to_string(place), byte));
    const bool continues_character = (byte & 0xC0) == 0x80;
    if (c == '\n') ++place.line, place.column = 1;
    else if (!continues_character) ++place.column;
  }
}

// Where a text in quotes that begins at `at` ends: behind its last quote, at the end of the line where it is cut off.
std::size_t end_of_text(std::string_view text, std::size_t at) {
  const std::string_view quote = text.substr(at, 1);
  const std::string three(3, quote[0]);
  const bool many_lines = text.substr(at, 3) == three;
  const std::string_view closing = many_lines ? std::string_view(three) : quote;
  for (at += closing.size(); at < text.size() && (many_lines || text[at] != '\n'); ++at) {
    if (text.substr(at, closing.size()) == closing) return at + closing.size();
    if (text[at] == '\\' && quote == "\"") ++at;
  }
  return std::min(at, text.size());
}

// The parser bounds how deep lists lie in each other, but not names such as a.b.c, and takes them down by recursion.
void refuse_deep_names(std::string_view text, const Source& source) {
  constexpr int kMostParts = 16;
  int parts = 1;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = end_of_text(text, at);
      continue;
    }
    if (c == '#') at = std::min(text.find('\n', at), text.size());
    else ++at;
    if (c == '.') ++parts;
    else if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos) parts = 1;
    if (parts > kMostParts) {
      const auto line =
          static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
      throw core::UserError(core::say("{}: read a name of more than {} parts; none here has more than four",
                                      "{}: 读到多于 {} 段的名称；此处的名称最多四段", to_string({source, line + 1}),
                                      kMostParts));
    }
  }
}

// What toml++ says of a mistake, with the way out where its words alone would puzzle.
core::Text explained(std::string_view description) {
  static constexpr std::pair<std::string_view, core::Words> kWaysOut[] = {
      {"utf-8", {"save the file as UTF-8", "请将文件以 UTF-8 保存"}},
      {"could not determine value type",
       {"a text stands in straight quotes, such as \"district\"", "文字要放在半角直引号中，如 \"district\""}},
      {"control characters", {"is the closing quote missing?", "是否缺少右引号？"}},
      {"escape sequence", {"write a backslash as \\\\", "反斜杠请写作 \\\\"}},
      {"unicode scalar", {"write a backslash as \\\\", "反斜杠请写作 \\\\"}},
      {"expected a comment or whitespace",
       {"one value a line; a decimal takes a point, a comment a #", "每行一个值；小数用小数点，注释以 # 开头"}},
      {"-digit", {"a date is written 2014-01-06", "日期写作 2014-01-06"}},
      {"redefine existing", {"write it once", "同一项只能写一次"}},
  };
  constexpr std::string_view kStart = "Error while parsing ";
  std::string text = core::printable(description.starts_with(kStart) ? description.substr(kStart.size()) : description);
  if (const auto newline = text.find("'\\n'"); newline != std::string::npos)
    text.replace(newline, 4, "the end of the line");
  for (const auto& [words, way_out] : kWaysOut)
    if (description.find(words) != std::string_view::npos) return core::say("{}; {}", "{}；{}", text, way_out);
  return {text, text};
}

}  // namespace

Table parse_toml(std::string_view text, std::string_view source_name) {
  const auto source = std::make_shared<const std::string>(source_name);
  refuse_control_characters(text, source);
  refuse_deep_names(text, source);
  try {
    return convert(toml::parse(text, source_name), source);
  } catch (const toml::parse_error& error) {
    throw core::UserError(core::say("{}: this is not valid TOML: {}", "{}: 不是有效的 TOML：{}",
                                    to_string(place_of(error.source(), source)), explained(error.description())));
  }
}

Table read_toml(const std::string& path) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (!std::filesystem::exists(status))
    throw core::UserError(core::say("{}: there is no such file", "{}: 没有这个文件", path));
  if (std::filesystem::is_directory(status))
    throw core::UserError(core::say("{}: this is a folder, not a file", "{}: 这是文件夹，不是文件", path));
  if (!std::filesystem::is_regular_file(status))
    throw core::UserError(core::say("{}: {}", "{}: {}", path, kNoOrdinaryFile));
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw core::UserError(core::say("{}: could not be opened: {}", "{}: 无法打开：{}", path, core::reason_of(errno)));
  std::string text;
  char buffer[1 << 14];
  while (file.read(buffer, sizeof buffer) || file.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(file.gcount()));
    if (text.size() > kLargestFile)
      throw core::UserError(core::say("{}: larger than 1 MiB; a file like this should take a few kilobytes",
                                      "{}: 大于 1 MiB；这类文件通常只有几 KB", path));
  }
  return parse_toml(text, path);
}

}  // namespace gongjian::io
