#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/design.hpp"
#include "engine/core/error.hpp"
#include "engine/core/rng.hpp"
#include "tests/catch.hpp"

using namespace gongjian;
using analysis::Points;

namespace {

double squared_distance(const Points& p, std::size_t a, std::size_t b) {
  double sum = 0;
  for (std::size_t j = 0; j < p.columns; ++j) sum += (p.at(a, j) - p.at(b, j)) * (p.at(a, j) - p.at(b, j));
  return sum;
}

double least_distance(const Points& p) {
  double least = 1e300;
  for (std::size_t a = 0; a < p.rows(); ++a)
    for (std::size_t b = 0; b < a; ++b) least = std::min(least, squared_distance(p, a, b));
  return std::sqrt(least);
}

// One point in each of n strata of each column.
bool is_latin(const Points& p) {
  for (std::size_t j = 0; j < p.columns; ++j) {
    std::set<std::size_t> strata;
    for (std::size_t i = 0; i < p.rows(); ++i)
      strata.insert(static_cast<std::size_t>(p.at(i, j) * static_cast<double>(p.rows())));
    if (strata.size() != p.rows() || *strata.rbegin() != p.rows() - 1) return false;
  }
  return true;
}

// A plain Latin hypercube: columns in the order of uniform draws.
Points random_latin(std::size_t n, std::size_t k, std::uint64_t seed) {
  const core::Draws draws(seed);
  Points p{k, std::vector<double>(n * k)};
  for (std::size_t j = 0; j < k; ++j) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::uint32_t i = 0; i < n; ++i)
      order.emplace_back(draws.uniform(core::stream("order"), i, static_cast<int>(j)), i);
    std::sort(order.begin(), order.end());
    for (std::uint32_t i = 0; i < n; ++i)
      p.values[order[i].second * k + j] =
          (i + draws.uniform(core::stream("place"), i, static_cast<int>(j))) / static_cast<double>(n);
  }
  return p;
}

// The sum of squared distances between trajectories, each summed over all pairs of points.
double spread(const Points& p) {
  const std::size_t size = p.columns + 1;
  double squares = 0;
  for (std::size_t s = 0; s < p.rows() / size; ++s)
    for (std::size_t t = 0; t < s; ++t) {
      double sum = 0;
      for (std::size_t a = 0; a < size; ++a)
        for (std::size_t b = 0; b < size; ++b) sum += std::sqrt(squared_distance(p, s * size + a, t * size + b));
      squares += sum * sum;
    }
  return squares;
}

}  // namespace

TEST_CASE("A full factorial has every combination once, and its levels come back", "[analysis]") {
  const Points p = analysis::full_factorial({2, 3, 7});
  REQUIRE(p.rows() == 42);
  std::size_t row = 0;
  for (std::size_t a = 0; a < 2; ++a)
    for (std::size_t b = 0; b < 3; ++b)
      for (std::size_t c = 0; c < 7; ++c, ++row) {
        CHECK(static_cast<std::size_t>(p.at(row, 0) * 2) == a);
        CHECK(static_cast<std::size_t>(p.at(row, 1) * 3) == b);
        CHECK(static_cast<std::size_t>(p.at(row, 2) * 7) == c);
      }
  CHECK(p.at(0, 1) == Approx(1.0 / 6));
}

TEST_CASE("A Latin hypercube has one point in each stratum of each column", "[analysis]") {
  for (const auto& [n, k] : std::vector<std::pair<std::size_t, std::size_t>>{
           {1, 1}, {1, 3}, {2, 1}, {2, 5}, {10, 2}, {50, 4}, {300, 10}, {2001, 3}, {20'000, 2}})
    CHECK(is_latin(analysis::latin_hypercube(n, k, 1)));
}

TEST_CASE("A Latin hypercube spreads its points farther apart than plain ones do", "[analysis]") {
  for (const auto& [n, k] : std::vector<std::pair<std::size_t, std::size_t>>{{20, 2}, {50, 5}, {200, 10}}) {
    double best = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) best = std::max(best, least_distance(random_latin(n, k, seed)));
    for (std::uint64_t seed = 1; seed <= 3; ++seed)
      CHECK(least_distance(analysis::latin_hypercube(n, k, seed)) > 1.2 * best);
  }
}

TEST_CASE("Scrambled Sobol' points are a net in every pair of the first columns", "[analysis]") {
  // The first two columns of Sobol's sequence are a (0, 2)-sequence (Niederreiter 1992): 2^m points, each dyadic box of
  // volume 2^-m has one. Scrambling keeps that. One column at a time it holds for every column.
  constexpr std::size_t kBits = 10, kN = 1 << kBits;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Points p = analysis::sobol(kN, 40, seed);
    for (std::size_t bits = 0; bits <= kBits; ++bits) {
      std::set<std::pair<std::size_t, std::size_t>> boxes;
      for (std::size_t i = 0; i < kN; ++i)
        boxes.emplace(static_cast<std::size_t>(std::ldexp(p.at(i, 0), static_cast<int>(bits))),
                      static_cast<std::size_t>(std::ldexp(p.at(i, 1), static_cast<int>(kBits - bits))));
      REQUIRE(boxes.size() == kN);
    }
    REQUIRE(is_latin(p));
  }
}

TEST_CASE("A scrambled Sobol' point is anywhere, whatever its number", "[analysis]") {
  // the third point of the fifth column over seeds: uniform by Kolmogorov and Smirnov, where 1.95 is exceeded once in a
  // thousand times
  std::vector<double> values;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) values.push_back(analysis::sobol(3, 5, seed).at(2, 4));
  std::sort(values.begin(), values.end());
  double largest = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    largest = std::max({largest, std::fabs(values[i] - static_cast<double>(i) / 4000),
                        std::fabs(values[i] - static_cast<double>(i + 1) / 4000)});
  CHECK(largest * std::sqrt(4000.0) < 1.95);
}

