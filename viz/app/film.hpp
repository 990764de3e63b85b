// A film of the weeks that have been: a picture of the window for each, and one file of them all where ffmpeg is there.
#pragma once

#include <sys/types.h>

#include <string>

#include "viz/app/window.hpp"

namespace gongjian::viz {

class Film {
 public:
  static constexpr int kWeeksPerSecond = 20;

  ~Film();

  bool is_busy() const { return is_filming_ || encoder_ > 0; }
  // Begins a film at `path` (.mp4): pictures go into a folder beside it, which stays where there is no ffmpeg. Throws
  // core::UserError where it can't be written, or is there already and not to be replaced.
  void begin(Window& window, const std::string& path, bool replace);
  // Takes the picture of the frame that was just drawn, if it shows what it should, and goes on to the next week.
  void after_frame(Window& window);
  void stop();

 private:
  void end_pictures(Window& window);
  void look_after_encoder(Window& window);
  std::string picture(int number) const;

  std::string path_, folder_;
  bool is_filming_ = false;
  int week_ = 0, last_ = 0, frames_ = 0;
  pid_t encoder_ = 0;
};

}  // namespace gongjian::viz
