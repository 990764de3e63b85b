// Kaplan-Meier curves and the log-rank test: small examples by hand and from textbooks, and exponential times from the
// engine (V26).
#include <algorithm>
#include <cmath>

#include "analysis/survival.hpp"
#include "engine/model/attention/phases.hpp"
#include "tests/catch.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using analysis::kaplan_meier;
using analysis::log_rank;
using analysis::LogRank;
using analysis::restricted_mean;
using analysis::SurvivalCurve;

TEST_CASE("Kaplan-Meier of six by hand", "[analysis]") {
  // events at 1, 3, 3, 5; watched until 3 and 4
  const SurvivalCurve curve = kaplan_meier({3, 1, 3, 4, 3, 5}, {true, true, false, false, true, true});
  REQUIRE(curve.times == std::vector<double>{1, 3, 5});
  CHECK(curve.at_risk == std::vector<int>{6, 5, 1});
  CHECK(curve.events == std::vector<int>{1, 2, 1});
  CHECK(curve.survival[0] == Approx(5.0 / 6));
  CHECK(curve.survival[1] == Approx(5.0 / 6 * 3 / 5));
  CHECK(curve.survival[2] == 0);
  // Greenwood: 1/(6*5) + 2/(5*3) = 1/6; log(-log 0.5) = log 0.6931 with sd sqrt(1/6)/0.6931 = 0.58897
  CHECK(curve.low[1] == Approx(std::pow(0.5, std::exp(1.959964 * 0.58897))).epsilon(1e-4));
  CHECK(curve.high[1] == Approx(std::pow(0.5, std::exp(-1.959964 * 0.58897))).epsilon(1e-4));
  CHECK(std::isnan(curve.low[2]));
  CHECK(curve.at(0.5) == 1);
  CHECK(curve.at(1) == Approx(5.0 / 6));
  CHECK(curve.at(4.9) == Approx(0.5));
  CHECK(curve.at(99) == 0);
}

TEST_CASE("Kaplan-Meier without events, or without anybody", "[analysis]") {
  CHECK(kaplan_meier({1, 2}, {false, false}).times.empty());
  CHECK(kaplan_meier({1, 2}, {false, false}).at(5) == 1);
  CHECK(kaplan_meier({}, {}).at(0) == 1);
}

