#include "engine/io/described.hpp"

#include <utility>

#include "engine/core/display.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {

using h5::Handle;

Handle write_dimension(const Handle& file, const core::Dimension& dimension) {
  std::vector<std::string> en, zh;
  for (const core::Text& label : dimension.labels) {
    en.push_back(label.en);
    zh.push_back(label.zh);
  }
  Handle scale = h5::write_texts(file, dimension.name, en);
  h5::make_scale(scale, dimension.name);
  h5::describe(scale, "", dimension.text);
  h5::attach_scale(h5::write_texts(file, dimension.name + "_zh", zh), 0, scale);
  return scale;
}

bool is_dimension(const Handle& file, const std::string& name) { return h5::has(file, name + "_zh"); }

core::Dimension read_dimension(const Handle& file, const std::string& name) {
  core::Dimension dimension{name, read_description(h5::open_dataset(file, name)), {}};
  std::vector<std::string> en = h5::read_texts(file, name);
  std::vector<std::string> zh = h5::read_texts(file, name + "_zh");
  if (en.size() != zh.size())
    h5::fail(file, core::say("read '{}': its labels in two languages differ in number",
                             "读取 '{}'：两种语言的标签数目不一致", name));
  for (std::size_t i = 0; i < en.size(); ++i) dimension.labels.push_back({std::move(en[i]), std::move(zh[i])});
  return dimension;
}

void describe_time(const Handle& week, const Handle& time, core::Date start_date) {
  h5::make_scale(week, "week");
  h5::describe(week, "", {"week since the start date, counted from 0", "自起始日起的周数，从 0 计"});
  h5::attach_scale(time, 0, week);
  h5::describe(time, "days since " + core::to_string(start_date), {"first day of the week", "该周的第一天"});
  h5::write_attribute(time, "calendar", "proleptic_gregorian");
}

hid_t column_type(Number number) {
  return with_type_of(number, []<class T>(T) { return h5::type_of<T>(); });
}

void check_format(const Handle& file, std::string_view format, std::int32_t version) {
  const std::string found =
      h5::has_attribute(file, "format") ? core::shortened(h5::read_text(file, "format"), 60) : "none";
  if (found != format)
    h5::fail(file,
             core::say("read it as {}: the format it names is {}", "按 {} 读取：其中标明的格式为 {}", format, found));
  const auto found_version = h5::read_number<std::int32_t>(file, "format_version");
  if (found_version != version)
    h5::fail(file, core::say("read it: its format has version {}, this program knows {}",
                             "读取：其格式版本为 {}，本程序支持 {}", found_version, version));
}

core::Text read_description(const Handle& dataset) {
  return {h5::read_text(dataset, "long_name"), h5::read_text(dataset, "long_name_zh")};
}

std::string read_unit(const Handle& dataset) {
  return h5::has_attribute(dataset, "units") ? h5::read_text(dataset, "units") : "";
}

void fail_unknown(const Handle& file, const core::Text& what, std::string_view name,
                  const std::vector<std::string_view>& known) {
  const std::string_view nearest = core::nearest_name(name, known);
  h5::fail(file,
           core::say("find {} '{}'{}", "找到{} '{}'{}", what, name,
                     nearest.empty() ? core::Text{} : core::say("; did you mean '{}'?", "；是否指 '{}'？", nearest)));
}

}  // namespace gongjian::io
