#include "engine/model/events.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

struct Happening {
  const AttentionParameters& parameters;
  int now;
  Districts& districts;
  std::size_t d;

  void operator()(const LeaderTurnover& event) const {
    if (event.week.value == now) take_office(parameters, districts, d, event.mean_attention);
  }
  void operator()(const Campaign& event) const {
    if (now < event.week.value) return;
    const int since_end = now - event.end.value;
    const double overlay = since_end < 0 ? event.strength : event.strength * core::exp(-since_end / event.decay_weeks);
    districts.campaign[d] = std::max(districts.campaign[d], overlay);
  }
  void operator()(const BudgetCut& event) const {
    if (now < event.week.value || (event.end.value >= 0 && now >= event.end.value)) return;
    districts.budget_cut[d] = std::max(districts.budget_cut[d], event.fraction);
  }
};

}  // namespace

void happen(const Events& events, const AttentionParameters& parameters, const core::Tick& tick, Districts& districts) {
  std::fill(districts.campaign.begin(), districts.campaign.end(), 0.0);
  std::fill(districts.budget_cut.begin(), districts.budget_cut.end(), 0.0);
  for (const Event& event : events.list) {
    const DistrictMask& reached = std::visit([](const auto& e) -> const DistrictMask& { return e.districts; }, event);
    for (std::size_t d = 0; d < districts.size(); ++d)
      if (reached.empty() || reached[d]) std::visit(Happening{parameters, tick.week, districts, d}, event);
  }
}

}  // namespace gongjian::model
