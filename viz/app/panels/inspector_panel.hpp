// One thing at a time, and those that are pinned: what it is, why it did what it did, what it is part of.
#pragma once

#include "viz/app/window.hpp"

namespace gongjian::viz {

class InspectorPanel {
 public:
  void draw(Window& window);

 private:
  void choose(Window& window);
  void draw_look(Window& window, const run::Look& look);
  void draw_place(Window& window, const run::Look& look);
  void draw_terms(Window& window, const run::LookedAt& looked);
  void draw_projects(Window& window, const run::Look& look);

  int table_ = 0;
  int id_ = 0;
  std::string query_problem_;
};

}  // namespace gongjian::viz
