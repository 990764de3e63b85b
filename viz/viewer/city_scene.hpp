// One side's city as a map of a week: places, coloured by what settings ask for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "viz/view_data/palette.hpp"
#include "viz/view_data/places.hpp"
#include "viz/view_data/scene.hpp"
#include "viz/viewer/active_projects.hpp"
#include "viz/viewer/city_of_week.hpp"
#include "viz/viewer/settings.hpp"
#include "viz/viewer/variables.hpp"

namespace gongjian::viz {

// What a colour bar beside the map says.
struct ColourBar {
  bool is_shown = false;
  core::Text label;
  std::string unit;
  Scale scale;
  bool is_yes_no = false;
};

class CityScene {
 public:
  CityScene(std::shared_ptr<const run::SideView> side, std::shared_ptr<const Places> places);

  // Everything that makes the picture another. `found`: one entry a unit, 0 where a query leaves it out; null: all are
  // in. `against`: the other side's record, whose values are taken off; null: none.
  struct Wanted {
    std::shared_ptr<const run::WeekRecord> record, against;
    const ActiveProjects* projects = nullptr;
    std::shared_ptr<const std::vector<std::uint8_t>> found;
    std::shared_ptr<const CityOfWeek> city;
  };
  void update(const Settings& settings, const Wanted& wanted);

  const Scene& scene() const { return scene_; }
  const Places& places() const { return *places_; }
  const ColourBar& unit_bar() const { return unit_bar_; }
  const ColourBar& area_bar() const { return area_bar_; }
  bool units_known() const { return units_known_; }                        // of the week that is shown
  const std::vector<double>& unit_values() const { return unit_values_; }  // one a unit; empty where not known
  const std::vector<std::uint8_t>& shown() const { return shown_; }        // one a unit

  // The columns that sessions must watch for these settings.
  static std::vector<run::WatchedColumn> watched(const Settings& settings, const core::FrameLayout& layout);

 private:
  void paint_areas(const Settings& settings, const Wanted& wanted);
  void paint_units(const Settings& settings, const Wanted& wanted);
  void draw_projects(const Settings& settings, const Wanted& wanted);
  void add_areas(const std::vector<Region>& regions, const std::vector<Colour>& fills, Colour outline, float width);
  // `fills`: by district. Those that have become one are one.
  void add_districts(const CityOfWeek& city, const std::vector<Colour>& fills, Colour outline, float width);

  std::shared_ptr<const run::SideView> side_;
  std::shared_ptr<const Places> places_;
  std::vector<Variable> area_variables_;
  Scene scene_;
  ColourBar unit_bar_, area_bar_;
  std::vector<double> unit_values_;
  std::vector<std::uint8_t> shown_;
  bool units_known_ = false;
  std::string drawn_;                                                   // what the picture was made from
  double unit_low_ = 0, unit_high_ = 0, area_low_ = 0, area_high_ = 0;  // seen so far of variables without a range
  std::string unit_seen_, area_seen_;
};

}  // namespace gongjian::viz
