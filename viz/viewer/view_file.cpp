#include "viz/viewer/view_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/table_reader.hpp"

namespace gongjian::viz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSides = 2;
constexpr std::string_view kEnding = ".view.toml";
constexpr std::array<std::string_view, 3> kPalettes = {"sequential", "blue_yellow", "diverging"};
constexpr std::array<std::string_view, kBandsOf> kBandNames = {"districts", "replicates", "none"};

io::Value whole(long long value) { return {std::int64_t{value}, {}}; }

io::Array texts(const std::vector<std::string>& list) {
  io::Array array;
  for (const std::string& text : list) array.push_back({text, {}});
  return array;
}

io::Table look_table(const run::Look& look) {
  io::Table table;
  table.set("table", {look.table, {}});
  table.set("id", whole(static_cast<long long>(look.id)));
  table.set("side", whole(static_cast<long long>(look.side)));
  return table;
}

io::Table layout_table(const Settings& settings) {
  io::Table table;
  table.set("text_percent", whole(settings.text_percent));
  table.set("dark", {settings.dark, {}});
  table.set("left", {settings.left, {}});
  table.set("lesson", {settings.lesson, {}});
  table.set("right", {settings.right, {}});
  table.set("bottom", {settings.bottom, {}});
  table.set("tab", {std::string(kTabNames[static_cast<std::size_t>(settings.tab)]), {}});
  table.set("unit_variable", {settings.unit_variable, {}});
  table.set("area_variable", {settings.area_variable, {}});
  table.set("palette", {std::string(kPalettes[static_cast<std::size_t>(settings.palette)]), {}});
  table.set("shows_projects", {settings.shows_projects, {}});
  io::Array kinds;
  for (const bool kind : settings.kinds) kinds.push_back({kind, {}});
  table.set("kinds", {kinds, {}});
  table.set("series", {texts(settings.series), {}});
  table.set("band", {std::string(kBandNames[static_cast<std::size_t>(settings.band)]), {}});
  return table;
}

io::Table settings_table(const Settings& settings) {
  io::Table table = layout_table(settings);
  table.set("chinese", {settings.chinese, {}});
  table.set("fits", {settings.fits, {}});
  table.set("camera_x", {static_cast<double>(settings.camera.centre.x), {}});
  table.set("camera_y", {static_cast<double>(settings.camera.centre.y), {}});
  table.set("camera_scale", {static_cast<double>(settings.camera.scale), {}});
  table.set("query", {settings.query, {}});
  table.set("weeks_per_second", {settings.weeks_per_second, {}});
  table.set("week", whole(settings.week));
  table.set("loops", {settings.loops, {}});
  table.set("has_selection", {settings.has_selection, {}});
  table.set("shows_difference", {settings.shows_difference, {}});
  io::Array looks;
  for (const run::Look& look : settings.looks) looks.push_back({look_table(look), {}});
  if (!looks.empty()) table.set("look", {looks, {}});
  return table;
}

// A path as seen from the folder of the file `view`, and back again.
std::string as_seen_from(const std::string& view, const std::string& path) {
  const fs::path folder = fs::absolute(view).lexically_normal().parent_path();
  return fs::absolute(path).lexically_normal().lexically_proximate(folder).generic_string();
}
std::string found_from(const std::string& view, const std::string& path) {
  return (fs::path(view).parent_path() / path).lexically_normal().string();
}

io::Table side_table(const ViewFile::Side& side, const std::string& view) {
  io::Table table;
  table.set("path", {as_seen_from(view, side.scenario.path), {}});
  table.set("scenario", {io::write_toml(side.scenario.table), {}});
  if (!side.changes.empty()) table.set("change", {run::written(side.changes), {}});
  return table;
}

std::vector<std::string> read_texts(io::TableReader& reader, const char* key, std::size_t most) {
  std::vector<std::string> result;
  for (const io::Value& value : reader.list(key))
    if (const auto* text = std::get_if<std::string>(&value.data); text != nullptr && result.size() < most)
      result.push_back(*text);
  return result;
}

template <class Number>
void read_number(io::TableReader& reader, const char* key, Number& number, core::Range range) {
  auto value = static_cast<double>(number);
  if (reader.read(key, value, range)) number = static_cast<Number>(value);
}

template <class Name, std::size_t n>
void read_name(io::TableReader& reader, const char* key, const std::array<std::string_view, n>& names, Name& name) {
  std::size_t number = 0;
  if (reader.read_name(key, {names.begin(), names.end()}, number)) name = static_cast<Name>(number);
}

void read_layout(io::TableReader& reader, Settings& settings) {
  using core::range;
  reader.read("text_percent", settings.text_percent, range(Settings::kLeastText, Settings::kMostText));
  reader.read("dark", settings.dark);
  reader.read("left", settings.left, range(0, 1));
  reader.read("lesson", settings.lesson, range(0, 1));
  reader.read("right", settings.right, range(0, 1));
  reader.read("bottom", settings.bottom, range(0, 1));
  read_name(reader, "tab", kTabNames, settings.tab);
  reader.read("unit_variable", settings.unit_variable);
  reader.read("area_variable", settings.area_variable);
  read_name(reader, "palette", kPalettes, settings.palette);
  reader.read("shows_projects", settings.shows_projects);
  const std::vector<io::Value> kinds = reader.list("kinds");
  for (std::size_t k = 0; k < std::min(kinds.size(), settings.kinds.size()); ++k)
    if (const bool* shown = std::get_if<bool>(&kinds[k].data)) settings.kinds[k] = *shown;
  if (reader.has("series")) settings.series = read_texts(reader, "series", Settings::kMostSeries);
  read_name(reader, "band", kBandNames, settings.band);
}

