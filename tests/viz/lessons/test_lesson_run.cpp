#include <cmath>
#include <fstream>
#include <limits>

#include "engine/core/error.hpp"
#include "engine/run/library.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "viz/lessons/lesson_run.hpp"
#include "viz/lessons/lesson_texts.hpp"

using namespace gongjian;
using lessons::Bounds;
using lessons::LessonRun;
using lessons::Measure;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// A lesson of each kind of step.
constexpr const char* kLesson = R"(
title = { en = "Test", zh = "测试" }
description = { en = "All kinds of steps.", zh = "各类步骤。" }
scenario = "leader_leaves"
compare_with = "leader_leaves"
preset = "workshop"

[[step]]
kind = "read"
title = { en = "First", zh = "第一步" }
text = { en = "Read\nthis.", zh = "请\n阅读。" }

[[step]]
kind = "predict"
title = { en = "Ask", zh = "提问" }
question = { en = "How much?", zh = "多少？" }
measure = { of = "activity", week = 20, shown_as = "percent" }
[[step.option]]
text = { en = "little", zh = "少" }
below = 0.5
[[step.option]]
text = { en = "much", zh = "多" }
above = 0.5
[[step.option]]
text = { en = "none", zh = "没有" }
never = true

[[step]]
kind = "run"
title = { en = "Go", zh = "运行" }
text = { en = "Go on.", zh = "继续。" }
until = 20

[[step]]
kind = "reveal"
title = { en = "See", zh = "揭晓" }
text = { en = "This is it.", zh = "就是这样。" }
why = { en = "Because.", zh = "原因如此。" }
[[step.shown]]
of = "participation"
week = 20
over = 2
side = "b"
against = "a"
as = "ratio"
holds = { above = 1.5 }
[[step.shown]]
of = "activity"
week = 20
goal = { above = 0.5 }

[[step]]
kind = "vote"
title = { en = "Vote", zh = "投票" }
question = { en = "What now?", zh = "怎么办？" }
from = 10
until = 30
side = "b"
[[step.option]]
text = { en = "Nothing", zh = "不改" }
[[step.option]]
text = { en = "Serve", zh = "服务" }
set = { two_way = 0.5, training = 1 }

[[step]]
kind = "try"
title = { en = "Try", zh = "试一试" }
text = { en = "Your turn.", zh = "请动手。" }
until = 40
levers = ["two_way", "training"]
example = { training = 0.25 }
)";

lessons::Lesson lesson_of(const std::string& text) {
  const test::Scratch folder;
  std::ofstream(folder / "lesson.toml") << text;
  return lessons::read_lesson(folder / "lesson.toml");
}

// Side A has the value, side B twice of it.
lessons::Output constant(double value) {
  return [value](std::size_t side, const std::string&, int) { return side == 0 ? value : 2 * value; };
}

}  // namespace

TEST_CASE("a lesson is gone through step by step, and waits for answers and for the run", "[viz]") {
  LessonRun room(lesson_of(kLesson));
  CHECK(room.step().text.en == "Read this.");
  CHECK(room.step().text.zh == "请阅读。");
  CHECK(!room.back());
  REQUIRE(room.next(0));

  CHECK(!room.may_go_on(0));
  CHECK(!room.next(0));
  CHECK(room.waits_for(0).en.find("Predict first") != std::string::npos);
  SECTION("one answer will do") { room.choose(1); }
  SECTION("hands will do, even where they are divided") {
    room.count_hands(0, 3);
    room.count_hands(1, 3);
  }
  REQUIRE(room.next(0));

  CHECK(!room.may_go_on(19));
  CHECK(room.waits_for(19).zh == "请运行到第 20 周（现为第 19 周）。");
  REQUIRE(room.next(20));
  REQUIRE(room.next(20));

  REQUIRE(room.step().kind == lessons::StepKind::vote);
  CHECK(room.begins_at(room.position()) == 10);
  CHECK(room.ends_at(room.position()) == 30);
  CHECK(room.moves().empty());
  room.count_hands(0, 4);
  room.count_hands(1, 4);
  CHECK(!room.may_go_on(30));  // undecided
  room.count_hands(1, 5);
  REQUIRE(room.moves().size() == 2);
  CHECK(room.moves()[0].lever == "training");  // in the order of the levers
  CHECK(room.moves()[0].value == 1);
  CHECK(room.moves()[1].value == 0.5);
  CHECK(room.step().side == 1);
  CHECK(!room.may_go_on(20));
  REQUIRE(room.next(30));

  CHECK(room.is_last());
  CHECK(room.allows("two_way"));
  CHECK(!room.allows("contracts"));
  REQUIRE(room.example().size() == 1);
  CHECK(room.example()[0].value == 0.25);
  CHECK(!room.next(40));
  REQUIRE(room.back());
  CHECK(room.answer().decided() == 1u);
  room.restart();
  CHECK(room.is_first());
  CHECK(!room.answer(4).decided());
}

