#include <bit>
#include <cmath>
#include <initializer_list>

#include "engine/core/math.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

namespace {

// Distance from the exact value in units of the last place of the result.
double ulps(double found, long double exact) {
  const double magnitude = std::fabs(static_cast<double>(exact));
  const double ulp = std::nextafter(magnitude, INFINITY) - magnitude;
  return static_cast<double>(std::fabs(static_cast<long double>(found) - exact) / ulp);
}

template <class F, class G>
double worst(double low, double high, F ours, G exact) {
  constexpr int kSteps = 200'000;
  double most = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double x = low + (high - low) * i / kSteps;
    most = std::max(most, ulps(ours(x), exact(x)));
  }
  return most;
}

}  // namespace

TEST_CASE("exp stays within 2 ulp of the exact value", "[core]") {
  const auto exact = [](long double x) { return std::exp(x); };
  CHECK(worst(-700, 700, core::exp, exact) <= 2);
  CHECK(worst(-1, 1, core::exp, exact) <= 2);
  CHECK(core::exp(0) == 1);
  CHECK(core::exp(-800) == 0);
  CHECK(core::exp(-720) == Approx(std::exp(-720.0)));  // subnormal
  CHECK(core::exp(709.7) == Approx(std::exp(709.7)));
  CHECK(std::isinf(core::exp(710)));
  CHECK(std::isnan(core::exp(NAN)));
}

TEST_CASE("log stays within 2 ulp of the exact value", "[core]") {
  const auto exact = [](long double x) { return std::log(x); };
  CHECK(worst(1e-3, 1e3, core::log, exact) <= 2);
  CHECK(worst(0.5, 2, core::log, exact) <= 2);
  CHECK(core::log(1) == 0);
  CHECK(std::isinf(core::log(0)));
  CHECK(std::isnan(core::log(-1)));
  CHECK(core::log(5e-324) == Approx(std::log(5e-324)));
}

TEST_CASE("logistic stays within 4 ulp and pow within its bound", "[core]") {
  CHECK(worst(-30, 30, core::logistic, [](long double z) { return 1 / (1 + std::exp(-z)); }) <= 4);
  CHECK(core::logistic(-1000) == 0);
  CHECK(core::logistic(1000) == 1);
  for (const double y : {-1.5, -0.9, 0.3, 2.0, 5.0})
    for (double x = 0.01; x < 20; x += 0.01) {
      const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
      REQUIRE(ulps(core::pow(x, y), exact) <= 2 * std::fabs(y * std::log(x)) + 2);
    }
}

TEST_CASE("cos_of_turns is exact to 4e-16 and periodic", "[core]") {
  for (double t = -3; t <= 3; t += 1e-4) {
    const long double exact = std::cos(2 * 3.14159265358979323846264338327950288L * static_cast<long double>(t));
    REQUIRE(std::fabs(static_cast<double>(core::cos_of_turns(t) - exact)) <= 4e-16);
  }
  CHECK(core::cos_of_turns(0.25) == 0);
  CHECK(core::cos_of_turns(1048576.5) == -1);
}

TEST_CASE("normal_quantile inverts the normal distribution to 1e-14", "[core]") {
  for (const double p : {1e-15, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999}) {
    const double z = core::normal_quantile(p);
    // one Newton step in long double tells how far z is from the exact quantile
    const long double phi = 0.5L * std::erfc(-static_cast<long double>(z) / std::sqrt(2.0L));
    const long double density = std::exp(-0.5L * z * z) / std::sqrt(2 * 3.14159265358979323846L);
    REQUIRE(std::fabs(static_cast<double>((phi - p) / density)) <= 1e-14 * std::max(1.0, std::fabs(z)));
  }
}

TEST_CASE("Whether a draw lies below a logistic is told as by the logistic itself", "[core]") {
  for (const double scale : {1.0, 0.37, 1e-3, 0.0})
    for (int k = 1; k < 2000; ++k)
      for (int i = -60; i <= 60; ++i) {
        const double u = k / 2000.0, z = i / 5.0 + 1e-3 * k;
        REQUIRE(core::below_logistic(u, z, scale) == (u < scale * core::logistic(z)));
      }
  for (int k = 1; k < 256; ++k)  // where bytes end, and next to it
    for (const double z : {core::logits_of_bytes()[k], core::logits_of_bytes()[k] + 1e-12,
                           core::logits_of_bytes()[k] - 1e-12, core::logits_of_bytes()[k] + 1e-7})
      for (const double u : {k / 256.0, std::nextafter(k / 256.0, 0), std::nextafter(k / 256.0, 1)})
        REQUIRE(core::below_logistic(u, z) == (u < core::logistic(z)));
}

TEST_CASE("Gini's coefficient is the same of counts and of values", "[core]") {
  std::vector<std::uint32_t> counts(40);
  std::vector<double> values;
  for (std::uint32_t v = 0; v < counts.size(); ++v) {
    counts[v] = v * v * 7 % 11;
    values.insert(values.end(), counts[v], v);
  }
  const double of_values = core::gini(values);
  CHECK(core::gini_of_counts(counts) == of_values);
  CHECK(of_values == Approx(0.37).margin(0.2));
  CHECK(core::gini_of_counts({}) == 0);
  CHECK(core::gini_of_counts({5}) == 0);
  CHECK(core::gini_of_counts({0, 0, 9}) == Approx(0).margin(1e-15));
}

TEST_CASE("The same bits everywhere: a hash of many values of each function", "[core]") {
  std::uint64_t hash = 1469598103934665603ull;
  const auto add = [&](double value) { hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211ull; };
  for (int i = 1; i < 20'000; ++i) {
    const double x = i * 0.00137;
    for (const double v : {core::exp(x - 13), core::log(x), core::logistic(x - 13), core::normal_quantile(i / 20'000.0),
                           core::pow(x, 0.37), core::cos_of_turns(x)})
      add(v);
  }
  CHECK(hash == 0x2d318c209a9eeaf6ull);  // found on gcc 12; every compiler and build type must give it
}
