// The bootstrap (Efron 1979): how far a statistic would move if the sample had been another one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/statistics.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"

namespace gongjian::analysis {

struct Bootstrap {
  std::size_t resamples = 1000;
  double confidence = 0.95;
  std::uint64_t seed = 1;
};

// take(i) for `drawn` members of a sample of n (below 2^32), drawn with replacement. A resample is a function of the
// seed and its number, so it need not be kept, and can be drawn on any thread.
template <class Take>
void resample(std::uint64_t seed, std::size_t number, std::size_t drawn, std::size_t n, const Take& take) {
  constexpr core::Stream kBootstrap = core::stream("bootstrap");
  const core::Draws draws(seed);
  for (std::size_t i = 0; i < drawn; i += 4) {
    const auto words = draws.words(kBootstrap, static_cast<std::uint32_t>(i / 4), static_cast<int>(number));
    for (std::size_t lane = 0; lane < 4 && i + lane < drawn; ++lane)
      take(static_cast<std::size_t>((std::uint64_t{words[lane]} * n) >> 32));
  }
}

// Computes statistics on each resample (replicate(number, values) writes as many values as there are statistics), on
// several threads, and gives the interval of each between the percentiles that leave out half of 1 - confidence on
// either side. Resamples in which a statistic does not exist (NaN) are left out of its interval.
std::vector<Interval> percentile_intervals(const Bootstrap& bootstrap, std::size_t statistics,
                                           const core::Workers& workers,
                                           const std::function<void(std::size_t, double*)>& replicate);

}  // namespace gongjian::analysis
