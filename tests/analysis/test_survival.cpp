// Kaplan-Meier curves: a small example by hand, and exponential times from the engine (V26).
#include <cmath>

#include "analysis/survival.hpp"
#include "engine/model/attention/phases.hpp"
#include "tests/catch.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using analysis::kaplan_meier;
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
