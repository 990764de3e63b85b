#include "viz/lessons/lesson_schema.hpp"

#include <limits>

#include "engine/core/say.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/scenario.hpp"
#include "engine/run/schema.hpp"
#include "viz/lessons/lesson.hpp"
#include "viz/lessons/lesson_keys.hpp"

namespace gongjian::lessons {
namespace {

namespace schema = io::schema;
using schema::Keys;

constexpr core::Range kWeeksDone{1, run::kMostWeeks};

// `key = { en = "…", zh = "…" }`, with both.
void add_text(Keys& keys, const std::string& key, const core::Text& text, bool required) {
  keys.add(key + ".en", schema::matching("\\S"), core::say("{}, in English", "{}（英文）", text)).require(key + ".en");
  keys.add(key + ".zh", schema::matching("[^\\x00-\\x7F]"), core::say("{}, in Chinese", "{}（中文）", text));
  keys.require(key + ".zh");
  if (required) keys.require(key);
}

void add_levels(Keys& keys, const std::string& key) {
  for (const run::LeverDescription& lever : run::levers())
    keys.add(key + "." + lever.name, schema::number(kLevels), lever.label);
}

// ---- measures

void add_measure(Keys& keys, const std::string& prefix) {
  schema::Names series;
  for (const run::Series& each : run::city_series()) series.push_back(each.name);
  const auto add = [&](const char* key, io::Table value, const core::Text& text) {
    keys.add(prefix + key, std::move(value), text);
  };
  add("of", schema::one_of(series), {"the output of the city that is measured", "所测量的全市输出"});
  add("week", schema::whole(kWeeksDone), {"after so many weeks", "在多少周之后"});
  add("over", schema::with_default(schema::whole(kWeeksDone), schema::plain(Measure{}.over)),
      {"the mean of so many weeks up to then", "取此前多少周的均值"});
  add("side", schema::one_of({kOneSide.begin(), kOneSide.end()}),
      {"on which side; a where left out", "哪一侧；不写则为 a"});
  add("against", schema::one_of({kOneSide.begin(), kOneSide.end()}), {"compared with the other side", "与另一侧相比"});
  add("against_week", schema::whole(kWeeksDone),
      {"compared with the same after so many weeks", "与多少周之后的同一项相比"});
  add("as", schema::one_of({kComparisons.begin(), kComparisons.end()}),
      {"how it is compared; a difference where left out", "如何比较；不写则为差"});
  add("shown_as", schema::one_of({kFormats.begin(), kFormats.end()}), {"how it is written", "如何书写"});
  keys.require(prefix + "of").require(prefix + "week");
}

void add_bounds(Keys& keys, const std::string& prefix) {
  keys.add(prefix + "above", schema::number(kAnyNumber), {"at least this", "不小于此数"});
  keys.add(prefix + "below", schema::number(kAnyNumber), {"less than this", "小于此数"});
  keys.add(prefix + "never", schema::truth(), {"there is no value", "没有数值"});
}

// ---- steps

void add_focus(Keys& keys) {
  const Known known;
  const auto one_of = [](const std::vector<std::string>& names) { return schema::one_of(views_of(names)); };
  keys.add("focus.tab", schema::one_of({viz::kTabNames.begin(), viz::kTabNames.end()}),
           {"the tab that is shown", "显示的页面"});
  keys.add("focus.units_by", one_of(known.units_by), {"what colours units", "单位按什么着色"});
  keys.add("focus.areas_by", one_of(known.areas_by), {"what colours areas", "区域按什么着色"});
  io::Table series = schema::list_of(one_of(known.outputs), {1, kMostSeries});
  keys.add("focus.series", std::move(series), {"outputs of districts on the time axis", "时间轴上显示的区（县）输出"});
  keys.add("focus.difference", schema::truth(), {"whether colours show B less A", "是否以颜色显示 B 减 A"});
  keys.add("focus.look.table", one_of(known.tables),
           {"of what kind the thing is that is selected", "所选对象属于哪一类"});
  keys.add("focus.look.id", schema::whole(kIds), {"which one is selected", "选择哪一个"});
  keys.add("focus.look.side", schema::one_of({kOneSide.begin(), kOneSide.end()}), {"on which side", "哪一侧"});
  keys.require("focus.look.table").require("focus.look.id");
}

void add_weeks(Keys& keys, bool required) {
  keys.add("from", schema::whole({0, run::kMostWeeks}), {"the run goes back to this week first", "运行先返回到这一周"});
  keys.add("until", schema::whole(kWeeksDone), {"up to which week is played", "播放到第几周"});
  if (required) keys.require("until");
}

void add_moved_side(Keys& keys) {
  keys.add("side", schema::one_of({kSides.begin(), kSides.end()}),
           {"whose levers are moved; both where left out", "调整哪一侧的政策杠杆；不写则为两侧"});
}

void add_options(Keys& keys, bool is_vote) {
  Keys option(keys.chinese());
  add_text(option, "text", {"what can be chosen", "选项"}, true);
  if (is_vote) {
    add_levels(option, "set");
  } else {
    add_bounds(option, "");
    option.require_any({"above", "below", "never"});
  }
  add_text(keys, "question", {"what is asked", "问题"}, true);
  keys.add("option", schema::list_of(option.take(), {kLeastOptions, kMostOptions}), {"what can be chosen", "选项"});
  keys.require("option");
}

void add_reveal(Keys& keys) {
  add_text(keys, "why", {"the mechanism", "机制"}, true);
  add_text(keys, "article", {"what the article says of it", "文章的说法"}, false);
  Keys shown(keys.chinese());
  add_text(shown, "label", {"what the number is called", "数值的名称"}, false);
  add_measure(shown, "");
  add_bounds(shown, "holds.");
  add_bounds(shown, "goal.");
  keys.add("shown", schema::list_of(shown.take()), {"numbers that are shown", "所显示的数值"});
}

io::Table step(bool chinese, std::string_view kind) {
  const bool asks = kind == "predict" || kind == "vote";
  Keys keys(chinese);
  keys.add("kind", schema::one_of({kind}), {"what the room does", "全场做什么"}).require("kind");
  add_text(keys, "title", {"title of the step", "步骤的标题"}, true);
  add_text(keys, "text", {"what the room reads", "全场所读的文字"}, !asks);
  add_text(keys, "notes", {"for who leads the lesson", "给主持人的说明"}, false);
  add_text(keys, "discuss", {"a question to talk about", "讨论题"}, false);
  keys.add("minutes", schema::with_default(schema::whole(kMinutes), schema::plain(Step{}.minutes)),
           {"minutes that it takes", "所需分钟数"});
  add_focus(keys);
  if (asks) add_options(keys, kind == "vote");
  if (kind == "predict") {
    add_measure(keys, "measure.");
    keys.require("measure");
  }
  if (kind == "run" || kind == "try" || kind == "vote") {
    add_weeks(keys, kind != "vote");
    add_moved_side(keys);
  }
  if (kind == "run") add_levels(keys, "set");
  if (kind == "try") {
    keys.add("levers", schema::some_of(views_of(Known().levers), true),
             {"those that the room may move", "全场可以调整的政策杠杆"});
    keys.require("levers");
    add_levels(keys, "example");
  }
  if (kind == "reveal") add_reveal(keys);
  return keys.take();
}

}  // namespace

io::Table lesson_schema(bool chinese) {
  Keys keys(chinese);
  add_text(keys, "title", {"what it is called", "标题"}, true);
  add_text(keys, "description", {"what it is about", "说明"}, true);
  keys.add("scenario", schema::text(),
           {"the scenario of side A: a file beside this one, or a shipped one",
            "A 侧的情景：同一文件夹中的文件，或自带的情景"});
  keys.require("scenario");
  keys.add("compare_with", schema::text(), {"the scenario of side B", "B 侧的情景"});
  const std::vector<std::string> presets = run::population_presets();
  keys.add("preset", schema::one_of(views_of(presets)), {"of the population, on both sides", "两侧的人口预设"});
  keys.add("seed", schema::whole(), {"of both sides", "两侧的种子"});
  keys.add("common", run::piece(chinese), {"a piece of a scenario on top of both sides", "两侧共用的情景的一部分"});
  keys.add("a", run::piece(chinese), {"a piece of a scenario on top of side A", "用于 A 侧的情景的一部分"});
  keys.add("b", run::piece(chinese), {"a piece of a scenario on top of side B", "用于 B 侧的情景的一部分"});
  std::vector<io::Table> kinds;
  for (const std::string_view kind : kKinds) kinds.push_back(step(chinese, kind));
  keys.add("step", schema::list_of(schema::either(std::move(kinds)), {1, kMostSteps}),
           {"the steps, in order", "步骤，依次进行"});
  keys.require("step");
  return run::file_schema({"gongjian: a lesson", "gongjian 课程"}, std::move(keys));
}

}  // namespace gongjian::lessons
