// Sobol' indices: the shares of an outcome's variance that are due to each factor. Outcomes are given in the order of
// the design's rows; NaN is a row that failed, and its base sample is left out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis/design.hpp"

namespace gongjian::analysis {

struct SobolIndices {
  struct Factor {
    double first;  // share of the variance that goes if this factor alone is known
    double total;  // share that stays if all but this factor are known
    Interval first_interval, total_interval;
  };
  std::vector<Factor> factors;
  std::size_t base_samples;
  std::size_t dropped;  // of the base samples, for a failed row in them
  double variance;      // of the outcome
  double widest;        // of the intervals of total indices
  bool stable_ranking;  // see sobol_indices
  bool converged;       // the ranking is stable, and `widest` is not above the bound
};

inline constexpr double kConvergedWidth = 0.05;

// The first row at which a design is not in the order of analysis::saltelli.
std::optional<DesignProblem> wrong_in_saltelli(const Points& design, const std::vector<std::string>& names);

// First-order indices by the estimator of Saltelli et al. (2010), total ones by Jansen's (1999), of outcomes in the
// order of analysis::saltelli for k factors, centred; intervals by the bootstrap over base samples. Convergence as
// Sarrazin, Pianosi and Wagener (2016, Environmental Modelling & Software 79) judge it, by the widths of the intervals
// and by the ranking: this is stable where any two factors whose total indices differ by more than `width` are in the
// same order by the first half of the base samples. NaN where the outcome does not vary.
SobolIndices sobol_indices(std::size_t k, const std::vector<double>& outcomes, double width = kConvergedWidth,
                           const Bootstrap& bootstrap = {}, const core::Workers& workers = core::Workers(1));

}  // namespace gongjian::analysis
