// Elementary effects (Morris 1991; mu* by Campolongo, Cariboni and Saltelli 2007): which factors matter at all, from
// few runs. Outcomes are given in the order of the design's rows; NaN is a row that failed, and the effects that it
// touches are left out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis/design.hpp"

namespace gongjian::analysis {

struct ElementaryEffects {
  struct Factor {
    double mu;       // mean of its effects
    double mu_star;  // mean of their sizes: how much the factor matters
    double sigma;    // their standard deviation: how much that depends on the other factors, or on its own level
    Interval mu_star_interval;  // by the bootstrap over trajectories
    std::size_t effects;        // that are there
  };
  std::vector<Factor> factors;
  std::size_t trajectories;
  std::size_t dropped;  // effects that a failed row touches
};

// The first row at which a design does not consist of trajectories: k + 1 rows each, a row differing from the one above
// in one factor, and every factor once. `names` are those of the factors.
std::optional<DesignProblem> wrong_in_trajectories(const Points& design, const std::vector<std::string>& names);

// An effect is the outcome's change over that of its factor's coordinate, or over `step` in its direction where one is
// given (for designs in units of their own, whose steps in the unit interval are known to be all of that length).
ElementaryEffects elementary_effects(const Points& design, const std::vector<double>& outcomes,
                                     std::optional<double> step = {}, const Bootstrap& bootstrap = {},
                                     const core::Workers& workers = core::Workers(1));

}  // namespace gongjian::analysis
