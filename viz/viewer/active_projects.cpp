#include "viz/viewer/active_projects.hpp"

#include <algorithm>

namespace gongjian::viz {

bool ActiveProjects::go_to(const run::Session& session, std::size_t side, int weeks_done) {
  if (weeks_done < weeks_done_) forget();
  std::vector<std::uint32_t> ended;
  while (weeks_done_ < weeks_done) {
    const auto record = session.record(side, weeks_done_ + 1);
    if (record == nullptr || !record->has_agents) return false;
    active_.insert(active_.end(), record->started.begin(), record->started.end());
    ended.clear();
    std::merge(record->completed.begin(), record->completed.end(), record->failed.begin(), record->failed.end(),
               std::back_inserter(ended));
    if (!ended.empty())
      std::erase_if(active_, [&](const run::StartedProject& project) {
        return std::binary_search(ended.begin(), ended.end(), project.id);
      });
    ++weeks_done_;
  }
  return true;
}

}  // namespace gongjian::viz
