// A room that leads itself through a lesson: it answers, plays up to each week, and looks at every reveal.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/live_run.hpp"
#include "engine/run/outcomes.hpp"
#include "tests/catch.hpp"
#include "viz/lessons/lesson_run.hpp"

namespace gongjian::test {

class ScriptedRoom {
 public:
  explicit ScriptedRoom(lessons::Lesson lesson, int seed = -1) : run(std::move(lesson)) {
    std::vector<run::ScenarioFile> files = {run.lesson().scenario};
    if (run.lesson().compare_with) files.push_back(*run.lesson().compare_with);
    for (run::ScenarioFile& file : files) {
      if (seed >= 0) run::apply_setting(file, "seed=" + std::to_string(seed));
      sides_.push_back(std::make_unique<run::LiveRun>(file, std::make_shared<run::KeyStates>(), 1));
      series_.emplace_back();
    }
  }

  // From the present step to the last one; at a vote it takes this option, and it does the example where it may move
  // levers.
  void lead(std::size_t vote) {
    while (true) {
      do_step(vote);
      if (run.is_last()) return;
      REQUIRE(run.next(weeks()));
    }
  }

  void do_step(std::size_t vote) {
    const lessons::Step& step = run.step();
    if (step.kind == lessons::StepKind::predict) run.choose(0);
    if (step.kind == lessons::StepKind::vote) run.choose(vote);
    if (step.from >= 0) {
      for (std::size_t s = 0; s < sides_.size(); ++s) {
        sides_[s]->rewind(step.from);
        for (auto& [name, values] : series_[s]) values.resize(static_cast<std::size_t>(step.from) + 1);
      }
    }
    const auto moves = step.kind == lessons::StepKind::attempt ? run.example() : run.moves();
    for (const run::LeverMove& move : moves)
      for (std::size_t s = 0; s < sides_.size(); ++s)
        if (step.side < 0 || step.side == static_cast<int>(s)) sides_[s]->change(move);
    if (step.until >= 0) play_to(step.until);
    if (const lessons::Revealed* revealed = run.reveal(output())) seen.push_back(*revealed);
  }

  int weeks() const { return sides_[0]->weeks_done(); }
  lessons::Output output() const {
    return [this](std::size_t side, const std::string& name, int weeks_done) {
      return series_.at(side).at(name).at(static_cast<std::size_t>(weeks_done));
    };
  }

  int goals_wanted() const {
    return count([](const lessons::RevealedValue& value) { return value.reached.has_value(); });
  }
  int goals_reached() const {
    return count([](const lessons::RevealedValue& value) { return value.reached.value_or(false); });
  }

  lessons::LessonRun run;
  std::vector<lessons::Revealed> seen;

 private:
  template <class Condition>
  int count(Condition condition) const {
    int found = 0;
    for (const lessons::Revealed& revealed : seen)
      found += static_cast<int>(std::count_if(revealed.values.begin(), revealed.values.end(), condition));
    return found;
  }
  void play_to(int week) {
    for (std::size_t s = 0; s < sides_.size(); ++s) {
      const core::FrameLayout& layout = sides_[s]->simulation().layout();
      while (sides_[s]->weeks_done() < week) {
        sides_[s]->step();
        for (const lessons::Step& step : run.lesson().steps) keep(s, layout, step);
      }
    }
  }
  void keep(std::size_t side, const core::FrameLayout& layout, const lessons::Step& step) {
    keep(side, layout, step.measure.of);
    for (const lessons::ShownValue& shown : step.shown) keep(side, layout, shown.measure.of);
  }
  void keep(std::size_t side, const core::FrameLayout& layout, const std::string& name) {
    if (name.empty()) return;
    std::vector<double>& values = series_[side][name];
    values.resize(static_cast<std::size_t>(sides_[side]->weeks_done()) + 1, std::nan(""));
    values.back() = run::city_value(layout, sides_[side]->simulation().frame(), name);
  }

  std::vector<std::unique_ptr<run::LiveRun>> sides_;
  std::vector<std::map<std::string, std::vector<double>>> series_;  // by side; by weeks done
};

}  // namespace gongjian::test
