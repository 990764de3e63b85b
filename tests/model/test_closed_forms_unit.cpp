// Closed forms of resident units: peers (V6), identity (V11), learning by stimulus (V23), contact with the community.
// Unless a value is exact, bounds are four standard errors.
#include <algorithm>

#include "tests/catch.hpp"
#include "tests/model/samples.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

// Units of one subdistrict that see each other's participation of the month before: x(t+1) = sigma(u + b x(t)).
struct MeanField {
  MeanField(std::size_t count, double peer_effect) : tables(count) {
    std::fill(tables.units.cooperator.begin(), tables.units.cooperator.end(), Cooperator::conditional);
    tables.neutral.peer_effect = peer_effect;
    tables.neutral.peer_reference = 0;
  }
  double run(double logit, int months) {
    tables.set_logit(logit);
    for (int n = 0; n < months; ++n) {
      tables.participate(month);
      tally(tables.workers, core::Tick{4 * month}, tables.units, tables.subdistricts, tables.districts,
            tables.alliances, tables.totals);
      ++month;
    }
    return tables.subdistricts.participation[0];
  }
  UnitTables tables;
  int month = 0;
};

double iterate(double u, double b, double x) {
  for (int n = 0; n < 10'000; ++n) x = core::logistic(u + b * x);
  return x;
}

}  // namespace

TEST_CASE("V6: units that see each other settle at the fixed points of the mean-field logit", "[closed_forms]") {
  constexpr std::size_t kN = 30'000;
  struct Case {
    double u, b, start, fixed_point;
  };
  for (const Case& c : {Case{-2, 1, 0, 0.1340}, Case{-2, 1, 1, 0.1340}, Case{-2, 2.5, 0, 0.1723},
                        Case{-2, 2.5, 1, 0.1723}, Case{-3, 6, 0, 0.0707}, Case{-3, 6, 1, 0.9293}}) {
    const double x = iterate(c.u, c.b, c.start);
    CHECK(x == Approx(c.fixed_point).margin(5e-5));
    MeanField field(kN, c.b);
    field.tables.subdistricts.participation[0] = c.start;
    // what chance adds in a month is carried on by the slope b x (1 - x)
    const double slope = c.b * x * (1 - x);
    CHECK(field.run(c.u, 60) == Approx(x).margin(four_sigma(x, kN) / std::sqrt(1 - slope * slope)));
  }
}

TEST_CASE("V6: where peers weigh enough, participation jumps later on the way up than on the way down",
          "[closed_forms]") {
  constexpr std::size_t kN = 4'000;
  constexpr int kSteps = 20, kMonths = 40;  // u from -4 to -2 in steps of 0.1, each held for 40 months
  const auto u_of = [](int step) { return -4 + 0.1 * step; };
  const auto there_and_back = [&](double b) {
    MeanField field(kN, b);
    std::vector<double> up, down(kSteps + 1);
    for (int step = 0; step <= kSteps; ++step) up.push_back(field.run(u_of(step), kMonths));
    for (int step = kSteps; step >= 0; --step) down[static_cast<std::size_t>(step)] = field.run(u_of(step), kMonths);
    return std::pair(up, down);
  };
  SECTION("b = 6: the folds are where b x (1 - x) = 1") {
    const auto [up, down] = there_and_back(6);
    const auto jump = [&](const std::vector<double>& x) {
      return u_of(static_cast<int>(std::find_if(x.begin(), x.end(), [](double v) { return v > 0.5; }) - x.begin()));
    };
    const double low = (1 - std::sqrt(1 - 4 / 6.0)) / 2;  // 0.2113
    const double fold = std::log(low / (1 - low)) - 6 * low;
    CHECK(fold == Approx(-2.585).margin(1e-3));
    CHECK(jump(up) == Approx(fold).margin(0.1));
    CHECK(jump(down) == Approx(-6 - fold).margin(0.1));  // by symmetry
  }
  SECTION("b = 3: below 4 there is one way") {
    const auto [up, down] = there_and_back(3);
    for (int step = 0; step <= kSteps; ++step) {
      const double x = iterate(u_of(step), 3, 0), slope = 3 * x * (1 - x);
      const double margin = four_sigma(x, kN) / std::sqrt(1 - slope * slope);
      CHECK(up[static_cast<std::size_t>(step)] == Approx(x).margin(margin));
      CHECK(down[static_cast<std::size_t>(step)] == Approx(x).margin(margin));
    }
  }
}

