#include "viz/app/panels/lesson_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/error.hpp"
#include "viz/app/fonts.hpp"
#include "viz/viewer/files.hpp"

namespace gongjian::viz {
namespace {

// What a lesson measures, from the records of the session.
lessons::Output output_of(const Viewer& viewer) {
  return [&viewer](std::size_t side, const std::string& series, int weeks_done) {
    const auto record = viewer.session()->record(side, weeks_done);
    if (record == nullptr || weeks_done == 0) return std::numeric_limits<double>::quiet_NaN();
    return run::city_value(viewer.sides()[side].view->layout, record->frame, series);
  };
}

}  // namespace

void LessonPanel::choose(Window& window) {
  Ui& ui = window.ui;
  if (!is_listed_) {
    is_listed_ = true;
    for (const std::string& name : run::lesson_names()) {
      try {
        const lessons::Lesson lesson = lessons::read_lesson(name);
        names_.push_back(name);
        titles_.push_back(lesson.title);
        descriptions_.push_back(lesson.description);
        minutes_.push_back(lesson.minutes());
      } catch (const core::UserError&) {  // one that can't be read is not offered
      }
    }
  }
  ui.muted(window.say(Say::lesson_choose));
  for (std::size_t l = 0; l < names_.size(); ++l) {
    ImGui::Separator();
    ui.paragraph(ui.say(titles_[l]));
    ui.muted(ui.say(descriptions_[l]));
    ui.muted(fmt::format(fmt::runtime(window.say(Say::lesson_minutes)), minutes_[l]));
    if (ui.button(("lesson." + names_[l]).c_str(), window.say(Say::lesson_begin))) begin(window, names_[l]);
  }
}

void LessonPanel::begin(Window& window, const std::string& name) {
  try {
    run_.emplace(lessons::read_lesson(name));
    std::vector<run::ScenarioFile> sides = {run_->lesson().scenario};
    if (run_->lesson().compare_with) sides.push_back(*run_->lesson().compare_with);
    window.viewer.open(std::move(sides));
    window.viewer.settings.area_variable.clear();
    enter(window);
  } catch (const core::UserError& error) {
    run_.reset();
    window.viewer.tell(error.message(), true);
  }
}

void LessonPanel::focus(Settings& settings, const lessons::Focus& focus) const {
  if (focus.tab) settings.tab = *focus.tab;
  if (!focus.units_by.empty()) settings.unit_variable = focus.units_by;
  if (!focus.areas_by.empty()) settings.area_variable = focus.areas_by;
  if (!focus.series.empty()) settings.series = focus.series;
  if (focus.difference) settings.shows_difference = *focus.difference;
  settings.fits = true;
}

// The run is put where the step begins, and the window shows what it is about.
void LessonPanel::enter(Window& window) {
  Viewer& viewer = window.viewer;
  is_moved_ = false;
  focus(viewer.settings, run_->step().focus);
  if (run_->step().focus.look)
    viewer.select({run_->step().focus.look->table, run_->step().focus.look->id, run_->step().focus.look->side});
  const int begins = run_->begins_at(run_->position());
  if (viewer.state().weeks_done > begins) viewer.rewind(begins);
}

void LessonPanel::draw_options(Window& window) {
  Ui& ui = window.ui;
  ui.paragraph(ui.say(run_->step().question));
  for (std::size_t o = 0; o < run_->step().options.size(); ++o) {
    const std::string id = fmt::format("option.{}", o);
    const bool is_it = run_->answer().decided() == o;
    ImGui::PushTextWrapPos(0);
    bool chosen = is_it;
    if (ui.checkbox(id.c_str(), "", chosen)) run_->choose(o);
    ImGui::SameLine();
    ImGui::TextWrapped("%s", ui.say(run_->step().options[o].text).c_str());
    ImGui::PopTextWrapPos();
    int hands = run_->answer().hands[o];
    ui.muted(ui.with_value(window.say(Say::lesson_hands), std::to_string(hands)));
    ImGui::SameLine();
    if (ui.button((id + ".more").c_str(), "+1")) run_->count_hands(o, hands + 1);
    ImGui::SameLine();
    if (ui.button((id + ".fewer").c_str(), "-1", nullptr, hands > 0)) run_->count_hands(o, hands - 1);
  }
}

// What is done by the step, or by the room, and the run up to the week where it ends.
void LessonPanel::draw_run(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const lessons::Step& step = run_->step();
  const auto set = [&](const std::vector<run::LeverMove>& moves) {
    for (const run::LeverMove& move : moves) viewer.move_lever(move.lever, move.value, step.side, move.districts);
  };
  const int begins = run_->begins_at(run_->position());
  if (step.kind == lessons::StepKind::attempt) {
    levers_.draw(window, &step.levers);
    if (!step.example.empty() && ui.button("lesson.example", window.say(Say::lesson_example))) set(run_->example());
  }
  const int until = run_->ends_at(run_->position());
  const bool is_decided = step.kind != lessons::StepKind::vote || run_->answer().decided().has_value();
  const std::string label = fmt::format(fmt::runtime(window.say(Say::lesson_play)), until);
  const bool is_due = viewer.state().weeks_done < until || (!is_moved_ && !run_->moves().empty());
  const bool can_play = !viewer.is_playing() && is_decided && is_due;
  if (!ui.button("lesson.play", label.c_str(), nullptr, can_play)) return;
  if (!is_moved_ && !run_->moves().empty()) {
    if (viewer.state().weeks_done > begins) viewer.rewind(begins);  // somebody ran on without what the step does
    set(run_->moves());
  }
  is_moved_ = true;
  viewer.play_until(until);
}

void LessonPanel::draw_reveal(Window& window) {
  Ui& ui = window.ui;
  const lessons::Revealed* revealed = run_->reveal(output_of(window.viewer));
  if (revealed == nullptr) return;
  for (const lessons::RevealedPrediction& prediction : revealed->predictions) {
    const lessons::Step& asked = run_->lesson().steps[prediction.step];
    ui.muted(ui.say(asked.question));
    ui.paragraph(ui.say(prediction.verdict));
  }
  for (const lessons::RevealedValue& value : revealed->values) {
    ui.paragraph(ui.with_value(ui.say(value.label), ui.say(value.value)));
    if (const std::string& remark = ui.say(value.remark); !remark.empty()) ui.muted(remark);
  }
  ui.mark("lesson.holds", "text", revealed->holds() ? "true" : "false");
  const auto part = [&](Say heading, const core::Text& text) {
    if (text.en.empty()) return;
    ImGui::Separator();
    ui.muted(window.say(heading));
    ui.paragraph(ui.say(text));
  };
  part(Say::lesson_why, run_->step().why);
  part(Say::lesson_article, run_->step().article);
}

void LessonPanel::draw_step(Window& window) {
  Ui& ui = window.ui;
  const lessons::Step& step = run_->step();
  ui.muted(ui.say(run_->lesson().title));
  ui.muted(fmt::format(fmt::runtime(window.say(Say::lesson_step)), run_->position() + 1, run_->lesson().steps.size()));
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(ui.colours().accent));
  ui.paragraph(ui.say(step.title));
  ImGui::PopStyleColor();
  ui.paragraph(ui.say(step.text));
  const bool asks = step.kind == lessons::StepKind::predict || step.kind == lessons::StepKind::vote;
  if (asks) draw_options(window);
  const bool runs = step.kind == lessons::StepKind::play || step.kind == lessons::StepKind::attempt ||
                    (step.kind == lessons::StepKind::vote && step.until >= 0);
  if (runs) draw_run(window);
  if (step.kind == lessons::StepKind::reveal) draw_reveal(window);
  if (!step.discuss.en.empty()) {
    ImGui::Separator();
    ui.muted(window.say(Say::lesson_discuss));
    ui.paragraph(ui.say(step.discuss));
  }
  if (!step.notes.en.empty() && ui.section("lesson.notes", window.say(Say::lesson_notes), false))
    ui.muted(ui.say(step.notes));
}

