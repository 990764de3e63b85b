// What panels share: the viewer, the controls, and who draws maps.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/parallel.hpp"
#include "viz/app/ui.hpp"
#include "viz/render/map_renderer.hpp"
#include "viz/render/platform.hpp"
#include "viz/viewer/viewer.hpp"

namespace gongjian::viz {

struct Window {
  Viewer& viewer;
  Ui& ui;
  Platform& platform;
  std::vector<std::string> scenarios;       // shipped ones, by name
  std::vector<core::Text> scenario_titles;  // as `scenarios`
  std::function<std::unique_ptr<MapRenderer>()> new_renderer;
  std::string renderer_name;  // of maps
  bool is_frozen = false;     // nothing that depends on the clock is shown
  double frames_per_second = 0;

  std::size_t tight_side = 0;  // the one that is shown where there is no room for both

  // asked for by keys and buttons, done by the window at the end of the frame
  bool wants_picture = false;
  bool wants_search = false;
  bool wants_note = false;
  bool shows_help = false;
  bool shows_save = false;

  const char* say(Say text) const { return ui.say(text); }
  template <class T>
  const std::string& say(const T& text) const {
    return ui.say(text);
  }
};

// The district that is selected, by itself or by its alliance, or the one of this side that has absorbed it in the week
// that is shown; -1: none.
int selected_district(const Viewer& viewer, std::size_t side);
// What a side is called beside another; empty where it is alone.
std::string side_name(const Window& window, std::size_t side);
// The labels of an axis of outputs ("kind"), in their order, in the window's language.
std::vector<std::string> labels_of(const Window& window, const core::FrameLayout& layout, const std::string& dimension);

// Calls draw(side, size) for each side, beside each other in the room that is left; for one alone where it is tight.
void draw_sides(Window& window, const std::function<void(std::size_t side, ImVec2 size)>& draw);

// Names on a picture: one that would lie on another is left out.
class Labels {
 public:
  void add(ImDrawList& list, ImVec2 at, const std::string& text, Colour ground, Colour ink);

 private:
  std::vector<ImVec4> taken_;  // left, top, right, bottom
};

// A rectangle of the window, in pixels.
struct Box {
  float x = 0, y = 0, width = 0, height = 0;
};

// A panel's frame: everything between begin and end lies in it.
bool begin_panel(const char* id, const Box& box, ImGuiWindowFlags flags = 0);
void end_panel();

}  // namespace gongjian::viz
