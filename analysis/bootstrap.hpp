// The bootstrap (Efron 1979): how far a statistic would move if the sample had been another one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/resample.hpp"
#include "analysis/statistics.hpp"
#include "engine/core/parallel.hpp"

namespace gongjian::analysis {

struct Bootstrap {
  std::size_t resamples = 1000;
  double confidence = 0.95;
  std::uint64_t seed = 1;

  core::Draws draws() const { return core::Draws(seed); }
};

// Computes statistics on each resample (replicate(number, values) writes as many values as there are statistics), on
// several threads, and gives the interval of each between the percentiles that leave out half of 1 - confidence on
// either side. Resamples in which a statistic does not exist (NaN) are left out of its interval.
std::vector<Interval> percentile_intervals(const Bootstrap& bootstrap, std::size_t statistics,
                                           const core::Workers& workers,
                                           const std::function<void(std::size_t, double*)>& replicate);

}  // namespace gongjian::analysis
