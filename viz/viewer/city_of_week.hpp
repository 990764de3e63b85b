// A side's city in the week that is shown: where one district has absorbed another, the other has nothing in it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/run/session.hpp"
#include "viz/view_data/hierarchy.hpp"
#include "viz/view_data/joined.hpp"
#include "viz/view_data/places.hpp"

namespace gongjian::viz {

struct CityOfWeek {
  std::vector<std::uint32_t> districts;  // by district, the one that it belongs to now
  run::CityShape shape;
  Hierarchy hierarchy;
  std::vector<JoinedArea> joined;

  bool exists(std::size_t district) const { return districts[district] == district; }
};

// The same one as `before` where it would be alike; `before` may be null.
std::shared_ptr<const CityOfWeek> city_of_week(const run::SideView& side, const Places& places, int weeks_done,
                                               std::shared_ptr<const CityOfWeek> before);

}  // namespace gongjian::viz
