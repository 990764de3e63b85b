// Cities made up for tests of the window's data.
#pragma once

#include "engine/run/city_shape.hpp"

namespace gongjian::viz {

// So many of everything in each other; sizes differ a little, from row to row.
inline run::CityShape even_city(std::uint32_t districts, std::uint32_t subdistricts, std::uint32_t neighbourhoods,
                                std::uint32_t units) {
  run::CityShape city;
  for (std::uint32_t d = 0; d < districts; ++d) city.districts.push_back({"District " + std::to_string(d + 1), ""});
  for (std::uint32_t s = 0; s < subdistricts; ++s)
    city.district_of_subdistrict.push_back(static_cast<std::uint32_t>(std::uint64_t{s} * districts / subdistricts));
  for (std::uint32_t n = 0; n < neighbourhoods; ++n) {
    city.subdistrict_of_neighbourhood.push_back(
        static_cast<std::uint32_t>(std::uint64_t{n} * subdistricts / neighbourhoods));
    city.residents_of_neighbourhood.push_back(2000 + n * 2654435761u % 5000);
  }
  for (std::uint32_t u = 0; u < units; ++u) {
    const auto n = static_cast<std::uint32_t>(std::uint64_t{u} * neighbourhoods / units);
    city.neighbourhood_of_unit.push_back(n);
    city.subdistrict_of_unit.push_back(city.subdistrict_of_neighbourhood[n]);
    city.kind_of_unit.push_back(static_cast<std::uint8_t>(u % 8));
    city.employees_of_unit.push_back(1 + u % 50);
  }
  return city;
}

// Shanghai's districts of 2014, about as large as they are.
inline run::CityShape shanghai_city(std::uint32_t units = 49'533) {
  struct District {
    const char* name;
    std::uint32_t subdistricts, neighbourhoods;
  };
  constexpr District kDistricts[] = {
      {"Huangpu", 10, 169}, {"Xuhui", 13, 270},    {"Changning", 10, 172}, {"Jing'an", 5, 61},     {"Putuo", 10, 321},
      {"Zhabei", 9, 207},   {"Hongkou", 8, 212},   {"Yangpu", 12, 327},    {"Minhang", 12, 604},   {"Baoshan", 12, 474},
      {"Jiading", 10, 366}, {"Pudong", 36, 1255},  {"Jinshan", 10, 182},   {"Songjiang", 15, 394}, {"Qingpu", 11, 269},
      {"Fengxian", 8, 269}, {"Chongming", 18, 175}};
  run::CityShape city;
  for (const District& d : kDistricts) {
    const auto district = static_cast<std::uint32_t>(city.districts.size());
    city.districts.push_back({d.name, ""});
    const auto first = static_cast<std::uint32_t>(city.district_of_subdistrict.size());
    city.district_of_subdistrict.resize(first + d.subdistricts, district);
    for (std::uint32_t n = 0; n < d.neighbourhoods; ++n) {
      city.subdistrict_of_neighbourhood.push_back(first + n * d.subdistricts / d.neighbourhoods);
      city.residents_of_neighbourhood.push_back(2000 + n * 2654435761u % 5000);
    }
  }
  const std::size_t neighbourhoods = city.subdistrict_of_neighbourhood.size();
  for (std::uint32_t u = 0; u < units; ++u) {
    const auto n = static_cast<std::uint32_t>(u * neighbourhoods / units);
    city.neighbourhood_of_unit.push_back(n);
    city.subdistrict_of_unit.push_back(city.subdistrict_of_neighbourhood[n]);
    city.kind_of_unit.push_back(static_cast<std::uint8_t>(u % 8));
    city.employees_of_unit.push_back(1 + u % 50);
  }
  return city;
}

}  // namespace gongjian::viz
