#include "engine/run/made_change.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/say.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::run {
namespace {

constexpr std::string_view kEnd = "end";  // of an event: a week, no field of a MadeEvent

io::Value whole(int value) { return {std::int64_t{value}, {}}; }

io::Array texts(const std::vector<std::string>& list) {
  io::Array array;
  for (const std::string& text : list) array.push_back({text, {}});
  return array;
}

const std::vector<EventDescription>& kinds() {
  static const std::vector<EventDescription> all = events();
  return all;
}

io::Table written(const LeverMove& move, int week) {
  io::Table table;
  table.set("lever", {move.lever, {}});
  table.set("week", whole(week));
  table.set("value", {move.value, {}});
  if (move.ramp > 0) table.set("ramp", whole(move.ramp));
  if (!move.districts.empty()) table.set("districts", {texts(move.districts), {}});
  return table;
}

std::vector<std::string> read_districts(io::TableReader& reader) {
  std::vector<std::string> districts;
  for (const io::Value& value : reader.list("districts")) {
    if (const auto* name = std::get_if<std::string>(&value.data)) districts.push_back(*name);
    else
      reader.problem("districts", core::say("districts: read {}; allowed are names of districts",
                                            "districts：读到 {}；允许区（县）的名称", value.shown()));
  }
  return districts;
}

LeverMove read_move(io::TableReader& reader) {
  static const std::vector<LeverDescription> all = levers();
  std::vector<std::string_view> names;
  for (const LeverDescription& lever : all) names.push_back(lever.name);
  LeverMove move;
  std::size_t lever = 0;
  if (reader.read_name("lever", names, lever)) move.lever = all[lever].name;
  reader.require("value", {"it says how far the lever was moved", "它说明政策杠杆调到多少"});
  reader.read("value", move.value, core::range(0, 1));
  reader.read("ramp", move.ramp, core::range(0, 520));
  move.districts = read_districts(reader);
  return move;
}

MadeEvent read_event(io::TableReader& reader, int week) {
  std::vector<std::string_view> names;
  for (const EventDescription& kind : kinds()) names.push_back(kind.kind);
  MadeEvent event;
  std::size_t position = 0;
  if (!reader.read_name("kind", names, position)) return event;
  const EventDescription& kind = kinds()[position];
  event.kind = kind.kind;
  for (const FieldDescription& field : kind.fields) {
    if (field.name == kEnd) {
      if (int end = 0; reader.read(kEnd, end, core::range(week + 1, kMostWeeks))) event.weeks = end - week;
      continue;
    }
    bool is_on = false;
    double value = 0;
    if (field.is_switch && reader.read(field.name, is_on)) event.fields.emplace_back(field.name, is_on ? 1 : 0);
    if (!field.is_switch && reader.read(field.name, value, field.range)) event.fields.emplace_back(field.name, value);
  }
  if (!kind.names_two_districts) {
    event.districts = read_districts(reader);
    return event;
  }
  event.districts.resize(1);
  reader.require("from", {"it names the district that is absorbed", "它指明被并入的区（县）"});
  reader.require("into", {"it names the district that absorbs it", "它指明并入哪个区（县）"});
  reader.read("from", event.districts.front());
  reader.read("into", event.into);
  return event;
}

}  // namespace

io::Table written(const MadeEvent& event, int week) {
  io::Table table;
  table.set("kind", {event.kind, {}});
  table.set("week", whole(week));
  const auto kind =
      std::find_if(kinds().begin(), kinds().end(), [&](const EventDescription& e) { return e.kind == event.kind; });
  for (const auto& [name, value] : event.fields) {
    const bool is_switch = kind != kinds().end() &&
                           std::any_of(kind->fields.begin(), kind->fields.end(),
                                       [&, field = name](const auto& f) { return f.name == field && f.is_switch; });
    if (is_switch) table.set(name, {value != 0, {}});
    else table.set(name, {value, {}});
  }
  if (event.weeks >= 0) table.set(kEnd, whole(week + event.weeks));
  if (!event.into.empty()) {
    table.set("from", {event.districts.empty() ? "" : event.districts.front(), {}});
    table.set("into", {event.into, {}});
    return table;
  }
  if (!event.districts.empty()) table.set("districts", {texts(event.districts), {}});
  return table;
}

io::Table written(const Remark& remark, int week) {
  io::Table table;
  table.set("week", whole(week));
  table.set("text", {remark.text, {}});
  return table;
}

io::Array written(const std::vector<Change>& changes) {
  io::Array list;
  for (const Change& change : changes)
    std::visit([&](const auto& what) { list.push_back({written(what, change.week), {}}); }, change.what);
  return list;
}

std::vector<Change> read_changes(io::TableReader& reader, std::string_view key, io::Problems& problems) {
  std::vector<Change> changes;
  const auto tables = reader.tables(key);
  if (tables.size() > kMostChanges) {
    reader.problem(key, core::say("{}: read {} entries; allowed are {} at most", "{}：读到 {} 项；至多允许 {} 项", key,
                                  tables.size(), kMostChanges));
    return changes;
  }
  for (const auto& [table, place] : tables) {
    io::TableReader entry(*table, fmt::format("[[{}]]", key), place, problems, &reader);
    Change change;
    entry.require("week", {"it says before which week this was done", "它说明在哪一周之前操作"});
    entry.read("week", change.week, core::range(0, kMostWeeks));
    if (entry.has("lever")) change.what = read_move(entry);
    else if (entry.has("kind")) change.what = read_event(entry, change.week);
    else {
      Remark remark;
      entry.require("text", {"a change has a lever, the kind of an event, or the text of a remark",
                             "每项操作须有政策杠杆、事件类别或备注文字"});
      entry.read("text", remark.text);
      change.what = std::move(remark);
    }
    entry.finish();
    changes.push_back(std::move(change));
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.week < b.week; });
  return changes;
}

}  // namespace gongjian::run
