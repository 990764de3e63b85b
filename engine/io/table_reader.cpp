#include "engine/io/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <tuple>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {
namespace {

std::string list_of(const std::vector<std::string_view>& names) {
  constexpr std::size_t kMost = 32;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) out += (i ? ", " : "") + std::string(names[i]);
  return names.size() > kMost ? out + ", …" : out;
}

// "; did you mean "x"? Allowed: a, b"
core::Text suggestion(const core::Text& nearest, const std::vector<std::string_view>& allowed) {
  return nearest.en.empty()
             ? core::say("; allowed: {}", "；可用：{}", list_of(allowed))
             : core::say("; did you mean {}? Allowed: {}", "；是否指 {}？可用：{}", nearest, list_of(allowed));
}

std::string quoted_nearest(std::string_view given, const std::vector<std::string_view>& allowed) {
  const std::string_view nearest = core::nearest_name(given, allowed);
  return nearest.empty() ? "" : fmt::format("\"{}\"", nearest);
}

std::string joined(const std::string& group, const std::string& key) { return group.empty() ? key : group + "." + key; }

// Files in the order of their names, and their lines in order.
auto order_of(const Place& place) {
  return std::tuple(place.source ? std::string_view(*place.source) : "", place.line, place.column);
}

core::Text range_text(core::Range range) { return core::say("{} to {}", "{} 至 {}", range.low, range.high); }

}  // namespace

core::Text not_allowed(const std::string& given, const std::vector<std::string_view>& allowed) {
  const std::string nearest = quoted_nearest(given, allowed);
  return core::say("read {}{}", "读到 {}{}", Value{given, {}}.shown(), suggestion({nearest, nearest}, allowed));
}

void Problems::add(const Place& place, core::Text message) { messages_.emplace_back(place, std::move(message)); }

void Problems::add_told(const core::Text& lines) {
  std::istringstream en(lines.en), zh(lines.zh);
  for (core::Text line; std::getline(en, line.en) && std::getline(zh, line.zh);)
    if (std::none_of(messages_.begin(), messages_.end(), [&](const auto& told) { return told.second.en == line.en; }))
      messages_.emplace_back(Place{}, line);
}

void Problems::throw_if_any() const {
  if (messages_.empty()) return;
  auto sorted = messages_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return order_of(a.first) < order_of(b.first); });
  const std::size_t told = std::min(sorted.size(), kMostTold);
  core::Text text;
  for (std::size_t i = 0; i < told; ++i)
    text = core::say("{}{}{}{}", "{}{}{}{}", text, i > 0 ? "\n" : "",
                     sorted[i].first.source ? to_string(sorted[i].first) + ": " : "", sorted[i].second);
  if (sorted.size() > told) text = core::say("{}\nand {} more", "{}\n另有 {} 处", text, sorted.size() - told);
  throw core::UserError(text);
}

TableReader::TableReader(const Table& table, std::string what, Place place, Problems& problems,
                         const TableReader* outer)
    : table_(table), what_(std::move(what)), place_(std::move(place)), problems_(problems), outer_(outer) {}

const Value* TableReader::find(std::string_view key) const {
  const Table* table = &table_;
  while (true) {
    const auto dot = key.find('.');
    const Value* value = table->find(key.substr(0, dot));
    if (value == nullptr || dot == std::string_view::npos) return value;
    table = std::get_if<Table>(&value->data);
    if (table == nullptr) return nullptr;
    key.remove_prefix(dot + 1);
  }
}

Place TableReader::place(std::string_view key) const {
  const Value* value = find(key);
  return value != nullptr ? value->place : place_;
}

void TableReader::problem(std::string_view key, core::Text message) { problems_.add(place(key), std::move(message)); }

core::Text TableReader::named(std::string_view key) const {
  return what_.empty() ? core::say("{}", "{}", key) : core::say("{} in {}", "{1} 中的 {0}", key, what_);
}

const Value* TableReader::take(std::string_view key) {
  asked_.emplace_back(key);
  return find(key);
}

void TableReader::wrong_type(std::string_view key, const Value& value, const core::Text& wanted) {
  problems_.add(value.place, core::say("{}: read {}, which is {}; wanted is {}", "{}：读到 {}，这是{}；应为{}",
                                       named(key), value.shown(), value.kind(), wanted));
}

bool TableReader::wrong_range(std::string_view key, const Value& value, double number, core::Range range) {
  if (std::isfinite(number) && range.contains(number)) return false;
  problems_.add(value.place, core::say("{}: read {}; allowed is {}", "{}：读到 {}；允许 {}", named(key), value.shown(),
                                       range_text(range)));
  return true;
}

bool TableReader::read(std::string_view key, bool& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const bool* truth = std::get_if<bool>(&found->data);
  if (truth == nullptr) return wrong_type(key, *found, {"true or false", " true 或 false"}), false;
  value = *truth;
  return true;
}