TEST_CASE("Morris trajectories change one factor at a time by half of the levels", "[analysis]") {
  for (const std::size_t levels : {2u, 4u, 6u, 10u}) {
    const Points p = analysis::morris_trajectories(12, 7, levels, 3);
    REQUIRE(p.rows() == 12 * 8);
    const double n = static_cast<double>(levels), step = n / (2 * (n - 1));
    for (std::size_t i = 0; i < p.rows(); ++i) {
      for (std::size_t j = 0; j < 7; ++j) {
        const double level = p.at(i, j) * (n - 1);
        CHECK(level == Approx(std::round(level)).margin(1e-12));
        CHECK((p.at(i, j) >= 0 && p.at(i, j) <= 1));
      }
      if (i % 8 == 0) continue;
      int changes = 0;
      for (std::size_t j = 0; j < 7; ++j) {
        const double change = std::fabs(p.at(i, j) - p.at(i - 1, j));
        if (change == 0) continue;
        ++changes;
        CHECK(change == Approx(step));
      }
      CHECK(changes == 1);
    }
  }
}

TEST_CASE("Morris trajectories are farther apart than random ones", "[analysis]") {
  constexpr std::size_t kR = 10, kFactors = 8;
  // random ones: of a design so large that there is nothing to choose from
  const std::ptrdiff_t size = kR * (kFactors + 1) * kFactors;
  const Points many = analysis::morris_trajectories(6000, kFactors, 4, 1);
  double best = 0;
  for (auto first = many.values.begin(); many.values.end() - first >= size; first += size)
    best = std::max(best, spread({kFactors, {first, first + size}}));
  for (std::uint64_t seed = 1; seed <= 5; ++seed)
    CHECK(spread(analysis::morris_trajectories(kR, kFactors, 4, seed)) > best);
}

TEST_CASE("Every level begins as many Morris trajectories as any other", "[analysis]") {
  const Points p = analysis::morris_trajectories(14, 5, 4, 1);
  for (std::size_t j = 0; j < 5; ++j) {
    int begun[4] = {};
    for (std::size_t row = 0; row < p.rows(); row += 6) ++begun[std::lround(3 * p.at(row, j))];
    for (const int count : begun) CHECK((count == 3 || count == 4));
  }
}

TEST_CASE("A Saltelli design has A, each A with a column of B, and B", "[analysis]") {
  const Points p = analysis::saltelli(64, 5, 9), base = analysis::sobol(64, 10, 9);
  REQUIRE(p.rows() == 64 * 7);
  for (std::size_t i = 0; i < 64; ++i)
    for (std::size_t j = 0; j < 5; ++j) {
      const double a = base.at(i, j), b = base.at(i, 5 + j);
      REQUIRE(p.at(i * 7, j) == a);
      REQUIRE(p.at(i * 7 + 6, j) == b);
      for (std::size_t c = 0; c < 5; ++c) REQUIRE(p.at(i * 7 + 1 + c, j) == (c == j ? b : a));
    }
}

TEST_CASE("A design is a function of its seed", "[analysis]") {
  const auto all = [](std::uint64_t seed) {
    return std::vector<Points>{analysis::latin_hypercube(30, 4, seed), analysis::latin_hypercube(2500, 2, seed),
                               analysis::sobol(30, 4, seed), analysis::morris_trajectories(5, 4, 4, seed),
                               analysis::saltelli(8, 3, seed)};
  };
  const auto one = all(1), again = all(1), other = all(2);
  for (std::size_t d = 0; d < one.size(); ++d) {
    CHECK(one[d].values == again[d].values);
    CHECK(one[d].values != other[d].values);
  }
}

TEST_CASE("Designs that cannot be are refused in words", "[analysis]") {
  CHECK_THROWS_AS(analysis::full_factorial({}), core::UserError);
  CHECK_THROWS_AS(analysis::full_factorial({3, 0}), core::UserError);
  CHECK_THROWS_AS(analysis::full_factorial(std::vector<std::size_t>(40, 10)), core::UserError);
  CHECK_THROWS_AS(analysis::latin_hypercube(0, 2, 1), core::UserError);
  CHECK_THROWS_AS(analysis::latin_hypercube(2, 0, 1), core::UserError);
  CHECK_THROWS_AS(analysis::morris_trajectories(3, 2, 5, 1), core::UserError);
  try {
    analysis::saltelli(1, analysis::most_sobol_columns() / 2 + 1, 1);
    FAIL("was not refused");
  } catch (const core::UserError& error) {
    CHECK(std::string(error.what()).find("was asked for 3668 columns; it has 3667 at most") != std::string::npos);
  }
  CHECK(analysis::sobol(2, analysis::most_sobol_columns(), 1).rows() == 2);
}
