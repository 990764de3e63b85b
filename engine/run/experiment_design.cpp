// The points of an experiment's design.
#include <algorithm>
#include <cmath>

#include "analysis/design.hpp"
#include "engine/core/check.hpp"
#include "engine/run/experiment.hpp"

namespace gongjian::run {
namespace {

using Kind = DesignSettings::Kind;

// The column of the unit hypercube that each factor is drawn by: its own, but factors of one posterior share one.
std::vector<std::size_t> columns_of(const std::vector<Factor>& factors, std::size_t& columns) {
  std::vector<std::size_t> of(factors.size());
  columns = 0;
  for (std::size_t f = 0; f < factors.size(); ++f) {
    std::size_t shared = f;
    for (std::size_t g = 0; g < f && shared == f; ++g)
      if (factors[f].posterior != nullptr && factors[g].posterior != nullptr &&
          factors[g].posterior->path == factors[f].posterior->path)
        shared = g;
    of[f] = shared == f ? columns++ : of[shared];
  }
  return of;
}

std::vector<std::size_t> grid_levels(const std::vector<Factor>& factors) {
  std::vector<std::size_t> levels;
  for (const Factor& factor : factors)
    levels.push_back(factor.levels.empty() ? static_cast<std::size_t>(factor.grid_levels) : factor.levels.size());
  return levels;
}

analysis::Points unit_points(const Experiment& experiment, std::size_t columns) {
  const DesignSettings& design = experiment.design;
  const auto points = static_cast<std::size_t>(design.points);
  switch (design.kind) {
    case Kind::grid:
      return analysis::full_factorial(grid_levels(experiment.factors));
    case Kind::lhs:
      return analysis::latin_hypercube(points, columns, design.seed);
    case Kind::sobol:
      return analysis::sobol(points, columns, design.seed);
    case Kind::morris:
      return analysis::morris_trajectories(static_cast<std::size_t>(design.trajectories), columns,
                                           static_cast<std::size_t>(design.levels), design.seed);
    case Kind::saltelli:
      return analysis::saltelli(points, columns, design.seed);
    default:
      GONGJIAN_CHECK(false);
  }
  return {};
}

}  // namespace

std::size_t design_rows(const Experiment& experiment) {
  const std::size_t factors = experiment.factors.size(), points = static_cast<std::size_t>(experiment.design.points);
  switch (experiment.design.kind) {
    case Kind::single:
      return 1;
    case Kind::list:
    case Kind::csv:
      return experiment.listed.size() / factors;
    case Kind::lhs:
    case Kind::sobol:
      return points;
    case Kind::morris:
      return static_cast<std::size_t>(experiment.design.trajectories) * (factors + 1);
    case Kind::saltelli:
      return points * (factors + 2);
    case Kind::grid:
      break;
  }
  double rows = 1;  // may be more than a size can hold
  for (const std::size_t levels : grid_levels(experiment.factors)) rows *= static_cast<double>(levels);
  return static_cast<std::size_t>(std::min(rows, 1e15));
}

std::vector<double> design_points(const Experiment& experiment) {
  const std::vector<Factor>& factors = experiment.factors;
  std::vector<double> values;
  if (experiment.design.kind == Kind::single) return values;
  if (experiment.design.kind == Kind::list || experiment.design.kind == Kind::csv) return experiment.listed;
  std::size_t columns = 0;
  const std::vector<std::size_t> column = columns_of(factors, columns);
  const analysis::Points points = unit_points(experiment, columns);
  values.reserve(points.rows() * factors.size());
  for (std::size_t i = 0; i < points.rows(); ++i)
    for (std::size_t f = 0; f < factors.size(); ++f) {
      double u = points.at(i, column[f]);
      // in a grid the ends of a range are levels themselves
      if (experiment.design.kind == Kind::grid && factors[f].levels.empty())
        u = std::floor(u * factors[f].grid_levels) / (factors[f].grid_levels - 1);
      values.push_back(factors[f].at(u));
    }
  return values;
}

}  // namespace gongjian::run
