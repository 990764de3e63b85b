#include "engine/run/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"
#include "engine/run/population.hpp"

namespace gongjian::run {

namespace fs = std::filesystem;

std::string base_path(const std::string& path, const io::Value& extends, const std::string& shipped_folder,
                      core::Words what) {
  const core::Text read =
      core::say("{}: extends: read {}", "{}: extends：读到 {}", io::to_string(extends.place), extends.shown());
  const auto* name = std::get_if<std::string>(&extends.data);
  if (name == nullptr)
    throw core::UserError(
        core::say("{}; wanted is the name of one {} file in quotes", "{}；应为引号中的一个{}文件名", read, what));
  const fs::path relative(*name);
  const bool leaves = relative.is_absolute() ||
                      std::any_of(relative.begin(), relative.end(), [](const fs::path& part) { return part == ".."; });
  if (name->empty() || leaves)
    throw core::UserError(core::say(
        "{}; wanted is a file in the folder of this {}, or a shipped one{}",
        "{}；应为此{}所在文件夹中的文件，或自带的{}", read, what,
        what.en == "scenario" ? core::Text{" such as \"baseline_stable.toml\"", "情景，如 \"baseline_stable.toml\""}
                              : core::Text{"", "文件"}));
  const fs::path own = fs::path(path).parent_path();
  std::error_code failure;
  for (const fs::path& folder : {own, fs::path(shipped_folder)}) {
    const fs::path candidate = folder / relative;
    if (fs::equivalent(candidate, path, failure))
      throw core::UserError(
          core::say("{}, which is this {} itself; name another", "{}，这正是此{}本身；请指定另一个", read, what));
    if (fs::exists(candidate, failure) && !fs::is_directory(candidate, failure)) return candidate.string();
  }
  throw core::UserError(core::say("{}; there is no such file here or among the shipped {}s{}",
                                  "{}；此处及自带的{}中都没有这个文件{}", read, what,
                                  did_you_mean(own, relative, ".toml")));
}

namespace {

void refuse_lesson(const io::Table& table) {
  const io::Value* steps = table.find("step");
  if (steps == nullptr) return;
  const io::Value* scenario = table.find("scenario");
  throw core::UserError(core::say(
      "{}: step: this is a lesson, not a scenario{}", "{}: step：这是课程，不是情景{}", io::to_string(steps->place),
      scenario != nullptr ? core::say("; its scenario is {}", "；其情景为 {}", scenario->shown()) : core::Text{}));
}

void refuse_experiment(const io::Table& table, const std::string& path) {
  const io::Entry* sign = sign_of_experiment(table);
  if (sign == nullptr) return;
  const bool calibrates = table.find("calibration") != nullptr;
  throw core::UserError(
      core::say("{}: {}: this is {}, not a scenario; `gongjian {} {}` runs it",
                "{}: {}：这是{}，不是情景；用 `gongjian {} {}` 运行", io::to_string(sign->place), sign->key,
                calibrates ? core::Text{"a calibration", "校准"} : core::Text{"an experiment", "实验"},
                calibrates ? "calibrate" : "sweep", path));
}

io::Table resolved(io::Table table, const std::string& path) {
  refuse_lesson(table);
  refuse_experiment(table, path);
  const io::Value* extends = table.find("extends");
  if (extends == nullptr) return table;
  io::Table base = io::read_toml(base_path(path, *extends, library_folder(), {"scenario", "情景"}));
  if (base.find("extends") != nullptr)
    throw core::UserError(core::say(
        "{}: extends: read {}, which extends another; one level is allowed, so name that one or copy what you need",
        "{}: extends：读到 {}，而它又扩展了另一个；只允许一层，请直接指定后者，或复制所需内容",
        io::to_string(extends->place), extends->shown()));
  table.entries.erase(
      std::find_if(table.entries.begin(), table.entries.end(), [](const io::Entry& e) { return e.key == "extends"; }));
  // what the base is called and tells of itself is not true of what extends it
  std::erase_if(base.entries, [&](const io::Entry& e) {
    return e.key == "description" || (e.key == "title" && table.find("title") != nullptr);
  });
  return put_on(std::move(base), table);
}

// All of a value is read at one place.
void put_at(const io::Place& place, io::Value& value) {
  value.place = place;
  if (auto* list = std::get_if<io::Array>(&value.data))
    for (io::Value& item : *list) put_at(place, item);
  if (auto* table = std::get_if<io::Table>(&value.data))
    for (io::Entry& entry : table->entries) put_at(entry.place = place, entry.value);
}

// What is no TOML is a text without quotes.
io::Value parse_value(std::string_view text, const io::Place& place) {
  io::Value value{std::string(text), {}};
  try {
    const io::Table table = io::parse_toml("value = " + std::string(text), *place.source);
    if (table.entries.size() == 1) value = table.entries[0].value;
  } catch (const core::UserError&) {
    // what begins like a number, a date or a list was meant as one; other words are a text without quotes
    if (!text.empty() && std::string_view("0123456789+-.[{\"'").find(text[0]) != std::string_view::npos)
      throw core::UserError(
          core::say("{}: {} is not a value TOML knows: no such number or day, or a bracket or quote too few",
                    "{}: {} 不是 TOML 认识的值：没有这样的数或日期，或少了括号或引号", *place.source, text));
  }
  put_at(place, value);
  return value;
}

// The settings of a lever, adding it where the scenario has none.
std::vector<io::Table*> lever_entries(io::Table& table, const std::string& name, const io::Place& place) {
  io::Value* list = table.find("lever");
  if (list == nullptr) list = &table.set("lever", {io::Array{}, place});
  auto* levers = std::get_if<io::Array>(&list->data);
  std::vector<io::Table*> found;
  if (levers == nullptr) return found;  // reported when the scenario is read
  const auto is_it = [&](const io::Value& item) {
    const auto* entry = std::get_if<io::Table>(&item.data);
    const io::Value* value = entry != nullptr ? entry->find("name") : nullptr;
    const auto* text = value != nullptr ? std::get_if<std::string>(&value->data) : nullptr;
    return text != nullptr && *text == name;
  };
  if (std::none_of(levers->begin(), levers->end(), is_it)) {
    io::Table fresh;
    fresh.set("name", {name, place});
    levers->push_back({fresh, place});
  }
  for (io::Value& item : *levers)
    if (is_it(item)) found.push_back(&std::get<io::Table>(item.data));
  return found;
}

// The parts of a path, which is "a.b.c".
std::vector<std::string> parts_of(const std::string& path, const io::Place& place) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('.', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    if (parts.back().empty() || parts.size() > 8)
      throw core::UserError(core::say("{}: the path has an empty or too deep part", "{}: 路径中有空的部分，或层数过多",
                                      io::to_string(place)));
    begin = end + 1;
  }
  return parts;
}

bool is_lever(const std::string& name) {
  const std::vector<LeverDescription> all = levers();
  return std::any_of(all.begin(), all.end(), [&](const LeverDescription& lever) { return lever.name == name; });
}

}  // namespace

