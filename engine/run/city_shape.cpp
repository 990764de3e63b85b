#include "engine/run/city_shape.hpp"

#include <algorithm>
#include <numeric>

#include "engine/model/events.hpp"

namespace gongjian::run {

// As merge_districts() does it, week by week and in the order of the list.
std::vector<std::uint32_t> districts_after(const model::Events& events, std::size_t districts, int weeks_done) {
  std::vector<const model::DistrictMerger*> mergers;
  for (const model::Event& event : events.list)
    if (const auto* merger = std::get_if<model::DistrictMerger>(&event); merger && merger->week.value < weeks_done)
      mergers.push_back(merger);
  std::stable_sort(mergers.begin(), mergers.end(),
                   [](const auto* a, const auto* b) { return a->week.value < b->week.value; });
  std::vector<std::uint32_t> now(districts);
  std::iota(now.begin(), now.end(), 0u);
  for (const model::DistrictMerger* merger : mergers) {
    const std::uint32_t into = merger->into.value;
    for (std::uint32_t from = 0; from < districts; ++from)
      if (merger->districts[from] && from != into && now[from] == from && now[into] == into)
        std::replace(now.begin(), now.end(), from, into);
  }
  return now;
}

}  // namespace gongjian::run