bool TableReader::read(std::string_view key, double& value, core::Range range) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  double number = 0;
  if (const auto* whole = std::get_if<std::int64_t>(&found->data)) number = static_cast<double>(*whole);
  else if (const auto* real = std::get_if<double>(&found->data)) number = *real;
  else return wrong_type(key, *found, core::say("a number from {}", " {} 的数", range_text(range))), false;
  if (wrong_range(key, *found, number, range)) return false;
  value = number;
  return true;
}

bool TableReader::read(std::string_view key, int& value, core::Range range) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* whole = std::get_if<std::int64_t>(&found->data);
  if (whole == nullptr)
    return wrong_type(key, *found, core::say("a whole number from {}", " {} 的整数", range_text(range))), false;
  if (wrong_range(key, *found, static_cast<double>(*whole), range)) return false;
  value = static_cast<int>(*whole);
  return true;
}

bool TableReader::read(std::string_view key, std::uint64_t& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* whole = std::get_if<std::int64_t>(&found->data);
  if (whole == nullptr)
    return wrong_type(key, *found,
                      {"a whole number from 0 to 9223372036854775807", " 0 至 9223372036854775807 的整数"}),
           false;
  if (*whole < 0) {
    problems_.add(found->place, core::say("{}: read {}; allowed is 0 to 9223372036854775807",
                                          "{}：读到 {}；允许 0 至 9223372036854775807", named(key), *whole));
    return false;
  }
  value = static_cast<std::uint64_t>(*whole);
  return true;
}

bool TableReader::read(std::string_view key, std::string& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* text = std::get_if<std::string>(&found->data);
  if (text == nullptr) return wrong_type(key, *found, {"a text in quotes", "引号中的文字"}), false;
  value = *text;
  return true;
}

bool TableReader::read(std::string_view key, core::Date& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* date = std::get_if<core::Date>(&found->data);
  if (date == nullptr)
    return wrong_type(key, *found, {"a date such as 2014-01-06, without quotes", "日期，如 2014-01-06，不加引号"}),
           false;
  value = *date;
  return true;
}

bool TableReader::read(std::string_view key, core::WeekNumber& value, core::Range range, core::Date start) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  if (const auto* date = std::get_if<core::Date>(&found->data)) {
    const long week = core::week_of_date(start, *date);
    if (!range.contains(static_cast<double>(week))) {
      problems_.add(found->place,
                    core::say("{}: read {}, which is week {} of a run that starts on {}; allowed is week {}",
                              "{0}：读到 {1}，这是自 {3} 开始的运行的第 {2} 周；允许第 {4} 周", named(key),
                              core::to_string(*date), week, core::to_string(start), range_text(range)));
      return false;
    }
    value.value = static_cast<int>(week);
    return true;
  }
  const auto* whole = std::get_if<std::int64_t>(&found->data);
  if (whole == nullptr)
    return wrong_type(key, *found,
                      core::say("a whole week from {} or a date such as 2016-01-04, without quotes",
                                " {} 的整周数，或日期，如 2016-01-04，不加引号", range_text(range))),
           false;
  if (wrong_range(key, *found, static_cast<double>(*whole), range)) return false;
  value.value = static_cast<int>(*whole);
  return true;
}

bool TableReader::read_name(std::string_view key, const std::vector<std::string_view>& allowed, std::size_t& position) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* name = std::get_if<std::string>(&found->data);
  if (name == nullptr)
    return wrong_type(key, *found, core::say("one of these in quotes: {}", "下列之一，加引号：{}", list_of(allowed))),
           false;
  const auto match = std::find(allowed.begin(), allowed.end(), *name);
  if (match == allowed.end()) {
    problem(key, core::say("{}: {}", "{}：{}", named(key), not_allowed(*name, allowed)));
    return false;
  }
  position = static_cast<std::size_t>(match - allowed.begin());
  return true;
}

bool TableReader::read_names(std::string_view key, const std::vector<std::string_view>& allowed, bool star,
                             std::vector<std::size_t>& positions) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* list = std::get_if<Array>(&found->data);
  if (list == nullptr)
    return wrong_type(
               key, *found,
               core::say("a list of texts such as [\"{}\"]", "文字的列表，如 [\"{}\"]", star ? "*" : allowed.front())),
           false;
  if (list->empty()) {
    problems_.add(found->place, core::say("{}: the list is empty; leave the key out to mean all",
                                          "{}：列表为空；要表示全部，请删去此键", named(key)));
    return false;
  }
  std::vector<std::size_t> chosen;
  for (const Value& item : *list) {
    const auto* name = std::get_if<std::string>(&item.data);
    if (name == nullptr) return wrong_type(key, item, {"a text in quotes", "引号中的文字"}), false;
    const auto match = std::find(allowed.begin(), allowed.end(), *name);
    if (star && *name == "*") {
      for (std::size_t i = 0; i < allowed.size(); ++i) chosen.push_back(i);
    } else if (match == allowed.end()) {
      problems_.add(item.place, core::say("{}: {}", "{}：{}", named(key), not_allowed(*name, allowed)));
      return false;
    } else {
      chosen.push_back(static_cast<std::size_t>(match - allowed.begin()));
    }
  }
  positions = std::move(chosen);
  return true;
}

