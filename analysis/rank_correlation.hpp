// Partial rank correlation (Iman and Helton 1988; Marino et al. 2008): how steadily an outcome rises or falls with a
// factor. Outcomes are given in the order of the design's rows; NaN is a row that failed, and is left out.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis/design.hpp"

namespace gongjian::analysis {

struct PartialRankCorrelations {
  struct Factor {
    double coefficient;
    Interval interval;
    double p_value;  // of there being no correlation, by Student's t with `rows` - k - 1 degrees of freedom
  };
  std::vector<Factor> factors;
  std::size_t rows;     // that are there
  std::size_t dropped;  // that failed
};

// Of the outcome with each factor, the others held; among equal values, each has the mean of their ranks. Each
// bootstrap resample is ranked anew. Of more than kResampledRows rows, it draws just so many, and the deviations are
// made smaller by the root of the share drawn, on Fisher's scale artanh(r) (the m-out-of-n bootstrap: Bickel, Götze and
// van Zwet 1997), so that the work is bounded. NaN where a factor or the outcome is constant, or where factors depend
// on each other exactly.
inline constexpr std::size_t kResampledRows = 2000;
PartialRankCorrelations partial_rank_correlations(const Points& design, const std::vector<double>& outcomes,
                                                  const Bootstrap& bootstrap = {},
                                                  const core::Workers& workers = core::Workers(1));

}  // namespace gongjian::analysis
