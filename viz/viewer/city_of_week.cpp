#include "viz/viewer/city_of_week.hpp"

#include <utility>

namespace gongjian::viz {

std::shared_ptr<const CityOfWeek> city_of_week(const run::SideView& side, const Places& places, int weeks_done,
                                               std::shared_ptr<const CityOfWeek> before) {
  auto districts = run::districts_after(side.scenario.setup.events, side.shape.districts.size(), weeks_done);
  if (before != nullptr && before->districts == districts) return before;
  auto city = std::make_shared<CityOfWeek>(CityOfWeek{std::move(districts), side.shape, {}, {}});
  for (std::uint32_t& district : city->shape.district_of_subdistrict) district = city->districts[district];
  city->hierarchy = Hierarchy(city->shape);
  city->joined = joined_areas(places, city->districts);
  return city;
}

}  // namespace gongjian::viz
