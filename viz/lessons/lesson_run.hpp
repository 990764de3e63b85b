// Where a room stands in a lesson: which step is shown, what it has predicted, voted and seen. It knows no window and
// no run: who leads one says how many weeks are done, and what outputs are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/live_run.hpp"
#include "viz/lessons/lesson.hpp"

namespace gongjian::lessons {

// What the room said to a prediction or a vote.
struct Answer {
  std::optional<std::size_t> chosen;  // by the one who leads; else the option with most hands
  std::vector<int> hands;             // by option

  // What counts: what was chosen, or the one option that has more hands than each other.
  std::optional<std::size_t> decided() const;
  int all_hands() const;
};

struct RevealedValue {
  core::Text label, value;
  double number = 0;
  std::optional<bool> holds;    // what the text claims
  std::optional<bool> reached;  // what was to be reached
  core::Text remark;            // on either; empty where there is none
};

struct RevealedPrediction {
  std::size_t step = 0;  // that asked
  core::Text value;      // measured
  double number = 0;
  std::optional<std::size_t> right;  // none where no option fits
  std::optional<bool> was_right;     // none where nobody answered
  core::Text verdict;
};

// What a reveal shows, measured in the run as it has been.
struct Revealed {
  std::vector<RevealedPrediction> predictions;
  std::vector<RevealedValue> values;

  // Whether the run shows all that the text claims.
  bool holds() const;
};

class LessonRun {
 public:
  explicit LessonRun(Lesson lesson);

  const Lesson& lesson() const { return lesson_; }
  std::size_t position() const { return position_; }
  const Step& step() const { return lesson_.steps[position_]; }
  bool is_first() const { return position_ == 0; }
  bool is_last() const { return position_ + 1 == lesson_.steps.size(); }

  // Weeks done where this step begins: the run is put there where it has come further.
  int begins_at(std::size_t step) const;
  // Weeks done where the step ends.
  int ends_at(std::size_t step) const;

  // ---- answers to the present step, if it predicts or votes

  void choose(std::size_t option);
  void count_hands(std::size_t option, int hands);
  const Answer& answer(std::size_t step) const { return answers_[step]; }
  const Answer& answer() const { return answers_[position_]; }
  // What the step does, or the vote decides, to the levers of step().side before the run goes on; and a solution where
  // the room may move levers itself.
  std::vector<run::LeverMove> moves() const;
  std::vector<run::LeverMove> example() const;
  // Whether the room may move this lever now.
  bool allows(const std::string& lever) const;

  // ---- on and back

  // Whether the step is done, in a run that stands after so many weeks; and what is missing, where it is not.
  bool may_go_on(int weeks_done) const;
  core::Text waits_for(int weeks_done) const;
  // To the next step, if there is one and this one is done.
  bool next(int weeks_done);
  bool back();
  void restart();

  // ---- what was seen

  // What the present step shows, if it reveals; kept for the notes. Null else.
  const Revealed* reveal(const Output& output);
  // What a reveal has shown when it was last seen; null where it has not been.
  const Revealed* revealed(std::size_t step) const;
  Revealed evaluate(std::size_t reveal, const Output& output) const;

  // The lesson as far as it has been seen: texts, answers and what was measured, in Markdown.
  std::string to_text(bool chinese) const;

 private:
  std::vector<std::size_t> predictions_before(std::size_t reveal) const;
  RevealedPrediction evaluate_prediction(std::size_t step, const Output& output) const;

  Lesson lesson_;
  std::size_t position_ = 0, furthest_ = 0;
  std::vector<Answer> answers_;                    // by step
  std::vector<std::optional<Revealed>> revealed_;  // by step
};

}  // namespace gongjian::lessons
