// Levers by group, and what can be made to happen.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "viz/app/window.hpp"

namespace gongjian::viz {

class LeversPanel {
 public:
  // `allowed`: the levers that may be moved; null: all.
  void draw(Window& window, const std::vector<std::string>* allowed = nullptr);

 private:
  void choose_scope(Window& window);
  void draw_lever(Window& window, std::size_t lever);
  void draw_events(Window& window);
  int side() const { return scope_side_ - 1; }  // -1: all

  std::string search_;
  int district_ = 0;                    // 0: all; else its number + 1
  int scope_side_ = 0;                  // 0: both; 1: A; 2: B
  std::map<std::size_t, double> held_;  // levers that are being moved
  int event_ = 0;
  int event_weeks_ = 26;
  std::map<std::string, double> event_values_;
  int into_ = 0;
};

}  // namespace gongjian::viz
