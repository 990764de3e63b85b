#include <algorithm>

#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"
#include "tests/viz/lessons/scripted_room.hpp"
#include "viz/viewer/settings.hpp"
#include "viz/viewer/variables.hpp"

using namespace gongjian;
using lessons::StepKind;

namespace {

bool has_chinese(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
}

void check_both(const core::Text& text, bool required) {
  INFO(text.en << " / " << text.zh);
  CHECK(text.en.empty() == text.zh.empty());
  if (required) CHECK(!text.en.empty());
  if (text.en.empty()) return;
  CHECK(has_chinese(text.zh));
  CHECK(!has_chinese(text.en));
  // Chinese has its own commas and full stops, and no spaces between its letters
  for (const char* half : {"。 ", "， ", "？ ", "； "}) CHECK(text.zh.find(half) == std::string::npos);
}

std::size_t options_of_vote(const lessons::Lesson& lesson) {
  for (const lessons::Step& step : lesson.steps)
    if (step.kind == StepKind::vote) return step.options.size();
  return 1;
}

}  // namespace

TEST_CASE("every shipped lesson is in both languages throughout", "[viz]") {
  REQUIRE(run::lesson_names().size() >= 6);
  for (const std::string& name : run::lesson_names()) {
    INFO(name);
    const lessons::Lesson lesson = lessons::read_lesson(name);
    check_both(lesson.title, true);
    check_both(lesson.description, true);
    for (const lessons::Step& step : lesson.steps) {
      const bool asks = step.kind == StepKind::predict || step.kind == StepKind::vote;
      check_both(step.title, true);
      check_both(step.text, !asks);
      check_both(step.question, asks);
      check_both(step.notes, false);
      check_both(step.why, step.kind == StepKind::reveal);
      check_both(step.article, false);
      check_both(step.discuss, false);
      for (const lessons::Option& option : step.options) check_both(option.text, true);
      for (const lessons::ShownValue& shown : step.shown) check_both(shown.label, true);
    }
  }
}

TEST_CASE(
    "every shipped lesson fits into a quarter of an hour, asks before it tells, and ends with something to discuss",
    "[viz]") {
  for (const std::string& name : run::lesson_names()) {
    INFO(name);
    const lessons::Lesson lesson = lessons::read_lesson(name);
    CHECK(lesson.steps.size() >= 6);
    CHECK(lesson.steps.size() <= 10);
    CHECK(lesson.minutes() >= 10);
    CHECK(lesson.minutes() <= 16);
    const auto first = [&](StepKind kind) {
      return std::find_if(lesson.steps.begin(), lesson.steps.end(), [&](const auto& s) { return s.kind == kind; });
    };
    CHECK(first(StepKind::predict) < first(StepKind::reveal));
    CHECK(lesson.steps.back().kind == StepKind::reveal);
    CHECK(!lesson.steps.back().discuss.en.empty());
    const bool quotes = std::any_of(lesson.steps.begin(), lesson.steps.end(),
                                    [](const lessons::Step& step) { return !step.article.en.empty(); });
    CHECK(quotes);
  }
}

TEST_CASE("what a lesson wants to be shown is what the window can show", "[viz]") {
  const auto areas = viz::area_variables(run::outputs());
  for (const std::string& name : run::lesson_names()) {
    INFO(name);
    for (const lessons::Step& step : lessons::read_lesson(name).steps) {
      INFO(step.title.en);
      if (!step.focus.units_by.empty()) CHECK(viz::find(viz::unit_variables(), step.focus.units_by) != nullptr);
      if (!step.focus.areas_by.empty()) CHECK(viz::find(areas, step.focus.areas_by) != nullptr);
      CHECK(step.focus.series.size() <= viz::Settings::kMostSeries);
    }
  }
}

TEST_CASE("every shipped lesson can be led to its end, and shows what it tells whatever the room decides", "[viz]") {
  for (const std::string& name : run::lesson_names()) {
    const lessons::Lesson lesson = lessons::read_lesson(name);
    for (std::size_t vote = 0; vote < options_of_vote(lesson); ++vote) {
      INFO(name << ", vote " << vote);
      test::ScriptedRoom room(lesson);
      room.lead(vote);
      CHECK(room.run.is_last());
      for (const lessons::Revealed& revealed : room.seen) {
        CHECK(revealed.holds());
        for (const lessons::RevealedPrediction& prediction : revealed.predictions) CHECK(prediction.right.has_value());
      }
      for (const bool chinese : {false, true}) CHECK(has_chinese(room.run.to_text(chinese)) == chinese);
    }
  }
}

TEST_CASE("what solves a lesson's task reaches its goals, and other answers do not", "[viz]") {
  struct Case {
    const char* lesson;
    std::size_t vote;
    bool reaches;
  };
  const Case cases[] = {{"why_it_stalls", 0, false},        {"why_it_stalls", 1, false},
                        {"why_it_stalls", 2, false},        {"why_it_stalls", 3, true},
                        {"projects_not_slogans", 0, false}, {"projects_not_slogans", 1, false},
                        {"projects_not_slogans", 2, true},  {"form_without_content", 0, true}};
  for (const Case& c : cases) {
    INFO(c.lesson << ", vote " << c.vote);
    test::ScriptedRoom room(lessons::read_lesson(c.lesson));
    room.lead(c.vote);
    CHECK(room.goals_wanted() > 0);
    CHECK((room.goals_reached() == room.goals_wanted()) == c.reaches);
  }
}

TEST_CASE("what a lesson tells holds in at least eight of ten cities", "[long]") {
  for (const std::string& name : run::lesson_names()) {
    const lessons::Lesson lesson = lessons::read_lesson(name);
    for (std::size_t vote = 0; vote < options_of_vote(lesson); ++vote) {
      int holds = 0, same_answers = 0;
      std::vector<std::size_t> first;
      for (int seed = 1; seed <= 10; ++seed) {
        test::ScriptedRoom room(lesson, seed);
        room.lead(vote);
        std::vector<std::size_t> right;
        bool all_hold = true;
        for (const lessons::Revealed& revealed : room.seen) {
          all_hold = all_hold && revealed.holds();
          for (const lessons::RevealedPrediction& prediction : revealed.predictions)
            right.push_back(prediction.right.value_or(99));
        }
        if (seed == 1) first = right;
        holds += all_hold;
        same_answers += right == first;
      }
      INFO(name << ", vote " << vote);
      CHECK(holds >= 8);
      CHECK(same_answers >= 8);
    }
  }
}
