// Experimental designs: which points of the unit hypercube to try. Every design is a function of its arguments alone,
// the same bits on any machine: whole numbers, addressed draws and correctly rounded arithmetic, no libm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::analysis {

// Points row by row, a column a factor.
struct Points {
  std::size_t columns = 0;
  std::vector<double> values;

  std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
  const double* row(std::size_t i) const { return values.data() + i * columns; }
  double at(std::size_t i, std::size_t j) const { return values[i * columns + j]; }
};

// Designs above this many rows are refused.
inline constexpr std::uint64_t kMostDesignRows = 100'000'000;

// All of these throw core::UserError where an argument is out of its range.

// Every combination of levels, of which column j has levels[j]; the last column changes fastest. Level i of n stands at
// the middle of the n-th part of the unit interval that is its own, (i + 0.5) / n, so that i = floor(u n) gives it
// back.
Points full_factorial(const std::vector<std::size_t>& levels);

// A Latin hypercube (McKay, Beckman and Conover 1979): in each column one point in each of n equal strata, anywhere
// inside it, with the points spread apart. Up to kExchangedRows rows, pairs of values within a column are exchanged
// where that lowers the sum of d^-16 over the distances d between the strata of any two points (phi_p of Morris and
// Mitchell 1995, p = 16). The number of exchanges tried, min(1000 n, 5e7 / n), holds the work to about a second. Up to
// kComparedRows rows, the best of three plain ones is taken, by the least distance; above, where the choice matters
// little, the first.
inline constexpr std::size_t kExchangedRows = 2000;
inline constexpr std::size_t kComparedRows = 5000;
Points latin_hypercube(std::size_t n, std::size_t k, std::uint64_t seed);

// The first n points of Sobol's sequence, the origin included (so that 2^m points are a net), with Joe and Kuo's
// directions as Boost.Random has them, under nested uniform scrambling (Owen 1995) by the hash of Laine and Karras as
// Burley applies it (2020, Journal of Computer Graphics Techniques 9(4)). k is at most most_sobol_columns(). Values are
// odd multiples of 2^-33, never 0 or 1.
std::size_t most_sobol_columns();
Points sobol(std::size_t n, std::size_t k, std::uint64_t seed);

// Trajectories of Morris (1991, Technometrics 33): r times k + 1 rows, each differing from the row above in one factor,
// every factor once, by `levels` / (2 (levels - 1)). Levels are an even number; they stand at 0, 1 / (levels - 1), ...,
// 1. In each factor, every level begins as many trajectories as any other, give or take one. Of up to 1000 such sets,
// that with the largest sum of squared distances between trajectories is taken (Campolongo, Cariboni and Saltelli 2007,
// Environmental Modelling & Software 22; a distance is summed over all pairs of points), of fewer where r or k is
// large: 4e8 / (r (k + 1))^2, one at least. Whole sets are chosen, because choosing trajectories one by one for their
// distance (as in Ruano et al. 2012, same journal, 37) favours the outer levels: means of effects moved by several per
// cent.
Points morris_trajectories(std::size_t r, std::size_t k, std::size_t levels, std::uint64_t seed);

// For the estimators of Saltelli et al. (2010, Computer Physics Communications 181): n times k + 2 rows. A point of the
// scrambled Sobol' sequence in 2 k columns gives A (the first k) and B (the others); the rows are A, then AB_1 to AB_k
// (A, with its i-th value from B), then B.
Points saltelli(std::size_t n, std::size_t k, std::uint64_t seed);

// Whether every value lies in the unit interval; and the design stretched so that every column spans it (a constant
// column becomes 0).
bool is_in_unit_cube(const Points& design);
Points stretched_to_unit_cube(const Points& design);

// A row at which a design is not what a method needs, and in what.
struct DesignProblem {
  std::size_t row;
  core::Text message;
};

}  // namespace gongjian::analysis
