#include "viz/lessons/lesson.hpp"

#include <numeric>

namespace gongjian::lessons {

int Lesson::minutes() const {
  return std::accumulate(steps.begin(), steps.end(), 0, [](int sum, const Step& step) { return sum + step.minutes; });
}

bool is_lesson(const io::Table& table) { return table.find("step") != nullptr; }

std::string to_string(StepKind kind) {
  switch (kind) {
    case StepKind::read:
      return "read";
    case StepKind::predict:
      return "predict";
    case StepKind::play:
      return "run";
    case StepKind::attempt:
      return "try";
    case StepKind::reveal:
      return "reveal";
    default:
      return "vote";
  }
}

core::Text name_of(StepKind kind) {
  switch (kind) {
    case StepKind::read:
      return {"Read", "阅读"};
    case StepKind::predict:
      return {"Predict", "预测"};
    case StepKind::play:
      return {"Run", "运行"};
    case StepKind::attempt:
      return {"Try", "试一试"};
    case StepKind::reveal:
      return {"What happened", "揭晓"};
    default:
      return {"Vote", "投票"};
  }
}

}  // namespace gongjian::lessons
