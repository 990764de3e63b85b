#include <cmath>

#include "analysis/figure.hpp"
#include "analysis/statistics.hpp"
#include "tests/catch.hpp"

using namespace gongjian::analysis;

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

TEST_CASE("A figure's script quotes what people wrote and keeps gaps", "[analysis]") {
  Figure figure;
  figure.panels.push_back({"it's", {{"a 'b'\nc", {0, 1}, {1, NAN}, {}, {}}}});
  const std::string script = gnuplot_script(figure, "svg");
  CHECK(script.find("'a ''b'' c'") != std::string::npos);
  CHECK(script.find("1 NaN") != std::string::npos);
}
