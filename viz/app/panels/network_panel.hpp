// Who works with whom: alliances, working committees and units as nodes, projects at work as links between them.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "viz/app/window.hpp"
#include "viz/view_data/network.hpp"

namespace gongjian::viz {

class NetworkPanel {
 public:
  void draw(Window& window);

 private:
  struct Side {
    Network network;
    Scene scene;
    std::unique_ptr<MapRenderer> renderer;
    std::string made_from;
  };
  void draw_controls(Window& window);
  // `pixels`: of the picture.
  void make(Window& window, std::size_t side, double pixels);
  void paint(const Window& window, Side& shown, double pixels) const;
  void draw_side(Window& window, std::size_t side, ImVec2 size);
  void lead(Window& window, std::size_t side, ImVec2 at, Viewport view, bool is_over);
  void draw_labels(Window& window, const Side& shown, std::size_t side, ImVec2 at, Viewport view) const;
  std::string name_of(const Window& window, std::size_t side, const NetworkNode& node) const;

  std::array<Side, 2> sides_;
  NetworkView view_;
  int level_ = 1;
  int arrangement_ = 0;
  Camera camera_;
  bool fits_ = true, dragged_ = false;
};

}  // namespace gongjian::viz