namespace {

std::vector<bool> all_observed(std::size_t count) { return std::vector<bool>(count, true); }

// Weeks of remission, 6-mercaptopurine against placebo (Freireich et al. 1963).
struct Remission {
  std::vector<double> treated{6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
  std::vector<double> placebo{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};
  std::vector<bool> treated_observed = all_observed(21);
  Remission() { std::fill(treated_observed.begin() + 9, treated_observed.end(), false); }
};

}  // namespace

TEST_CASE("The log-rank test of two groups with ties is that of the textbooks", "[analysis]") {
  // chi squared 16.79, expected 19.25 and 10.75 (Kleinbaum and Klein 2012, table 2.4; survdiff of R)
  const Remission r;
  std::vector<double> times = r.treated;
  times.insert(times.end(), r.placebo.begin(), r.placebo.end());
  std::vector<bool> observed = r.treated_observed;
  observed.resize(42, true);
  std::vector<int> group(42, 0);
  for (std::size_t i = 21; i < 42; ++i) group[i] = 1;
  const LogRank test = log_rank(times, observed, group);
  CHECK(test.statistic == Approx(16.793).margin(5e-4));
  CHECK(test.degrees_of_freedom == 1);
  CHECK(test.p_value == Approx(4.17e-5).epsilon(2e-3));
  CHECK(test.observed == std::vector<double>{9, 21});
  CHECK(test.expected[0] == Approx(19.25).margin(5e-3));
  CHECK(test.expected[1] == Approx(10.75).margin(5e-3));
}

TEST_CASE("The log-rank test of three groups is that of the textbooks, in any order of the groups", "[analysis]") {
  // rats after no radiation, radiation, and radiation with boron (Klein and Moeschberger 2003, exercise 7.7): survdiff
  // of R gives expected 2.656485, 7.600097 and 16.743418, and chi squared 33.38033
  const std::vector<double> times{20, 21, 23, 24, 24, 26, 26, 27, 28, 30, 26, 28, 29, 29, 30,
                                  30, 31, 31, 32, 35, 31, 32, 34, 35, 36, 38, 38, 39, 42, 42};
  std::vector<bool> observed = all_observed(30);
  observed[19] = observed[28] = observed[29] = false;
  std::vector<int> group, turned;
  for (int i = 0; i < 30; ++i) group.push_back(i / 10), turned.push_back((i / 10 + 1) % 3);
  const LogRank test = log_rank(times, observed, group);
  CHECK(test.statistic == Approx(33.38033).epsilon(1e-6));
  CHECK(test.degrees_of_freedom == 2);
  CHECK(test.p_value == Approx(5.64e-8).epsilon(2e-3));
  CHECK(test.expected[0] == Approx(2.656485).epsilon(1e-6));
  CHECK(test.expected[1] == Approx(7.600097).epsilon(1e-6));
  CHECK(test.expected[2] == Approx(16.743418).epsilon(1e-6));
  CHECK(log_rank(times, observed, turned).statistic == Approx(test.statistic).epsilon(1e-12));
}

TEST_CASE("The log-rank test of equal groups, of none, and without events finds nothing", "[analysis]") {
  CHECK(log_rank({1, 2, 1, 2}, all_observed(4), {0, 0, 1, 1}).statistic == Approx(0).margin(1e-12));
  CHECK(log_rank({1, 2, 1, 2}, all_observed(4), {0, 0, 1, 1}).p_value == Approx(1));
  const LogRank never = log_rank({5, 5, 5}, {false, false, false}, {0, 1, 1});
  CHECK(never.degrees_of_freedom == 0);
  CHECK(never.p_value == 1);
  CHECK(log_rank({}, {}, {}).p_value == 1);
  // a group that is never at risk at an event does not count
  CHECK(log_rank({1, 2, 3, 4, 0.5}, {true, true, true, true, false}, {0, 1, 0, 1, 2}).degrees_of_freedom == 1);
}

TEST_CASE("The log-rank test of alike groups calls one in twenty significant", "[analysis]") {
  const core::Draws draws(7);
  constexpr int kTests = 2000, kSize = 40;
  int significant = 0;
  for (int t = 0; t < kTests; ++t) {
    std::vector<double> times;
    std::vector<bool> observed;
    std::vector<int> group;
    for (std::uint32_t i = 0; i < kSize; ++i) {
      const double event = -std::log(draws.uniform(core::stream("event"), i, t));
      const double watched = 2 * draws.uniform(core::stream("watched"), i, t);
      times.push_back(std::ceil(10 * std::fmin(event, watched)));
      observed.push_back(event <= watched);
      group.push_back(static_cast<int>(i % 2));
    }
    significant += log_rank(times, observed, group).p_value < 0.05;
  }
  // the test is asymptotic, so a little more than chance is left
  CHECK(significant / double{kTests} == Approx(0.05).margin(tests::four_sigma(0.05, kTests) + 0.01));
}

TEST_CASE("The restricted mean is the area under the survival curve", "[analysis]") {
  // the six by hand above: survival 1 until 1, 5/6 until 3, 1/2 until 5
  const std::vector<double> times{3, 1, 3, 4, 3, 5};
  const std::vector<bool> observed{true, true, false, false, true, true};
  CHECK(restricted_mean(times, observed, 5).mean == Approx(1 + 2 * 5.0 / 6 + 2 * 0.5));
  CHECK(restricted_mean(times, observed, 4).mean == Approx(1 + 2 * 5.0 / 6 + 0.5));
  CHECK(restricted_mean(times, observed, 0.5).mean == Approx(0.5));
  // variance until 5: (areas after 1 and 3: 2 5/6 + 1 and 1)^2 by 1/(6 5) and 2/(5 3)
  const double area = 2 * 5.0 / 6 + 1;
  const double half = 1.959964 * std::sqrt(area * area / 30 + 2.0 / 15);
  CHECK(restricted_mean(times, observed, 5).interval.high == Approx(1 + area + half).epsilon(1e-6));
  CHECK(restricted_mean(times, observed, 5).count == 6);
  // without censoring it is the plain mean
  CHECK(restricted_mean({2, 4, 9}, all_observed(3), 9).mean == Approx(5));
}

TEST_CASE("Median survival is that of the textbooks", "[analysis]") {
  // 23 weeks, from 13 on, and 8 weeks, 4 to 11 (PROC LIFETEST of SAS, whose limits are by log(-log S) too)
  const Remission r;
  const auto treated = analysis::median_survival(kaplan_meier(r.treated, r.treated_observed));
  CHECK(treated.time == 23);
  CHECK(treated.interval.low == 13);
  CHECK(std::isnan(treated.interval.high));
  const auto placebo = analysis::median_survival(kaplan_meier(r.placebo, all_observed(21)));
  CHECK(placebo.time == 8);
  CHECK(placebo.interval.low == 4);
  CHECK(placebo.interval.high == 11);
  CHECK(std::isnan(analysis::median_survival(kaplan_meier({5, 5}, {false, false})).time));
}

TEST_CASE("V26: the survival curve of leaders' tenure is exponential, and its intervals cover it", "[closed_forms]") {
  constexpr std::size_t kGroups = 400, kSize = 50, kN = kGroups * kSize;
  constexpr int kWatched = 260;
  const model::AttentionParameters p;
  model::Districts districts = tests::some_districts(kN);
  std::vector<double> times(kN, kWatched);
  std::vector<bool> observed(kN, false);
  for (int week = 0; week < kWatched; ++week) {
    model::turnover(p, core::Draws(26), core::Tick{week}, districts);
    for (std::size_t d = 0; d < kN; ++d) {
      // every third district is watched for half of the time
      if (observed[d] || times[d] < kWatched) continue;
      if (districts.tenure_weeks[d] == 0) times[d] = week + 1, observed[d] = true;
      else if (d % 3 == 0 && week + 1 == kWatched / 2) times[d] = kWatched / 2;
    }
  }
  const double hazard = 1 / 166.4;
  const SurvivalCurve all = kaplan_meier(times, observed);
  for (const int week : {26, 52, 104, 156, 208, 259}) {
    const double s = std::exp(-hazard * week);
    // at least two thirds are watched for so long
    CHECK(all.at(week) == Approx(s).margin(tests::four_sigma(s, kN * 2.0 / 3)));
  }
  for (std::size_t i = 0; i < all.times.size(); ++i) {
    REQUIRE(all.low[i] < all.survival[i]);
    REQUIRE(all.survival[i] < all.high[i]);
  }
  // of 400 groups of 50, 95 % of the intervals hold the true value
  for (const int week : {52, 156}) {
    double covered = 0;
    for (std::size_t g = 0; g < kGroups; ++g) {
      const auto first = static_cast<std::ptrdiff_t>(g * kSize), last = first + static_cast<std::ptrdiff_t>(kSize);
      const SurvivalCurve curve = kaplan_meier({times.begin() + first, times.begin() + last},
                                               {observed.begin() + first, observed.begin() + last});
      const auto at = std::upper_bound(curve.times.begin(), curve.times.end(), week) - curve.times.begin() - 1;
      REQUIRE(at >= 0);
      const double s = std::exp(-hazard * week);
      covered += curve.low[static_cast<std::size_t>(at)] <= s && s <= curve.high[static_cast<std::size_t>(at)];
    }
    CHECK(covered / kGroups == Approx(0.95).margin(tests::four_sigma(0.95, kGroups) + 0.01));
  }
}

TEST_CASE("The median is the time by which exactly half have had the event", "[analysis]") {
  for (const int n : {2, 4, 6, 24, 30, 38, 100, 1000}) {
    std::vector<double> times;
    for (int i = 1; i <= n; ++i) times.push_back(i);
    CHECK(analysis::median_survival(kaplan_meier(times, std::vector<bool>(times.size(), true))).time == n / 2);
  }
}
