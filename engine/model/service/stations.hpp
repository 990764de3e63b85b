// Stations where people are served: in each subdistrict a service centre, and a white-collar station.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/core/column.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

enum class StationType : std::uint8_t { service_centre, white_collar };
inline constexpr std::size_t kStationTypes = 2;

// row = subdistrict * 2 + type.
struct Stations {
  static constexpr std::string_view kName = "stations";
  static inline const core::Text kText{"a service centre or white-collar station", "一个党员服务中心或白领服务站"};

  core::Column<std::uint32_t> in_system;  // waiting or being served
  core::Column<std::uint32_t> requests;   // of this week
  core::Column<std::uint32_t> waited;     // requests that found all servers busy
  core::Column<std::uint32_t> served;
  core::Column<std::uint32_t> given_up;
  core::Column<double> queue;      // mean number waiting over the week
  core::Column<double> satisfied;  // of requests that ended, the share that were served, averaged
  core::Column<double> quality;    // what no assessment counts

  std::size_t size() const { return in_system.size(); }
  static std::size_t row(std::size_t subdistrict, StationType type) {
    return subdistrict * kStationTypes + static_cast<std::size_t>(type);
  }

  template <class V>
  void visit(V& v) {
    v("in_system", in_system, measure::count, "requests waiting or being served");
    v("requests", requests, measure::count, "requests of this week");
    v("waited", waited, measure::count, "requests of this week that found all servers busy");
    v("served", served, measure::count, "requests completed this week");
    v("given_up", given_up, measure::count, "requests given up this week");
    v("queue", queue, measure::count, "mean number of requests waiting over the week");
    v("satisfied", satisfied, measure::share, "share of ended requests that were served, averaged over the last weeks");
    v("quality", quality, measure::share, "quality that no assessment counts");
  }
};

}  // namespace gongjian::model
