// What can be kept: pictures, tables, the session as a scenario or log, the view, a film.
#pragma once

#include <string>

#include "viz/app/film.hpp"
#include "viz/app/window.hpp"

namespace gongjian::viz {

class SavePanel {
 public:
  void draw(Window& window);
  // Takes the pictures that are wanted of the frame that has just been drawn.
  void after_frame(Window& window);
  bool is_filming() const { return film_.is_busy(); }

 private:
  void write(Window& window, const std::string& path);
  std::string default_name(const Window& window) const;

  Film film_;
  int what_ = 0;
  std::string path_;
  std::string picture_;  // to be taken
  int frames_without_ = 0;
  bool replaces_ = false;
  bool was_shown_ = false;
};

}  // namespace gongjian::viz
