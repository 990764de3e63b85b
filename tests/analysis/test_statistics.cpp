#include <cmath>

#include "analysis/statistics.hpp"
#include "tests/catch.hpp"

using namespace gongjian::analysis;
using gongjian::core::Draws;
using gongjian::core::stream;

TEST_CASE("A mean has Student's t interval", "[analysis]") {
  const Estimate e = mean_with_interval({1, 2, 3, 4, 5, NAN});  // t(4) = 2.776445, s = 1.581139
  CHECK(e.count == 5);
  CHECK(e.mean == 3);
  CHECK(e.interval.low == Approx(3 - 1.963243).epsilon(1e-6));
  CHECK(e.interval.high == Approx(3 + 1.963243).epsilon(1e-6));
  CHECK(std::isnan(mean_with_interval({1}).interval.low));
  CHECK(std::isnan(mean_with_interval({}).mean));
}

TEST_CASE("A share has Wilson's interval, at its ends too", "[analysis]") {
  const Estimate all = share_with_interval(std::vector<double>(20, 1.0));
  CHECK(all.interval.low == Approx(0.838875).epsilon(1e-5));
  CHECK(all.interval.high == Approx(1));
  std::vector<double> some(10, 0.0);
  some[0] = some[1] = some[2] = 1;
  const Estimate part = share_with_interval(some);
  CHECK(part.interval.low == Approx(0.1078).margin(5e-5));
  CHECK(part.interval.high == Approx(0.6032).margin(5e-5));
}

TEST_CASE("Shares of several trials each have the interval of all trials", "[analysis]") {
  const Estimate e = share_with_interval({0.5, 1.0}, 10);  // 15 of 20
  CHECK(e.mean == 0.75);
  CHECK(e.interval.low == Approx(0.5313).margin(5e-5));
  CHECK(e.interval.high == Approx(0.8881).margin(5e-5));
}

TEST_CASE("A difference of shares has Newcombe's interval, at its ends too", "[analysis]") {
  // Newcombe (1998), example (a): 56/70 against 48/80 is 0.2 with 0.0524 to 0.3339
  const Estimate e = difference_of_shares(share_with_interval({56.0 / 70}, 70), share_with_interval({48.0 / 80}, 80));
  CHECK(e.mean == Approx(0.2));
  CHECK(e.interval.low == Approx(0.0524).margin(5e-5));
  CHECK(e.interval.high == Approx(0.3339).margin(5e-5));
  const Estimate ends = difference_of_shares(share_with_interval({0.0}, 20), share_with_interval({1.0}, 20));
  CHECK(ends.mean == -1);
  CHECK(ends.interval.low == -1);
  CHECK(ends.interval.high == Approx(-0.772).margin(5e-4));
}

TEST_CASE("Paired differences leave out pairs with a missing value, and are 0 for equal series", "[analysis]") {
  const Estimate e = paired_difference({3, 5, NAN, 8}, {1, 2, 7, 4});
  CHECK(e.count == 3);
  CHECK(e.mean == 3);
  const Estimate none = paired_difference({1.5, 2.5}, {1.5, 2.5});
  CHECK(none.mean == 0);
  CHECK(none.interval.low == 0);
  CHECK(none.interval.high == 0);
}

