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
};

// The levers that cost something, in the order of the parameters that say how much.
const std::vector<LeverCost>& lever_costs() {
  static const std::vector<LeverCost> all = [] {
    std::vector<std::string> names;
    LeverLevels levers;
    auto note_name = [&](std::string_view name, const auto&...) { names.emplace_back(name); };
    levers.visit(note_name);
    std::vector<LeverCost> costs;
    auto note_cost = [&](std::string_view name, const auto&...) {
      const auto found = std::find(names.begin(), names.end(), name);
      GONGJIAN_CHECK(found != names.end());
      costs.push_back({static_cast<std::size_t>(found - names.begin()), basis_of(name)});
    };
    PolicyCostParameters p;
    p.visit(note_cost);
    return costs;
  }();
  return all;
}

}  // namespace

void policy_costs(const PolicyCostParameters& p, const Policy& policy, const core::Tick& tick,
                  const Alliances& alliances, const Subdistricts& subdistricts, Districts& districts) {
  std::fill(districts.policy_cost.begin(), districts.policy_cost.end(), core::Fixed{});
  if (policy.settings.empty()) return;
  PolicyCostParameters costs = p;
  for (std::size_t d = 0; d < districts.size(); ++d) {
    if (!districts.exists(d)) continue;
    const auto count = static_cast<double>(std::count_if(subdistricts.district.begin(), subdistricts.district.end(),
                                                         [&](DistrictId id) { return id.value == d; }));
    double yearly = 0, once = 0;
    auto cost = lever_costs().begin();
    auto add = [&](std::string_view, double full, const auto&...) {
      const auto [lever, basis] = *cost++;
      const double paid = full * policy.level(lever, tick.week, d);
      if (basis == Basis::subdistrict_year) yearly += paid * count;
      else if (basis == Basis::district_year) yearly += paid;
      else if (alliances.registration_week[d] == tick.week) once += full;
    };
    costs.visit(add);
    districts.policy_cost[d] = core::Fixed::from(yearly / core::kWeeksPerYear + once);
    districts.cumulative_policy_cost[d] += districts.policy_cost[d];
  }
}

}  // namespace gongjian::model
