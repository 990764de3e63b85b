// All weeks on one axis: series below each other, what happened, and the week that is shown.
#pragma once

#include <string>
#include <vector>

#include "viz/app/plot.hpp"
#include "viz/app/window.hpp"

namespace gongjian::viz {

class TimePanel {
 public:
  void draw(Window& window);

 private:
  struct Mark {
    int week = 0;
    std::string text;
    Colour colour;
  };
  void draw_controls(Window& window);
  void choose_series(Window& window);
  void choose_band(Window& window);
  void write_note(Window& window);
  void draw_series(Window& window, const std::string& output, const PlotArea& area);
  void draw_week_axis(Window& window, const PlotArea& area, float bottom);
  void draw_marks(Window& window, const PlotArea& area, float top, float bottom);
  void scrub(Window& window, const PlotArea& area, float top, float bottom);
  std::vector<Mark> marks(const Window& window) const;

  std::string search_, note_;
  double from_ = 0, to_ = 0;  // where it is zoomed in; else from_ == to_
};

}  // namespace gongjian::viz
