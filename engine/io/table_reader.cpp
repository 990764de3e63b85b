#include "engine/io/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"

namespace gongjian::io {
namespace {

std::string list_of(const std::vector<std::string_view>& names) {
  constexpr std::size_t kMost = 24;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) out += (i ? ", " : "") + std::string(names[i]);
  return names.size() > kMost ? out + ", …" : out;
}

// "; did you mean "x"? Allowed: …"
std::string suggestion(std::string_view given, const std::vector<std::string_view>& allowed) {
  const std::string_view nearest = core::nearest_name(given, allowed);
  return (nearest.empty() ? std::string("; ") : fmt::format("; did you mean \"{}\"? ", nearest)) + "Allowed: " + list_of(allowed);
}

std::string range_text(core::Range range) { return fmt::format("{} to {}", range.low, range.high); }

}  // namespace

void Problems::add(const Place& place, const std::string& message) { messages_.emplace_back(place, message); }

void Problems::throw_if_any() const {
  if (messages_.empty()) return;
  auto sorted = messages_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.first.source == b.first.source && std::pair(a.first.line, a.first.column) < std::pair(b.first.line, b.first.column);
  });
  std::string text;
  for (const auto& [place, message] : sorted) text += (text.empty() ? "" : "\n") + to_string(place) + ": " + message;
  throw core::UserError(text);
}

TableReader::TableReader(const Table& table, std::string what, Place place, Problems& problems)
    : what_(std::move(what)), place_(std::move(place)), problems_(problems) {
  flatten(table, "");
}

void TableReader::flatten(const Table& table, const std::string& prefix) {
  for (const Entry& entry : table.entries) {
    const std::string key = prefix + entry.key;
    const auto* inner = std::get_if<Table>(&entry.value.data);
    if (inner != nullptr && !inner->entries.empty()) flatten(*inner, key + ".");
    else leaves_.push_back({key, &entry.value, entry.place});
  }
}

bool TableReader::has(std::string_view key) const {
  return std::any_of(leaves_.begin(), leaves_.end(), [&](const Leaf& leaf) { return leaf.key == key; });
}

Place TableReader::place(std::string_view key) const {
  for (const Leaf& leaf : leaves_)
    if (leaf.key == key) return leaf.value->place;
  return place_;
}

void TableReader::problem(std::string_view key, const std::string& message) { problems_.add(place(key), message); }

std::string TableReader::named(std::string_view key) const {
  return what_.empty() ? std::string(key) : fmt::format("{} in {}", key, what_);
}

const Value* TableReader::take(std::string_view key) {
  asked_.emplace_back(key);
  for (Leaf& leaf : leaves_)
    if (leaf.key == key) {
      leaf.used = true;
      return leaf.value;
    }
  return nullptr;
}

void TableReader::wrong_type(std::string_view key, const Value& value, std::string_view wanted) {
  problems_.add(value.place, fmt::format("{}: read {}, which is {}; {} is wanted", named(key), value.shown(), value.kind(), wanted));
}

bool TableReader::wrong_range(std::string_view key, const Value& value, double number, core::Range range) {
  if (std::isfinite(number) && range.contains(number)) return false;
  problems_.add(value.place, fmt::format("{}: read {}; allowed is {}", named(key), value.shown(), range_text(range)));
  return true;
}

bool TableReader::read(std::string_view key, bool& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const bool* truth = std::get_if<bool>(&found->data);
  if (truth == nullptr) return wrong_type(key, *found, "true or false"), false;
  value = *truth;
  return true;
}

bool TableReader::read(std::string_view key, double& value, core::Range range) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  double number = 0;
  if (const auto* whole = std::get_if<std::int64_t>(&found->data)) number = static_cast<double>(*whole);
  else if (const auto* real = std::get_if<double>(&found->data)) number = *real;
  else return wrong_type(key, *found, "a number from " + range_text(range)), false;
  if (wrong_range(key, *found, number, range)) return false;
  value = number;
  return true;
}

bool TableReader::read(std::string_view key, int& value, core::Range range) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* whole = std::get_if<std::int64_t>(&found->data);
  if (whole == nullptr) return wrong_type(key, *found, "a whole number from " + range_text(range)), false;
  if (wrong_range(key, *found, static_cast<double>(*whole), range)) return false;
  value = static_cast<int>(*whole);
  return true;
}

bool TableReader::read(std::string_view key, std::uint64_t& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* whole = std::get_if<std::int64_t>(&found->data);
  if (whole == nullptr) return wrong_type(key, *found, "a whole number from 0 on"), false;
  if (*whole < 0) {
    problems_.add(found->place, fmt::format("{}: read {}; allowed is 0 or more", named(key), *whole));
    return false;
  }
  value = static_cast<std::uint64_t>(*whole);
  return true;
}

bool TableReader::read(std::string_view key, std::string& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* text = std::get_if<std::string>(&found->data);
  if (text == nullptr) return wrong_type(key, *found, "a text in quotes"), false;
  value = *text;
  return true;
}

bool TableReader::read(std::string_view key, core::Date& value) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* date = std::get_if<core::Date>(&found->data);
  if (date == nullptr) return wrong_type(key, *found, "a date such as 2014-01-06, without quotes,"), false;
  value = *date;
  return true;
}

