#include "engine/run/scenario_template.hpp"

#include <fmt/format.h>

#include "engine/core/clock.hpp"
#include "engine/model/population/outline.hpp"
#include "engine/run/catalogue.hpp"

namespace gongjian::run {
namespace {

constexpr int kWeek = 3 * core::kWeeksPerYear;  // of the examples
constexpr int kEnd = kWeek + core::kWeeksPerYear;

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) continue;  // no name of a file that people type
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// "[[event]]", then its fields with their defaults and what they mean.
std::string event_block(const EventDescription& event, bool chinese) {
  std::string out =
      fmt::format("\n# {}\n#[[event]]\n#kind = \"{}\"\n#week = {}\n", event.text.in(chinese), event.kind, kWeek);
  if (event.names_two_districts)
    out += fmt::format("#from = \"Zhabei\"    # {}\n#into = \"Jing'an\"\n",
                       chinese ? "preset = \"shanghai\" 中的区" : "districts of preset = \"shanghai\"");
  for (const FieldDescription& field : event.fields) {
    const std::string value = value_text(field);
    out += fmt::format("#{} = {}    # {}\n", field.name, value.empty() ? std::to_string(kEnd) : value,
                       field.text.in(chinese));
  }
  return out;
}

std::string presets() {
  std::string out;
  for (const std::string_view name : model::preset_names()) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

}  // namespace

std::string scenario_template(const std::string& name, bool chinese) {
  const auto say = [&](const char* en, const char* zh) { return chinese ? zh : en; };
  std::string out = fmt::format(
      "{}\n\ntitle = {{ en = {}, zh = {} }}\n#description = {{ en = \"\", zh = \"\" }}\n\n{}\nextends = "
      "\"baseline_stable.toml\"\n\nstart_date = {}    # {}\nweeks = 520    # {}\nseed = 1\n\n[population]\npreset = "
      "\"district\"    # {}: {}\n",
      say("# A scenario for gongjian. Whatever stands behind a # is a comment: take away the # of the lines you want.\n"
          "# `gongjian check FILE` tells every mistake, `gongjian run FILE` runs it once, and\n"
          "# `gongjian compare baseline_stable FILE` shows what it changes.",
          "# gongjian 情景文件。# 之后为注释；需要哪一段，就去掉那几行行首的 #。\n"
          "# `gongjian check 文件` 指出所有错误，`gongjian run 文件` 运行一次，\n"
          "# `gongjian compare baseline_stable 文件` 与现行做法比较。"),
      in_quotes(name), in_quotes(name),
      say("# What is not said here is as in this scenario (`gongjian list scenarios`).",
          "# 此处未写的内容与下面这个情景相同（`gongjian list scenarios`）。"),
      core::to_string(core::Date{}), say("a Monday: week 0", "星期一，第 0 周"), say("ten years", "十年"),
      say("one of", "可选"), presets());
  out += fmt::format("\n{}\n",
                     say("# ---- Constants: `gongjian list parameters` names them all, `gongjian describe "
                         "NAME` tells of one.",
                         "# ---- 参数：`gongjian list parameters` 列出全部，`gongjian describe 名称` 解释一个。"));
  const FieldDescription parameter = parameters().front();
  out += fmt::format("#[{}]\n#{} = {}    # {}\n", parameter.group, parameter.name, value_text(parameter),
                     parameter.text.in(chinese));
  out += fmt::format("\n{}\n", say("# ---- What is logged: a frame each week; samples of tables only where asked for.",
                                   "# ---- 日志：每周一帧；各表只在需要时取样。"));
  out += fmt::format("#[log]\n#every = 1    # {}\n\n#[log.agents]\n#unit = 52    # {}\n",
                     say("weeks between frames", "每隔几周一帧"),
                     say("weeks between samples of all units", "所有单位每隔几周取样一次"));
  out += fmt::format(
      "\n{}\n", say("# ---- Policy. Of each lever: value (0: as today, to 1: in full), start and end (a week or a "
                    "date), ramp (weeks until it\n# is there in full), districts (a list of names; all where left "
                    "out).",
                    "# ---- 政策杠杆。每个杠杆可写：value（0 为现行做法，1 为完全到位）、start 和 end（周或日期）、"
                    "ramp（逐步到位的周数）、\n# districts（区名列表；不写则为全部）。"));
  for (const LeverDescription& lever : levers())
    out += fmt::format("\n# {}: {}\n#[[lever]]\n#name = \"{}\"\n#value = 1.0\n#start = {}\n#ramp = {}\n",
                       lever.label.in(chinese), lever.text.in(chinese), lever.name, 2 * core::kWeeksPerYear,
                       core::kWeeksPerYear / 2);
  out += fmt::format("\n{}\n", say("# ---- Events: what happens from outside, in a week or on a date; in all districts "
                                   "where none are named.",
                                   "# ---- 事件：从外部发生的事情，week 可为周或日期；不写 districts 则涉及所有区。"));
  for (const EventDescription& event : events()) out += event_block(event, chinese);
  return out;
}

}  // namespace gongjian::run