TEST_CASE("V11: identity settles between the neighbours' mean and the first identity, with the mean kept",
          "[closed_forms]") {
  constexpr std::size_t kN = 2'000;
  constexpr double kSusceptibility = 0.7;  // lambda
  UnitTables tables(kN);
  IdentityParameters p;
  p.neighbours = 0.1 * kSusceptibility;
  p.anchor = 0.1 * (1 - kSusceptibility);
  for (std::size_t i = 0; i < kN; ++i)
    tables.units.identity[i] = tables.units.initial_identity[i] =
        0.4 + 0.1 * core::normal_quantile((static_cast<double>(i) + 0.5) / kN);
  const auto count = [&] {
    tally(tables.workers, core::Tick{0}, tables.units, tables.subdistricts, tables.districts, tables.alliances,
          tables.totals);
  };
  const auto variance = [&] {
    double sum = 0;
    for (const double c : tables.units.identity) sum += (c - 0.4) * (c - 0.4) / kN;
    return sum;
  };
  count();
  const double mean = tables.subdistricts.identity[0], before = variance();
  CHECK(mean == Approx(0.4).margin(1e-6));
  for (int month = 0; month < 300; ++month) {
    identity(tables.workers, p, tables.levers, tables.stations, tables.subdistricts, tables.units);
    count();
    REQUIRE(tables.subdistricts.identity[0] == Approx(mean).margin(1e-6));  // sums are in steps of 2^-20
  }
  for (std::size_t i = 0; i < kN; ++i)
    REQUIRE(tables.units.identity[i] ==
            Approx(kSusceptibility * mean + (1 - kSusceptibility) * tables.units.initial_identity[i]).margin(1e-6));
  CHECK(variance() / before == Approx((1 - kSusceptibility) * (1 - kSusceptibility)).margin(1e-5));
}

TEST_CASE("V23: under a constant stimulus the propensity moves as Bush and Mosteller say", "[closed_forms]") {
  UnitTables tables(4);
  Units& units = tables.units;
  LearningParameters p;
  p.bush_mosteller = true;
  p.aspiration_rate = 0;
  units.participates = {1, 1, 0, 0};
  units.net_benefit = {0.6, -0.6, 0.6, -0.6};
  units.aspiration = {0.1, 0.1, 0.1, 0.1};
  units.propensity = {0.3, 0.3, 0.3, 0.3};
  for (int t = 1; t <= 100; ++t) {
    learn(tables.workers, p, tables.subdistricts, units);
    const double satisfied = std::pow(1 - p.rate * 0.5, t), disappointed = std::pow(1 - p.rate * 0.7, t);
    REQUIRE(units.propensity[0] == Approx(1 - 0.7 * satisfied).epsilon(1e-12));     // did and liked it
    REQUIRE(units.propensity[1] == Approx(0.3 * disappointed).epsilon(1e-12));      // did and disliked it
    REQUIRE(units.propensity[2] == Approx(0.3 * satisfied).epsilon(1e-12));         // stayed away and liked it
    REQUIRE(units.propensity[3] == Approx(1 - 0.7 * disappointed).epsilon(1e-12));  // stayed away and disliked it
  }
  SECTION("aspiration follows what is got") {
    p.aspiration_rate = 0.02;
    units.aspiration = {0, 0, 0, 0};
    for (int t = 1; t <= 100; ++t) {
      learn(tables.workers, p, tables.subdistricts, units);
      REQUIRE(units.aspiration[0] == Approx(0.6 * (1 - std::pow(0.98, t))).epsilon(1e-12));
    }
  }
}

TEST_CASE("Units register with the community and keep contact with the stated chances", "[closed_forms]") {
  constexpr std::size_t kN = 200'000;
  const ContactParameters p;
  for (const double level : {0.0, 0.6})
    for (const double habit : {0.0, 0.4}) {
      UnitTables tables(kN);
      std::fill(tables.units.habit.begin(), tables.units.habit.end(), habit);
      tables.levers.receipts[0] = level;
      tables.levers.contracts[0] = level / 2;
      tables.districts.campaign[0] = level / 4;
      contact(tables.workers, p, core::Draws(6), core::Tick{8}, tables.levers, tables.districts, tables.subdistricts,
              tables.units);
      const double registered = 1 - std::exp(-4 * (0.0006 + 0.05 * level / 4 + 0.03 * level));
      const double keeps = 1 / (1 + std::exp(2.2 - 2 * habit - 6 * level / 4 - 1.5 * level - 1.5 * level / 2));
      CHECK(tables.share(tables.units.registered) == Approx(registered).margin(four_sigma(registered, kN)));
      CHECK(tables.share(tables.units.contact) ==
            Approx(registered * keeps).margin(four_sigma(registered * keeps, kN)));
      std::fill(tables.units.registered.begin(), tables.units.registered.end(), std::uint8_t{1});
      contact(tables.workers, p, core::Draws(6), core::Tick{12}, tables.levers, tables.districts, tables.subdistricts,
              tables.units);
      CHECK(tables.share(tables.units.contact) == Approx(keeps).margin(four_sigma(keeps, kN)));
    }
}
