#include "engine/run/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/io/config.hpp"
#include "engine/run/library.hpp"
#include "engine/run/population_files.hpp"
#include "engine/run/scenario_keys.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFiles[] = {"units", "members", "subdistricts"};

std::string in_population(const std::string& key) { return "population." + key; }

// The file that a key names: relative to the file in which the key stands, or to the current folder where it is set
// on the command line. Empty where it is absent or there is no such file.
std::string read_path(io::TableReader& reader, const std::string& name) {
  const std::string key = in_population(name);
  std::string text;
  if (!reader.read(key, text)) return {};
  const io::Place place = reader.place(key);
  const fs::path folder = place.line > 0 ? fs::path(*place.source).parent_path() : fs::path();
  std::string path = (folder / text).string();
  const auto wrong = [&](const core::Text& why) {
    reader.problem(key, core::say("{}: read {}; {}", "{}：读到 {}；{}", key, io::Value{text, {}}.shown(), why));
    return std::string();
  };
  std::error_code failure;
  if (text.empty()) return wrong({"wanted is the name of a CSV file", "应为 CSV 文件名"});
  if (!fs::exists(path, failure)) return wrong(core::say("there is no such file ({})", "没有这个文件（{}）", path));
  if (fs::is_directory(path, failure)) return wrong({"this is a folder, not a file", "这是文件夹，不是文件"});
  return path;
}

// Where a scenario pins a file, it must be the same to the last byte.
void check_pin(io::TableReader& reader, const std::string& name, const std::string& path, std::uint64_t hash) {
  const std::string key = in_population(name + "_hash"), found = core::to_hex(hash);
  std::string pinned;
  if (!reader.read(key, pinned) || path.empty() || hash == 0 || pinned == found) return;
  const bool is_hash =
      pinned.size() == found.size() && pinned.find_first_not_of("0123456789abcdef") == std::string::npos;
  const std::string shown = io::Value{pinned, {}}.shown();
  reader.problem(key, is_hash
                          ? core::say("{}: read {}, but the hash of {} is \"{}\": the file has changed since; leave "
                                      "the key out to take the file as it is",
                                      "{}：读到 {}，而 {} 的哈希为 \"{}\"：文件此后已改动；删去此键则按现有文件读取",
                                      key, shown, path, found)
                          : core::say("{}: read {}; wanted are 16 hexadecimal digits, such as \"{}\"",
                                      "{}：读到 {}；应为 16 位十六进制数字，如 \"{}\"", key, shown, found));
}

Population read_preset(io::TableReader& reader, io::Problems& problems) {
  Population population;
  auto position = static_cast<std::size_t>(model::Preset::district);
  double member_share = 1;
  reader.read_name("population.preset", model::preset_names(), position);
  reader.read("population.member_share", member_share, kMemberShares);
  const auto preset = static_cast<model::Preset>(position);
  std::vector<model::DistrictFacts> facts;
  if (preset == model::Preset::shanghai)
    facts = read_district_facts((fs::path(library_folder()) / "populations" / "shanghai.csv").string(), problems);
  population.districts = model::outline(preset, member_share, facts);
  return population;
}

}  // namespace

Population read_population(io::TableReader& reader, io::Problems& problems) {
  const auto has = [&](const std::string& key) { return reader.has(in_population(key)); };
  if (has("units") && has("preset"))
    reader.problem("population.units", {"population: both preset and units are given; choose one",
                                        "population：同时给出了 preset 和 units；请选其一"});
  if (has("units") && has("member_share"))
    reader.problem("population.member_share",
                   {"population.member_share: it thins the members of a preset; leave it out where units are given",
                    "population.member_share：它按比例减少预设的党员；给出 units 时请删去"});
  for (const char* name : kFiles)
    for (const std::string& key : {std::string(name), std::string(name) + "_hash"})
      if (has(key) && key != "units" && !has(key == name ? "units" : name))
        reader.problem(in_population(key),
                       core::say("population.{}: it needs population.{} too", "population.{}：还需要 population.{}",
                                 key, key == name ? "units" : name));

  Population preset = read_preset(reader, problems);
  const PopulationPaths paths = {read_path(reader, "units"), read_path(reader, "members"),
                                 read_path(reader, "subdistricts")};
  PopulationFiles files;
  if (!paths.units.empty()) files = read_population_files(paths, problems);
  check_pin(reader, "units", paths.units, files.units_hash);
  check_pin(reader, "members", paths.members, files.members_hash);
  check_pin(reader, "subdistricts", paths.subdistricts, files.subdistricts_hash);
  if (!has("units")) return preset;

  Population population;
  for (const core::Text& name : files.districts) population.districts.push_back({.name = name});
  if (files.tables == nullptr) return population;
  population.districts = model::outline(*files.tables);
  population.given = files.tables;
  population.notes = files.notes;
  const std::string* found[] = {&paths.units, &paths.members, &paths.subdistricts};
  const std::uint64_t hashes[] = {files.units_hash, files.members_hash, files.subdistricts_hash};
  for (std::size_t f = 0; f < std::size(kFiles); ++f)
    if (has(kFiles[f])) population.files.push_back({kFiles[f], *found[f], core::to_hex(hashes[f])});
  return population;
}

