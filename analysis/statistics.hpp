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

// A share of `count` trials with Wilson's score interval (Wilson 1927), which holds at 0 and 1 too, where a t
// interval would have no width. Values between 0 and 1 count as parts of a trial.
Estimate share_with_interval(const std::vector<double>& values, double confidence = 0.95);

// Mean of a[i] - b[i] over pairs in which both are there, with Student's t interval.
Estimate paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence = 0.95);

}  // namespace gongjian::analysis
