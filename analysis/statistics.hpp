// Statistics of replicates. Missing values (NaN) are left out.
#pragma once

#include <vector>

namespace gongjian::analysis {

struct Interval {
  double low, high;
};

// A mean with its confidence interval.
struct Estimate {
  double mean;
  Interval interval;
  int count;  // of values that are there
};

// Mean with Student's t interval; the interval is NaN for fewer than two values.
Estimate mean_with_interval(const std::vector<double>& values, double confidence = 0.95);

// Mean of shares, each of `trials` trials, with Wilson's score interval for all trials together (Wilson 1927). It
// holds at 0 and 1 too, where a t interval would have no width.
Estimate share_with_interval(const std::vector<double>& shares, int trials = 1, double confidence = 0.95);

// a - b of two shares, with the interval that their Wilson intervals give by square-and-add (Newcombe 1998). It
// takes them as independent, so it is wider than need be where replicates are paired.
Estimate difference_of_shares(const Estimate& a, const Estimate& b);

// Mean of a[i] - b[i] over pairs in which both are there, with Student's t interval.
Estimate paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence = 0.95);

}  // namespace gongjian::analysis
