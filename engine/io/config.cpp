#include "engine/io/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gongjian::io {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += {'\\', c};
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) out += fmt::format("\\u{:04X}", static_cast<int>(c));
    else out += c;
  }
  return out + '"';
}

bool is_bare(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::string written_key(std::string_view key) { return is_bare(key) ? std::string(key) : quoted(key); }

std::string number_text(double value) {
  std::string text = fmt::format("{}", value);  // shortest form that reads back to the same bits
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

bool is_table_array(const Value& value) {
  const auto* array = std::get_if<Array>(&value.data);
  return array != nullptr && !array->empty() && std::all_of(array->begin(), array->end(), [](const Value& v) {
           return std::holds_alternative<Table>(v.data);
         });
}

std::string inline_text(const Value& value);

struct InlineWriter {
  std::string operator()(bool v) const { return v ? "true" : "false"; }
  std::string operator()(std::int64_t v) const { return std::to_string(v); }
  std::string operator()(double v) const { return number_text(v); }
  std::string operator()(const std::string& v) const { return quoted(v); }
  std::string operator()(const core::Date& v) const { return core::to_string(v); }
  std::string operator()(const Array& v) const {
    std::string out = "[";
    for (const Value& item : v) out += (out.size() > 1 ? ", " : "") + inline_text(item);
    return out + "]";
  }
  std::string operator()(const Table& v) const {
    std::string out = "{";
    for (const Entry& entry : v.entries)
      out += (out.size() > 1 ? ", " : " ") + written_key(entry.key) + " = " + inline_text(entry.value);
    return out + " }";
  }
};

std::string inline_text(const Value& value) { return std::visit(InlineWriter{}, value.data); }

void write_table(const Table& table, const std::string& path, std::string& out) {
  for (const Entry& entry : table.entries)
    if (!std::holds_alternative<Table>(entry.value.data) && !is_table_array(entry.value))
      out += written_key(entry.key) + " = " + inline_text(entry.value) + "\n";
  for (const Entry& entry : table.entries) {
    const std::string name = path + (path.empty() ? "" : ".") + written_key(entry.key);
    if (const auto* inner = std::get_if<Table>(&entry.value.data)) {
      out += "\n[" + name + "]\n";
      write_table(*inner, name, out);
    } else if (is_table_array(entry.value)) {
      for (const Value& item : std::get<Array>(entry.value.data)) {
        out += "\n[[" + name + "]]\n";
        write_table(std::get<Table>(item.data), name, out);
      }
    }
  }
}

const std::string* name_of(const Value& value) {
  const auto* table = std::get_if<Table>(&value.data);
  const Value* name = table != nullptr ? table->find("name") : nullptr;
  return name != nullptr ? std::get_if<std::string>(&name->data) : nullptr;
}

Array join(Array base, const Array& over) {
  const auto replaced = [&](const Value& old) {
    const std::string* name = name_of(old);
    return name != nullptr && std::any_of(over.begin(), over.end(), [&](const Value& item) {
             const std::string* other = name_of(item);
             return other != nullptr && *other == *name;
           });
  };
  base.erase(std::remove_if(base.begin(), base.end(), replaced), base.end());
  base.insert(base.end(), over.begin(), over.end());
  return base;
}

template <class Entries>
auto value_of(std::string_view key, Entries& entries) -> decltype(&entries.front().value) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

}  // namespace

std::string to_string(const Place& place) {
  std::string source = place.source ? *place.source : "";
  if (place.line == 0) return source;
  if (!place.column_name.empty()) return fmt::format("{}:{}:{}", source, place.line, place.column_name);
  return place.column > 0 ? fmt::format("{}:{}:{}", source, place.line, place.column)
                          : fmt::format("{}:{}", source, place.line);
}

const Value* Table::find(std::string_view key) const { return value_of(key, entries); }
Value* Table::find(std::string_view key) { return value_of(key, entries); }

Value& Table::set(std::string_view key, Value value) {
  if (Value* existing = find(key)) return *existing = std::move(value);
  const Place place = value.place;
  entries.push_back({std::string(key), std::move(value), place});
  return entries.back().value;
}

core::Text Value::kind() const {
  static constexpr core::Words kNames[] = {{"a truth value", "真假值"},
                                           {"a whole number", "整数"},
                                           {"a decimal number", "小数"},
                                           {"a text", "文字"},
                                           {"a date", "日期"},
                                           {"a list", "列表"},
                                           {"a table", "表"}};
  return is_table_array(*this) ? core::Words{"a list of tables", "表的列表"} : kNames[data.index()];
}

std::string Value::written() const { return inline_text(*this); }

std::string Value::shown() const {
  constexpr std::size_t kLongest = 60;
  std::string text = written();
  if (text.size() <= kLongest) return text;
  std::size_t cut = kLongest;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;  // not inside a character
  return text.substr(0, cut) + "…";
}

std::string write_toml(const Table& table) {
  std::string out;
  write_table(table, "", out);
  return out;
}

Table merge(Table base, const Table& over) {
  for (const Entry& entry : over.entries) {
    Value* existing = base.find(entry.key);
    if (existing == nullptr) {
      base.entries.push_back(entry);
    } else if (auto* table = std::get_if<Table>(&existing->data);
               table && std::holds_alternative<Table>(entry.value.data)) {
      *table = merge(std::move(*table), std::get<Table>(entry.value.data));
    } else if (is_table_array(*existing) && is_table_array(entry.value)) {
      existing->data = join(std::move(std::get<Array>(existing->data)), std::get<Array>(entry.value.data));
    } else {
      *existing = entry.value;
    }
  }
  return base;
}

}  // namespace gongjian::io
