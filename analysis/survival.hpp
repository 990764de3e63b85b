// Survival: how many have not yet had an event by a time, where some are watched for too short a time to tell.
#pragma once

#include <vector>

#include "analysis/statistics.hpp"

namespace gongjian::analysis {

// Survival after each time at which there was an event, with its confidence interval. It is 1 before the first, and
// stays at the last value from the last time on (up to the longest time that somebody was watched).
struct SurvivalCurve {
  std::vector<double> times, survival, low, high;
  std::vector<int> at_risk, events;  // just before each time, and at it

  // Survival after `time`.
  double at(double time) const;
};

// How long each of several was watched, and whether its event was seen at the end of that.
struct Lifetimes {
  std::vector<double> times;
  std::vector<bool> observed;
};

// Adds `count` of them, of which shares[week] have had their event by the end of that week: each has it at week + 1, or
// is watched to the end. Weeks without a share count as the one before.
void add_lifetimes(const std::vector<double>& shares, int count, Lifetimes& lifetimes);

// Kaplan and Meier's estimate (1958). times[i]: when the event of i was, or until when i was watched without one;
// observed[i] tells which. Who is watched until just the time of an event counts as at risk at it. Intervals are by
// Greenwood's variance of log(-log S), so that they lie in [0, 1]; they are NaN where survival is 0.
SurvivalCurve kaplan_meier(const std::vector<double>& times, const std::vector<bool>& observed,
                           double confidence = 0.95);

// By when half have had the event: the first time after which survival is at most one half; the interval ends where the
// curve's own limits come there (Brookmeyer and Crowley 1982). NaN where they do not.
struct MedianSurvival {
  double time;
  Interval interval;
};
MedianSurvival median_survival(const SurvivalCurve& curve);

// Mean time without an event within the first `until`: the area under Kaplan and Meier's curve, with a normal interval
// by Greenwood's variance (Klein and Moeschberger 2003, 4.5.1). `until` is at most the longest time that somebody was
// watched; the count is of all who were.
Estimate restricted_mean(const std::vector<double>& times, const std::vector<bool>& observed, double until,
                         double confidence = 0.95);

// Whether survival differs between groups.
struct LogRank {
  double statistic, p_value;               // chi squared, and the probability of at least that where groups are alike
  int degrees_of_freedom;                  // groups that can be compared, less one
  std::vector<double> observed, expected;  // events by group
};

// The log-rank test (Mantel 1966; Peto and Peto 1972) of two or more groups; group[i], from 0, is that of i. Events at
// the same time have the hypergeometric variance. Without any event to compare by, the p value is 1.
LogRank log_rank(const std::vector<double>& times, const std::vector<bool>& observed, const std::vector<int>& group);
LogRank log_rank(const std::vector<Lifetimes>& groups);

}  // namespace gongjian::analysis
