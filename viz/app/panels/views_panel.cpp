#include "viz/app/panels/views_panel.hpp"

#include <fmt/format.h>

namespace gongjian::viz {

void ViewsPanel::draw(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  if (viewer.sides().empty()) {
    const bool failed = viewer.session() != nullptr && viewer.state().phase == run::SessionState::Phase::failed;
    const bool is_building = viewer.session() != nullptr && viewer.state().phase == run::SessionState::Phase::building;
    ui.paragraph(window.say(is_building ? Say::building : failed ? Say::could_not_open : Say::nothing_open));
    if (viewer.message_is_error()) ui.paragraph(ui.say(viewer.message()));
    return;
  }
  constexpr Say kNames[kTabs] = {Say::map, Say::network, Say::hierarchy, Say::matrix, Say::flows, Say::meetings};
  ui.begin_flow();
  if (ui.is_tight) {
    std::vector<std::string> names;
    for (const Say name : kNames) names.emplace_back(window.say(name));
    int tab = static_cast<int>(viewer.settings.tab);
    ui.flow(ui.em * 7);
    if (ui.combo("tab", tab, names, ui.em * 7)) viewer.settings.tab = static_cast<Tab>(tab);
    for (std::size_t side = 0; side < viewer.sides().size() && viewer.sides().size() > 1; ++side) {
      bool is_it = window.tight_side == side;
      ui.flow(ui.em * 2);
      if (ui.toggle(side == 0 ? "side.a" : "side.b", side_name(window, side).c_str(), is_it)) window.tight_side = side;
    }
  } else {
    for (std::size_t t = 0; t < kTabs; ++t) {
      ui.flow(ui.width_of(window.say(kNames[t])));
      bool is_it = viewer.settings.tab == static_cast<Tab>(t);
      if (ui.toggle(fmt::format("tab.{}", kTabNames[t]).c_str(), window.say(kNames[t]), is_it))
        viewer.settings.tab = static_cast<Tab>(t);
    }
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
