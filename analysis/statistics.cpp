#include "analysis/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/resample.hpp"
#include "engine/core/check.hpp"

namespace gongjian::analysis {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kStatisticsAtATime = 20;  // by one thread

std::vector<double> present(const std::vector<double>& values) {
  std::vector<double> result;
  for (const double value : values)
    if (!std::isnan(value)) result.push_back(value);
  return result;
}

double variance_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / (static_cast<double>(values.size()) - 1);
}

std::vector<double> differences_of(const std::vector<double>& a, const std::vector<double>& b) {
  GONGJIAN_CHECK(a.size() == b.size());
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i) differences.push_back(a[i] - b[i]);
  return differences;
}

std::vector<double> chosen(const std::vector<double>& values, const std::vector<std::size_t>& cases) {
  std::vector<double> result;
  result.reserve(cases.size());
  for (const std::size_t i : cases) result.push_back(values[i]);
  return result;
}

// Pairs of which both values are there.
struct Pairs {
  std::vector<double> first, second, differences;

  Pairs() = default;
  Pairs(const std::vector<double>& a, const std::vector<double>& b) {
    const std::vector<double> all = differences_of(a, b);
    std::vector<std::size_t> there;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (!std::isnan(all[i])) there.push_back(i);
    first = chosen(a, there), second = chosen(b, there), differences = chosen(all, there);
  }

  std::size_t size() const { return differences.size(); }
  Pairs of(const std::vector<std::size_t>& cases) const {
    Pairs some;
    some.first = chosen(first, cases), some.second = chosen(second, cases);
    some.differences = chosen(differences, cases);
    return some;
  }
  double variance_ratio() const { return (variance_of(first) + variance_of(second)) / variance_of(differences); }
};

// Values of the statistic over resamples, in order.
std::vector<double> resampled(std::size_t count, const Statistic& statistic, const core::Draws& draws,
                              const core::Workers& workers) {
  std::vector<double> values(kResamples);
  workers.for_blocks(values.size(), kStatisticsAtATime, [&](std::size_t begin, std::size_t end) {
    std::vector<std::size_t> cases(count);
    for (std::size_t r = begin; r < end; ++r) {
      std::size_t at = 0;
      resample(draws, r, count, count, [&](std::size_t i) { cases[at++] = i; });
      values[r] = statistic(cases);
    }
  });
  values = present(values);
  std::sort(values.begin(), values.end());
  return values;
}

// A sixth of the skewness of the statistic's influence. Leaving out blocks gives the same as leaving out cases: their
// sums are less skewed by the root of what there are fewer of.
double acceleration(std::size_t count, const Statistic& statistic, const core::Workers& workers) {
  const std::size_t blocks = std::min<std::size_t>(count, 500);
  std::vector<double> without(blocks);
  workers.for_blocks(blocks, kStatisticsAtATime, [&](std::size_t begin, std::size_t end) {
    std::vector<std::size_t> cases;
    for (std::size_t block = begin; block < end; ++block) {
      cases.clear();
      for (std::size_t i = 0; i < count; ++i)
        if (i * blocks / count != block) cases.push_back(i);
      without[block] = statistic(cases);
    }
  });
  const double mean = mean_of(without);
  double squares = 0, cubes = 0;
  for (const double value : without) {
    squares += (mean - value) * (mean - value);
    cubes += (mean - value) * (mean - value) * (mean - value);
  }
  return cubes / (6 * std::pow(squares, 1.5));
}

// Where the p values are that are there, from the smallest on.
std::vector<std::size_t> in_order(const std::vector<double>& p_values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i)
    if (!std::isnan(p_values[i])) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  return order;
}

}  // namespace

double mean_of(const std::vector<double>& values) {
  double sum = 0, count = 0;
  for (const double value : values)
    if (!std::isnan(value)) sum += value, ++count;
  return count == 0 ? kMissing : sum / count;
}

Estimate mean_with_interval(const std::vector<double>& values, double confidence) {
  const std::vector<double> there = present(values);
  const double mean = mean_of(there);
  const auto n = static_cast<double>(there.size());
  if (there.size() < 2) return {mean, {kMissing, kMissing}, static_cast<int>(there.size())};
  const boost::math::students_t distribution(n - 1);
  const double half = boost::math::quantile(distribution, 0.5 + confidence / 2) * std::sqrt(variance_of(there) / n);
  return {mean, {mean - half, mean + half}, static_cast<int>(there.size())};
}

Estimate share_with_interval(const std::vector<double>& shares, int trials, double confidence) {
  const std::vector<double> there = present(shares);
  const double p = mean_of(there);
  const double n = static_cast<double>(there.size()) * trials;
  if (there.empty()) return {p, {kMissing, kMissing}, 0};
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {p, {std::fmax(0, centre - half), std::fmin(1, centre + half)}, static_cast<int>(there.size())};
}

