#include "analysis/bootstrap.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/missing.hpp"

namespace gongjian::analysis {
namespace {

// Between the two nearest in order, as most programs have it (type 7 of Hyndman and Fan 1996).
double percentile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return core::kMissing<double>;
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

std::vector<Interval> percentile_intervals(const Bootstrap& bootstrap, std::size_t statistics,
                                           const core::Workers& workers,
                                           const std::function<void(std::size_t, double*)>& replicate) {
  std::vector<double> replicates(bootstrap.resamples * statistics);
  workers.for_each(bootstrap.resamples, [&](std::size_t r) { replicate(r, &replicates[r * statistics]); });
  std::vector<Interval> intervals;
  for (std::size_t s = 0; s < statistics; ++s) {
    std::vector<double> values;
    for (std::size_t r = 0; r < bootstrap.resamples; ++r)
      if (const double value = replicates[r * statistics + s]; !std::isnan(value)) values.push_back(value);
    std::sort(values.begin(), values.end());
    const double outside = (1 - bootstrap.confidence) / 2;
    intervals.push_back({percentile(values, outside), percentile(values, 1 - outside)});
  }
  return intervals;
}

}  // namespace gongjian::analysis
