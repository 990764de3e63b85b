#include <fmt/format.h>

#include "viz/lessons/lesson_run.hpp"

namespace gongjian::lessons {
namespace {

class Notes {
 public:
  explicit Notes(bool chinese) : chinese_(chinese) {}

  const std::string& in(const core::Text& text) const { return text.in(chinese_); }
  std::string say(const char* en, const char* zh) const { return chinese_ ? zh : en; }
  void paragraph(const std::string& text) {
    if (!text.empty()) out += text + "\n\n";
  }
  void line(const std::string& text) { out += text + "\n"; }

  std::string out;

 private:
  bool chinese_;
};

void write_options(Notes& notes, const Step& step, const Answer& answer) {
  const std::optional<std::size_t> decided = answer.decided();
  for (std::size_t o = 0; o < step.options.size(); ++o) {
    std::string line = fmt::format("- [{}] {}", decided == o ? "x" : " ", notes.in(step.options[o].text));
    if (answer.all_hands() > 0) line += notes.say(" — hands: ", " —— 举手：") + std::to_string(answer.hands[o]);
    notes.line(line);
  }
  notes.line("");
}

void write_revealed(Notes& notes, const Lesson& lesson, const Revealed& revealed) {
  for (const RevealedPrediction& prediction : revealed.predictions) {
    notes.line("- " + notes.in(lesson.steps[prediction.step].question));
    notes.line("  " + notes.in(prediction.verdict));
  }
  for (const RevealedValue& value : revealed.values) {
    std::string line = fmt::format("- {}{}{}", notes.in(value.label), notes.say(": ", "："), notes.in(value.value));
    if (!value.remark.en.empty()) line += notes.say(" (", "（") + notes.in(value.remark) + notes.say(")", "）");
    notes.line(line);
  }
  if (!revealed.predictions.empty() || !revealed.values.empty()) notes.line("");
}

}  // namespace

std::string LessonRun::to_text(bool chinese) const {
  Notes notes(chinese);
  notes.paragraph("# " + notes.in(lesson_.title));
  notes.paragraph(notes.in(lesson_.description));
  for (std::size_t s = 0; s <= furthest_; ++s) {
    const Step& step = lesson_.steps[s];
    notes.paragraph(fmt::format("## {}. {} · {}", s + 1, notes.in(name_of(step.kind)), notes.in(step.title)));
    notes.paragraph(notes.in(step.text));
    notes.paragraph(notes.in(step.question));
    if (!step.options.empty()) write_options(notes, step, answers_[s]);
    if (const Revealed* seen = revealed(s)) {
      write_revealed(notes, lesson_, *seen);
      notes.paragraph(notes.in(step.why));
      notes.paragraph(notes.in(step.article));
    }
    if (!step.discuss.en.empty()) notes.paragraph(notes.say("To discuss: ", "讨论：") + notes.in(step.discuss));
  }
  while (notes.out.ends_with("\n\n")) notes.out.pop_back();
  return notes.out;
}

}  // namespace gongjian::lessons
