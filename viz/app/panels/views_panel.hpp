// The middle of the window: one view at a time, all with one selection.
#pragma once

#include "viz/app/panels/flows_panel.hpp"
#include "viz/app/panels/hierarchy_panel.hpp"
#include "viz/app/panels/map_panel.hpp"
#include "viz/app/panels/matrix_panel.hpp"
#include "viz/app/panels/meetings_panel.hpp"
#include "viz/app/panels/network_panel.hpp"
#include "viz/app/window.hpp"

namespace gongjian::viz {

class ViewsPanel {
 public:
  void draw(Window& window);

 private:
  MapPanel map_;
  NetworkPanel network_;
  HierarchyPanel hierarchy_;
  MatrixPanel matrix_;
  FlowsPanel flows_;
  MeetingsPanel meetings_;
};

}  // namespace gongjian::viz
