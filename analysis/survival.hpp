// Survival: how many have not yet had an event by a time, where some are watched for too short a time to tell.
#pragma once

#include <vector>

namespace gongjian::analysis {

// Survival after each time at which there was an event, with its confidence interval. It is 1 before the first, and
// stays at the last value from the last time on (up to the longest time that somebody was watched).
struct SurvivalCurve {
  std::vector<double> times, survival, low, high;
  std::vector<int> at_risk, events;  // just before each time, and at it

  // Survival after `time`.
  double at(double time) const;
};

// Kaplan and Meier's estimate (1958). times[i]: when the event of i was, or until when i was watched without one;
// observed[i] tells which. Who is watched until just the time of an event counts as at risk at it. Intervals are by
// Greenwood's variance of log(-log S), so that they lie in [0, 1]; they are NaN where survival is 0.
SurvivalCurve kaplan_meier(const std::vector<double>& times, const std::vector<bool>& observed,
                           double confidence = 0.95);

}  // namespace gongjian::analysis