TEST_CASE("a reveal tells what was measured, who was right, and where the text does not hold", "[viz]") {
  LessonRun room(lesson_of(kLesson));
  REQUIRE(room.next(0));
  room.choose(1);
  REQUIRE(room.next(0));
  CHECK(room.reveal(constant(0.6)) == nullptr);
  REQUIRE(room.next(20));
  CHECK(room.revealed(3) == nullptr);

  const lessons::Revealed* seen = room.reveal(constant(0.6));
  REQUIRE(seen != nullptr);
  REQUIRE(seen->predictions.size() == 1);
  CHECK(seen->predictions[0].right == 1u);
  CHECK(seen->predictions[0].was_right == true);
  CHECK(seen->predictions[0].verdict.en == "Measured: 60 %. Right is: much (as predicted)");
  CHECK(seen->predictions[0].verdict.zh == "实测：60%。正确答案：多（预测正确）");
  REQUIRE(seen->values.size() == 2);
  CHECK(seen->values[0].value.en == "2.00 times");
  CHECK(seen->values[0].label.en == "participation, B over A, mean of 2 weeks up to week 20");
  CHECK(seen->values[0].label.zh == "参与率，乙比甲，截至第 20 周的 2 周平均");
  CHECK(seen->values[0].holds == true);
  CHECK(seen->values[1].reached == true);
  CHECK(seen->holds());

  const lessons::Output equal = [](std::size_t, const std::string&, int) { return 0.2; };
  seen = room.reveal(equal);
  CHECK(seen->predictions[0].right == 0u);
  CHECK(seen->predictions[0].was_right == false);
  CHECK(!seen->holds());
  CHECK(seen->values[0].remark.en == "this run came out otherwise: the lesson expects at least 1.50 times");
  CHECK(seen->values[1].remark.zh == "未达到目标：不低于 0.50");

  seen = room.reveal(constant(kNone));
  CHECK(seen->predictions[0].right == 2u);  // "never"
  CHECK(seen->values[1].value.zh == "无");
}

TEST_CASE("notes tell what was seen, answered and measured, and no more", "[viz]") {
  LessonRun room(lesson_of(kLesson));
  REQUIRE(room.next(0));
  room.count_hands(0, 7);
  room.count_hands(1, 2);
  REQUIRE(room.next(0));
  REQUIRE(room.next(20));
  room.reveal(constant(0.6));
  const std::string notes = room.to_text(false), chinese = room.to_text(true);
  for (const char* part : {"# Test", "## 2. Predict · Ask", "- [x] little — hands: 7", "- [ ] much — hands: 2",
                           "Measured: 60 %. Right is: much (2 of 9 said so)", "Because."}) {
    INFO(part);
    CHECK(notes.find(part) != std::string::npos);
  }
  CHECK(notes.find("Vote") == std::string::npos);
  CHECK(chinese.find("（9 人中有 2 人答对）") != std::string::npos);
  CHECK(chinese.find("- [x] 少 —— 举手：7") != std::string::npos);
  room.back();
  CHECK(room.to_text(false) == notes);
}

TEST_CASE("measures are means, differences and ratios of what a run shows", "[viz]") {
  const lessons::Output weeks = [](std::size_t side, const std::string&, int week) {
    return week == 7 ? kNone : week + 100.0 * static_cast<double>(side);
  };
  Measure measure{.of = "activity", .week = 10};
  CHECK(lessons::value_of(measure, weeks) == 10);
  measure.over = 4;  // 8, 9, 10, without 7
  CHECK(lessons::value_of(measure, weeks) == 9);
  measure.over = 1;
  measure.against_week = 5;
  CHECK(lessons::value_of(measure, weeks) == 5);
  measure.as_ratio = true;
  CHECK(lessons::value_of(measure, weeks) == 2);
  measure = {.of = "activity", .week = 10, .side = 1, .against = 0};
  CHECK(lessons::value_of(measure, weeks) == 100);
  measure.week = 7;
  CHECK(std::isnan(lessons::value_of(measure, weeks)));
}

TEST_CASE("values are written as people read them", "[viz]") {
  Measure measure{.of = "activity", .week = 1};
  const auto english = [&](double value) { return lessons::value_text(measure, value).en; };
  CHECK(english(0.3123) == "0.31");
  CHECK(english(0.0083) == "0.008");
  CHECK(english(12.34) == "12.3");
  CHECK(english(1234.5) == "1234");
  CHECK(english(0) == "0.00");
  CHECK(english(kNone) == "none");
  measure.format = Measure::Format::percent;
  CHECK(english(0.082) == "8.2 %");
  CHECK(english(0.55) == "55 %");
  measure.against = 1;
  CHECK(english(0.021) == "+2.1 percentage points");
  CHECK(lessons::value_text(measure, -0.05).zh == "-5.0 个百分点");
  measure.format = Measure::Format::number;
  measure.as_ratio = true;
  CHECK(lessons::value_text(measure, 2.5).zh == "2.50 倍");

  CHECK(Bounds{.above = 1, .below = 2}.contains(1));
  CHECK(!Bounds{.above = 1, .below = 2}.contains(2));
  CHECK(!Bounds{.above = 1}.contains(kNone));
  CHECK(Bounds{.never = true}.contains(kNone));
  CHECK(!Bounds{.never = true}.contains(1));
}

TEST_CASE("lines of a text flow together, and empty lines part paragraphs", "[viz]") {
  CHECK(lessons::flowed("\none\n  two\n\n\nthree \n") == "one two\n\nthree");
  CHECK(lessons::flowed("共建\n组织") == "共建组织");
  CHECK(lessons::flowed("") == "");
}

TEST_CASE("a lesson is found by its name or path, and a near name is suggested", "[viz]") {
  CHECK(lessons::read_lesson("why_it_stalls").name == "why_it_stalls");
  CHECK(lessons::read_lesson(run::find_lesson("why_it_stalls")).steps.size() > 5);
  std::string told;
  try {
    run::find_lesson("why_it_stals");
  } catch (const core::UserError& error) {
    told = error.what();
  }
  CHECK(told.find("did you mean \"why_it_stalls\"?") != std::string::npos);
}