Estimate difference_of_shares(const Estimate& a, const Estimate& b) {
  const double difference = a.mean - b.mean;
  const auto reach = [](double x, double y) { return std::sqrt(x * x + y * y); };
  const double below = reach(a.mean - a.interval.low, b.interval.high - b.mean);
  const double above = reach(a.interval.high - a.mean, b.mean - b.interval.low);
  return {difference, {difference - below, difference + above}, std::min(a.count, b.count)};
}

Estimate paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence) {
  return mean_with_interval(differences_of(a, b), confidence);
}

double paired_p_value(const std::vector<double>& a, const std::vector<double>& b) {
  const std::vector<double> differences = present(differences_of(a, b));
  if (differences.size() < 2) return kMissing;
  const auto n = static_cast<double>(differences.size());
  const double mean = mean_of(differences), variance = variance_of(differences);
  if (variance == 0) return mean == 0 ? 1 : 0;
  const boost::math::students_t distribution(n - 1);
  return 2 * boost::math::cdf(boost::math::complement(distribution, std::fabs(mean) / std::sqrt(variance / n)));
}

Interval bootstrap_interval(std::size_t count, const Statistic& statistic, const core::Draws& draws, double confidence,
                            const core::Workers& workers) {
  if (count < 2) return {kMissing, kMissing};
  std::vector<std::size_t> all(count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  const double value = statistic(all);
  const std::vector<double> values = resampled(count, statistic, draws, workers);
  if (std::isnan(value) || values.empty()) return {kMissing, kMissing};

  const boost::math::normal normal;
  const auto [first, last] = std::equal_range(values.begin(), values.end(), value);
  const auto size = static_cast<double>(values.size());
  const double below = (static_cast<double>(first - values.begin()) + static_cast<double>(last - first) / 2) / size;
  const double speed = acceleration(count, statistic, workers);
  const bool corrected = std::isfinite(speed) && below > 0 && below < 1;
  const double bias = corrected ? boost::math::quantile(normal, below) : 0;
  const auto level = [&](double p) {
    const double z = bias + boost::math::quantile(normal, p);
    return corrected ? boost::math::cdf(normal, bias + z / (1 - speed * z)) : p;
  };
  // order statistics, never between two: some may be infinite
  const auto at = [&](double rank) { return values[static_cast<std::size_t>(std::clamp(rank, 1.0, size)) - 1]; };
  return {at(std::floor((size + 1) * level(0.5 - confidence / 2))),
          at(std::ceil((size + 1) * level(0.5 + confidence / 2)))};
}

Estimate bootstrap_mean(const std::vector<double>& values, const core::Draws& draws, double confidence,
                        const core::Workers& workers) {
  const std::vector<double> there = present(values);
  const auto mean = [&](const std::vector<std::size_t>& cases) {
    double sum = 0;
    for (const std::size_t i : cases) sum += there[i];
    return sum / static_cast<double>(cases.size());
  };
  return {mean_of(there), bootstrap_interval(there.size(), mean, draws, confidence, workers),
          static_cast<int>(there.size())};
}

Estimate bootstrap_paired_difference(const std::vector<double>& a, const std::vector<double>& b,
                                     const core::Draws& draws, double confidence) {
  return bootstrap_mean(differences_of(a, b), draws, confidence);
}

double variance_ratio(const std::vector<double>& a, const std::vector<double>& b) {
  const Pairs pairs(a, b);
  return pairs.size() < 2 ? kMissing : pairs.variance_ratio();
}

Estimate variance_ratio(const std::vector<double>& a, const std::vector<double>& b, const core::Draws& draws,
                        double confidence) {
  const Pairs pairs(a, b);
  const auto ratio = [&](const std::vector<std::size_t>& cases) { return pairs.of(cases).variance_ratio(); };
  return {variance_ratio(a, b), bootstrap_interval(pairs.size(), ratio, draws, confidence),
          static_cast<int>(pairs.size())};
}

std::vector<double> adjust_holm(const std::vector<double>& p_values) {
  const std::vector<std::size_t> order = in_order(p_values);
  std::vector<double> adjusted = p_values;
  double least = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    least = std::fmax(least, p_values[order[i]] * static_cast<double>(order.size() - i));
    adjusted[order[i]] = std::fmin(1, least);
  }
  return adjusted;
}

std::vector<double> adjust_benjamini_hochberg(const std::vector<double>& p_values) {
  const std::vector<std::size_t> order = in_order(p_values);
  std::vector<double> adjusted = p_values;
  double most = 1;
  for (std::size_t i = order.size(); i-- > 0;) {
    most = std::fmin(most, p_values[order[i]] * static_cast<double>(order.size()) / static_cast<double>(i + 1));
    adjusted[order[i]] = most;
  }
  return adjusted;
}

}  // namespace gongjian::analysis
