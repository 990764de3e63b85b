#include "engine/io/schema.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace gongjian::io {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const Value& value);

struct JsonWriter {
  template <class T>
  Json operator()(const T& v) const {
    return v;
  }
  Json operator()(const core::Date& v) const { return core::to_string(v); }
  Json operator()(const Array& v) const {
    Json list = Json::array();
    for (const Value& item : v) list.push_back(as_json(item));
    return list;
  }
  Json operator()(const Table& v) const {
    Json object = Json::object();
    for (const Entry& entry : v.entries) object[entry.key] = as_json(entry.value);
    return object;
  }
};

Json as_json(const Value& value) { return std::visit(JsonWriter{}, value.data); }

}  // namespace

std::string write_json(const Table& table) { return JsonWriter{}(table).dump(2) + "\n"; }

namespace schema {
namespace {

Table of_type(std::string_view type) {
  Table table;
  table.set("type", {std::string(type), {}});
  return table;
}

Table within(Table table, core::Range range) {
  table.set("minimum", plain(range.low));
  table.set("maximum", plain(range.high));
  return table;
}

Array as_array(const Names& names) {
  Array list;
  for (const std::string_view name : names) list.push_back({std::string(name), {}});
  return list;
}

}  // namespace

Value plain(double number) {
  constexpr double kExact = 1LL << 53;
  if (number == std::floor(number) && std::abs(number) < kExact) return {static_cast<std::int64_t>(number), {}};
  return {number, {}};
}

Table truth() { return of_type("boolean"); }
Table number(core::Range range) { return within(of_type("number"), range); }
Table whole(core::Range range) { return within(of_type("integer"), range); }
Table whole() {
  Table table = of_type("integer");
  table.set("minimum", {std::int64_t{0}, {}});
  table.set("maximum", {std::numeric_limits<std::int64_t>::max(), {}});
  return table;
}
Table text() { return of_type("string"); }
Table matching(std::string_view pattern) {
  Table table = text();
  table.set("pattern", {std::string(pattern), {}});
  return table;
}
Table date() { return matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"); }
Table week(core::Range range) {
  Table table;
  table.set("anyOf", {Array{{whole(range), {}}, {date(), {}}}, {}});
  return table;
}
Table one_of(const Names& names) {
  Table table;
  table.set("enum", {as_array(names), {}});
  return table;
}
Table some_of(Names names, bool star) {
  if (star) names.push_back("*");
  return list_of(one_of(names), {1, std::numeric_limits<double>::infinity()});
}
Table list_of(Table item) {
  Table table = of_type("array");
  table.set("items", {std::move(item), {}});
  return table;
}
Table list_of(Table item, core::Range length) {
  Table table = list_of(std::move(item));
  table.set("minItems", plain(length.low));
  if (std::isfinite(length.high)) table.set("maxItems", plain(length.high));
  return table;
}
Table either(std::vector<Table> kinds) {
  Array list;
  for (Table& kind : kinds) list.push_back({std::move(kind), {}});
  Table table;
  table.set("oneOf", {std::move(list), {}});
  return table;
}
Table same_as(std::string_view definition) {
  Table table;
  table.set("$ref", {"#/definitions/" + std::string(definition), {}});
  return table;
}
Table with_default(Table value, Value standard) {
  value.set("default", std::move(standard));
  return value;
}

namespace {

Table no_keys() {
  Table table = of_type("object");
  table.set("properties", {Table{}, {}});
  table.set("additionalProperties", {false, {}});
  return table;
}

}  // namespace

Keys::Keys(bool chinese) : chinese_(chinese), table_(no_keys()) {}

Table& Keys::inner(std::string_view path, std::string_view& last) {
  Table* at = &table_;
  for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
    auto& keys = std::get<Table>(at->find("properties")->data);
    Value* found = keys.find(path.substr(0, dot));
    if (found == nullptr) found = &keys.set(path.substr(0, dot), {no_keys(), {}});
    at = &std::get<Table>(found->data);
    path.remove_prefix(dot + 1);
  }
  last = path;
  return *at;
}

Keys& Keys::add(std::string_view path, Table value, const core::Text& text) {
  std::string_view key;
  Table& table = inner(path, key);
  Table described;
  if (!text.en.empty()) described.set("description", {text.in(chinese_), {}});
  for (Entry& entry : value.entries) described.entries.push_back(std::move(entry));
  std::get<Table>(table.find("properties")->data).set(key, {std::move(described), {}});
  return *this;
}

Keys& Keys::require(std::string_view path) {
  std::string_view key;
  Table& table = inner(path, key);
  Value* required = table.find("required");
  if (required == nullptr) required = &table.set("required", {Array{}, {}});
  std::get<Array>(required->data).push_back({std::string(key), {}});
  return *this;
}

Keys& Keys::require_any(const Names& keys) {
  Array kinds;
  for (const std::string_view key : keys) {
    Table kind;
    kind.set("required", {as_array({key}), {}});
    kinds.push_back({std::move(kind), {}});
  }
  table_.set("anyOf", {std::move(kinds), {}});
  return *this;
}

}  // namespace schema
}  // namespace gongjian::io
