// Neighbourhoods: where members live, register and claim tasks, and where residents have needs.
#pragma once

#include <cstdint>

#include "engine/core/column.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

struct Neighbourhoods {
  static constexpr std::string_view kName = "neighbourhoods";
  static inline const core::Text kText{"a neighbourhood", "一个居民区"};

  core::Column<SubdistrictId> subdistrict;
  core::Column<std::uint32_t> residents;
  core::Column<std::uint32_t> registered_members;
  core::Column<std::uint32_t> tasks_done;    // this week
  core::Column<std::uint8_t> contact_point;  // of the alliance
  core::Column<std::uint32_t> landed;        // projects at work here
  core::Column<std::uint32_t> needs;         // that arose this week
  core::Column<std::uint32_t> served;        // this week
  core::Column<std::uint32_t> backlog;
  core::Column<double> share_served;   // average over the last weeks
  core::Column<double> service_index;  // the same, less where people wait
  core::Column<std::uint64_t> cumulative_needs;
  core::Column<std::uint64_t> cumulative_served;

  std::size_t size() const { return subdistrict.size(); }

  template <class V>
  void visit(V& v) {
    v("subdistrict", subdistrict, measure::none, Words{"subdistrict it lies in", "所属街道（镇）"});
    v("residents", residents, measure::count, Words{"residents", "居民"});
    v("registered_members", registered_members, measure::count, Words{"members registered here", "在此报到的党员"});
    v("tasks_done", tasks_done, measure::count,
      Words{"tasks that members completed this week", "党员本周完成的服务项目"});
    v("contact_point", contact_point, measure::none,
      Words{"whether the alliance has a contact point here", "是否设有共建组织的联系点"});
    v("landed", landed, measure::count,
      Words{"projects that have landed here and are at work", "已落地并在服务的项目"});
    v("needs", needs, measure::count, Words{"residents' needs that arose this week", "本周产生的居民需求"});
    v("served", served, measure::count, Words{"residents' needs served this week", "本周已回应的居民需求"});
    v("backlog", backlog, measure::count, Words{"residents' needs that wait", "居民需求积压"});
    v("share_served", share_served, measure::share,
      Words{"share of needs that are served, averaged over the last weeks", "居民需求回应率的近期平均"});
    v("service_index", service_index, measure::share,
      Words{"resident service index: the same, less where people wait",
            "居民服务指数：回应率的近期平均，等待越久越低"});
    v("cumulative_needs", cumulative_needs, measure::count, Words{"residents' needs so far", "累计居民需求"});
    v("cumulative_served", cumulative_served, measure::count,
      Words{"residents' needs served so far", "累计已回应的居民需求"});
  }
};

}  // namespace gongjian::model
