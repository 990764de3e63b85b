#include <cmath>
#include <functional>

#include "analysis/distribution.hpp"
#include "engine/core/error.hpp"
#include "tests/catch.hpp"

using namespace gongjian;
using analysis::Distribution;
using analysis::quantile;

namespace {

std::vector<Distribution> one_of_each() {
  return {analysis::uniform(-2, 3),
          analysis::log_uniform(0.01, 100),
          analysis::normal(3.2, 0.5, 1, 6),
          analysis::normal(0, 1, 4, 4.5),
          analysis::lognormal(0.5, 0.8, 1, 9),
          analysis::triangular(-1, 0.5, 3),
          analysis::triangular(0, 0, 1),
          analysis::triangular(0, 1, 1),
          analysis::beta(2, 5, -1, 1),
          analysis::whole(-3, 4),
          analysis::choice(5),
          analysis::choice({0, 1, 2.5, 0}),
          analysis::normal(0, 1),
          analysis::lognormal(0, 1)};
}

// The mean by the midpoints of many equal shares.
double mean_of(const Distribution& d, double power = 1) {
  constexpr int kN = 20'000;
  double sum = 0;
  for (int i = 0; i < kN; ++i) sum += std::pow(quantile(d, (i + 0.5) / kN), power);
  return sum / kN;
}

}  // namespace

TEST_CASE("Quantiles rise with u, and stay within their ends", "[analysis]") {
  for (const Distribution& d : one_of_each()) {
    INFO(analysis::to_string(d));
    CHECK(quantile(d, 0) >= d.low);
    CHECK(quantile(d, 1) <= d.high);
    double below = quantile(d, 0);
    for (int i = 1; i <= 1000; ++i) {
      const double value = quantile(d, i / 1000.0);
      REQUIRE(value >= below);
      REQUIRE(value <= d.high);
      below = value;
    }
  }
}

TEST_CASE("Means of distributions are those of the textbook", "[analysis]") {
  CHECK(mean_of(analysis::uniform(-2, 3)) == Approx(0.5));
  CHECK(mean_of(analysis::log_uniform(0.01, 100)) == Approx((100 - 0.01) / std::log(1e4)));
  CHECK(mean_of(analysis::normal(3.2, 0.5)) == Approx(3.2));
  CHECK(mean_of(analysis::normal(3, 0.5), 2) == Approx(9.25).epsilon(1e-3));
  CHECK(mean_of(analysis::lognormal(0.5, 0.8)) == Approx(std::exp(0.5 + 0.32)).epsilon(2e-3));
  CHECK(mean_of(analysis::triangular(-1, 0.5, 3)) == Approx(2.5 / 3));
  CHECK(mean_of(analysis::beta(2, 5, -1, 1)) == Approx(-1 + 2 * 2.0 / 7));
  CHECK(mean_of(analysis::whole(-3, 4)) == Approx(0.5));
  CHECK(mean_of(analysis::choice({0, 1, 3, 0})) == Approx(1.75));
  // cut on both sides: mean + sd (phi(a) - phi(b)) / (Phi(b) - Phi(a)), here far out in the upper tail
  const auto density = [](double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0)); };
  const double share = 0.5 * (std::erfc(4 / std::sqrt(2.0)) - std::erfc(4.5 / std::sqrt(2.0)));
  CHECK(mean_of(analysis::normal(10, 2, 18, 19)) == Approx(10 + 2 * (density(4) - density(4.5)) / share));
}

TEST_CASE("Medians and ends of distributions are where they should be", "[analysis]") {
  CHECK(quantile(analysis::log_uniform(0.01, 100), 0.5) == Approx(1));
  CHECK(quantile(analysis::normal(3.2, 0.5), 0.975) == Approx(3.2 + 0.5 * 1.959963984540054));
  CHECK(quantile(analysis::normal(0, 1, -2, 2), 0.5) == Approx(0).margin(1e-15));
  CHECK(quantile(analysis::lognormal(0.5, 0.8), 0.5) == Approx(std::exp(0.5)));
  CHECK(quantile(analysis::triangular(0, 0.5, 1), 0.125) == Approx(0.25));  // u = x^2 / (width * rise)
  CHECK(std::isinf(quantile(analysis::normal(0, 1), 0)));
  CHECK(quantile(analysis::lognormal(0, 1), 0) == 0);
  CHECK(quantile(analysis::whole(1, 3), 1) == 3);
  CHECK(quantile(analysis::choice({1, 1, 0}), 1) == 1);
  CHECK_FALSE(analysis::is_bounded(analysis::normal(0, 1, -3)));
  CHECK(analysis::is_bounded(analysis::normal(0, 1, -3, 3)));
}

TEST_CASE("Whole numbers and choices share out the unit interval in their order", "[analysis]") {
  for (int n = 1; n <= 40; ++n)
    for (int i = 0; i < n; ++i) {
      REQUIRE(quantile(analysis::choice(static_cast<std::size_t>(n)), (i + 0.5) / n) == i);
      REQUIRE(quantile(analysis::whole(5, 4 + n), (i + 0.5) / n) == 5 + i);
    }
}

TEST_CASE("A distribution is written in one line", "[analysis]") {
  CHECK(analysis::to_string(analysis::normal(3.2, 0.5, 1, 6)) == "normal(3.2, 0.5) within [1, 6]");
  CHECK(analysis::to_string(analysis::normal(3.2, 0.5)) == "normal(3.2, 0.5)");
  CHECK(analysis::to_string(analysis::lognormal(0, 1)) == "lognormal(0, 1)");
  CHECK(analysis::to_string(analysis::log_uniform(0.001, 1)) == "log_uniform(0.001, 1)");
  CHECK(analysis::to_string(analysis::triangular(0, 0.3, 1)) == "triangular(0, 0.3, 1)");
  CHECK(analysis::to_string(analysis::beta(2, 5)) == "beta(2, 5) on [0, 1]");
  CHECK(analysis::to_string(analysis::whole(1, 5)) == "whole(1, 5)");
  CHECK(analysis::to_string(analysis::choice(3)) == "choice(3)");
  CHECK(analysis::to_string(analysis::choice({1, 2})) == "choice with weights (1, 2)");
}

TEST_CASE("Distributions that cannot be are refused with what is allowed", "[analysis]") {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::function<Distribution()>> wrong{
      [] { return analysis::uniform(1, 1); },       [] { return analysis::uniform(0, kNan); },
      [] { return analysis::log_uniform(0, 1); },   [] { return analysis::normal(0, 0); },
      [] { return analysis::normal(0, 1, 3, 2); },  [] { return analysis::normal(0, 1, 6, 7); },
      [] { return analysis::lognormal(0, 1, -1); }, [] { return analysis::lognormal(0, 1, 1e6); },
      [] { return analysis::triangular(0, 2, 1); }, [] { return analysis::triangular(1, 1, 1); },
      [] { return analysis::beta(0, 1); },          [] { return analysis::whole(0.5, 2); },
      [] { return analysis::whole(2, 1); },         [] { return analysis::choice(0); },
      [] { return analysis::choice({0.0, 0.0}); },  [] { return analysis::choice({1.0, -1.0}); }};
  for (const auto& make : wrong) {
    try {
      const std::string made = analysis::to_string(make());
      FAIL(made + " was not refused");
    } catch (const core::UserError& error) {
      CHECK(std::string(error.what()).find("allowed is") != std::string::npos);
    }
  }
}
