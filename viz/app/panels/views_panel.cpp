#include "viz/app/panels/views_panel.hpp"

namespace gongjian::viz {

void ViewsPanel::draw(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  if (viewer.sides().empty()) {
    const bool failed = viewer.session() != nullptr && viewer.state().phase == run::SessionState::Phase::failed;
    const bool is_building = viewer.session() != nullptr && viewer.state().phase == run::SessionState::Phase::building;
    ui.paragraph(window.say(is_building ? Say::building : failed ? Say::could_not_open : Say::nothing_open));
    if (!viewer.message().empty() && viewer.message_is_error()) ui.paragraph(viewer.message());
    return;
  }
  constexpr Say kNames[kTabs] = {Say::map, Say::network, Say::hierarchy, Say::matrix, Say::flows, Say::meetings};
  constexpr const char* kIds[kTabs] = {"tab.map",    "tab.network", "tab.hierarchy",
                                       "tab.matrix", "tab.flows",   "tab.meetings"};
  ui.begin_flow();
  for (std::size_t t = 0; t < kTabs; ++t) {
    ui.flow(ui.width_of(window.say(kNames[t])));
    bool is_it = viewer.settings.tab == static_cast<Tab>(t);
    if (ui.toggle(kIds[t], window.say(kNames[t]), is_it)) viewer.settings.tab = static_cast<Tab>(t);
  }
  for (const core::Text& note : viewer.sides().front().view->notes) ui.muted(ui.say(note));
  switch (viewer.settings.tab) {
    case Tab::map:
      return map_.draw(window);
    case Tab::network:
      return network_.draw(window);
    case Tab::hierarchy:
      return hierarchy_.draw(window);
    case Tab::matrix:
      return matrix_.draw(window);
    case Tab::flows:
      return flows_.draw(window);
    case Tab::meetings:
      return meetings_.draw(window);
  }
}

}  // namespace gongjian::viz
