// Outcomes over many seeds, of one policy or two, as a table with intervals, in place of the inspector.
#pragma once

#include "viz/app/window.hpp"

namespace gongjian::viz {

class OutcomesPanel {
 public:
  void draw(Window& window);

 private:
  void draw_row(const Window& window, const ReplicateRow& row) const;

  int count_ = 20;
};

}  // namespace gongjian::viz
