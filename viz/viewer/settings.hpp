// How a window is set: what a view file holds, so that it opens just so again.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/run/session.hpp"
#include "viz/view_data/palette.hpp"
#include "viz/view_data/scene.hpp"
#include "viz/view_data/tab.hpp"

namespace gongjian::viz {

// What is drawn around the series of the whole city.
enum class BandOf : std::uint8_t { districts, replicates, none };
inline constexpr std::size_t kBandsOf = 3;

struct Settings {
  static constexpr int kLeastText = 80, kMostText = 200;  // percent
  static constexpr std::size_t kMostSeries = 6, kMostPins = 4;

  bool chinese = false;

  // ---- the layout, which is kept by name too

  int text_percent = 100;
  bool dark = false;

  // parts of the window's width and height; `lesson` takes the place of `left` while a lesson is given
  double left = 0.22, lesson = 0.34, right = 0.24, bottom = 0.34;

  Tab tab = Tab::map;
  std::string unit_variable = "units.participates";
  std::string area_variable;  // empty: areas are not coloured
  ScaleKind palette = ScaleKind::sequential;
  bool shows_projects = true;
  std::array<bool, 8> kinds{true, true, true, true, true, true, true, true};
  std::vector<std::string> series = {"activity", "participation", "attention", "reserve"};
  BandOf band = BandOf::districts;

  // ---- what is looked at

  bool fits = true;  // the camera shows the whole city
  Camera camera;
  std::string query;

  double weeks_per_second = 10;
  int week = -1;  // weeks done that are shown; -1: the latest
  bool loops = false;
  std::vector<run::Look> looks;  // the first is selected where has_selection, the others are pinned
  bool has_selection = false;
  bool shows_difference = false;
};

// Beyond these, the views have no room.
inline constexpr double kWidestColumn = 0.38, kWidestLesson = 0.5, kHighestTimePanel = 0.5;

enum class Layout : std::uint8_t { workshop, research, presentation };
void arrange(Settings& settings, Layout layout);

}  // namespace gongjian::viz
