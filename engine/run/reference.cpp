#include "engine/run/reference.hpp"

#include <fmt/format.h>

#include <vector>

#include "engine/core/check.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/experiment.hpp"
#include "engine/run/library.hpp"
#include "engine/run/markdown.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::run {
namespace {

using Header = std::vector<std::string>;

// A row for each shipped file: what `read` gives has a title and a description.
template <class Read>
std::string library_table(const Header& header, const std::vector<std::string>& names, bool chinese, Read read) {
  markdown::Rows rows;
  for (const std::string& name : names) {
    const auto file = read(name);
    rows.push_back(
        {markdown::code(name), markdown::plain(file.title.in(chinese)), markdown::plain(file.description.in(chinese))});
  }
  return markdown::table(header, rows);
}

std::string scenario_table(bool chinese) {
  return library_table(chinese ? Header{"情景", "标题", "说明"} : Header{"scenario", "title", "description"},
                       library_names(), chinese, [](const std::string& name) { return read_scenario(name); });
}

std::string experiment_table(bool chinese) {
  return library_table(chinese ? Header{"实验", "标题", "说明"} : Header{"experiment", "title", "description"},
                       experiment_names(), chinese, [](const std::string& name) { return read_experiment(name); });
}

std::string parameter_tables(bool chinese) {
  std::string out;
  std::vector<FieldDescription> group;
  const auto close = [&] {
    if (!group.empty()) out += "### " + group.front().group + "\n\n" + markdown::fields(group, chinese);
    group.clear();
  };
  for (const FieldDescription& field : parameters()) {
    if (!group.empty() && group.front().group != field.group) close();
    group.push_back(field);
  }
  close();
  return out;
}

std::string lever_table(bool chinese) {
  markdown::Rows rows;
  for (const LeverDescription& lever : levers())
    rows.push_back({markdown::code(lever.name), markdown::plain(lever.label.in(chinese)),
                    markdown::plain(lever.text.in(chinese))});
  return markdown::table(chinese ? Header{"杠杆", "名称", "作用"} : Header{"lever", "label", "what it does"}, rows);
}

std::string event_tables(bool chinese) {
  std::string out;
  for (const EventDescription& event : events())
    out += "### " + event.kind + "\n\n" + markdown::plain(event.text.in(chinese)) + "\n\n" +
           markdown::fields(event.fields, chinese);
  return out;
}

struct Section {
  std::string_view category;
  core::Text title;
  core::Text text;
  std::string (*tables)(bool chinese);
};

const std::vector<Section>& sections() {
  static const std::vector<Section> list = {
      {"parameters",
       {"Parameters", "参数"},
       {"Constant through a run. A scenario sets them in `[parameters.GROUP]`, the command line by `--set "
        "parameters.GROUP.NAME=VALUE`. The values are the defaults; the letters in brackets are the equations of "
        "`docs/one_tick.md`. Unit 1 is a plain number.",
        "一次运行中保持不变。情景文件在 `[parameters.组名]` 中设置，命令行用 `--set parameters.组名.名称=值`。"
        "表中为默认值；括号里的字母是 `docs/one_tick.md` 中的方程编号。单位 1 表示无量纲。"},
       parameter_tables},
      {"levers",
       {"Levers", "政策杠杆"},
       {"What a policy sets, from 0 (today) to 1 (in full), in a `[[lever]]` with the keys `name`, `value` (1 where "
        "not "
        "given), `start` (a week or a date; 0), `end` (never), `ramp` (weeks until it is there in full; 0), `since` "
        "(week from which its being carried out counts; `start`) and "
        "`districts` (all).",
        "政策所设定的内容，从 0（现行做法）到 1（完全到位）。写在 `[[lever]]` 中，键为 `name`、`value`（默认 1）、"
        "`start`（周或日期，默认 0）、`end`（默认不结束）、`ramp`（逐步到位的周数，默认 "
        "0）、`since`（执行起算的周，默认同 "
        "`start`）和 `districts`（默认全部）。"},
       lever_table},
      {"events",
       {"Events", "事件"},
       {"What happens to a city from outside, in an `[[event]]` with the keys `kind`, `week` (a week or a date), "
        "`districts` (all where not given) and those of its kind:",
        "从外部发生的事情。写在 `[[event]]` 中，键为 `kind`、`week`（周或日期）、`districts`（默认全部），以及各类事件"
        "自己的键："},
       event_tables},
      {"outputs",
       {"Outputs", "输出"},
       {"Logged weekly, a number for each position along the dimensions.", "每周记录，沿各维度每个位置一个数。"},
       [](bool chinese) { return markdown::outputs(outputs(), chinese); }},
      {"outcomes",
       {"Outcomes", "结果指标"},
       {"One number a run, a mean over the districts.", "每次运行一个数，为各区的均值。"},
       markdown::outcomes},
      {"scenarios", {"Scenarios", "情景"}, {"The shipped scenarios.", "随程序提供的情景。"}, scenario_table},
      {"experiments",
       {"Experiments", "实验"},
       {"The shipped experiments, for `gongjian sweep`.", "随程序提供的实验，供 `gongjian sweep` 运行。"},
       experiment_table},
  };
  return list;
}

std::string written(const Section& section, bool chinese) {
  std::string out =
      fmt::format("## {}\n\n{}\n\n{}", section.title.in(chinese), section.text.in(chinese), section.tables(chinese));
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace

std::string reference(std::string_view category, bool chinese) {
  for (const Section& section : sections())
    if (section.category == category) return written(section, chinese);
  GONGJIAN_CHECK(!"a category that `gongjian list` names");
  return {};
}

std::string reference_page(bool chinese) {
  std::string out =
      chinese
          ? "<!-- 本页由 `gongjian --lang zh list --markdown` 生成，请勿手工修改。 -->\n\n# 可设置的与可观察的内容\n"
          : "<!-- Generated by `gongjian --lang en list --markdown > docs/parameters.md`; do not edit. -->\n\n# What "
            "can be set and seen\n";
  for (const Section& section : sections())
    if (section.category != "scenarios" && section.category != "experiments") out += "\n" + written(section, chinese);
  return out;
}

}  // namespace gongjian::run
