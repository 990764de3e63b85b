#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <string_view>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/table_reader.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"
#include "engine/run/scenario.hpp"
#include "viz/lessons/lesson.hpp"
#include "viz/lessons/lesson_keys.hpp"
#include "viz/lessons/lesson_texts.hpp"
#include "viz/lessons/read_measure.hpp"

namespace gongjian::lessons {
namespace {

namespace fs = std::filesystem;
using core::range;

// Reads a lesson step by step; what is wrong goes into `problems`.
class Reading {
 public:
  Reading(const std::string& path, io::Table table)
      : path_(path),
        table_(std::move(table)),
        common_(take_table("common")),
        pieces_{take_table("a"), take_table("b")},
        reader_(table_, "", {std::make_shared<const std::string>(path), 1, 1}, problems_) {}

  Lesson read() {
    lesson_.path = path_;
    lesson_.name = fs::path(path_).stem().string();
    read_text(reader_, "title", lesson_.title, true);
    read_text(reader_, "description", lesson_.description, true);
    read_scenarios();
    const auto steps = reader_.tables("step");
    if (!reader_.has("step"))
      problems_.add(reader_.place("step"),
                    {"a lesson needs steps, each written [[step]]", "课程要有步骤，每步写作 [[step]]"});
    if (steps.size() > kMostSteps)
      problems_.add(steps[kMostSteps].second, core::say("more than {} steps", "超过 {} 步", kMostSteps));
    for (const auto& [table, place] : steps) read_step(*table, place);
    for (const Asked& asked : asked_)
      problems_.add(asked.place, {"this prediction is never revealed; a step of kind \"reveal\" must follow",
                                  "此预测未被揭晓；其后须有 kind 为 \"reveal\" 的步骤"});
    for (const char* piece : {"common", "a", "b"}) reader_.list(piece);  // taken out already; known as keys
    reader_.finish();
    problems_.throw_if_any();
    return std::move(lesson_);
  }

 private:
  // A prediction that waits for its reveal.
  struct Asked {
    Measure measure;
    io::Place place;
    bool was_run = false;  // the run has come by its week since it was asked
  };

  // Takes a piece of a scenario out of the table.
  io::Table take_table(std::string_view key) {
    const io::Value* value = table_.find(key);
    if (value == nullptr) return {};
    const auto* inner = std::get_if<io::Table>(&value->data);
    if (inner == nullptr)
      problems_.add(value->place, core::say("{}: read {}; wanted is a table [{}], a piece of a scenario",
                                            "{}：读到 {}；应为表 [{}]，即情景的一部分", key, value->shown(), key));
    has_piece_b_ = has_piece_b_ || key == "b";
    const io::Place place = value->place;
    if (key == "b") piece_b_place_ = place;
    io::Table taken = inner != nullptr ? *inner : io::Table{};
    std::erase_if(table_.entries, [&](const io::Entry& entry) { return entry.key == key; });
    return taken;
  }

  // ---- scenarios

  void read_scenarios() {
    reader_.require("scenario", {"it names the scenario that the lesson is about", "它指定课程所用的情景"});
    std::optional<run::ScenarioFile> first = read_side_scenario("scenario", pieces_[0]);
    if (first) lesson_.scenario = std::move(*first);
    lesson_.compare_with = read_side_scenario("compare_with", pieces_[1]);
    two_sides_ = reader_.has("compare_with");
    if (has_piece_b_ && !two_sides_)
      problems_.add(piece_b_place_, {"[b]: it belongs to a second side; name its scenario in compare_with",
                                     "[b]：它属于第二侧；请在 compare_with 中指定其情景"});
    if (weeks_[0] > 0 && weeks_[1] > 0 && weeks_[0] != weeks_[1])
      reader_.problem(
          "compare_with",
          core::say("compare_with: it lasts {} weeks and the scenario {}; both sides must last equally long "
                    "(weeks in [common] sets both)",
                    "compare_with：共 {} 周，而情景共 {} 周；两侧周数必须相同（[common] 中的 weeks 统一设定）",
                    weeks_[1], weeks_[0]));
    lesson_.weeks = weeks_[0] > 0 ? weeks_[0] : run::kMostWeeks;
  }

