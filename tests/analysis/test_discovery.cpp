#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/discovery.hpp"
#include "engine/core/rng.hpp"
#include "tests/catch.hpp"

using namespace gongjian::analysis;
using gongjian::core::Draws;
using gongjian::core::stream;

namespace {

// Uniform factors a, b, c, … over [0, 1].
std::vector<DiscoveryFactor> uniform_factors(std::uint64_t seed, std::size_t count, std::uint32_t rows) {
  std::vector<DiscoveryFactor> factors;
  for (std::size_t f = 0; f < count; ++f) {
    factors.push_back({std::string(1, static_cast<char>('a' + f)), {}});
    for (std::uint32_t row = 0; row < rows; ++row)
      factors.back().values.push_back(Draws(seed).uniform(stream("x"), row, static_cast<int>(f)));
  }
  return factors;
}

// 1 with this probability in the row.
double toss(std::uint64_t seed, std::uint32_t row, double probability) {
  return Draws(seed).uniform(stream("y"), row, 0) < probability ? 1 : 0;
}

void check_trajectory(const Discovery& found) {
  for (std::size_t i = 1; i < found.trajectory.size(); ++i) {
    const Box &before = found.trajectory[i - 1], &box = found.trajectory[i];
    REQUIRE(box.mass < before.mass);
    REQUIRE(box.coverage <= before.coverage);
    REQUIRE(box.restricted >= before.restricted);
    REQUIRE(box.mass >= 0.05);
  }
}

}  // namespace

TEST_CASE("PRIM finds a planted box", "[analysis]") {
  constexpr std::uint32_t kRows = 2000;
  const auto factors = uniform_factors(1, 5, kRows);
  std::vector<double> interest;
  for (std::uint32_t row = 0; row < kRows; ++row)
    interest.push_back(factors[1].values[row] > 0.6 && factors[3].values[row] >= 0.2 && factors[3].values[row] < 0.7);
  const Discovery found = discover(factors, interest);
  check_trajectory(found);
  const Box& box = found.suggested;
  CHECK(box.restricted == 2);
  CHECK(box.density > 0.97);
  CHECK(box.coverage > 0.95 * 0.95 * 0.95);  // each of three limits is within a step
  // a step at the box's size takes 5 % of the planted 400 rows, which are 0.02 of b and 0.025 of d
  CHECK(box.limits[1].low == Approx(0.6).margin(0.02));
  CHECK(std::isinf(box.limits[1].high));
  CHECK(box.limits[3].low == Approx(0.2).margin(0.025));
  CHECK(box.limits[3].high == Approx(0.7).margin(0.025));
  CHECK(box.quasi_p[1] < 1e-20);
  CHECK(box.quasi_p[3] < 1e-20);
  CHECK(std::isnan(box.quasi_p[0]));
  CHECK(found.trajectory.front().coverage == 1);
  CHECK(found.trajectory.front().restricted == 0);
}

TEST_CASE("PRIM finds a planted box through noise and failed runs", "[analysis]") {
  constexpr std::uint32_t kRows = 2000;
  const auto factors = uniform_factors(2, 8, kRows);
  std::vector<double> interest;
  for (std::uint32_t row = 0; row < kRows; ++row) {
    const bool in = factors[0].values[row] < 0.4 && factors[5].values[row] > 0.5;
    interest.push_back(row % 20 == 7 ? NAN : toss(2, row, in ? 0.9 : 0.1));
  }
  const Discovery found = discover(factors, interest);
  check_trajectory(found);
  CHECK(found.failed == 100);
  CHECK(found.rows == 1900);
  CHECK(found.suggested.restricted == 2);
  CHECK(found.suggested.density > 0.85);
  CHECK(found.suggested.coverage > 0.6);  // of all cases, 0.18 / 0.26 are in the planted box
  CHECK(found.suggested.limits[0].high == Approx(0.4).margin(0.02));
  CHECK(found.suggested.limits[5].low == Approx(0.5).margin(0.025));
}

TEST_CASE("PRIM suggests hardly any limits in noise", "[analysis]") {
  int limits = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto factors = uniform_factors(seed, 5, 500);
    std::vector<double> interest;
    for (std::uint32_t row = 0; row < 500; ++row) interest.push_back(toss(seed, row, 0.3));
    const Discovery found = discover(factors, interest);
    check_trajectory(found);
    limits += found.suggested.restricted;
    // nor do the data speak for every limit of the smallest box
    const Box& last = found.trajectory.back();
    REQUIRE(last.density > 0.35);
    CHECK(std::any_of(last.quasi_p.begin(), last.quasi_p.end(), [](double p) { return p > 0.05; }));
  }
  CHECK(limits <= 2);
}

TEST_CASE("PRIM cuts integers at their values and leaves out choices", "[analysis]") {
  constexpr std::uint32_t kRows = 1200;
  std::vector<DiscoveryFactor> factors = uniform_factors(3, 4, kRows);
  factors[2].choice = true;
  std::vector<double> interest;
  for (std::uint32_t row = 0; row < kRows; ++row) {
    factors[1].values[row] = std::floor(10 * factors[1].values[row]);
    factors[2].values[row] = std::floor(4 * factors[2].values[row]);
    const bool in = factors[1].values[row] >= 3 && factors[2].values[row] != 1 && factors[2].values[row] != 2;
    interest.push_back(in);
  }
  const Discovery found = discover(factors, interest);
  check_trajectory(found);
  CHECK(found.suggested.restricted == 2);
  CHECK(found.suggested.density == 1);
  CHECK(found.suggested.coverage == 1);
  CHECK(found.suggested.limits[1].low == 3);
  CHECK(std::set<double>(found.suggested.limits[2].left_out.begin(), found.suggested.limits[2].left_out.end()) ==
        std::set<double>{1, 2});
}

TEST_CASE("PRIM without cases of interest, with nothing else, or without rows, ends at the box of all", "[analysis]") {
  const auto factors = uniform_factors(4, 2, 10);
  CHECK(discover(factors, std::vector<double>(10, 0.0)).trajectory.size() == 1);
  CHECK(discover(factors, std::vector<double>(10, 0.0)).suggested.restricted == 0);
  CHECK(discover(factors, std::vector<double>(10, 1.0)).trajectory.size() == 1);
  const Discovery failed = discover(factors, std::vector<double>(10, NAN));
  CHECK(failed.failed == 10);
  CHECK(failed.rows == 0);
  CHECK(failed.trajectory.size() == 1);
  CHECK(discover({{"same", {1, 1, 1, 1}}}, {1, 0, 1, 0}).trajectory.size() == 1);
}

TEST_CASE("The quasi-p value is the binomial probability", "[analysis]") {
  // eight rows, one factor: 3 of 3 above 5 and 1 of 5 below; without the limits the density is 4/8, so (1/2)^3
  const Discovery found = discover({{"x", {1, 2, 3, 4, 5, 6, 7, 8}}}, {0, 1, 0, 0, 0, 1, 1, 1}, {0.05, 0.3, 1});
  const Box& box = found.trajectory.back();
  CHECK(box.rows == 3);
  CHECK(box.limits[0].low == 6);
  CHECK(box.quasi_p[0] == Approx(0.125));
  CHECK(box.coverage == 0.75);
  CHECK(box.density == 1);
  CHECK(box.mass == 0.375);
  CHECK(found.suggested.limits[0].low == 6);
}
