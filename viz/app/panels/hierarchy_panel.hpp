// City, districts, subdistricts, neighbourhoods and units as an icicle, coloured by the variable that colours units.
#pragma once

#include "viz/app/window.hpp"
#include "viz/view_data/icicle.hpp"

namespace gongjian::viz {

class HierarchyPanel {
 public:
  void draw(Window& window);

 private:
  void draw_side(Window& window, std::size_t side, ImVec2 size);
  void choose(Window& window, std::size_t side, const IcicleCell& cell);
  // What the icicle begins with on this side in the week that is shown.
  Node focus(const CityOfWeek& city) const;
  std::string name_of(const Window& window, std::size_t side, Node node) const;

  Node focus_;
};

}  // namespace gongjian::viz
