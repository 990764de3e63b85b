#include "analysis/survival.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/check.hpp"

namespace gongjian::analysis {

double SurvivalCurve::at(double time) const {
  const auto after = std::upper_bound(times.begin(), times.end(), time) - times.begin();
  return after == 0 ? 1 : survival[static_cast<std::size_t>(after - 1)];
}

SurvivalCurve kaplan_meier(const std::vector<double>& times, const std::vector<bool>& observed, double confidence) {
  GONGJIAN_CHECK(times.size() == observed.size());
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
  std::vector<std::pair<double, bool>> sorted;
  for (std::size_t i = 0; i < times.size(); ++i) sorted.emplace_back(times[i], observed[i]);
  std::sort(sorted.begin(), sorted.end());

  SurvivalCurve curve;
  double survival = 1, greenwood = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    const double time = sorted[i].first;
    const auto at_risk = static_cast<int>(sorted.size() - i);
    int events = 0;
    for (; i < sorted.size() && sorted[i].first == time; ++i) events += sorted[i].second;
    if (events == 0) continue;
    survival *= 1 - static_cast<double>(events) / at_risk;
    if (events < at_risk)
      greenwood += static_cast<double>(events) / (static_cast<double>(at_risk) * (at_risk - events));
    const double half = z * std::sqrt(greenwood) / std::fabs(std::log(survival));
    curve.times.push_back(time);
    curve.survival.push_back(survival);
    curve.low.push_back(survival > 0 ? std::pow(survival, std::exp(half)) : kMissing);
    curve.high.push_back(survival > 0 ? std::pow(survival, std::exp(-half)) : kMissing);
    curve.at_risk.push_back(at_risk);
    curve.events.push_back(events);
  }
  return curve;
}

}  // namespace gongjian::analysis
