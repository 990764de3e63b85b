// The window as a whole.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "viz/render/map_renderer.hpp"

namespace gongjian::viz {

struct AppOptions {
  std::string source = "leader_leaves";  // a scenario, by path or name; or a log
  std::string compare_with;
  std::string lesson;  // by path or name, in place of a source
  bool chinese = false;
  int text_percent = 100;
  unsigned threads = 0;  // of the simulation
  std::string version;
  std::string font;       // a file; empty: the system's with Chinese characters
  bool headless = false;  // without a display: for pictures, films and tests
  int width = 1280, height = 800;
  bool is_frozen = false;   // nothing that depends on the clock is shown; a frame is 1/60 s
  bool automation = false;  // commands as JSON lines from standard input, answers to standard output
  RendererKind renderer = RendererKind::automatic;
  std::vector<std::string> scenarios;  // to choose from
};

// Runs until the window is closed or `stop` answers true. Throws core::UserError where there is no display or OpenGL.
void run_app(const AppOptions& options, const std::function<bool()>& stop);

}  // namespace gongjian::viz