io::Table put_on(io::Table base, const io::Table& over) {
  make_way(base, over);
  return io::merge(std::move(base), over);
}

const io::Entry* sign_of_experiment(const io::Table& table) {
  constexpr std::array<std::string_view, 9> kKeys = {"scenario", "factor",     "design", "policy",     "outcome",
                                                     "common",   "replicates", "series", "calibration"};
  const auto found = std::find_if(table.entries.begin(), table.entries.end(), [&](const io::Entry& entry) {
    return std::find(kKeys.begin(), kKeys.end(), entry.key) != kKeys.end();
  });
  return found == table.entries.end() ? nullptr : &*found;
}

ScenarioFile read_scenario_file(const std::string& name_or_path) {
  const std::string path = find_scenario(name_or_path);
  return {path, fs::path(path).stem().string(), resolved(io::read_toml(path), path)};
}

ScenarioFile scenario_file_of(const std::string& text, const std::string& path) {
  return {path, fs::path(path).stem().string(), resolved(io::parse_toml(text, path), path)};
}

ScenarioFile read_scenario_beside(const std::string& file, const core::Text& what, const std::string& key,
                                  const io::Place& place, const std::string& name) {
  const fs::path beside = fs::path(file).parent_path() / name;
  std::error_code failure;
  for (const fs::path& candidate : {beside, fs::path(beside.string() + ".toml")})
    if (!name.empty() && fs::is_regular_file(candidate, failure)) return read_scenario_file(candidate.string());
  const std::string shipped = name.ends_with(".toml") ? name.substr(0, name.size() - 5) : name;
  const std::vector<std::string> known = library_names();
  if (std::find(known.begin(), known.end(), shipped) == known.end())
    throw core::UserError(
        core::say("{}: {}: read \"{}\"; there is no such file beside the {}, and no shipped scenario of this name{}",
                  "{}: {}：读到 \"{}\"；{}旁没有这个文件，也没有此名称的自带情景{}", io::to_string(place), key, name,
                  what, did_you_mean(fs::path(file).parent_path(), name, ".toml")));
  return read_scenario_file(shipped);
}

