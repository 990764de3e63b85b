#include "engine/core/say.hpp"
#include "engine/model/population/outline.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/scenario_keys.hpp"
#include "engine/run/schema.hpp"

namespace gongjian::run {
namespace {

namespace schema = io::schema;
using schema::Keys;

// "share of the grant that is cut (week)"
core::Text text_of(const FieldDescription& field) {
  const core::Unit unit{field.unit};
  return unit.symbol == "1" ? field.text
                            : core::say("{} ({})", "{}（{}）", field.text, core::Words{unit.in(false), unit.in(true)});
}

io::Table value_of(const FieldDescription& field) {
  if (field.is_switch) return schema::with_default(schema::truth(), {field.value != 0, {}});
  io::Table value = field.is_week    ? schema::week(field.range)
                    : field.is_whole ? schema::whole(field.range)
                                     : schema::number(field.range);
  return field.range.contains(field.value) ? schema::with_default(std::move(value), schema::plain(field.value)) : value;
}

io::Table week() { return schema::week(kWeeks); }
io::Table districts() { return schema::list_of(schema::text(), {1, kMostWeeks}); }

io::Table lever(bool chinese) {
  std::vector<std::string> names;
  std::string meanings;
  for (const LeverDescription& each : levers()) {
    names.push_back(each.name);
    meanings += "\n" + each.name + (chinese ? "：" : ": ") + each.label.in(chinese);
  }
  Keys keys(chinese);
  keys.add("name", schema::one_of({names.begin(), names.end()}),
           core::say("which lever is set:{}", "设定哪个政策杠杆：{}", meanings));
  keys.add("value", schema::with_default(schema::number(kLevels), schema::plain(model::LeverSetting{}.value)),
           {"how far: 0 as today, 1 in full", "程度：0 为现行做法，1 为完全到位"});
  keys.add("start", schema::with_default(week(), {std::int64_t{0}, {}}), {"first week, or a date", "开始的周，或日期"});
  keys.add("end", week(),
           {"first week without it, or a date; to the end of the run where left out",
            "结束后的第一周，或日期；不写则到运行结束"});
  keys.add("since", week(),
           {"week from which on it is being carried out, or a date; `start` where left out",
            "实际执行算起的周，或日期；不写则同 start"});
  keys.add("ramp", schema::with_default(schema::whole(kRamps), {std::int64_t{0}, {}}),
           {"weeks until it is there in full", "逐步到位的周数"});
  keys.add("districts", districts(),
           {"names of the districts that it reaches; all where left out", "所涉及的区（县）的名称；不写则为全部"});
  keys.require("name");
  return keys.take();
}

io::Table event(const EventDescription& about, bool chinese) {
  Keys keys(chinese);
  keys.add("kind", schema::one_of({about.kind}), about.text).require("kind");
  keys.add("week", week(), {"week in which it begins, or a date", "开始的周，或日期"}).require("week");
  for (const FieldDescription& field : about.fields) keys.add(field.name, value_of(field), text_of(field));
  if (about.names_two_districts) {
    keys.add("from", schema::text(), {"the district that is absorbed", "被并入的区（县）"}).require("from");
    keys.add("into", schema::text(), {"the district that absorbs it", "并入到的区（县）"}).require("into");
  } else {
    keys.add("districts", districts(),
             {"names of the districts that it reaches; all where left out", "所涉及的区（县）的名称；不写则为全部"});
  }
  if (about.wants_end) keys.require("end");
  return keys.take();
}

io::Table event(bool chinese) {
  std::vector<io::Table> kinds;
  for (const EventDescription& each : events()) kinds.push_back(event(each, chinese));
  return schema::either(std::move(kinds));
}

io::Table remark(bool chinese) {
  Keys keys(chinese);
  keys.add("week", week(), {"when the remark was made: a week, or a date", "备注作于何时：周，或日期"}).require("week");
  keys.add("text", schema::text(), {"what was said", "备注内容"});
  return keys.take();
}

io::Table all_parameters(bool chinese) {
  constexpr std::string_view kGroup = "parameters.";
  Keys keys(chinese);
  for (const FieldDescription& field : parameters())
    keys.add((field.group + "." + field.name).substr(kGroup.size()), value_of(field), text_of(field));
  return keys.take();
}

io::Table population(bool chinese) {
  const schema::Names presets = model::preset_names();
  const std::string standard(presets[static_cast<std::size_t>(model::Preset::district)]);
  Keys keys(chinese);
  keys.add("preset", schema::with_default(schema::one_of(presets), {standard, {}}),
           {"a synthetic city of this size", "按此规模生成的城市"});
  keys.add("member_share", schema::with_default(schema::number(kMemberShares), schema::plain(1)),
           {"members of the preset, times this", "预设的党员数乘以此数"});
  keys.add("units", schema::text(), {"a CSV file of units, instead of a preset", "单位的 CSV 文件，用以代替预设"});
  keys.add("members", schema::text(), {"a CSV file of members, beside units", "党员的 CSV 文件，与 units 同用"});
  keys.add("subdistricts", schema::text(),
           {"a CSV file of subdistricts, beside units", "街道（镇）的 CSV 文件，与 units 同用"});
  for (const std::string_view file : {"units", "members", "subdistricts"})
    keys.add(std::string(file) + "_hash", schema::matching("^[0-9a-f]{16}$"),
             core::say("the hash that the file of {} must have", "{} 的文件须有的哈希", file));
  return keys.take();
}

io::Table log(bool chinese) {
  Keys keys(chinese);
  keys.add("every", schema::with_default(schema::whole(kFrameRhythms), schema::plain(LogSettings{}.every)),
           {"weeks between frames", "每隔几周一帧"});
  const core::FrameLayout layout = outputs();
  schema::Names dimensions;
  for (const core::Dimension& dimension : layout.dimensions) dimensions.push_back(dimension.name);
  keys.add("by", schema::some_of(dimensions, true),
           {"dimensions whose outputs are logged; all where left out", "记录哪些维度的输出；不写则为全部"});
  for (const std::string_view table : kSampled)
    keys.add("agents." + std::string(table), schema::whole(kSampleRhythms),
             core::say("weeks between samples of the table {}s", "表 {}s 每隔几周取样一次", table));
  return keys.take();
}

}  // namespace

void add_text(Keys& keys, std::string_view key, const core::Text& text) {
  keys.add(std::string(key) + ".en", schema::text(), core::say("{}, in English", "{}（英文）", text));
  keys.add(std::string(key) + ".zh", schema::text(), core::say("{}, in Chinese", "{}（中文）", text));
}

void add_piece(Keys& keys) {
  add_text(keys, "title", {"what it is called", "标题"});
  add_text(keys, "description", {"what it is about", "说明"});
  keys.add("start_date", schema::with_default(schema::date(), {core::Date{}, {}}),
           {"date of week 0, without quotes", "第 0 周的日期，不加引号"});
  keys.add("weeks", schema::with_default(schema::whole(kLengths), schema::plain(Scenario{}.weeks)),
           {"weeks that the run lasts", "运行的周数"});
  keys.add("seed", schema::with_default(schema::whole(), {std::int64_t{1}, {}}), {"of all random draws", "随机种子"});
  for (const char* table : {"population", "parameters", "log"}) keys.add(table, schema::same_as(table));
  for (const char* table : {"lever", "event", "remark"}) keys.add(table, schema::list_of(schema::same_as(table)));
}

io::Table piece(bool chinese) {
  Keys keys(chinese);
  add_piece(keys);
  return keys.take();
}

io::Table file_schema(const core::Text& title, Keys keys) {
  const bool chinese = keys.chinese();
  io::Table definitions;
  definitions.set("population", {population(chinese), {}});
  definitions.set("parameters", {all_parameters(chinese), {}});
  definitions.set("log", {log(chinese), {}});
  definitions.set("lever", {lever(chinese), {}});
  definitions.set("event", {event(chinese), {}});
  definitions.set("remark", {remark(chinese), {}});
  io::Table file;
  file.set("$schema", {"http://json-schema.org/draft-07/schema#", {}});
  file.set("title", {title.in(chinese), {}});
  file.set("definitions", {std::move(definitions), {}});
  for (io::Entry& entry : keys.take().entries) file.entries.push_back(std::move(entry));
  return file;
}

io::Table scenario_schema(bool chinese) {
  Keys keys(chinese);
  add_piece(keys);
  keys.add("extends", schema::matching("^[^/]"),
           {"the scenario on top of which this one is, beside it or shipped",
            "此情景所扩展的情景：同一文件夹中的，或自带的"});
  return file_schema({"gongjian: a scenario", "gongjian 情景"}, std::move(keys));
}

}  // namespace gongjian::run