bool TableReader::read(std::string_view key, core::WeekNumber& value, core::Range range, core::Date start) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  if (const auto* date = std::get_if<core::Date>(&found->data)) {
    const long week = core::week_of_date(start, *date);
    if (!range.contains(static_cast<double>(week))) {
      problems_.add(found->place, fmt::format("{}: read {}, which is week {} of a run that starts on {}; allowed is week {}",
                                              named(key), core::to_string(*date), week, core::to_string(start), range_text(range)));
      return false;
    }
    value.value = static_cast<int>(week);
    return true;
  }
  const auto* whole = std::get_if<std::int64_t>(&found->data);
  if (whole == nullptr) return wrong_type(key, *found, fmt::format("a week from {} or a date such as 2016-01-04", range_text(range))), false;
  if (wrong_range(key, *found, static_cast<double>(*whole), range)) return false;
  value.value = static_cast<int>(*whole);
  return true;
}

bool TableReader::read_name(std::string_view key, const std::vector<std::string_view>& allowed, std::size_t& position) {
  std::string name;
  if (!read(key, name)) return false;
  const auto found = std::find(allowed.begin(), allowed.end(), name);
  if (found == allowed.end()) {
    problem(key, fmt::format("{}: read \"{}\"{}", named(key), name, suggestion(name, allowed)));
    return false;
  }
  position = static_cast<std::size_t>(found - allowed.begin());
  return true;
}

bool TableReader::read_names(std::string_view key, const std::vector<std::string_view>& allowed, bool star, std::vector<std::size_t>& positions) {
  const Value* found = take(key);
  if (found == nullptr) return false;
  const auto* list = std::get_if<Array>(&found->data);
  if (list == nullptr) return wrong_type(key, *found, "a list of texts such as [\"a\", \"b\"]"), false;
  if (list->empty()) {
    problems_.add(found->place, named(key) + ": the list is empty; leave the key out to mean all");
    return false;
  }
  std::vector<std::size_t> chosen;
  for (const Value& item : *list) {
    const auto* name = std::get_if<std::string>(&item.data);
    if (name == nullptr) return wrong_type(key, item, "a text in quotes"), false;
    const auto match = std::find(allowed.begin(), allowed.end(), *name);
    if (star && *name == "*") {
      for (std::size_t i = 0; i < allowed.size(); ++i) chosen.push_back(i);
    } else if (match == allowed.end()) {
      problems_.add(item.place, fmt::format("{}: read \"{}\"{}", named(key), *name, suggestion(*name, allowed)));
      return false;
    } else {
      chosen.push_back(static_cast<std::size_t>(match - allowed.begin()));
    }
  }
  positions = std::move(chosen);
  return true;
}

std::vector<std::pair<const Table*, Place>> TableReader::tables(std::string_view key) {
  std::vector<std::pair<const Table*, Place>> result;
  const Value* found = take(key);
  if (found == nullptr) return result;
  const auto* list = std::get_if<Array>(&found->data);
  const auto is_table = [](const Value& v) { return std::holds_alternative<Table>(v.data); };
  if (list == nullptr || !std::all_of(list->begin(), list->end(), is_table)) {
    wrong_type(key, *found, fmt::format("a list of tables, written [[{}]],", key));
    return result;
  }
  for (const Value& item : *list) result.emplace_back(&std::get<Table>(item.data), item.place);
  return result;
}

void TableReader::require(std::string_view key, std::string_view why) {
  if (!has(key)) problems_.add(place(key), fmt::format("{}: the key \"{}\" is missing; {}", what_.empty() ? "this file" : what_, key, why));
}

void TableReader::finish() {
  for (const Leaf& leaf : leaves_) {
    if (leaf.used) continue;
    const auto below = [&](const std::string& outer, const std::string& inner) {
      return inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '.';
    };
    const bool is_group = std::any_of(asked_.begin(), asked_.end(), [&](const std::string& name) { return below(leaf.key, name); });
    const bool is_inside_value = std::any_of(asked_.begin(), asked_.end(), [&](const std::string& name) { return below(name, leaf.key); });
    if (is_group) {
      if (!std::holds_alternative<Table>(leaf.value->data))
        wrong_type(leaf.key, *leaf.value, fmt::format("a table, written [{}],", leaf.key));
      continue;  // an empty table says nothing
    }
    if (is_inside_value) {
      problems_.add(leaf.place, fmt::format("{}: read a table, but a single value is wanted", named(leaf.key.substr(0, leaf.key.rfind('.')))));
      continue;
    }
    // offer the keys at the same depth below the longest part that is known
    std::string group = leaf.key;
    std::vector<std::string_view> siblings;
    while (siblings.empty()) {
      const auto dot = group.rfind('.');
      group = dot == std::string::npos ? "" : group.substr(0, dot);
      for (const std::string& name : asked_)
        if (group.empty() || below(group, name)) siblings.push_back(name);
      if (group.empty()) break;
    }
    problems_.add(leaf.place, fmt::format("unknown key \"{}\"{}{}", leaf.key, what_.empty() ? "" : " in " + what_, suggestion(leaf.key, siblings)));
  }
}

}  // namespace gongjian::io
