// Which policy, under what uncertainty, how sure: values of one outcome for every policy at every point of the
// uncertainties, in replicates that share their random numbers between policies. Measures as Herman, Reed, Zeff and
// Characklis (2015) class them: by regret and by satisficing.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "analysis/statistics.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::analysis {

// [point][policy][replicate]; NaN where a run failed. All points have the same policies, and all policies of a point
// the same replicates.
using PolicyValues = std::vector<std::vector<std::vector<double>>>;

// How a policy stands among the others. Intervals are bootstrap intervals over points, or over replicates where there
// is one point alone. Where a policy wins all contests or none, that of being best is Wilson's (1927).
struct PolicyStanding {
  Estimate mean;              // of the means of points
  Estimate best;              // probability of being best: share of contests it wins, ties shared
  std::vector<double> ranks;  // share of contests in which it comes first, second, …; ties shared
  Estimate regret;            // expected regret: mean over points; no interval for one alone
  double maximum_regret = 0;  // and the largest, as minimax regret wants it (Savage 1951)
  std::size_t maximum_regret_point = 0;
};

struct PolicyComparison {
  std::vector<PolicyStanding> policies;
  // [point][policy]: the best mean at the point less the policy's own, in the outcome's unit, 0 for the best. NaN where
  // a policy has no mean; the best is then that of the others.
  std::vector<std::vector<double>> regret;
  int contests;    // replicates of points in which all policies have a value
  int incomplete;  // others, which are left out of contests
};

// direction: less or more, whichever is better.
PolicyComparison compare_policies(const PolicyValues& values, io::Direction direction, const core::Draws& draws,
                                  double confidence = 0.95, const core::Workers& workers = core::Workers(1));

// What satisfies; NaN: no matter.
struct Threshold {
  double at_least = std::numeric_limits<double>::quiet_NaN();
  double at_most = std::numeric_limits<double>::quiet_NaN();

  bool met_by(double outcome) const { return !(outcome < at_least) && !(outcome > at_most); }
};

// In what share of the uncertainties a policy does well enough (the domain criterion of Starr 1963; Lempert and Collins
// 2007), with Wilson's interval.
struct Satisficing {
  Estimate points;  // points whose mean over replicates meets the threshold
  Estimate runs;    // single runs that do. Its interval takes runs as independent, which those of a point are not
};

// By policy.
std::vector<Satisficing> satisficing(const PolicyValues& values, const Threshold& threshold, double confidence = 0.95);

}  // namespace gongjian::analysis
