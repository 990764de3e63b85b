// The bar above: what is shown, its seed, time, and how the window looks.
#pragma once

#include <string>
#include <vector>

#include "viz/app/window.hpp"

namespace gongjian::viz {

class TopBar {
 public:
  // Gives the height that it needs.
  float draw(Window& window, const Box& box);

 private:
  void choose_source(Window& window);
  void lead_time(Window& window);
  void choose_other(Window& window);
  void set_looks(Window& window);
  void list_layouts(Window& window);
  void keep_layouts(Window& window);
  void draw_ends(Window& window);

  int seed_ = 1;
  std::uint64_t seed_of_changes_ = ~std::uint64_t{0};  // of the session that `seed_` was taken from
  const void* session_ = nullptr;
  std::vector<std::string> layouts_;  // of one's own, as the popup was opened
  std::string layout_name_;
};

}  // namespace gongjian::viz