  // The scenario that a key names, with all that the lesson sets on top, if there is nothing wrong with it.
  std::optional<run::ScenarioFile> read_side_scenario(const std::string& key, const io::Table& piece) {
    std::string name;
    std::uint64_t seed = 0;
    std::string preset;
    const bool has_seed = reader_.read("seed", seed), has_preset = reader_.read("preset", preset);
    if (!reader_.read(key, name)) return {};
    try {
      run::ScenarioFile file = run::read_scenario_beside(path_, {"lesson", "课程"}, key, reader_.place(key), name);
      if (has_preset) run::set(file, "population.preset", {preset, reader_.place("preset")});
      if (has_seed) run::set(file, "seed", {static_cast<std::int64_t>(seed), reader_.place("seed")});
      file.table = run::put_on(run::put_on(std::move(file.table), common_), piece);
      weeks_[key == "scenario" ? 0 : 1] = run::read_scenario(file).weeks;
      return file;
    } catch (const core::UserError& error) {
      problems_.add_told(error.message());
      return {};
    }
  }

  // ---- steps

  void read_step(const io::Table& table, const io::Place& place) {
    io::TableReader reader(table, "[[step]]", place, problems_, &reader_);
    Step step;
    std::size_t kind = kKinds.size();
    reader.require("kind", {"it says what the room does: read, predict, run, try, reveal or vote",
                            "它说明全场做什么：read、predict、run、try、reveal 或 vote"});
    if (!reader.read_name("kind", {kKinds.begin(), kKinds.end()}, kind)) return;
    constexpr std::array<StepKind, 6> kinds = {StepKind::read,    StepKind::predict, StepKind::play,
                                               StepKind::attempt, StepKind::reveal,  StepKind::vote};
    step.kind = kinds[kind];
    const bool asks = step.kind == StepKind::predict || step.kind == StepKind::vote;
    read_text(reader, "title", step.title, true);
    read_text(reader, "text", step.text, !asks);
    read_text(reader, "notes", step.notes, false);
    read_text(reader, "discuss", step.discuss, false);
    reader.read("minutes", step.minutes, kMinutes);
    read_focus(reader, step.focus);
    if (asks) read_text(reader, "question", step.question, true);
    switch (step.kind) {
      case StepKind::predict:
        read_prediction(reader, place, step);
        break;
      case StepKind::play:
        read_weeks(reader, step, true);
        read_moved_side(reader, step);
        read_settings(reader, "set", step.set);
        break;
      case StepKind::attempt:
        read_weeks(reader, step, true);
        read_attempt(reader, step);
        break;
      case StepKind::reveal:
        read_reveal(reader, step);
        break;
      case StepKind::vote:
        read_weeks(reader, step, false);
        read_moved_side(reader, step);
        read_options(reader, step);
        break;
      default:
        break;
    }
    reader.finish();
    lesson_.steps.push_back(std::move(step));
  }

  void read_focus(io::TableReader& reader, Focus& focus) {
    std::size_t position = 0;
    if (reader.read_name("focus.tab", {viz::kTabNames.begin(), viz::kTabNames.end()}, position))
      focus.tab = static_cast<viz::Tab>(position);
    if (reader.read_name("focus.units_by", views_of(known_.units_by), position))
      focus.units_by = known_.units_by[position];
    if (reader.read_name("focus.areas_by", views_of(known_.areas_by), position))
      focus.areas_by = known_.areas_by[position];
    std::vector<std::size_t> chosen;
    if (reader.read_names("focus.series", views_of(known_.outputs), false, chosen)) {
      for (const std::size_t series : chosen) focus.series.push_back(known_.outputs[series]);
      if (chosen.size() > kMostSeries)
        reader.problem("focus.series", core::say("focus.series in [[step]]: {} outputs; {} can be shown at most",
                                                 "[[step]] 中的 focus.series：有 {} 项输出；最多显示 {} 项",
                                                 chosen.size(), kMostSeries));
    }
    bool difference = false;
    if (reader.read("focus.difference", difference)) {
      focus.difference = difference;
      if (difference && !two_sides_)
        reader.problem("focus.difference",
                       {"focus.difference in [[step]]: there is one side alone; add compare_with above the first step",
                        "[[step]] 中的 focus.difference：只有一侧；请在第一步之前加上 compare_with"});
    }
    Focus::Look look;
    int id = 0;
    const bool has_look = reader.has("focus.look");
    if (has_look) {
      reader.require("focus.look.table", {"it says of what kind the thing is that is selected, such as \"units\"",
                                          "它说明所选对象属于哪一类，如 \"units\""});
      reader.require("focus.look.id", {"it says which one is selected", "它说明选择哪一个"});
    }
    bool is_right = reader.read_name("focus.look.table", views_of(known_.tables), position);
    is_right = reader.read("focus.look.id", id, kIds) && is_right;
    read_side(reader, "focus.look.side", two_sides_, look.side);
    if (!is_right) return;
    look.table = known_.tables[position];
    look.id = static_cast<std::size_t>(id);
    focus.look = look;
  }