void set(ScenarioFile& scenario, const std::string& path, const io::Value& value) {
  const auto fail = [&](const core::Text& message) {
    return core::UserError(core::say("{}: {}", "{}: {}", io::to_string(value.place), message));
  };
  const std::vector<std::string> parts = parts_of(path, value.place);
  if (parts[0] == "extends")
    throw fail({"what a scenario extends is set in its file alone", "情景扩展哪一个，只能在其文件中设定"});
  if (parts[0] == "levers") {
    if (parts.size() < 2 || parts.size() > 3)
      throw fail({"a lever is set by levers.NAME=VALUE or levers.NAME.KEY=VALUE",
                  "政策杠杆用 levers.NAME=VALUE 或 levers.NAME.KEY=VALUE 设定"});
    for (io::Table* lever : lever_entries(scenario.table, parts[1], value.place))
      lever->set(parts.size() == 3 ? parts[2] : "value", value);
    return;
  }
  if (parts.size() == 1 && is_lever(parts[0]))
    throw fail(core::say("{0} is a lever; it is set by levers.{0}=VALUE", "{0} 是政策杠杆，用 levers.{0}=VALUE 设定",
                         parts[0]));
  io::Table* at = &scenario.table;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    io::Value* inner = at->find(parts[i]);
    if (i == 0 && (parts[0] == "event" || parts[0] == "lever")) {
      auto* list = inner != nullptr ? std::get_if<io::Array>(&inner->data) : nullptr;
      const std::string& number = parts[++i];
      std::size_t index = 0;
      const bool is_number =
          std::from_chars(number.data(), number.data() + number.size(), index).ptr == number.data() + number.size();
      if (list == nullptr || !is_number || index >= list->size())
        throw fail(core::say("{}: read \"{}\"; the scenario has {} of them, counted from 0",
                             "{}：读到 \"{}\"；情景中共有 {} 个，从 0 计", parts[0], number,
                             list != nullptr ? list->size() : 0));
      if (parts.size() == 2)
        throw fail(core::say("one of its keys is set by {}.{}.KEY=VALUE", "其中的键用 {}.{}.KEY=VALUE 设定", parts[0],
                             number));
      inner = &(*list)[index];
    }
    if (inner == nullptr) inner = &at->set(parts[i], {io::Table{}, value.place});
    at = std::get_if<io::Table>(&inner->data);
    if (at == nullptr) throw fail(core::say("\"{}\" holds no keys of its own", "\"{}\" 之下没有键", parts[i]));
  }
  if (parts[0] == "population" && parts.size() == 2) make_way(*at, parts[1], true);
  at->set(parts.back(), value);
}

void apply_setting(ScenarioFile& scenario, const std::string& setting) {
  const io::Place place{std::make_shared<const std::string>("--set " + setting), 0, 0};
  const auto equals = setting.find('=');
  if (equals == std::string::npos || equals == 0)
    throw core::UserError(core::say("{}: write it as PATH=VALUE, such as weeks=260 or levers.two_way=0.6",
                                    "{}: 请写作 PATH=VALUE，如 weeks=260 或 levers.two_way=0.6", *place.source));
  set(scenario, setting.substr(0, equals), parse_value(std::string_view(setting).substr(equals + 1), place));
}

}  // namespace gongjian::run
