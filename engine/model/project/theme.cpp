// Theme campaigns and key projects.
#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/model/project/phases.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kThemeStart = core::stream("theme_start");
constexpr core::Stream kThemeEnd = core::stream("theme_end");

// body(i) for each unit of district d that has taken part in the last year.
template <class Body>
void for_member_units(const Subdistricts& subdistricts, const Units& units, std::size_t d, int month, Body body) {
  for (std::size_t s = 0; s < subdistricts.size(); ++s) {
    if (subdistricts.district[s] != d) continue;
    for (std::size_t i = subdistricts.unit_begin[s]; i < subdistricts.unit_end[s]; ++i)
      if (units.last_month[i] >= 0 && month - units.last_month[i] < core::kMonthsPerYear) body(i);
  }
}

}  // namespace

void theme_campaigns(const ThemeParameters& p, const core::Draws& draws, const core::Tick& tick,
                     const LeverLevels& levers, const Districts& districts, const Alliances& alliances,
                     const Subdistricts& subdistricts, Units& units, Markets& markets, ThemeCampaigns& campaigns) {
  const int month = tick.week / core::kMonthly.every;
  for (std::size_t d = 0; d < districts.size(); ++d) {
    const auto entity = static_cast<std::uint32_t>(d);
    std::int32_t& start = campaigns.start_week[d];
    if (start >= 0 && (!districts.exists(d) || !alliances.founded(d))) {  // nobody is left to lead it
      ++campaigns.failures[d];
      start = -1;
    }
    if (start >= 0 && tick.week - start >= p.weeks) {
      const double chance = core::logistic(p.steepness * (campaigns.share[d] - p.success_share));
      const bool success = draws.uniform(kThemeEnd, entity, tick.week) < chance;
      ++(success ? campaigns.successes : campaigns.failures)[d];
      start = -1;
      if (success) {
        campaigns.value[d] += core::Fixed::from(p.value * districts.scale[d]);
        for (std::size_t s = 0; s < subdistricts.size(); ++s)
          if (subdistricts.district[s] == d) markets.felt[s] += static_cast<std::uint32_t>(p.benefit + 0.5);
      }
    }
    const bool new_year = tick.week % core::kWeeksPerYear == 0;
    if (start < 0 && new_year && districts.exists(d) && alliances.founded(d) &&
        draws.uniform(kThemeStart, entity, tick.week) < levers.theme_projects[d]) {
      start = tick.week;
      campaigns.share[d] = 0;
      for (std::size_t s = 0; s < subdistricts.size(); ++s)
        if (subdistricts.district[s] == d)
          std::fill(units.joined.begin() + subdistricts.unit_begin[s], units.joined.begin() + subdistricts.unit_end[s],
                    std::uint8_t{0});
    }
    if (start < 0) continue;
    std::uint32_t joined = 0, pool = 0;
    for_member_units(subdistricts, units, d, month, [&](std::size_t i) {
      const double threshold = units.threshold[i] - p.identity_effect * (units.identity[i] - p.identity_reference) -
                               p.contract_effect * levers.contracts[d];
      units.joined[i] |= threshold <= campaigns.share[d];
      joined += units.joined[i];
      ++pool;
    });
    campaigns.joined[d] = joined;
    campaigns.pool[d] = pool;
    campaigns.share[d] = static_cast<double>(joined) / std::max<double>(1, pool);
  }
}

}  // namespace gongjian::model
