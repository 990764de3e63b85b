// Resamples, as all bootstraps here draw them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/rng.hpp"

namespace gongjian::analysis {

// take(i) for `drawn` members of a sample of n (below 2^32), drawn with replacement. A resample is a function of the
// draws and its number, so it need not be kept, and can be drawn on any thread.
template <class Take>
void resample(const core::Draws& draws, std::size_t number, std::size_t drawn, std::size_t n, const Take& take) {
  constexpr core::Stream kBootstrap = core::stream("bootstrap");
  for (std::size_t i = 0; i < drawn; i += 4) {
    const auto words = draws.words(kBootstrap, static_cast<std::uint32_t>(i / 4), static_cast<int>(number));
    for (std::size_t lane = 0; lane < 4 && i + lane < drawn; ++lane)
      take(static_cast<std::size_t>((std::uint64_t{words[lane]} * n) >> 32));
  }
}

}  // namespace gongjian::analysis
