#include "analysis/survival.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/cholesky.hpp"
#include "engine/core/check.hpp"

namespace gongjian::analysis {

double SurvivalCurve::at(double time) const {
  const auto after = std::upper_bound(times.begin(), times.end(), time) - times.begin();
  return after == 0 ? 1 : survival[static_cast<std::size_t>(after - 1)];
}

void add_lifetimes(const std::vector<double>& shares, int count, Lifetimes& lifetimes) {
  long before = 0;
  const auto add = [&](std::size_t time, bool observed) {
    lifetimes.times.push_back(static_cast<double>(time));
    lifetimes.observed.push_back(observed);
  };
  for (std::size_t week = 0; week < shares.size(); ++week) {
    if (std::isnan(shares[week])) continue;
    for (const long now = std::min<long>(count, std::lround(shares[week] * count)); before < now; ++before)
      add(week + 1, true);
  }
  for (; before < count; ++before) add(shares.size(), false);
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

MedianSurvival median_survival(const SurvivalCurve& curve) {
  constexpr double kHalf = 0.5 + 1e-12;  // a product of fractions may come out a little above the half that it is
  const auto first_below_half = [&](const std::vector<double>& level) {
    const auto found = std::find_if(level.begin(), level.end(), [](double share) { return share <= kHalf; });
    return found == level.end() ? std::numeric_limits<double>::quiet_NaN()
                                : curve.times[static_cast<std::size_t>(found - level.begin())];
  };
  return {first_below_half(curve.survival), {first_below_half(curve.low), first_below_half(curve.high)}};
}

Estimate restricted_mean(const std::vector<double>& times, const std::vector<bool>& observed, double until,
                         double confidence) {
  const SurvivalCurve curve = kaplan_meier(times, observed, confidence);
  double mean = 0, variance = 0, end = until;
  for (std::size_t i = curve.times.size(); i-- > 0;) {
    if (curve.times[i] >= until) continue;
    mean += curve.survival[i] * (end - curve.times[i]);
    const double at_risk = curve.at_risk[i], events = curve.events[i];
    if (events < at_risk) variance += mean * mean * events / (at_risk * (at_risk - events));
    end = curve.times[i];
  }
  mean += end;
  const double half = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2) * std::sqrt(variance);
  return {mean, {mean - half, mean + half}, static_cast<int>(times.size())};
}

LogRank log_rank(const std::vector<double>& times, const std::vector<bool>& observed, const std::vector<int>& group) {
  GONGJIAN_CHECK(times.size() == observed.size() && times.size() == group.size());
  std::size_t groups = 0;
  for (const int g : group) groups = std::max(groups, static_cast<std::size_t>(g) + 1);
  std::vector<double> at_risk(groups);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < times.size(); ++i) order.push_back(i), at_risk[static_cast<std::size_t>(group[i])] += 1;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });

  LogRank result{0, 1, 0, std::vector<double>(groups), std::vector<double>(groups)};
  Matrix covariance(groups, std::vector<double>(groups));
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    const auto n = static_cast<double>(order.size() - first);
    double events = 0;
    std::vector<double> leaving(groups);
    for (; last < order.size() && times[order[last]] == times[order[first]]; ++last) {
      const auto g = static_cast<std::size_t>(group[order[last]]);
      leaving[g] += 1;
      if (observed[order[last]]) events += 1, result.observed[g] += 1;
    }
    const double spread = n > 1 ? events * (n - events) / (n - 1) : 0;
    for (std::size_t g = 0; g < groups; ++g) {
      result.expected[g] += events * at_risk[g] / n;
      for (std::size_t h = 0; h < groups; ++h)
        covariance[g][h] += spread * at_risk[g] / n * ((g == h ? 1 : 0) - at_risk[h] / n);
    }
    for (std::size_t g = 0; g < groups; ++g) at_risk[g] -= leaving[g];
  }

  // the covariance is singular, since deviations sum to 0; its rank is the degrees of freedom
  const Cholesky root(covariance);
  std::vector<double> deviations;
  for (std::size_t g = 0; g < groups; ++g) deviations.push_back(result.observed[g] - result.expected[g]);
  result.degrees_of_freedom = root.rank();
  result.statistic = root.distance(deviations);
  if (root.rank() > 0)
    result.p_value = boost::math::cdf(boost::math::complement(boost::math::chi_squared(root.rank()), result.statistic));
  return result;
}

LogRank log_rank(const std::vector<Lifetimes>& groups) {
  Lifetimes all;
  std::vector<int> group;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    all.times.insert(all.times.end(), groups[g].times.begin(), groups[g].times.end());
    all.observed.insert(all.observed.end(), groups[g].observed.begin(), groups[g].observed.end());
    group.insert(group.end(), groups[g].times.size(), static_cast<int>(g));
  }
  return log_rank(all.times, all.observed, group);
}

}  // namespace gongjian::analysis
