#include "engine/model/policy_cost.hpp"

#include <algorithm>
#include <string>

#include "engine/core/check.hpp"

namespace gongjian::model {
namespace {

// What a lever's cost is stated for.
enum class Basis { subdistrict_year, district_year, district_once };

Basis basis_of(std::string_view lever) {
  if (lever == "registration") return Basis::district_once;
  if (lever == "elected_head" || lever == "own_income" || lever == "district_platform") return Basis::district_year;
  return Basis::subdistrict_year;
}

struct LeverCost {
  std::size_t lever;
  Basis basis;
  double full;  // at the full level
};

// The levers that cost something, found by their names.
std::vector<LeverCost> lever_costs(PolicyCostParameters p) {
  std::vector<std::string> names;
  LeverLevels levers;
  auto note_name = [&](std::string_view name, const auto&...) { names.emplace_back(name); };
  levers.visit(note_name);
  std::vector<LeverCost> costs;
  auto note_cost = [&](std::string_view name, double full, const auto&...) {
    const auto found = std::find(names.begin(), names.end(), name);
    GONGJIAN_CHECK(found != names.end());
    costs.push_back({static_cast<std::size_t>(found - names.begin()), basis_of(name), full});
  };
  p.visit(note_cost);
  return costs;
}

double level_on_paper(const Policy& policy, std::size_t lever, int week, std::size_t d) {
  double level = 0;
  for (const LeverSetting& setting : policy.settings)
    if (setting.lever == lever) level = std::max(level, setting.level(week, d));
  return level;
}

}  // namespace

void policy_costs(const PolicyCostParameters& p, const Policy& policy, const core::Tick& tick,
                  const Alliances& alliances, const Subdistricts& subdistricts, Districts& districts) {
  std::fill(districts.policy_cost.begin(), districts.policy_cost.end(), core::Fixed{});
  if (policy.settings.empty()) return;
  const auto costs = lever_costs(p);
  for (std::size_t d = 0; d < districts.size(); ++d) {
    if (!districts.exists(d)) continue;
    const auto count = static_cast<double>(std::count_if(subdistricts.district.begin(), subdistricts.district.end(),
                                                         [&](DistrictId id) { return id.value == d; }));
    double yearly = 0, once = 0;
    for (const LeverCost& cost : costs) {
      const double paid = cost.full * level_on_paper(policy, cost.lever, tick.week, d);
      if (cost.basis == Basis::subdistrict_year) yearly += paid * count;
      else if (cost.basis == Basis::district_year) yearly += paid;
      else if (alliances.registration_week[d] == tick.week) once += cost.full;
    }
    districts.policy_cost[d] = core::Fixed::from(yearly / core::kWeeksPerYear + once);
    districts.cumulative_policy_cost[d] += districts.policy_cost[d];
  }
}

}  // namespace gongjian::model
