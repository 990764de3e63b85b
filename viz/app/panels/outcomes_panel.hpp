// Two policies compared over many seeds: a table of outcomes with intervals, in place of the inspector.
#pragma once

#include "viz/app/window.hpp"
#include "viz/viewer/replicates.hpp"

namespace gongjian::viz {

class OutcomesPanel {
 public:
  void draw(Window& window);

 private:
  int count_ = 20;
  const void* of_session_ = nullptr;
  Replicates replicates_;
};

}  // namespace gongjian::viz
