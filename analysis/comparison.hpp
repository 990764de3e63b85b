// An outcome compared between policies, replicate by replicate.
#pragma once

#include <string>
#include <vector>

#include "analysis/decision.hpp"
#include "analysis/statistics.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::analysis {

// Shares of districts are between 0 and 1 and often at an end, where Student's t has no width.
struct OutcomeKind {
  bool is_share = false;
  int districts = 1;  // that a share counts
};

// The mean of an outcome with its interval: Wilson's for shares, else Student's t.
Estimate level(const std::vector<double>& values, const OutcomeKind& kind, double confidence = 0.95);

// The mean of values[i] - first[i]: paired, with Student's t; of shares with Newcombe's interval, unless all are equal.
Estimate difference(const std::vector<double>& values, const std::vector<double>& first, const OutcomeKind& kind);

// A ratio of variances as people read it, who can't use one beyond a thousand: "12.3", "> 1,000", and "no variation"
// where differences are all alike, so that there is nothing to save.
core::Text runs_saved_text(double variance_ratio);

// One outcome under every policy.
struct OutcomeComparison {
  std::vector<Estimate> levels;           // by policy
  std::vector<Estimate> differences;      // from the first policy; its own is exactly 0
  std::vector<Interval> bootstrap;        // of the differences
  std::vector<double> p_values;           // of the paired t test of each difference; NaN for the first policy
  std::vector<double> variance_ratios;    // what common random numbers save; NaN for the first policy
  std::vector<double> adjusted_p_values;  // by Holm, for all outcomes and policies of the comparison
  PolicyComparison decision;              // empty where no direction is given
};

// values: [outcome][policy][replicate].
std::vector<OutcomeComparison> compare_outcomes(const std::vector<io::ResultsHeader::Outcome>& outcomes, int districts,
                                                const PolicyValues& values);

}  // namespace gongjian::analysis