void check_size(const Population& population, const model::PopulationParameters& parameters, io::TableReader& reader) {
  if (population.given == nullptr) return;
  const model::GivenPopulation& given = *population.given;
  const auto at_most = [&](std::size_t count, std::size_t most, const core::Text& what) {
    if (count <= most) return true;
    reader.problem("population.units",
                   core::say("population.units: the population has {} {}; allowed are {}",
                             "population.units：人口中有 {} 个{}；最多允许 {} 个", count, what, most));
    return false;
  };
  bool fits = at_most(given.subdistricts.district.size(), model::kMostSubdistricts, {"subdistricts", "街道（镇）"});
  fits &= at_most(given.units.kind.size(), model::kMostUnits, {"units", "单位"});
  fits &= at_most(model::most_neighbourhoods(given), model::kMostNeighbourhoods, {"neighbourhoods", "居民区"});
  fits &= at_most(model::count_members(given, parameters), model::kMostMembers, {"members", "党员"});
  if (fits)
    at_most(model::most_task_counts(given, parameters), model::kMostTaskCounts,
            {"counts of tasks (neighbourhoods of a district, times 3 a subdistrict and 1 for 8,192 members)",
             "服务计数（一个区的居民区数，乘以每个街道（镇） 3 与每 8,192 名党员 1 之和）"});
  const auto& units = given.subdistricts.units;
  if (!units.empty())
    at_most(*std::max_element(units.begin(), units.end()), model::kMostUnitsPerSubdistrict,
            {"units in one subdistrict", "单位同在一个街道（镇）"});
  std::size_t unit = 0;
  double staff = 0;
  for (const std::uint32_t count : units) {
    double here = 0;
    for (const std::size_t end = unit + count; unit < end; ++unit)
      if (!given.units.size.empty() && !core::is_missing(given.units.size[unit])) here += given.units.size[unit];
    staff = std::max(staff, here);
  }
  at_most(static_cast<std::size_t>(staff), model::kMostStaffPerSubdistrict,
          {"employees in one subdistrict", "职工同在一个街道（镇）"});
}

void make_way(io::Table& population, const std::string& key, bool keep_command_line) {
  std::vector<std::string> replaced;
  if (key == "units") replaced = {"preset", "member_share"};
  if (key == "preset")
    replaced = {"units", "members", "subdistricts", "units_hash", "members_hash", "subdistricts_hash"};
  else if (std::find(std::begin(kFiles), std::end(kFiles), key) != std::end(kFiles)) replaced.push_back(key + "_hash");
  const auto goes = [&](const io::Entry& entry) {
    return std::find(replaced.begin(), replaced.end(), entry.key) != replaced.end() &&
           !(keep_command_line && entry.value.place.line == 0);
  };
  population.entries.erase(std::remove_if(population.entries.begin(), population.entries.end(), goes),
                           population.entries.end());
}

void make_way(io::Table& base, const io::Table& over) {
  const auto population_of = [](auto& table) {
    auto* value = table.find("population");
    return value != nullptr ? std::get_if<io::Table>(&value->data) : nullptr;
  };
  io::Table* below = population_of(base);
  const io::Table* above = population_of(over);
  if (below == nullptr || above == nullptr) return;
  for (const io::Entry& entry : above->entries) make_way(*below, entry.key, false);
}

void pin(io::Table& scenario, const Population& population, const std::string& path) {
  if (population.files.empty()) return;
  auto& table = std::get<io::Table>(scenario.find("population")->data);
  for (const Population::File& file : population.files) {
    io::Value& name = *table.find(file.key);
    if (name.place.line == 0 || *name.place.source != path)
      name.data = path_from(fs::path(path).parent_path(), file.path);
    table.set(file.key + "_hash", {file.hash, {}});
  }
}

}  // namespace gongjian::run