void read_settings(io::TableReader& reader, Settings& settings, io::Problems& problems) {
  using core::range;
  read_layout(reader, settings);
  reader.read("chinese", settings.chinese);
  reader.read("fits", settings.fits);
  read_number(reader, "camera_x", settings.camera.centre.x, range(-1e6, 1e6));
  read_number(reader, "camera_y", settings.camera.centre.y, range(-1e6, 1e6));
  read_number(reader, "camera_scale", settings.camera.scale, range(1e-3, 1e4));
  reader.read("query", settings.query);
  reader.read("weeks_per_second", settings.weeks_per_second, range(0.1, run::Session::kAsFastAsPossible));
  reader.read("week", settings.week, range(-1, run::kMostWeeks));
  reader.read("loops", settings.loops);
  reader.read("shows_difference", settings.shows_difference);
  reader.read("has_selection", settings.has_selection);
  for (const auto& [table, place] : reader.tables("look")) {
    io::TableReader inner(*table, "[[settings.look]]", place, problems, &reader);
    run::Look look;
    inner.read("table", look.table);
    read_number(inner, "id", look.id, range(0, 4e9));
    read_number(inner, "side", look.side, range(0, 1));
    inner.finish();
    if (settings.looks.size() <= Settings::kMostPins) settings.looks.push_back(look);
  }
  settings.has_selection = settings.has_selection && !settings.looks.empty();
}

// What was done to a side is done again to its scenario, without running it, so that it is told here where that can't
// be.
ViewFile::Side read_side(const io::Table& table, const io::Place& place, const io::TableReader& outer) {
  io::Problems problems;
  io::TableReader reader(table, "[[side]]", place, problems, &outer);
  std::string path = "session.toml", text;
  reader.read("path", path);
  path = found_from(*place.source, path);
  reader.require("scenario", {"it is what this side runs", "它是此侧运行的情景"});
  reader.read("scenario", text);
  std::vector<run::Change> changes = run::read_changes(reader, "change", problems);
  reader.finish();
  problems.throw_if_any();
  try {
    ViewFile::Side side{run::scenario_file_of(text, path), {}};
    side.changes = run::changed(side.scenario, std::move(changes)).changes;
    return side;
  } catch (const core::UserError& error) {
    throw core::UserError(core::say("{}: {}", "{}: {}", io::to_string(place), error.message()));
  }
}

}  // namespace

bool is_view_file(const std::string& path) { return path.ends_with(kEnding); }

std::string write_view(const ViewFile& view, const std::string& path) {
  io::Table table;
  if (!view.log.empty()) table.set("log", {as_seen_from(path, view.log), {}});
  table.set("weeks_done", whole(view.weeks_done));
  io::Array sides;
  for (const ViewFile::Side& side : view.sides) sides.push_back({side_table(side, path), {}});
  if (!sides.empty()) table.set("side", {sides, {}});
  table.set("settings", {settings_table(view.settings), {}});
  return "# A view of gongjian: `gongjian view FILE` opens it.\n" + io::write_toml(table);
}

ViewFile read_view(const std::string& path) {
  const io::Table table = io::read_toml(path);
  io::Problems problems;
  const io::Place place{std::make_shared<const std::string>(path), 1, 1};
  io::TableReader reader(table, "", place, problems);
  ViewFile view;
  if (reader.read("log", view.log)) view.log = found_from(path, view.log);
  reader.read("weeks_done", view.weeks_done, core::range(0, run::kMostWeeks));
  const auto sides = reader.tables("side");
  if (sides.size() > kMostSides)
    reader.problem("side", core::say("side: read {}; two stand side by side at most", "side：读到 {} 个；至多两个并排",
                                     sides.size()));
  if (const io::Value* settings = table.find("settings"))
    if (const auto* inner = std::get_if<io::Table>(&settings->data)) {
      reader.has("settings");
      io::TableReader settings_reader(*inner, "[settings]", settings->place, problems, &reader);
      read_settings(settings_reader, view.settings, problems);
      settings_reader.finish();
    }
  if (view.log.empty() && sides.empty())
    problems.add(place, {"a view says which log it replays (log) or which scenarios it runs ([[side]])",
                         "视图须说明回放哪个日志（log）或运行哪些情景（[[side]]）"});
  problems.throw_if_any();
  for (const auto& [side, side_place] : sides) view.sides.push_back(read_side(*side, side_place, reader));
  return view;
}

std::string write_layout(const Settings& settings) {
  return "# A layout of gongjian's window.\n" + io::write_toml(layout_table(settings));
}

Settings read_layout(const std::string& path, Settings settings) {
  const io::Table table = io::read_toml(path);
  io::Problems problems;
  io::TableReader reader(table, "", {std::make_shared<const std::string>(path), 1, 1}, problems);
  read_layout(reader, settings);
  reader.finish();
  problems.throw_if_any();
  return settings;
}

}  // namespace gongjian::viz
