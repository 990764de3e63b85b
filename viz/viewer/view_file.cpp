#include "viz/viewer/view_file.hpp"

#include <algorithm>
#include <memory>

#include "engine/io/table_reader.hpp"

namespace gongjian::viz {
namespace {

constexpr std::string_view kEnding = ".view.toml";
constexpr std::string_view kTabNames[kTabs] = {"map", "network", "hierarchy", "matrix", "flows", "meetings"};
constexpr std::string_view kPalettes[] = {"sequential", "blue_yellow", "diverging"};

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

io::Table settings_table(const Settings& settings) {
  io::Table table;
  table.set("chinese", {settings.chinese, {}});
  table.set("text_percent", whole(settings.text_percent));
  table.set("dark", {settings.dark, {}});
  table.set("left", {settings.left, {}});
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
  table.set("fits", {settings.fits, {}});
  table.set("camera_x", {static_cast<double>(settings.camera.centre.x), {}});
  table.set("camera_y", {static_cast<double>(settings.camera.centre.y), {}});
  table.set("camera_scale", {static_cast<double>(settings.camera.scale), {}});
  table.set("series", {texts(settings.series), {}});
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

std::vector<std::string> read_texts(io::TableReader& reader, const char* key, std::size_t most) {
  std::vector<std::string> result;
  for (const io::Value& value : reader.list(key))
    if (const auto* text = std::get_if<std::string>(&value.data); text != nullptr && result.size() < most)
      result.push_back(*text);
  return result;
}

template <class Number>
void read_number(io::TableReader& reader, const char* key, Number& number, core::Range range) {
  double value = static_cast<double>(number);
  if (reader.read(key, value, range)) number = static_cast<Number>(value);
}

void read_settings(io::TableReader& reader, Settings& settings, io::Problems& problems) {
  using core::range;
  const std::vector<std::string_view> tabs(std::begin(kTabNames), std::end(kTabNames));
  const std::vector<std::string_view> palettes(std::begin(kPalettes), std::end(kPalettes));
  std::size_t tab = 0, palette = 0;
  reader.read("chinese", settings.chinese);
  reader.read("text_percent", settings.text_percent, range(Settings::kLeastText, Settings::kMostText));
  reader.read("dark", settings.dark);
  reader.read("left", settings.left, range(0, 1));
  reader.read("right", settings.right, range(0, 1));
  reader.read("bottom", settings.bottom, range(0, 1));
  if (reader.read_name("tab", tabs, tab)) settings.tab = static_cast<Tab>(tab);
  reader.read("unit_variable", settings.unit_variable);
  reader.read("area_variable", settings.area_variable);
  if (reader.read_name("palette", palettes, palette)) settings.palette = static_cast<ScaleKind>(palette);
  reader.read("shows_projects", settings.shows_projects);
  const std::vector<io::Value> kinds = reader.list("kinds");
  for (std::size_t k = 0; k < std::min(kinds.size(), settings.kinds.size()); ++k)
    if (const bool* shown = std::get_if<bool>(&kinds[k].data)) settings.kinds[k] = *shown;
  reader.read("fits", settings.fits);
  read_number(reader, "camera_x", settings.camera.centre.x, range(-1e6, 1e6));
  read_number(reader, "camera_y", settings.camera.centre.y, range(-1e6, 1e6));
  read_number(reader, "camera_scale", settings.camera.scale, range(1e-3, 1e4));
  if (reader.has("series")) settings.series = read_texts(reader, "series", Settings::kMostSeries);
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

}  // namespace

bool is_view_file(const std::string& path) { return path.ends_with(kEnding); }

std::string write_view(const ViewFile& view) {
  io::Table table;
  if (!view.log.empty()) table.set("log", {view.log, {}});
  table.set("weeks_done", whole(view.weeks_done));
  table.set("names", {texts(view.names), {}});
  table.set("scenarios", {texts(view.scenarios), {}});
  table.set("settings", {settings_table(view.settings), {}});
  return "# A view of gongjian: `gongjian view FILE` opens it.\n" + io::write_toml(table);
}

ViewFile read_view(const std::string& path) {
  const io::Table table = io::read_toml(path);
  io::Problems problems;
  const io::Place place{std::make_shared<const std::string>(path), 1, 1};
  io::TableReader reader(table, "", place, problems);
  ViewFile view;
  reader.read("log", view.log);
  reader.read("weeks_done", view.weeks_done, core::range(0, run::kMostWeeks));
  view.names = read_texts(reader, "names", 2);
  view.scenarios = read_texts(reader, "scenarios", 2);
  view.names.resize(view.scenarios.size(), "session");
  if (const io::Value* settings = table.find("settings"))
    if (const auto* inner = std::get_if<io::Table>(&settings->data)) {
      reader.has("settings");
      io::TableReader settings_reader(*inner, "[settings]", settings->place, problems, &reader);
      read_settings(settings_reader, view.settings, problems);
      settings_reader.finish();
    }
  if (view.log.empty() && view.scenarios.empty())
    problems.add(place, {"a view says which log it replays (log) or which scenarios it runs (scenarios)",
                         "视图须说明回放哪个日志（log）或运行哪些情景（scenarios）"});
  problems.throw_if_any();
  return view;
}

}  // namespace gongjian::viz
