// Verification against closed forms (V1, V2, … of the model's specification), each through the real phases. Unless
// a value is exact, bounds are four standard errors.
#include <algorithm>
#include <functional>

#include "engine/model/alliance/phases.hpp"
#include "engine/model/attention/phases.hpp"
#include "engine/model/events.hpp"
#include "tests/catch.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

struct Moments {
  double mean = 0, variance = 0;
};

Moments moments(const std::vector<double>& values) {
  Moments m;
  for (const double v : values) m.mean += v / static_cast<double>(values.size());
  for (const double v : values) m.variance += (v - m.mean) * (v - m.mean) / static_cast<double>(values.size() - 1);
  return m;
}

}  // namespace

TEST_CASE("V1: attention has the mean, variance and autocovariance of an Ornstein-Uhlenbeck process",
          "[closed_forms]") {
  AttentionParameters p;
  p.bounded = false;
  Districts districts = some_districts(20'000);
  std::fill(districts.mean_attention.begin(), districts.mean_attention.end(), 0.5);
  std::fill(districts.attention.begin(), districts.attention.end(), 0.5);
  const core::Draws draws(1);
  int week = 0;
  for (; week < 200; ++week) attention(p, draws, core::Tick{week}, districts);
  const std::vector<double> before = districts.attention;
  for (; week < 225; ++week) attention(p, draws, core::Tick{week}, districts);

  const double n = static_cast<double>(districts.size());
  const double variance = p.volatility * p.volatility / (2 * p.reversion);
  CHECK(std::sqrt(variance) == Approx(0.07071).epsilon(1e-4));
  const Moments m = moments(districts.attention);
  CHECK(m.mean == Approx(0.5).margin(4 * std::sqrt(variance / n)));
  CHECK(m.variance == Approx(variance).margin(4 * variance * std::sqrt(2 / n)));
  double covariance = 0;
  for (std::size_t d = 0; d < districts.size(); ++d)
    covariance += (before[d] - 0.5) * (districts.attention[d] - 0.5) / n;
  const double correlation = covariance / variance;
  CHECK(correlation == Approx(std::exp(-1.0)).margin(4 * std::sqrt((1 + std::exp(-2.0)) / n)));
}

TEST_CASE("V2: turnover is geometric and successors' means are Beta(2,2)", "[closed_forms]") {
  AttentionParameters p;
  constexpr std::size_t kN = 20'000;
  Districts districts = some_districts(kN);
  const core::Draws draws(2);
  std::vector<double> counts(kN, 0), means;
  std::vector<int> first(kN, 1'000);
  for (int week = 0; week < 520; ++week) {
    turnover(p, draws, core::Tick{week}, districts);
    for (std::size_t d = 0; d < kN; ++d)
      if (districts.tenure_weeks[d] == 0) {
        ++counts[d];
        first[d] = std::min(first[d], week + 1);
        means.push_back(districts.mean_attention[d]);
      }
  }
  const double scale = 166.4;
  for (const int n : {156, 260}) {
    const double expected = 1 - std::exp(-n / scale);
    const double found =
        static_cast<double>(std::count_if(first.begin(), first.end(), [&](int week) { return week <= n; })) / kN;
    CHECK(found == Approx(expected).margin(four_sigma(expected, kN)));
  }
  const double weekly = 1 - std::exp(-1 / scale), mean_count = 520 * weekly;
  CHECK(moments(counts).mean == Approx(mean_count).margin(4 * std::sqrt(mean_count * (1 - weekly) / kN)));
  const Moments m = moments(means);
  const double n = static_cast<double>(means.size());
  CHECK(m.mean == Approx(0.5).margin(4 * std::sqrt(0.05 * 0.81 / n)));
  CHECK(m.variance == Approx(0.05 * 0.81).margin(4 * 0.05 * 0.81 * std::sqrt(2 / n)));
  const double low =
      static_cast<double>(std::count_if(means.begin(), means.end(), [](double mean) { return mean < 0.3; })) / n;
  const double u = 0.25 / 0.9, beta = 3 * u * u - 2 * u * u * u;  // P(Beta(2,2) < u)
  CHECK(low == Approx(beta).margin(four_sigma(beta, n)));
}

TEST_CASE("V3: Weibull tenure of shape 2 has its survival curve, with the mean kept", "[closed_forms]") {
  AttentionParameters p;
  p.tenure_shape = 2;
  constexpr std::size_t kN = 20'000;
  Districts districts = some_districts(kN);
  std::vector<int> first(kN, 0);
  for (int week = 0; week < 1'500; ++week) {
    turnover(p, core::Draws(3), core::Tick{week}, districts);
    for (std::size_t d = 0; d < kN; ++d)
      if (districts.tenure_weeks[d] == 0 && first[d] == 0) first[d] = week + 1;
  }
  const double lambda = 166.4 / 0.8862269;
  for (const int n : {52, 104, 156, 260}) {
    const double expected = 1 - std::exp(-(n / lambda) * (n / lambda));
    const double found = static_cast<double>(std::count_if(first.begin(), first.end(),
                                                           [&](int week) { return week > 0 && week <= n; })) /
                         kN;
    CHECK(found == Approx(expected).margin(four_sigma(expected, kN)));
  }
  const Moments m = moments({first.begin(), first.end()});  // whole weeks are half a week late on average
  CHECK(m.mean - 0.5 == Approx(166.4).margin(4 * std::sqrt(m.variance / kN)));
}

TEST_CASE("V4: attention jumps by personal ties and then decays exponentially to the new leader's mean",
          "[closed_forms]") {
  AttentionParameters p;
  p.natural_turnover = false;
  p.volatility = 0;
  Districts districts = some_districts(1);
  districts.attention[0] = districts.mean_attention[0] = 0.8;
  Events events;
  events.list.push_back(LeaderTurnover{{0}, {}, 0.1});
  LeverLevels levers = no_levers(1);
  happen(events, p, core::Tick{0}, levers, districts);
  const double jumped = 0.8 + 0.5 * (0.1 - 0.8);
  CHECK(districts.attention[0] == Approx(jumped).epsilon(1e-14));
  for (int t = 1; t <= 100; ++t) {
    attention(p, core::Draws(1), core::Tick{t}, districts);
    REQUIRE(districts.attention[0] == Approx(0.1 + (jumped - 0.1) * std::exp(-0.04 * t)).epsilon(1e-12));
  }
}

TEST_CASE("V5: units that do not see each other take part by a binomial of the logit", "[closed_forms]") {
  constexpr std::size_t kN = 200'000;
  UnitTables tables(kN);
  for (const double logit : {-3.0, -1.0, 0.0, 2.0}) {
    tables.set_logit(logit);
    tables.participate(1);
    const double p = core::logistic(logit);
    CHECK(tables.share(tables.units.participates) == Approx(p).margin(four_sigma(p, kN)));
  }
}

TEST_CASE("V7: habit is an exponential average of participation", "[closed_forms]") {
  constexpr std::size_t kN = 50'000;
  UnitTables tables(kN);
  const HabitParameters p;
  SECTION("a unit that always takes part") {
    std::fill(tables.units.participates.begin(), tables.units.participates.end(), std::uint8_t{1});
    for (int t = 1; t <= 60; ++t) {
      habit(tables.workers, p, tables.subdistricts, tables.units);
      REQUIRE(tables.units.habit[0] == Approx(1 - std::pow(8.0 / 9.0, t)).epsilon(1e-12));
    }
  }
  SECTION("units that take part by chance") {
    tables.set_logit(std::log(0.3 / 0.7));
    for (int month = 0; month < 100; ++month) {
      tables.participate(month);
      habit(tables.workers, p, tables.subdistricts, tables.units);
    }
    const Moments m = moments(tables.units.habit);
    const double variance = (1.0 / 9) * 0.3 * 0.7 / (2 - 1.0 / 9);
    CHECK(variance == Approx(0.012353).epsilon(1e-4));
    CHECK(m.mean == Approx(0.3).margin(4 * std::sqrt(variance / kN)));
    CHECK(m.variance == Approx(variance).margin(4 * variance * std::sqrt(2.0 / kN)));
  }
}

TEST_CASE("V8: reciprocity tends to benefit minus cost with the time constant -1/ln(5/6) months", "[closed_forms]") {
  UnitTables tables(2);
  tables.units.participates[0] = 1;
  tables.units.reciprocity = {0.4, 0.4};
  const ReciprocityParameters p;
  const double quality = 0.3 + 0.7 * (1 - 0.69) * 0.53;
  tables.committees.quality[0] = quality;
  tables.markets.project_benefit[0] = 0.03;
  for (const double two_way : {0.0, 1.0}) {
    tables.levers.two_way[0] = two_way;
    tables.units.reciprocity = {0.4, 0.4};
    const double net =
        0.45 * two_way * (0.5 + 0.5 * quality) + 0.5 * 0.03 * 0.5 + 0.10 * quality - (0.20 + 0.20 * (1 - two_way));
    for (int t = 1; t <= 80; ++t) {
      reciprocity(tables.workers, p, tables.neutral, tables.levers, tables.alliances, tables.committees, tables.markets,
                  tables.stations, tables.subdistricts, tables.units);
      REQUIRE(tables.units.reciprocity[0] == Approx(net + (0.4 - net) * std::pow(5.0 / 6.0, t)).epsilon(1e-12));
      REQUIRE(tables.units.reciprocity[1] == Approx(0.4 * std::pow(23.0 / 24.0, t)).epsilon(1e-12));
    }
  }
}

namespace {

// Expected share of aware units and its variance, month by month: a unit learns with chance 1 - e^{-4(p + q F)} and
// forgets with chance 1 - e^{-4f}; what chance adds is carried on by the slope of the mean.
struct Spread {
  double external, contact, forgetting, units;
  double share = 0, variance = 0;
  void month() {
    const double stays = std::exp(-4 * (external + contact * share)), learn = 1 - stays,
                 forget = 1 - std::exp(-4 * forgetting);
    const double slope = 1 - learn + (1 - share) * 4 * contact * stays - forget;
    variance = variance * slope * slope + ((1 - share) * learn * stays + share * forget * (1 - forget)) / units;
    share += (1 - share) * learn - share * forget;
  }
  double margin() const { return 4 * std::sqrt(variance); }
};

// Runs the phase with the aware share as what units meet, and hands each month's share to `check`.
template <class Check>
void spread_awareness(const Spread& parameters, double first_share, int months, Check check) {
  UnitTables tables(static_cast<std::size_t>(parameters.units));
  for (std::size_t i = 0; i < tables.units.count(); ++i)
    tables.units.aware[i] = static_cast<double>(i) < first_share * parameters.units;
  AwarenessParameters p;
  p.spontaneous = parameters.external;
  p.contact_effect = parameters.contact;
  p.forgetting = parameters.forgetting;
  for (int month = 1; month <= months; ++month) {
    tables.subdistricts.participation[0] = tables.share(tables.units.aware);
    awareness(tables.workers, p, core::Draws(4), core::Tick{4 * (month - 1)}, tables.levers, tables.subdistricts,
              tables.units);
    check(month, tables.share(tables.units.aware));
  }
}

}  // namespace

TEST_CASE("V9: awareness spreads as Bass's model says", "[closed_forms]") {
  SECTION("mostly by publicity: a year and two") {
    Spread expected{0.0105, 0.006, 0, 200'000};
    spread_awareness(expected, 0, 26, [&](int month, double found) {
      expected.month();
      if (month == 13) CHECK(expected.share == Approx(0.4603).margin(1e-4));
      if (month == 26) CHECK(expected.share == Approx(0.7411).margin(1e-4));
      REQUIRE(found == Approx(expected.share).margin(expected.margin()));
      const double decay = std::exp(-0.0165 * 4 * month), ode = (1 - decay) / (1 + 0.006 / 0.0105 * decay);
      REQUIRE(found == Approx(ode).margin(0.005 + expected.margin()));  // monthly steps lag by up to .005
    });
  }
  SECTION("mostly by contact: the rise is steepest near week 180, at the share (1 - p/q) / 2") {
    Spread expected{0.0005, 0.02, 0, 200'000};
    int crossed = 0;
    spread_awareness(expected, 0, 100, [&](int month, double found) {
      expected.month();
      REQUIRE(found == Approx(expected.share).margin(expected.margin()));
      if (crossed == 0 && found >= 0.4875) crossed = month;
    });
    CHECK(4 * crossed == Approx(179.9).margin(12));  // steps of a month see the contacts of the month before
  }
}

TEST_CASE("V10: with forgetting, awareness is endemic above the threshold and dies out below it", "[closed_forms]") {
  Spread expected{0, 0.02, 0.005, 100'000, 0.5};
  double last = 0;
  spread_awareness(expected, 0.5, 400, [&](int month, double found) {
    expected.month();
    if (month % 50 == 0) REQUIRE(found == Approx(expected.share).margin(expected.margin()));
    last = found;
  });
  CHECK(last == Approx(1 - 0.005 / 0.02).margin(0.015));  // 1 - f/q, up to the length of a month
  spread_awareness({0, 0.005, 0.02, 100'000}, 0.5, 400, [&](int, double found) { last = found; });
  CHECK(last < 0.001);
}

TEST_CASE("V18: registration and lapse make a two-state chain", "[closed_forms]") {
  constexpr std::size_t kN = 400'000;
  MemberTables tables(kN);
  tables.parameters.lapsed_return_factor = 1;
  tables.parameters.completion = tables.parameters.completion_match = 0;  // nobody does a task
  const double r = tables.parameters.registration, l = tables.parameters.lapse, pi = r / (r + l);
  CHECK(pi == Approx(0.0909).margin(1e-4));
  CHECK(std::log(0.5) / std::log(1 - r - l) == Approx(104.7).margin(0.1));
  for (int t = 1; t <= 600; ++t) {
    tables.week(t - 1);
    if (t != 52 && t != 105 && t != 600) continue;
    const double expected = pi * (1 - std::pow(1 - r - l, t));
    CHECK(tables.registered_share() == Approx(expected).margin(four_sigma(expected, kN)));
  }
  CHECK(tables.neighbourhoods.registered_members[0] == tables.class_totals.registered[2]);
}

TEST_CASE("V19: a campaign's effect decays exponentially and its registrations integrate the hazard",
          "[closed_forms]") {
  constexpr std::size_t kN = 400'000;
  MemberTables tables(kN);
  tables.parameters.registration = 0;
  tables.parameters.lapse = 0;
  AttentionParameters attention_parameters;
  attention_parameters.volatility = 0;
  tables.districts.attention[0] = tables.districts.mean_attention[0] = 0.2;
  Events events;
  Campaign campaign;
  campaign.week.value = 10;
  campaign.end.value = 62;
  events.list.push_back(campaign);
  double unregistered = 1, integral = 0;
  for (int t = 0; t < 150; ++t) {
    happen(events, attention_parameters, core::Tick{t}, tables.levers, tables.districts);
    attention(attention_parameters, core::Draws(1), core::Tick{t}, tables.districts);
    const double overlay = t < 10 ? 0 : t < 62 ? 0.35 : 0.35 * std::exp(-(t - 62) / 16.0);
    REQUIRE(tables.districts.effective_attention[0] - tables.districts.attention[0] == Approx(overlay).margin(1e-12));
    tables.week(t);
    unregistered *= 1 - 0.05 * overlay;
    integral += 0.05 * overlay;
  }
  const double expected = 1 - unregistered;
  CHECK(tables.registered_share() == Approx(expected).margin(four_sigma(expected, kN)));
  CHECK(tables.registered_share() == Approx(1 - std::exp(-integral)).margin(0.01));  // the continuous form
}

TEST_CASE("Members' weekly chances are those of equation (r)", "[closed_forms]") {
  constexpr std::size_t kN = 400'000;
  const MemberParameters p;
  const auto logistic = [](double z) { return 1 / (1 + std::exp(-z)); };
  const auto near = [&](double share, double n) { return Approx(share).margin(four_sigma(share, n)); };

  SECTION("receipts work through the employer's habit; the lapsed return at half the rate") {
    for (const double habit : {0.0, 0.2, 0.5})
      for (const MemberState before : {MemberState::unregistered, MemberState::lapsed}) {
        MemberTables tables(kN, MemberClass::in_service);
        Units units;
        resize_columns(units, 1);
        units.habit[0] = habit;
        for (UnitId& unit : tables.members.unit) unit = UnitId(0);
        for (MemberState& state : tables.members.state) state = before;
        tables.levers.receipts[0] = 0.8;
        tables.districts.campaign[0] = 0.1;
        tables.week(0, 1, units);
        const double rate = 0.0006 + 0.05 * 0.1 + 0.03 * 0.8 * (0.4 + 0.6 * std::min(1.0, 3 * habit));
        CHECK(tables.registered_share() == near(before == MemberState::lapsed ? 0.5 * rate : rate, kN));
      }
  }
  SECTION("receipts reach nobody without an employer; the retired register at their own rate") {
    for (const auto& [member_class, rate] :
         {std::pair{MemberClass::other, 0.0006}, std::pair{MemberClass::retired, 0.003}}) {
      MemberTables tables(kN, member_class);
      tables.levers.receipts[0] = 1;
      tables.week(0);
      CHECK(tables.registered_share() == near(rate, kN));
    }
  }
  SECTION("registered members lapse, claim and complete tasks") {
    for (const double habit : {0.0, 0.25, 0.75})
      for (const double level : {0.0, 0.6})
        for (const MemberClass member_class : {MemberClass::other, MemberClass::retired}) {
          MemberTables tables(kN, member_class);
          for (MemberState& state : tables.members.state) state = MemberState::registered;
          for (std::uint16_t& h : tables.members.habit) h = static_cast<std::uint16_t>(habit * kHabitSteps + 0.5);
          tables.levers.receipts[0] = tables.levers.recognition[0] = tables.levers.skill_base[0] = level;
          tables.districts.campaign[0] = level / 2;
          tables.week(0);
          const double match = 0.25 + 0.55 * level;
          const double logit =
              -4.7 + 2.2 * habit + 0.8 * level + 2.2 * level / 2 + (member_class == MemberClass::retired ? 1.4 : 0);
          const double suitable = match * logistic(logit + 1), unsuited = (1 - match) * logistic(logit);
          const double done = suitable * 0.95 + unsuited * 0.75;
          const std::size_t row = static_cast<std::size_t>(member_class);
          // habit enters in steps of 1/40 logit: half a step is 1.3 % of a small chance
          const auto about = [&](double share) { return Approx(share).margin(four_sigma(share, kN) + 0.013 * share); };
          CHECK(tables.class_totals.claimed[row] / double{kN} == about(suitable + unsuited));
          CHECK(tables.class_totals.completed[row] / double{kN} == about(done));
          CHECK(tables.class_totals.hours[row] == tables.class_totals.completed[row] * 3 * kHourSteps);
          const double lapse =
              member_class == MemberClass::retired ? 0 : (1 - done) * 0.006 * std::exp(-3 * habit - level - 2 * level);
          CHECK(1 - tables.registered_share() == near(lapse, kN));
        }
  }
}
