// Methods of sensitivity on functions of which the answer is known.
#include <cmath>
#include <limits>

#include "analysis/elementary_effects.hpp"
#include "analysis/rank_correlation.hpp"
#include "analysis/sobol_indices.hpp"
#include "engine/core/error.hpp"
#include "tests/analysis/test_functions.hpp"
#include "tests/catch.hpp"

using namespace gongjian;
using analysis::Bootstrap;
using analysis::Interval;
using analysis::Points;
using tests::MorrisFunction;
using tests::outcomes_of;

namespace {

constexpr double kFailed = std::numeric_limits<double>::quiet_NaN();

bool holds(const Interval& interval, double value) { return interval.low <= value && value <= interval.high; }

std::vector<std::string> names(std::size_t k) {
  std::vector<std::string> result;
  for (std::size_t j = 0; j < k; ++j) result.push_back("x" + std::to_string(j + 1));
  return result;
}

void check_indices(const analysis::SobolIndices& found, const tests::Indices& known) {
  REQUIRE(found.factors.size() == known.first.size());
  for (std::size_t j = 0; j < known.first.size(); ++j) {
    INFO("factor " << j + 1 << ": " << found.factors[j].first << " of " << known.first[j] << ", "
                   << found.factors[j].total << " of " << known.total[j]);
    CHECK(holds(found.factors[j].first_interval, known.first[j]));
    CHECK(holds(found.factors[j].total_interval, known.total[j]));
  }
}

}  // namespace

// ---- Sobol' indices

TEST_CASE("Sobol' indices of Ishigami's function lie within their intervals", "[analysis]") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Points design = analysis::saltelli(4096, 3, seed);
    const auto found = analysis::sobol_indices(3, outcomes_of(design, tests::ishigami), 0.1);
    check_indices(found, tests::ishigami_indices());
    CHECK(found.dropped == 0);
    CHECK(found.base_samples == 4096);
    CHECK(found.variance == Approx(13.8446).epsilon(0.01));
    CHECK(found.converged);
  }
}

TEST_CASE("Sobol' indices of Sobol's G lie within their intervals", "[analysis]") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Points design = analysis::saltelli(4096, 8, seed);
    check_indices(analysis::sobol_indices(8, outcomes_of(design, tests::sobol_g)), tests::sobol_g_indices());
  }
}

TEST_CASE("Few base samples have not converged", "[analysis]") {
  const auto found = analysis::sobol_indices(3, outcomes_of(analysis::saltelli(32, 3, 1), tests::ishigami));
  CHECK(found.widest > analysis::kConvergedWidth);
  CHECK_FALSE(found.converged);
}

TEST_CASE("A failed row costs Sobol' indices its base sample and no other", "[analysis]") {
  const Points design = analysis::saltelli(2048, 3, 5);
  std::vector<double> outcomes = outcomes_of(design, tests::ishigami), without;
  for (std::size_t s = 0; s < 2048; ++s) {
    if (s % 20 == 7) outcomes[s * 5 + s % 5] = kFailed;
    else without.insert(without.end(), &outcomes[s * 5], &outcomes[s * 5] + 5);
  }
  const auto found = analysis::sobol_indices(3, outcomes), expected = analysis::sobol_indices(3, without);
  CHECK(found.dropped == 103);
  CHECK(found.base_samples == 2048);
  check_indices(found, tests::ishigami_indices());
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(found.factors[j].first == expected.factors[j].first);
    CHECK(found.factors[j].total_interval.high == expected.factors[j].total_interval.high);
  }
}

TEST_CASE("Sobol' indices of what never varies, or always failed, are missing", "[analysis]") {
  for (const double value : {3.0, kFailed}) {
    const auto found = analysis::sobol_indices(2, std::vector<double>(40, value));
    CHECK(std::isnan(found.factors[0].first));
    CHECK(std::isnan(found.factors[1].total_interval.low));
    CHECK_FALSE(found.converged);
  }
  CHECK_THROWS_AS(analysis::sobol_indices(2, std::vector<double>(41, 1)), core::UserError);
}

TEST_CASE("The order of a Saltelli design is checked", "[analysis]") {
  Points design = analysis::saltelli(4, 3, 1);
  CHECK_FALSE(analysis::wrong_in_saltelli(design, names(3)));
  std::swap(design.values[5 * 3 + 3], design.values[5 * 3 + 6]);  // in the second group, between AB_1 and AB_2
  const auto problem = analysis::wrong_in_saltelli(design, names(3));
  REQUIRE(problem);
  CHECK(problem->row == 6);
  CHECK(problem->message.en.find("the factor x1 does not have the value that it has in row 5 of its group") == 0);
  design.values.resize(9 * 3);
  CHECK(analysis::wrong_in_saltelli({3, {design.values.begin(), design.values.begin() + 18}}, names(3))->row == 6);
}