void LessonPanel::keep_notes(Window& window) const {
  try {
    const std::string path = free_name(run_->lesson().name, ".md");
    write_file(path, run_->to_text(window.ui.chinese), false);
    window.viewer.tell(text_of(Say::saved, path), false);
  } catch (const core::UserError& error) {
    window.viewer.tell(error.message(), true);
  }
}

void LessonPanel::lead(Window& window) {
  Ui& ui = window.ui;
  ImGui::Separator();
  const int weeks = window.viewer.state().weeks_done;
  ui.begin_flow();
  ui.flow(ui.width_of(window.say(Say::lesson_back)));
  if (ui.button("lesson.back", window.say(Say::lesson_back), nullptr, !run_->is_first()) && run_->back())
    return enter(window);
  ui.flow(ui.width_of(window.say(Say::lesson_next)));
  const bool is_plain_vote = run_->step().kind == lessons::StepKind::vote && run_->step().until < 0;
  const bool is_done = is_moved_ || is_plain_vote || run_->moves().empty();
  const bool may = run_->may_go_on(weeks) && !window.viewer.is_playing() && is_done;
  if (ui.button("lesson.next", window.say(Say::lesson_next), nullptr, may && !run_->is_last())) {
    if (is_plain_vote)
      for (const run::LeverMove& move : run_->moves())
        window.viewer.move_lever(move.lever, move.value, run_->step().side, move.districts);
    if (run_->next(weeks)) return enter(window);
  }
  ui.flow(ui.width_of(window.say(Say::lesson_keep)));
  if (ui.button("lesson.keep", window.say(Say::lesson_keep))) keep_notes(window);
  ui.flow(ui.width_of(window.say(Say::lesson_end)));
  const bool ends = ui.button("lesson.end", window.say(Say::lesson_end));
  const core::Text waits = run_->waits_for(weeks);
  if (!waits.en.empty()) ui.muted(ui.say(waits));
  if (ends) run_.reset();
}

void LessonPanel::draw(Window& window) {
  if (!run_) return choose(window);
  if (window.viewer.sides().size() != run_->lesson().sides()) return window.ui.muted(window.say(Say::building));
  // read from afar; where texts are large for the window, there is no room for larger ones
  if (window.ui.is_tight) {
    draw_step(window);
  } else {
    ImGui::PushFont(large_font());
    draw_step(window);
    ImGui::PopFont();
  }
  if (run_) lead(window);
}

}  // namespace gongjian::viz
