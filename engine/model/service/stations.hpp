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
    v("in_system", in_system, measure::count, Words{"requests waiting or being served", "排队和办理中的需求"});
    v("requests", requests, measure::count, Words{"requests of this week", "本周受理需求"});
    v("waited", waited, measure::count,
      Words{"requests of this week that found all servers busy", "本周到达时无空闲服务人员的需求"});
    v("served", served, measure::count, Words{"requests completed this week", "本周办结"});
    v("given_up", given_up, measure::count, Words{"requests given up this week", "本周放弃"});
    v("queue", queue, measure::count, Words{"mean number of requests waiting over the week", "本周平均排队数"});
    v("satisfied", satisfied, measure::share,
      Words{"share of ended requests that were served, averaged over the last weeks",
            "满足率（已结束需求中办结的比例）的近期平均"});
    v("quality", quality, measure::share, Words{"quality that no assessment counts", "未考核的服务质量"});
  }
};

}  // namespace gongjian::model
