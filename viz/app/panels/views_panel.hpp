// The middle of the window: one view at a time, all with one selection.
#pragma once

#include "viz/app/panels/map_panel.hpp"
#include "viz/app/window.hpp"

namespace gongjian::viz {

class ViewsPanel {
 public:
  void draw(Window& window);

 private:
  MapPanel map_;
};

}  // namespace gongjian::viz
