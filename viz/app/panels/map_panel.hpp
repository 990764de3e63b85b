// The map of one side or of both: districts, subdistricts, neighbourhoods, units and the projects between them.
#pragma once

#include <array>
#include <memory>

#include "viz/app/window.hpp"

namespace gongjian::viz {

class MapPanel {
 public:
  void draw(Window& window);

 private:
  void draw_controls(Window& window);
  void draw_side(Window& window, std::size_t side, ImVec2 size);
  void lead_camera(Window& window, ImVec2 at, Viewport view);
  void tell_under_pointer(Window& window, std::size_t side, ImVec2 at, Viewport view);
  void draw_names(Window& window, std::size_t side, ImVec2 at, Viewport view);
  void draw_bars(Window& window, const CityScene& scene, ImVec2 at, ImVec2 size);

  std::array<std::unique_ptr<MapRenderer>, 2> renderers_;  // one a side
  bool dragged_ = false;
};

// A bar of a scale's colours with numbers at its ends; gives the height that it took.
float draw_colour_bar(const Window& window, const ColourBar& bar, ImVec2 at, float width);

}  // namespace gongjian::viz