// ---- elementary effects

namespace {

constexpr double kLevels[] = {0, 1 / 3.0, 2 / 3.0, 1};
constexpr double kStep = 2 / 3.0;

// The change of a factor's weight over a step from the lower or the next level, by the step.
double weight_change(std::size_t factor, std::size_t from) {
  return (MorrisFunction::weight(factor, kLevels[from + 2]) - MorrisFunction::weight(factor, kLevels[from])) / kStep;
}

// The mean effect, exactly: factors are independent, and the slope is linear in each weight.
double exact_mu(const MorrisFunction& function, std::size_t factor) {
  MorrisFunction::Weights mean{};
  for (std::size_t j = 0; j < MorrisFunction::kFactors; ++j)
    for (const double level : kLevels) mean[j] += MorrisFunction::weight(j, level) / 4;
  return (weight_change(factor, 0) + weight_change(factor, 1)) / 2 * function.slope(factor, mean);
}

// The mean size of an effect, over many points of the grid.
double mean_size(const MorrisFunction& function, std::size_t factor) {
  constexpr std::uint32_t kDraws = 20'000;
  const core::Draws draws(7);
  double sum = 0;
  for (std::uint32_t d = 0; d < kDraws; ++d) {
    MorrisFunction::Weights w{};
    for (std::size_t j = 0; j < w.size(); ++j) {
      const double u = draws.uniform(core::stream("grid"), d, static_cast<int>(factor), static_cast<std::uint32_t>(j));
      w[j] = MorrisFunction::weight(j, kLevels[static_cast<std::size_t>(u * 4)]);
    }
    sum += std::fabs(function.slope(factor, w)) * (weight_change(factor, 0) + weight_change(factor, 1)) / 2;
  }
  return sum / kDraws;
}

}  // namespace

TEST_CASE("Elementary effects of Morris's function are those of its coefficients", "[analysis]") {
  const MorrisFunction function;
  const Points design = analysis::morris_trajectories(500, MorrisFunction::kFactors, 4, 1);
  REQUIRE_FALSE(analysis::wrong_in_trajectories(design, names(20)));
  const auto found = analysis::elementary_effects(design, outcomes_of(design, function), {}, {.confidence = 0.99});
  REQUIRE(found.factors.size() == MorrisFunction::kFactors);
  for (std::size_t j = 0; j < MorrisFunction::kFactors; ++j) {
    const auto& factor = found.factors[j];
    INFO("factor " << j + 1 << ": mu " << factor.mu << ", mu* " << factor.mu_star << " [" << factor.mu_star_interval.low
                   << ", " << factor.mu_star_interval.high << "]");
    CHECK(factor.mu == Approx(exact_mu(function, j)).margin(3.3 * factor.sigma / std::sqrt(500)));
    CHECK(holds(factor.mu_star_interval, mean_size(function, j)));
    CHECK(factor.effects == 500);
  }
}

TEST_CASE("Ten trajectories tell Morris's groups of factors apart", "[analysis]") {
  // as in figure 1 of Morris (1991), which is by four trajectories
  const Points design = analysis::morris_trajectories(10, MorrisFunction::kFactors, 4, 1);
  const auto found = analysis::elementary_effects(design, outcomes_of(design, MorrisFunction{})).factors;
  for (std::size_t j = 0; j < 10; ++j)
    for (std::size_t other = 10; other < 20; ++other) CHECK(found[j].mu_star > found[other].mu_star);
  for (std::size_t j = 0; j < 7; ++j)
    for (const std::size_t linear : {7, 8, 9}) CHECK(found[j].sigma > found[linear].sigma);
  for (const std::size_t linear : {7, 8, 9}) CHECK(found[linear].mu_star == Approx(40).epsilon(0.15));
}

TEST_CASE("A failed row costs the elementary effects that it touches", "[analysis]") {
  const auto plane = [](const double* u) { return 2 * u[0] - 3 * u[1]; };
  const Points design = analysis::morris_trajectories(6, 2, 4, 2);
  std::vector<double> outcomes = outcomes_of(design, plane);
  outcomes[4] = kFailed;  // in the middle of the second trajectory: both effects
  outcomes[6] = kFailed;  // where the third begins: its first effect
  const auto found = analysis::elementary_effects(design, outcomes);
  CHECK(found.dropped == 3);
  CHECK(found.trajectories == 6);
  CHECK(found.factors[0].effects + found.factors[1].effects == 9);
  CHECK(found.factors[0].mu == Approx(2));
  CHECK(found.factors[1].mu == Approx(-3));
  CHECK(found.factors[1].mu_star == Approx(3));
  CHECK(found.factors[1].sigma == Approx(0).margin(1e-9));
  CHECK(found.factors[1].mu_star_interval.high == Approx(3));
  const auto none = analysis::elementary_effects(design, std::vector<double>(18, kFailed));
  CHECK(none.dropped == 12);
  CHECK(std::isnan(none.factors[0].mu_star));
}

