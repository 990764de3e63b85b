// The bar above: what is shown, its seed, time, and how the window looks.
#pragma once

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
  void draw_ends(Window& window);

  int seed_ = 1;
  std::uint64_t seed_of_changes_ = ~std::uint64_t{0};  // of the session that `seed_` was taken from
  const void* session_ = nullptr;
};

}  // namespace gongjian::viz