  // ---- weeks

  void read_weeks(io::TableReader& reader, Step& step, bool required) {
    if (required) reader.require("until", {"it says up to which week is played", "它说明播放到第几周"});
    const bool has_from = reader.read("from", step.from, range(0, lesson_.weeks));
    const bool has_until = reader.read("until", step.until, range(1, lesson_.weeks));
    if (has_from && step.from > reached_)
      reader.problem(
          "from",
          core::say("from in [[step]]: read {}, but the run stands after week {} here; it can go back to "
                    "an earlier week alone (it is played on by until)",
                    "[[step]] 中的 from：读到 {}，而此时运行已到第 {} 周之后；只能回到更早的周（向后播放用 until）",
                    step.from, reached_));
    const int begin = has_from ? step.from : reached_;
    if (has_until && step.until <= begin)
      reader.problem("until",
                     core::say("until in [[step]]: read {}, but the run stands after week {} there already; to play "
                               "it again, go back with from",
                               "[[step]] 中的 until：读到 {}，而那时运行已到第 {} 周之后；要重新播放，请用 from 返回",
                               step.until, begin));
    reached_ = has_until ? step.until : begin;
    for (Asked& asked : asked_)
      asked.was_run = asked.was_run || (asked.measure.week > begin && asked.measure.week <= reached_);
  }

  void check_reached(io::TableReader& reader, const std::string& key, const Measure& measure) {
    const int latest = std::max(measure.week, measure.against_week);
    if (latest > reached_)
      reader.problem(key, core::say("{} in [[step.shown]]: read {}, but the run has come to week {} alone by then",
                                    "[[step.shown]] 中的 {}：读到 {}，而那时运行只到第 {} 周", key, latest, reached_));
  }

  // ---- predictions, votes

  void read_prediction(io::TableReader& reader, const io::Place& place, Step& step) {
    const bool is_right = read_measure(reader, "measure.", {lesson_.weeks, two_sides_}, step.measure);
    if (is_right) asked_.push_back({step.measure, place});
    if (read_options(reader, step)) check_cover(reader, step.options);
  }

  // True where there are as many as there must be, and it is known of each when it is right.
  bool read_options(io::TableReader& reader, Step& step) {
    const bool is_vote = step.kind == StepKind::vote;
    const auto entries = reader.tables("option");
    bool right = entries.size() >= kLeastOptions && entries.size() <= kMostOptions;
    if (!right)
      reader.problem("option",
                     core::say("[[step]]: options there are {}; allowed are {} to {}, each written [[step.option]]",
                               "[[step]]：有 {} 个选项；允许 {} 至 {} 个，每个写作 [[step.option]]", entries.size(),
                               kLeastOptions, kMostOptions));
    for (const auto& [table, place] : entries) {
      io::TableReader own(*table, "[[step.option]]", place, problems_, &reader);
      Option option;
      read_text(own, "text", option.text, true);
      if (is_vote) {
        read_settings(own, "set", option.set);
      } else if (!read_bounds(own, "", option.when)) {
        right = false;
        if (!own.has("above") && !own.has("below") && !own.has("never"))
          problems_.add(
              place, {"[[step.option]]: it is not said when this is right; give above, below or both, or never = true",
                      "[[step.option]]：没有说明何时为正确答案；请给出 above、below 或两者，或 never = true"});
      }
      own.finish();
      step.options.push_back(std::move(option));
    }
    return right;
  }

  // Whatever is measured, one option must be right.
  void check_cover(io::TableReader& reader, const std::vector<Option>& options) {
    std::vector<Bounds> all;
    for (const Option& option : options)
      if (!option.when.never) all.push_back(option.when);
    if (options.size() - all.size() > 1)
      reader.problem("option", {"[[step]]: several options are right where there is no value; one may be",
                                "[[step]]：没有数值时有多个选项正确；只能有一个"});
    std::sort(all.begin(), all.end(), [](const Bounds& a, const Bounds& b) { return a.above < b.above; });
    double covered = -std::numeric_limits<double>::infinity();
    for (const Bounds& bounds : all) {
      if (bounds.above > covered)
        return tell_cover(reader, {"no option is right", "没有选项正确"}, covered, bounds.above);
      if (bounds.above < covered)
        return tell_cover(reader, {"several options are right", "有多个选项正确"}, bounds.above, covered);
      covered = bounds.below;
    }
    if (covered < std::numeric_limits<double>::infinity())
      tell_cover(reader, {"no option is right", "没有选项正确"}, covered, std::numeric_limits<double>::infinity());
  }