TEST_CASE("Elementary effects of a stretched design are those in the unit cube", "[analysis]") {
  const auto plane = [](const double* u) { return 2 * u[0] - 3 * u[1]; };
  const Points unit = analysis::morris_trajectories(10, 2, 4, 2);
  const std::vector<double> outcomes = outcomes_of(unit, plane);
  Points own = unit;
  for (std::size_t i = 0; i < own.rows(); ++i) own.values[i * 2] = 50 + 400 * own.values[i * 2];
  CHECK_FALSE(analysis::is_in_unit_cube(own));
  const Points back = analysis::stretched_to_unit_cube(own);
  CHECK(analysis::is_in_unit_cube(back));
  CHECK(analysis::elementary_effects(back, outcomes).factors[0].mu == Approx(2));
  // or with the step known
  CHECK(analysis::elementary_effects(own, outcomes, kStep).factors[0].mu == Approx(2));
  CHECK(analysis::elementary_effects(own, outcomes, kStep).factors[1].mu == Approx(-3));
}

TEST_CASE("What is wrong in trajectories is told by row", "[analysis]") {
  const Points design = analysis::morris_trajectories(2, 3, 4, 1);
  const auto wrong = [&](std::size_t row, std::size_t column, double value) {
    Points changed = design;
    changed.values[row * 3 + column] = value;
    return analysis::wrong_in_trajectories(changed, names(3));
  };
  REQUIRE(wrong(5, 0, 0.123));
  CHECK(wrong(5, 0, 0.123)->row == 5 + (design.at(5, 0) != design.at(4, 0)));
  Points short_one = design;
  short_one.values.resize(7 * 3);
  CHECK(analysis::wrong_in_trajectories(short_one, names(3))->message.en.find("the design ends after 7 rows") == 0);
  const Points back_and_forth{2, {0, 0, 1, 0, 0, 0}};
  CHECK(analysis::wrong_in_trajectories(back_and_forth, names(2))
            ->message.en.find("the factor x1 changes a second time") == 0);
}

// ---- partial rank correlations

TEST_CASE("Partial rank correlations of joint normals are those of their correlations", "[analysis]") {
  // x1, x2, x3 normal with correlation 0.6 of the first two; y = 2 x1 - x2 + 0 x3 + e. Of joint normals with
  // correlation r, that of the ranks is 6/pi asin(r/2) (Pearson 1907), so the matrix of rank correlations R is known,
  // and the partial ones are -P_iy / sqrt(P_ii P_yy) with P its inverse. x3 takes no part: x1 and x2 are left, where
  // the partial correlation is (r1y - r12 r2y) / sqrt((1 - r12^2) (1 - r2y^2)). Monotone scales of x and y change
  // nothing.
  constexpr std::uint32_t kRows = 600;
  const double rho = 0.6, noise = 2, variance = 4 + 1 - 4 * rho + noise * noise;
  const auto ranks = [](double r) { return 6 / std::acos(-1.0) * std::asin(r / 2); };
  const double r12 = ranks(rho), r1 = ranks((2 - rho) / std::sqrt(variance)),
               r2 = ranks((2 * rho - 1) / std::sqrt(variance));
  const auto partial = [](double ry, double other, double between) {
    return (ry - between * other) / std::sqrt((1 - between * between) * (1 - other * other));
  };
  const std::vector<double> known{partial(r1, r2, r12), partial(r2, r1, r12), 0};
  const auto sample = [&](std::uint32_t rows, std::uint64_t seed) {
    const core::Draws draws(seed);
    Points design{3, {}};
    std::vector<double> outcomes;
    for (std::uint32_t i = 0; i < rows; ++i) {
      const auto z = [&](std::uint32_t k) { return draws.normal(core::stream("z"), i, 0, k); };
      const double x1 = z(0), x2 = rho * z(0) + std::sqrt(1 - rho * rho) * z(1);
      design.values.insert(design.values.end(), {std::exp(x1), x2, z(2)});
      outcomes.push_back(std::pow(2 * x1 - x2 + noise * z(3), 3));
    }
    return std::pair(design, outcomes);
  };

  int covered = 0, narrow_covered = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto [design, outcomes] = sample(kRows, seed);
    const auto found = analysis::partial_rank_correlations(design, outcomes, {.resamples = 300});
    for (std::size_t j = 0; j < 3; ++j) covered += holds(found.factors[j].interval, known[j]);
    CHECK(found.factors[0].p_value < 1e-6);
    CHECK(found.factors[1].p_value < 1e-3);
    CHECK(found.factors[2].p_value > 1e-4);
    CHECK(found.rows == kRows);
  }
  CHECK(covered >= 52);  // of 60, where 57 are expected, with a standard deviation of 1.7
  // of many rows, fewer are drawn in each resample, and the intervals hold as often
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto [design, outcomes] = sample(10'000, 100 + seed);
    const auto found = analysis::partial_rank_correlations(design, outcomes, {.resamples = 200});
    for (std::size_t j = 0; j < 3; ++j) {
      narrow_covered += holds(found.factors[j].interval, known[j]);
      CHECK(found.factors[j].interval.high - found.factors[j].interval.low < 0.06);
    }
  }
  CHECK(narrow_covered >= 25);
}