TEST_CASE("The p value of a paired t test is that of Student's sleep data", "[analysis]") {
  // Student (1908): extra hours of sleep under two drugs; t = -4.0621, p = 0.002833 (t.test of R, its own example)
  const std::vector<double> a{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> b{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  CHECK(paired_p_value(a, b) == Approx(0.002833).margin(5e-7));
  CHECK(paired_p_value(b, a) == Approx(0.002833).margin(5e-7));
  CHECK(paired_difference(a, b).interval.low == Approx(-2.4598858).epsilon(1e-7));
  CHECK(paired_difference(a, b).interval.high == Approx(-0.7001142).epsilon(1e-7));
  CHECK(paired_p_value({1.5, 2.5, NAN}, {1.5, 2.5, 3}) == 1);
  CHECK(paired_p_value({2, 3}, {1, 2}) == 0);
  CHECK(std::isnan(paired_p_value({1}, {2})));
}

TEST_CASE("p values are adjusted for many comparisons as published", "[analysis]") {
  // Benjamini and Hochberg (1995), section 4.1: of these 15, at 0.05 their procedure calls the first four significant
  // and Bonferroni's the first three; Holm's too, since 12 * 0.0095 is above it
  const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const std::vector<double> holm = adjust_holm(p), hochberg = adjust_benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    CHECK((holm[i] <= 0.05) == (i < 3));
    CHECK((hochberg[i] <= 0.05) == (i < 4));
  }
  CHECK(holm[2] == Approx(13 * 0.0019));
  CHECK(hochberg[3] == Approx(15 * 0.0095 / 4));
  // never out of order, never above 1, where there is none nothing is counted
  const std::vector<double> mixed{0.02, NAN, 0.015, 0.9, 0.01};
  const std::vector<double> by_holm = adjust_holm(mixed), by_share = adjust_benjamini_hochberg(mixed);
  CHECK(by_holm[4] == Approx(0.04));
  CHECK(by_holm[2] == Approx(0.045));
  CHECK(by_holm[0] == Approx(0.045));
  CHECK(by_holm[3] == Approx(0.9));
  CHECK(by_share[4] == Approx(0.02 * 4 / 3));
  CHECK(by_share[2] == Approx(0.02 * 4 / 3));
  CHECK(by_share[0] == Approx(0.02 * 4 / 3));
  CHECK(std::isnan(by_holm[1]));
  CHECK(std::isnan(by_share[1]));
  CHECK(adjust_holm({}).empty());
}

TEST_CASE("A bootstrap interval of a mean is near Student's for normal values, and follows the seed", "[analysis]") {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < 200; ++i) values.push_back(Draws(1).normal(stream("value"), i, 0));
  const Estimate t = mean_with_interval(values), bootstrap = bootstrap_mean(values, Draws(2));
  const double width = t.interval.high - t.interval.low;
  CHECK(bootstrap.mean == t.mean);
  CHECK(bootstrap.count == 200);
  CHECK(bootstrap.interval.low == Approx(t.interval.low).margin(0.06 * width));
  CHECK(bootstrap.interval.high == Approx(t.interval.high).margin(0.06 * width));
  CHECK(bootstrap_mean(values, Draws(2)).interval.low == bootstrap.interval.low);
  CHECK(bootstrap_mean(values, Draws(3)).interval.low != bootstrap.interval.low);
}

TEST_CASE("A bootstrap interval of a skewed mean is skewed, and covers the mean nineteen times of twenty",
          "[analysis]") {
  constexpr int kSamples = 400;
  constexpr std::uint32_t kSize = 40;
  int covered = 0;
  double skew = 0;
  for (int s = 0; s < kSamples; ++s) {
    std::vector<double> values;
    for (std::uint32_t i = 0; i < kSize; ++i) values.push_back(-std::log(Draws(5).uniform(stream("value"), i, s)));
    const Estimate e = bootstrap_mean(values, Draws(static_cast<std::uint64_t>(s)));
    covered += e.interval.low <= 1 && 1 <= e.interval.high;
    skew += ((e.interval.high - e.mean) - (e.mean - e.interval.low)) / kSamples;
  }
  CHECK(skew > 0.02);
  // of 40 values, BCa's coverage falls short by one or two hundredths (Efron and Tibshirani 1993, section 14.3)
  CHECK(covered / double{kSamples} > 0.95 - 0.02 - 4 * std::sqrt(0.95 * 0.05 / kSamples));
}

TEST_CASE("A bootstrap interval of what never varies is a point, and of too little is none", "[analysis]") {
  const Estimate none = bootstrap_paired_difference({1.5, 2.5, 9}, {1.5, 2.5, NAN}, Draws(1));
  CHECK(none.count == 2);
  CHECK(none.mean == 0);
  CHECK(none.interval.low == 0);
  CHECK(none.interval.high == 0);
  CHECK(std::isnan(bootstrap_mean({1}, Draws(1)).interval.low));
  CHECK(std::isnan(bootstrap_mean({}, Draws(1)).mean));
}

TEST_CASE("The variance ratio says what common random numbers save", "[analysis]") {
  // a = common + own, b = common + own with variances 9 and 1: (10 + 10) / 2 = 10
  std::vector<double> a, b;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const double common = 3 * Draws(1).normal(stream("common"), i, 0);
    a.push_back(common + Draws(1).normal(stream("a"), i, 0));
    b.push_back(common + Draws(1).normal(stream("b"), i, 0));
  }
  a.push_back(NAN), b.push_back(7);
  const Estimate ratio = variance_ratio(a, b, Draws(1));
  CHECK(ratio.count == 2000);
  CHECK(ratio.interval.low < 10);
  CHECK(10 < ratio.interval.high);
  CHECK(ratio.interval.high - ratio.interval.low < 2.5);
  CHECK(std::isinf(variance_ratio({1, 2, 4}, {1, 2, 4}, Draws(1)).mean));
  CHECK(std::isnan(variance_ratio({1, 1}, {1, 1}, Draws(1)).mean));
}