  void tell_cover(io::TableReader& reader, core::Words what, double low, double high) {
    const bool no_low = std::isinf(low), no_high = std::isinf(high);
    reader.problem("option", core::say("[[step]]: {} {}; of each value that can be measured one option must be right",
                                       "[[step]]：{1}{0}；对每个可能测得的值，须有一个选项正确", what,
                                       no_low && no_high ? core::say("anywhere", "处处")
                                       : no_low          ? core::say("below {}", "低于 {} 时", high)
                                       : no_high         ? core::say("from {} on", "自 {} 起", low)
                                                         : core::say("from {} to {}", "{} 至 {} 之间", low, high)));
  }

  void read_settings(io::TableReader& reader, const std::string& key, std::vector<LeverSetting>& settings) {
    for (const std::string& lever : known_.levers) {
      double value = 0;
      if (reader.read(key + "." + lever, value, kLevels)) settings.push_back({lever, value});
    }
  }

  void read_moved_side(io::TableReader& reader, Step& step) {
    std::size_t side = 2;
    if (!reader.read_name("side", {kSides.begin(), kSides.end()}, side)) return;
    if (side == 1 && !two_sides_)
      reader.problem("side", {"side: read \"b\", but the lesson has one side; add compare_with above the first step",
                              "side：读到 \"b\"，而课程只有一侧；请在第一步之前加上 compare_with"});
    step.side = side == 2 ? Step::kBothSides : static_cast<int>(side);
  }

  void read_attempt(io::TableReader& reader, Step& step) {
    read_moved_side(reader, step);
    std::vector<std::size_t> chosen;
    reader.require("levers", {"it names the levers that the room may move", "它指定全场可以调整的政策杠杆"});
    if (reader.read_names("levers", views_of(known_.levers), true, chosen))
      for (const std::size_t lever : chosen) step.levers.push_back(known_.levers[lever]);
    read_settings(reader, "example", step.example);
    for (const LeverSetting& setting : step.example)
      if (!chosen.empty() && std::find(step.levers.begin(), step.levers.end(), setting.lever) == step.levers.end())
        reader.problem("example." + setting.lever,
                       core::say("example.{} in [[step]]: this lever is not among those that may be moved",
                                 "[[step]] 中的 example.{}：此政策杠杆不在可调整之列", setting.lever));
  }

  // ---- reveals

  void read_reveal(io::TableReader& reader, Step& step) {
    read_text(reader, "why", step.why, true);
    read_text(reader, "article", step.article, false);
    for (const auto& [table, place] : reader.tables("shown")) {
      io::TableReader own(*table, "[[step.shown]]", place, problems_, &reader);
      ShownValue shown;
      read_text(own, "label", shown.label, false);
      if (read_measure(own, "", {lesson_.weeks, two_sides_}, shown.measure)) {
        check_reached(own, "week", shown.measure);
        if (shown.label.en.empty()) shown.label = label_of(shown.measure, two_sides_);
      }
      Bounds bounds;
      if (read_bounds(own, "holds.", bounds)) shown.holds = bounds;
      bounds = {};
      if (read_bounds(own, "goal.", bounds)) shown.goal = bounds;
      if (shown.holds && shown.goal)
        own.problem(
            "goal",
            {"goal in [[step.shown]]: a number is what the text claims (holds) or what was to be reached (goal), "
             "not both",
             "[[step.shown]] 中的 goal：一个数要么是文中所称（holds），要么是应达到的目标（goal），不能两者都是"});
      own.finish();
      step.shown.push_back(std::move(shown));
    }
    for (const Asked& asked : asked_)
      if (!asked.was_run)
        problems_.add(
            asked.place,
            core::say("[[step]]: this prediction is about week {}, which is not run between it and its "
                      "reveal; ask before the run, and play up to that week",
                      "[[step]]：此预测针对第 {} 周，而该周不在预测与揭晓之间运行；请在运行之前提问，并播放到该周",
                      asked.measure.week));
    asked_.clear();
  }

  std::string path_;
  io::Problems problems_;
  bool has_piece_b_ = false;
  io::Place piece_b_place_;
  io::Table table_;
  io::Table common_;
  std::array<io::Table, 2> pieces_;
  io::TableReader reader_;
  Known known_;
  Lesson lesson_;
  bool two_sides_ = false;
  std::array<int, 2> weeks_{0, 0};
  int reached_ = 0;  // weeks done where the next step begins
  std::vector<Asked> asked_;
};

}  // namespace

Lesson read_lesson(const std::string& name_or_path) {
  const std::string path = run::find_lesson(name_or_path);
  return Reading(path, io::read_toml(path)).read();
}

}  // namespace gongjian::lessons