TEST_CASE("Ranks of equal values are their mean, and p values are Student's", "[analysis]") {
  // ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: r = 4.5 / sqrt(4.5 * 5); t = r sqrt(2 / (1 - r^2)) with 2 degrees of freedom,
  // of which the distribution function is 1/2 + t / (2 sqrt(2 + t^2))
  const auto found = analysis::partial_rank_correlations({1, {1, 2, 2, 4}}, {1, 3, 2, 4});
  const double r = 4.5 / std::sqrt(22.5), t = r * std::sqrt(2 / (1 - r * r));
  CHECK(found.factors[0].coefficient == Approx(r));
  CHECK(found.factors[0].p_value == Approx(1 - t / std::sqrt(2 + t * t)));
}

TEST_CASE("A failed row is left out of partial rank correlations", "[analysis]") {
  const Points design = analysis::latin_hypercube(200, 3, 1);
  std::vector<double> outcomes = outcomes_of(design, [](const double* u) { return u[0] * u[0] - u[1] + u[2] * u[1]; });
  Points left{3, {}};
  std::vector<double> outcomes_left;
  for (std::size_t i = 0; i < 200; ++i) {
    if (i % 9 == 2) {
      outcomes[i] = kFailed;
    } else {
      left.values.insert(left.values.end(), design.row(i), design.row(i) + 3);
      outcomes_left.push_back(outcomes[i]);
    }
  }
  const auto found = analysis::partial_rank_correlations(design, outcomes);
  const auto expected = analysis::partial_rank_correlations(left, outcomes_left);
  CHECK(found.dropped == 22);
  CHECK(found.rows == 178);
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(found.factors[j].coefficient == expected.factors[j].coefficient);
    CHECK(found.factors[j].interval.low == expected.factors[j].interval.low);
  }
}

TEST_CASE("Partial rank correlations that do not exist are missing", "[analysis]") {
  const Points design = analysis::latin_hypercube(50, 2, 1);
  const std::vector<double> first = outcomes_of(design, [](const double* u) { return u[0]; });
  const auto exact = analysis::partial_rank_correlations(design, first).factors;
  CHECK(exact[0].coefficient == Approx(1));
  CHECK(std::isnan(exact[1].coefficient));  // with the first held, nothing is left that could go with the second
  CHECK(std::isnan(analysis::partial_rank_correlations(design, std::vector<double>(50, 1)).factors[0].coefficient));
  CHECK(std::isnan(analysis::partial_rank_correlations(design, std::vector<double>(50, kFailed)).factors[0].p_value));
  Points twice = design;
  for (std::size_t i = 0; i < 50; ++i) twice.values[2 * i + 1] = 7 * twice.values[2 * i];
  CHECK(std::isnan(analysis::partial_rank_correlations(twice, first).factors[0].coefficient));
}

// ---- threads

TEST_CASE("Intervals are the same on any number of threads", "[analysis]") {
  const Points design = analysis::saltelli(256, 3, 1);
  const std::vector<double> outcomes = outcomes_of(design, tests::ishigami);
  const core::Workers three(3);
  const auto one = analysis::sobol_indices(3, outcomes), many = analysis::sobol_indices(3, outcomes, 0.05, {}, three);
  const auto ranks = analysis::partial_rank_correlations(design, outcomes),
             ranks_many = analysis::partial_rank_correlations(design, outcomes, {}, three);
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(one.factors[j].total_interval.low == many.factors[j].total_interval.low);
    CHECK(ranks.factors[j].interval.low == ranks_many.factors[j].interval.low);
  }
  const auto other = analysis::sobol_indices(3, outcomes, 0.05, {.seed = 2});
  CHECK(one.factors[0].total == other.factors[0].total);
  CHECK(one.factors[0].total_interval.low != other.factors[0].total_interval.low);
}
