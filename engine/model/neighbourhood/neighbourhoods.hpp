// Neighbourhoods: where members live, register and claim tasks.
#pragma once

#include <cstdint>

#include "engine/core/column.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

struct Neighbourhoods {
  static constexpr std::string_view kName = "neighbourhoods";

  core::Column<SubdistrictId> subdistrict;
  core::Column<std::uint32_t> residents;
  core::Column<std::uint32_t> registered_members;
  core::Column<std::uint32_t> tasks_done;  // this week

  std::size_t size() const { return subdistrict.size(); }

  template <class V>
  void visit(V& v) {
    v("subdistrict", subdistrict, measure::none, "subdistrict it lies in");
    v("residents", residents, measure::count, "residents");
    v("registered_members", registered_members, measure::count, "members registered here");
    v("tasks_done", tasks_done, measure::count, "tasks that members completed this week");
  }
};

}  // namespace gongjian::model
