// Scenario discovery: under which circumstances do the cases of interest come about? The patient rule induction method
// (PRIM, Friedman and Fisher 1999) as Bryant and Lempert (2010) use it: boxes in the space of factors that hold many of
// the cases of interest (coverage) and little else (density).
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace gongjian::analysis {

// A factor and its value in every row. Numbers and integers have an order and are cut at their ends; of choices
// (written as any numbers) one after the other is left out.
struct DiscoveryFactor {
  std::string name;
  std::vector<double> values;
  bool choice = false;
};

// What a box lets through of a factor: values in [low, high], which are values that rows have, except those left out.
struct Limits {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  std::vector<double> left_out;  // choices alone

  bool restricted() const;
  bool hold(double value) const;
};

struct Box {
  std::vector<Limits> limits;  // by factor
  int rows = 0, of_interest = 0;
  double mass = 0;      // share of all rows that are in the box
  double coverage = 0;  // share of all cases of interest that are in the box
  double density = 0;   // share of the rows in the box that are cases of interest
  int restricted = 0;   // factors with limits
  // By factor: how probable so many cases of interest would be in the box if the density there were that of the box
  // without this factor's limits (one-sided binomial test). Small values speak for the limits, but the limits were
  // searched for, so these are no significance levels. NaN for factors without limits.
  std::vector<double> quasi_p;

  // Harmonic mean of coverage and density (F1).
  double balance() const;
};

struct Peeling {
  double alpha = 0.05;         // share of the rows in the box that a step takes away, at least one value's
  double least_mass = 0.05;    // the smallest box, as a share of all rows
  double most_quasi_p = 0.05;  // limits of the suggested box with more are dropped
};

struct Discovery {
  int rows = 0, failed = 0, of_interest = 0;  // rows with an outcome, rows without, cases of interest
  // From the box of all rows on, each smaller than the one before. A step takes away the end of a factor that raises
  // the density most by row taken away (Kwakkel and Jaxa-Rozen 2016), which counts where factors of few values can only
  // be cut in large pieces; where none raises it, the one that lowers it least, since a later one may gain more. The
  // trajectory ends where the density is 1 or a further box would be too small.
  std::vector<Box> trajectory;
  std::size_t chosen = 0;  // the box of the trajectory that balances coverage and density best (the largest of several)
  // That box with limits pasted outwards as long as the density does not fall, and without limits that the data do not
  // speak for, worst first. Without any limits: nothing was found.
  Box suggested;
};

// of_interest[row]: 1 for a case of interest, 0 for another, NaN for a failed run, which is left out.
Discovery discover(const std::vector<DiscoveryFactor>& factors, const std::vector<double>& of_interest,
                   const Peeling& peeling = {});

}  // namespace gongjian::analysis
