// A lesson, step by step: texts, predictions, what the room may try, what happened and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/app/panels/levers_panel.hpp"
#include "viz/app/window.hpp"
#include "viz/lessons/lesson_run.hpp"

namespace gongjian::viz {

class LessonPanel {
 public:
  void draw(Window& window);
  // By name or path; what is wrong with it is told by the viewer.
  void begin(Window& window, const std::string& lesson);
  bool is_given() const { return run_.has_value(); }  // one has begun and has not ended

 private:
  void choose(Window& window);
  void enter(Window& window);
  void focus(Settings& settings, const lessons::Focus& focus) const;
  void draw_step(Window& window);
  void draw_options(Window& window);
  void draw_run(Window& window);
  void draw_reveal(Window& window);
  void lead(Window& window);
  void keep_notes(Window& window) const;

  std::vector<std::string> names_;
  std::vector<core::Text> titles_, descriptions_;
  std::vector<int> minutes_;
  bool is_listed_ = false;
  std::optional<lessons::LessonRun> run_;
  bool is_moved_ = false;  // the step's levers are set
  LeversPanel levers_;
};

}  // namespace gongjian::viz