std::vector<Value> TableReader::list(std::string_view key) {
  const Value* found = take(key);
  if (found == nullptr) return {};
  if (const auto* items = std::get_if<Array>(&found->data)) return *items;
  wrong_type(key, *found, {"a list such as [1, 2, 3]", "列表，如 [1, 2, 3]"});
  return {};
}

std::vector<std::pair<const Table*, Place>> TableReader::tables(std::string_view key) {
  std::vector<std::pair<const Table*, Place>> result;
  const Value* found = take(key);
  if (found == nullptr) return result;
  const auto* list = std::get_if<Array>(&found->data);
  const auto is_table = [](const Value& v) { return std::holds_alternative<Table>(v.data); };
  if (list == nullptr || !std::all_of(list->begin(), list->end(), is_table)) {
    wrong_type(key, *found, core::say("a list of tables, each written [[{}]]", "表的列表，每个表写作 [[{}]]", key));
    return result;
  }
  for (const Value& item : *list) result.emplace_back(&std::get<Table>(item.data), item.place);
  return result;
}

void TableReader::require(std::string_view key, const core::Text& why) {
  if (!has(key))
    problems_.add(place(key),
                  core::say("{}: the key \"{}\" is missing; {}", "{}：缺少键 \"{}\"；{}",
                            what_.empty() ? core::Text{"this file", "本文件"} : core::Text{what_, what_}, key, why));
}

std::vector<std::string_view> TableReader::keys_in(std::string_view group) const {
  std::vector<std::string_view> keys;
  const std::string start = group.empty() ? "" : std::string(group) + ".";
  for (const std::string& name : asked_) {
    if (!name.starts_with(start)) continue;
    const std::string_view key =
        std::string_view(name).substr(start.size(), name.find('.', start.size()) - start.size());
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

core::Text TableReader::elsewhere(std::string_view key) const {
  for (const std::string& name : asked_) {
    const auto at = ("." + name + ".").find(fmt::format(".{}.", key));
    if (at != std::string::npos)
      return core::say("\"{}\"{}", "\"{}\"{}", name.substr(0, at + key.size()),
                       at == 0 ? core::Text{" above the first [table]", "（写在第一个 [表] 之前）"} : core::Text{});
  }
  return outer_ != nullptr ? outer_->elsewhere(key) : core::Text{};
}

void TableReader::check_keys(const Table& table, const std::string& group) {
  for (const Entry& entry : table.entries) {
    const bool is_name = entry.key.find('.') == std::string::npos;
    const std::string key = joined(group, entry.key);
    if (is_name && std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const std::vector<std::string_view> inner = is_name ? keys_in(key) : std::vector<std::string_view>{};
    if (inner.empty()) unknown_key(entry, group);
    else if (const auto* below = std::get_if<Table>(&entry.value.data)) check_keys(*below, key);
    else
      wrong_type(key, entry.value, core::say("a table [{}] with the keys {}", "表 [{}]，含键 {}", key, list_of(inner)));
  }
}

core::Text TableReader::advice_on(const Entry& entry, const std::string& group) const {
  const std::vector<std::string_view> allowed = keys_in(group);
  const bool is_path = entry.key.find('.') != std::string::npos;
  // a plural for a singular is nearer than a key that belongs elsewhere
  const bool is_plural = std::any_of(allowed.begin(), allowed.end(),
                                     [&](std::string_view name) { return entry.key == std::string(name) + "s"; });
  core::Text nearest = is_path     ? core::say("{} without quotes", "{}（不加引号）", entry.key)
                       : is_plural ? core::Text{}
                                   : elsewhere(entry.key);
  if (nearest.en.empty()) nearest.en = nearest.zh = quoted_nearest(entry.key, allowed);
  return suggestion(nearest, allowed);
}

void TableReader::unknown_key(const Entry& entry, const std::string& group) {
  // a file of very many keys must not take long
  const core::Text advice = problems_.count() < Problems::kMostTold ? advice_on(entry, group) : core::Text{};
  const std::string where = group.empty() ? what_ : fmt::format("[{}]", group);
  const std::string shown = Value{entry.key, {}}.shown();
  problems_.add(entry.place, where.empty()
                                 ? core::say("unknown key {}{}", "未知的键 {}{}", shown, advice)
                                 : core::say("unknown key {} in {}{}", "{1} 中未知的键 {0}{2}", shown, where, advice));
}

void TableReader::finish() { check_keys(table_, ""); }

}  // namespace gongjian::io
