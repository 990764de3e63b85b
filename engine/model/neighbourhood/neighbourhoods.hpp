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
    v("subdistrict", subdistrict, measure::none, "subdistrict it lies in");
    v("residents", residents, measure::count, "residents");
    v("registered_members", registered_members, measure::count, "members registered here");
    v("tasks_done", tasks_done, measure::count, "tasks that members completed this week");
    v("contact_point", contact_point, measure::none, "whether the alliance has a contact point here");
    v("landed", landed, measure::count, "projects that have landed here and are at work");
    v("needs", needs, measure::count, "residents' needs that arose this week");
    v("served", served, measure::count, "residents' needs served this week");
    v("backlog", backlog, measure::count, "residents' needs that wait");
    v("share_served", share_served, measure::share, "share of needs that are served, averaged over the last weeks");
    v("service_index", service_index, measure::share, "resident service index: the same, less where people wait");
    v("cumulative_needs", cumulative_needs, measure::count, "residents' needs so far");
    v("cumulative_served", cumulative_served, measure::count, "residents' needs served so far");
  }
};

}  // namespace gongjian::model
