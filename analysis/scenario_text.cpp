#include "analysis/scenario_text.hpp"

#include "engine/io/config.hpp"

namespace gongjian::analysis {
namespace {

const std::string* text_of(const io::Value* value) {
  return value != nullptr ? std::get_if<std::string>(&value->data) : nullptr;
}

int week_of(const io::Value* value, core::Date start) {
  if (value == nullptr) return -1;
  if (const auto* number = std::get_if<std::int64_t>(&value->data)) return static_cast<int>(*number);
  if (const auto* date = std::get_if<core::Date>(&value->data))
    return static_cast<int>(core::week_of_date(start, *date));
  return -1;
}

// The tables of an array of tables.
std::vector<const io::Table*> tables_of(const io::Table& table, std::string_view name) {
  std::vector<const io::Table*> result;
  const io::Value* found = table.find(name);
  const auto* array = found != nullptr ? std::get_if<io::Array>(&found->data) : nullptr;
  if (array != nullptr)
    for (const io::Value& value : *array)
      if (const auto* inner = std::get_if<io::Table>(&value.data)) result.push_back(inner);
  return result;
}

std::vector<std::pair<std::string, std::string>> settings_of(const io::Table& table, std::string_view without) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const io::Entry& entry : table.entries)
    if (entry.key != without) result.emplace_back(entry.key, entry.value.shown());
  return result;
}

}  // namespace

ScenarioText read_scenario_text(const std::string& text, const std::string& name, core::Date start) {
  ScenarioText result;
  const io::Table table = io::parse_toml(text, name);
  if (const io::Value* title = table.find("title")) {
    if (const auto* alone = std::get_if<std::string>(&title->data)) result.title = {*alone, *alone};
    if (const auto* inner = std::get_if<io::Table>(&title->data)) {
      if (const auto* en = text_of(inner->find("en"))) result.title.en = *en;
      if (const auto* zh = text_of(inner->find("zh"))) result.title.zh = *zh;
    }
  }
  for (const io::Table* event : tables_of(table, "event")) {
    const int week = week_of(event->find("week"), start);
    const std::string* kind = text_of(event->find("kind"));
    if (week >= 0 && kind != nullptr) result.events.push_back({week, *kind});
  }
  for (const io::Table* lever : tables_of(table, "lever"))
    if (const std::string* lever_name = text_of(lever->find("name")))
      result.levers.push_back({*lever_name, settings_of(*lever, "name")});
  if (const io::Value* population = table.find("population"))
    if (const auto* inner = std::get_if<io::Table>(&population->data)) result.population = settings_of(*inner, "");
  return result;
}

}  // namespace gongjian::analysis
