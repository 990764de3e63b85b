#include "viz/lessons/lesson_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/core/check.hpp"

namespace gongjian::lessons {
namespace {

std::vector<run::LeverMove> moves_of(const std::vector<LeverSetting>& settings) {
  std::vector<run::LeverMove> moves;
  for (const LeverSetting& setting : settings) moves.push_back({setting.lever, setting.value, 0, {}});
  return moves;
}

bool asks(const Step& step) { return step.kind == StepKind::predict || step.kind == StepKind::vote; }

// What is to be said of a number that the text claims something of, or that was to be reached.
RevealedValue revealed_value(const ShownValue& shown, const Output& output) {
  RevealedValue value;
  value.label = shown.label;
  value.number = value_of(shown.measure, output);
  value.value = value_text(shown.measure, value.number);
  if (shown.holds) {
    value.holds = shown.holds->contains(value.number);
    const core::Text claimed = bounds_text(shown.measure, *shown.holds);
    if (!*value.holds)
      value.remark = {fmt::format("this run came out otherwise: the lesson expects {}", claimed.en),
                      fmt::format("本次运行与课程所述不同：课程预期{}", claimed.zh)};
  }
  if (shown.goal) {
    value.reached = shown.goal->contains(value.number);
    const core::Text wanted = bounds_text(shown.measure, *shown.goal);
    value.remark = *value.reached ? core::Text{"the goal is reached: " + wanted.en, "达到目标：" + wanted.zh}
                                  : core::Text{"the goal is not reached: " + wanted.en, "未达到目标：" + wanted.zh};
  }
  return value;
}

}  // namespace

std::optional<std::size_t> Answer::decided() const {
  if (chosen) return chosen;
  const auto most = std::max_element(hands.begin(), hands.end());
  if (most == hands.end() || *most == 0 || std::count(hands.begin(), hands.end(), *most) > 1) return {};
  return static_cast<std::size_t>(most - hands.begin());
}

int Answer::all_hands() const { return std::accumulate(hands.begin(), hands.end(), 0); }

bool Revealed::holds() const {
  return std::all_of(values.begin(), values.end(),
                     [](const RevealedValue& value) { return value.holds.value_or(true); });
}

LessonRun::LessonRun(Lesson lesson)
    : lesson_(std::move(lesson)), answers_(lesson_.steps.size()), revealed_(lesson_.steps.size()) {
  GONGJIAN_CHECK(!lesson_.steps.empty());
  for (std::size_t s = 0; s < lesson_.steps.size(); ++s) answers_[s].hands.assign(lesson_.steps[s].options.size(), 0);
}

int LessonRun::begins_at(std::size_t step) const {
  if (lesson_.steps[step].from >= 0) return lesson_.steps[step].from;
  return step == 0 ? 0 : ends_at(step - 1);
}

int LessonRun::ends_at(std::size_t step) const {
  const int until = lesson_.steps[step].until;
  return until >= 0 ? until : begins_at(step);
}

void LessonRun::choose(std::size_t option) {
  GONGJIAN_CHECK(asks(step()) && option < step().options.size());
  answers_[position_].chosen = option;
}

void LessonRun::count_hands(std::size_t option, int hands) {
  GONGJIAN_CHECK(asks(step()) && option < step().options.size());
  answers_[position_].hands[option] = std::max(hands, 0);
}

std::vector<run::LeverMove> LessonRun::moves() const {
  if (step().kind != StepKind::vote) return moves_of(step().set);
  const std::optional<std::size_t> decided = answer().decided();
  return decided ? moves_of(step().options[*decided].set) : std::vector<run::LeverMove>{};
}

std::vector<run::LeverMove> LessonRun::example() const { return moves_of(step().example); }

bool LessonRun::allows(const std::string& lever) const {
  return std::find(step().levers.begin(), step().levers.end(), lever) != step().levers.end();
}

core::Text LessonRun::waits_for(int weeks_done) const {
  if (asks(step()) && !answer().decided())
    return step().kind == StepKind::vote
               ? core::Text{"The room must decide: choose an option, or count hands until one has the most.",
                            "请先作出决定：选定一个选项，或清点举手人数，以多数为准。"}
               : core::Text{"Predict first: choose an option, or count hands.",
                            "请先预测：选定一个选项，或清点举手人数。"};
  if (weeks_done < ends_at(position_))
    return {fmt::format("The run must go on to week {}; it stands after week {}.", ends_at(position_), weeks_done),
            fmt::format("请运行到第 {} 周（现为第 {} 周）。", ends_at(position_), weeks_done)};
  return {};
}

bool LessonRun::may_go_on(int weeks_done) const {
  // a room may be of two minds about what will come, but must agree on what is done
  if (step().kind == StepKind::predict && answer().all_hands() > 0) return true;
  return waits_for(weeks_done).en.empty();
}

bool LessonRun::next(int weeks_done) {
  if (is_last() || !may_go_on(weeks_done)) return false;
  furthest_ = std::max(furthest_, ++position_);
  return true;
}

bool LessonRun::back() {
  if (is_first()) return false;
  --position_;
  return true;
}

void LessonRun::restart() { *this = LessonRun(std::move(lesson_)); }

std::vector<std::size_t> LessonRun::predictions_before(std::size_t reveal) const {
  std::vector<std::size_t> found;
  for (std::size_t s = reveal; s-- > 0 && lesson_.steps[s].kind != StepKind::reveal;)
    if (lesson_.steps[s].kind == StepKind::predict) found.insert(found.begin(), s);
  return found;
}

RevealedPrediction LessonRun::evaluate_prediction(std::size_t asked, const Output& output) const {
  const Step& prediction = lesson_.steps[asked];
  RevealedPrediction revealed;
  revealed.step = asked;
  revealed.number = value_of(prediction.measure, output);
  revealed.value = value_text(prediction.measure, revealed.number);
  for (std::size_t o = 0; o < prediction.options.size(); ++o)
    if (prediction.options[o].when.contains(revealed.number)) revealed.right = o;
  const Answer& answer = answers_[asked];
  const std::optional<std::size_t> decided = answer.decided();
  if (decided) revealed.was_right = decided == revealed.right;
  core::Text& verdict = revealed.verdict;
  verdict = {fmt::format("Measured: {}. ", revealed.value.en), fmt::format("实测：{}。", revealed.value.zh)};
  if (!revealed.right) {
    verdict.en += "None of the answers fits.";
    verdict.zh += "没有相符的答案。";
    return revealed;
  }
  const core::Text& right = prediction.options[*revealed.right].text;
  verdict.en += fmt::format("Right is: {}", right.en);
  verdict.zh += fmt::format("正确答案：{}", right.zh);
  if (const int all = answer.all_hands(); all > 0) {
    verdict.en += fmt::format(" ({} of {} said so)", answer.hands[*revealed.right], all);
    verdict.zh += fmt::format("（{} 人中有 {} 人答对）", all, answer.hands[*revealed.right]);
  } else if (revealed.was_right) {
    verdict.en += *revealed.was_right ? " (as predicted)" : " (the prediction was another)";
    verdict.zh += *revealed.was_right ? "（预测正确）" : "（预测不符）";
  }
  return revealed;
}

Revealed LessonRun::evaluate(std::size_t reveal, const Output& output) const {
  Revealed revealed;
  for (const std::size_t asked : predictions_before(reveal))
    revealed.predictions.push_back(evaluate_prediction(asked, output));
  for (const ShownValue& shown : lesson_.steps[reveal].shown) revealed.values.push_back(revealed_value(shown, output));
  return revealed;
}

const Revealed* LessonRun::reveal(const Output& output) {
  if (step().kind != StepKind::reveal) return nullptr;
  revealed_[position_] = evaluate(position_, output);
  return revealed(position_);
}

const Revealed* LessonRun::revealed(std::size_t step) const { return revealed_[step] ? &*revealed_[step] : nullptr; }

}  // namespace gongjian::lessons
