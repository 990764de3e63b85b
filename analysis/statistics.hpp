// Statistics of replicates. Missing values (NaN) are left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"

namespace gongjian::analysis {

struct Interval {
  double low, high;
};

// Mean of the values that are there; NaN where there are none.
double mean_of(const std::vector<double>& values);

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

// Two-sided p value of the paired t test of a[i] = b[i] on average. 1 where all differences are 0, 0 where all are the
// same but not 0, NaN for fewer than two pairs.
double paired_p_value(const std::vector<double>& a, const std::vector<double>& b);

// Resamples of a bootstrap. Efron and Tibshirani (1993, section 14.3) ask for at least 1,000 for these intervals.
inline constexpr std::uint32_t kResamples = 2000;

// A statistic of the cases with these indices, which may come several times; NaN where there is none. Computed at the
// same time by several threads.
using Statistic = std::function<double(const std::vector<std::size_t>& cases)>;

// Bootstrap interval of a statistic of `count` independent cases, the same on any number of threads: bias-corrected and
// accelerated (BCa, Efron 1987), with the acceleration from a jackknife over at most 500 blocks of cases; by
// percentiles where bias or acceleration cannot be told, as where all resamples lie on one side. Resamples are drawn
// from the stream "bootstrap", so the same draws give the same interval. NaN for fewer than two cases.
Interval bootstrap_interval(std::size_t count, const Statistic& statistic, const core::Draws& draws,
                            double confidence = 0.95, const core::Workers& workers = core::Workers(1));

// Mean, and mean of a[i] - b[i] over pairs in which both are there, with a bootstrap interval.
Estimate bootstrap_mean(const std::vector<double>& values, const core::Draws& draws, double confidence = 0.95,
                        const core::Workers& workers = core::Workers(1));
Estimate bootstrap_paired_difference(const std::vector<double>& a, const std::vector<double>& b,
                                     const core::Draws& draws, double confidence = 0.95);

// What common random numbers save: the variance that a difference of means would have under independent seeds,
// Var a + Var b, over that of the paired difference. As many times more runs would be needed without them. Infinite
// where all differences are the same, NaN where moreover nothing varies, or there are fewer than two pairs. With draws,
// it has a bootstrap interval over pairs.
double variance_ratio(const std::vector<double>& a, const std::vector<double>& b);
Estimate variance_ratio(const std::vector<double>& a, const std::vector<double>& b, const core::Draws& draws,
                        double confidence = 0.95);

// p values adjusted for all that are there, so that those below a level may be called significant at it. Holm (1979):
// with at most that probability of a single false one. Benjamini and Hochberg (1995): with at most that share of false
// ones among them, on average.
std::vector<double> adjust_holm(const std::vector<double>& p_values);
std::vector<double> adjust_benjamini_hochberg(const std::vector<double>& p_values);

}  // namespace gongjian::analysis
