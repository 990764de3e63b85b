// Reading TOML, through toml++.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/core/error.hpp"
#include "engine/io/config.hpp"

namespace gongjian::io {
namespace {

constexpr std::uintmax_t kLargestFile = 1 << 20;

using Source = std::shared_ptr<const std::string>;

Place place_of(const toml::source_region& region, const Source& source) {
  return {source, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Value convert(const toml::node& node, const Source& source);

Table convert(const toml::table& table, const Source& source) {
  Table result;
  for (const auto& [key, node] : table) {
    Entry entry{std::string(key.str()), convert(node, source), place_of(key.source(), source)};
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
    value.data = text->get();
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
    throw core::UserError(to_string(value.place) + ": read " + text_form.str() +
                          "; times of day are not used here, write a date such as 2014-01-06");
  }
  return value;
}

// TOML has none of them anywhere, and the parser presumes as much.
void refuse_control_characters(std::string_view text, const Source& source) {
  Place place{source, 1, 1};
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f)
      throw core::UserError(fmt::format("{}: read the control character 0x{:02X}; wanted is plain text, saved as UTF-8",
                                        to_string(place), byte));
    const bool continues_character = (byte & 0xC0) == 0x80;
    if (c == '\n') ++place.line, place.column = 1;
    else if (!continues_character) ++place.column;
  }
}

// What toml++ says of a mistake, with the way out where its words alone would puzzle.
std::string explained(std::string_view description) {
  static constexpr std::pair<std::string_view, std::string_view> kWaysOut[] = {
      {"utf-8", "save the file as UTF-8"},
      {"could not determine value type", "a text stands in straight quotes, such as \"district\""},
      {"control characters", "is the closing quote missing?"},
      {"escape sequence", "write a backslash as \\\\"},
      {"unicode scalar", "write a backslash as \\\\"},
      {"expected a comment or whitespace", "one value a line; a decimal takes a point, a comment a #"},
      {"-digit", "a date is written 2014-01-06"},
      {"redefine existing", "write it once"},
  };
  constexpr std::string_view kStart = "Error while parsing ";
  std::string text(description.starts_with(kStart) ? description.substr(kStart.size()) : description);
  if (const auto newline = text.find("'\\n'"); newline != std::string::npos)
    text.replace(newline, 4, "the end of the line");
  for (const auto& [words, way_out] : kWaysOut)
    if (description.find(words) != std::string_view::npos) return text + "; " + std::string(way_out);
  return text;
}

}  // namespace

Table parse_toml(std::string_view text, std::string_view source_name) {
  const auto source = std::make_shared<const std::string>(source_name);
  refuse_control_characters(text, source);
  try {
    return convert(toml::parse(text, source_name), source);
  } catch (const toml::parse_error& error) {
    throw core::UserError(to_string(place_of(error.source(), source)) +
                          ": this is not valid TOML: " + explained(error.description()));
  }
}

Table read_toml(const std::string& path) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (!std::filesystem::exists(status)) throw core::UserError(path + ": there is no such file");
  if (std::filesystem::is_directory(status)) throw core::UserError(path + ": this is a folder, not a file");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw core::UserError(path + ": could not be opened: " + std::strerror(errno));
  std::string text;
  char buffer[1 << 14];
  while (file.read(buffer, sizeof buffer) || file.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(file.gcount()));
    if (text.size() > kLargestFile)
      throw core::UserError(path + ": larger than 1 MiB; a file like this should take a few kilobytes");
  }
  return parse_toml(text, path);
}

}  // namespace gongjian::io
