// Closed forms of needs, offers and projects: thresholds (V12), the market of numbers (V14), matching (V15), and what
// becomes of agreements. Unless a value is exact, bounds are four standard errors.
#include <algorithm>
#include <bit>
#include <set>

#include "engine/core/matching.hpp"
#include "engine/model/project/phases.hpp"
#include "tests/catch.hpp"
#include "tests/model/samples.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

// Shares of joiners of a theme campaign, month by month, among units with these thresholds.
std::vector<double> joiners(const std::vector<double>& thresholds, int months) {
  UnitTables tables(thresholds.size());
  tables.units.threshold = thresholds;
  tables.levers.theme_projects[0] = 1;
  ThemeCampaigns campaigns;
  resize_columns(campaigns, 1);
  campaigns.start_week[0] = -1;
  ThemeParameters p;
  p.weeks = 1e9;
  p.identity_effect = p.contract_effect = 0;
  std::vector<double> shares;
  for (int month = 0; month < months; ++month) {
    std::fill(tables.units.last_month.begin(), tables.units.last_month.end(), static_cast<std::int16_t>(month));
    theme_campaigns(p, core::Draws(12), core::Tick{4 * month}, tables.levers, tables.districts, tables.alliances,
                    tables.subdistricts, tables.units, tables.markets, campaigns);
    shares.push_back(campaigns.share[0]);
  }
  return shares;
}

// r(t+1) = Phi((r(t) - mean) / sd), from r = 0.
double granovetter(double mean, double sd, int months) {
  double r = 0;
  for (int month = 0; month < months; ++month) r = std::erfc(-(r - mean) / sd / std::sqrt(2.0)) / 2;
  return r;
}

}  // namespace

TEST_CASE("V12: a theme campaign spreads by thresholds as Granovetter says", "[closed_forms]") {
  SECTION("thresholds 0, 0.01, … 0.99: one after the other, all join; without the second, one") {
    std::vector<double> list;
    for (int i = 0; i < 100; ++i) list.push_back(i / 100.0);
    const std::vector<double> all = joiners(list, 100);
    for (std::size_t month = 0; month < all.size(); ++month)
      REQUIRE(all[month] == static_cast<double>(month + 1) / 100);
    list[1] = 0.02;
    const std::vector<double> one = joiners(list, 100);
    CHECK(one.front() == 0.01);
    CHECK(one.back() == 0.01);
  }
  SECTION("normal thresholds: a little more spread changes the whole outcome") {
    constexpr std::size_t kN = 20'000;
    constexpr int kMonths = 600;
    const auto found = [&](double sd) {
      std::vector<double> thresholds;
      for (std::size_t i = 0; i < kN; ++i)
        thresholds.push_back(0.25 + sd * core::normal_quantile((static_cast<double>(i) + 0.5) / kN));
      return joiners(thresholds, kMonths).back();
    };
    CHECK(granovetter(0.25, 0.122, kMonths) == Approx(0.0548).margin(5e-5));
    CHECK(granovetter(0.25, 0.125, kMonths) == Approx(1).margin(1e-6));
    for (const double sd : {0.1, 0.122, 0.125}) {
      INFO(sd);
      CHECK(found(sd) == Approx(granovetter(0.25, sd, kMonths)).margin(0.001));  // steps of 1/N, slope up to 0.95
    }
    CHECK(found(0.1) < 0.01);
  }
}

namespace {

// `count` subdistricts of one district in which `participants` units take part, all equally well known.
struct MarketTables {
  MarketTables(std::size_t count, std::size_t participants) : districts(some_districts(1)), levers(no_levers(1)) {
    resize_columns(alliances, 1);
    resize_columns(subdistricts, count);
    resize_columns(markets, count);
    resize_columns(types, count * kResources);
    resize_columns(units, count * participants);
    for (std::size_t s = 0; s < count; ++s) {
      subdistricts.district[s] = DistrictId(0);
      subdistricts.unit_begin[s] = static_cast<std::uint32_t>(s * participants);
      subdistricts.unit_end[s] = static_cast<std::uint32_t>((s + 1) * participants);
    }
    for (std::size_t i = 0; i < units.count(); ++i) {
      units.draw_id[i] = static_cast<std::uint32_t>(i);
      units.participates[i] = 1;
      units.needs[i] = units.offers[i] = 0xff;
      units.slack[i] = 1;
    }
    p.capacity = p.known_at_first = 1;
  }
  // Matches of each type and subdistrict in a quarter.
  std::vector<double> quarter(int q) {
    poll(workers, p, core::Draws(14), core::Tick{13 * q}, levers, districts, alliances, subdistricts, units, markets,
         types);
    match(workers, p, core::Draws(14), core::Tick{13 * q}, levers, subdistricts, units, markets, types, matches);
    return {types.matched.begin(), types.matched.end()};
  }
  core::Workers workers{2};
  MatchingParameters p;
  Districts districts;
  LeverLevels levers;
  Alliances alliances;
  Subdistricts subdistricts;
  Units units;
  Markets markets;
  TypeMarkets types;
  Matches matches;
};

// E[min(X, Y)] = sum over k of P(X >= k) P(Y >= k), from the chances of 0, 1, 2, …
double expected_minimum(const std::vector<double>& x, const std::vector<double>& y) {
  double above_x = 1, above_y = 1, sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    above_x -= x[k];
    above_y -= y[k];
    sum += above_x * above_y;
  }
  return sum;
}

std::vector<double> poisson(double mean) {
  std::vector<double> chances{std::exp(-mean)};
  for (int k = 1; k < 200; ++k) chances.push_back(chances.back() * mean / k);
  return chances;
}

std::vector<double> binomial(int n, double p) {
  std::vector<double> chances{std::pow(1 - p, n)};
  for (int k = 1; k <= n; ++k) chances.push_back(chances.back() * (n - k + 1) / k * p / (1 - p));
  return chances;
}

}  // namespace

TEST_CASE("V14: the market of numbers matches the lesser of two Poisson counts", "[closed_forms]") {
  struct Case {
    std::size_t participants;
    double needs_rate, offers_rate, needs, offers, matches;
  };
  for (const Case& c : {Case{8, .5, .5, .5, .5, .16316}, Case{100, .28, .296, 3.5, 3.7, 2.5457},
                        Case{400, .28, .295, 14, 14.75, 12.224}}) {
    constexpr std::size_t kSubdistricts = 100;
    constexpr int kQuarters = 20;  // 16,000 markets in all
    const double expected = expected_minimum(poisson(c.needs), poisson(c.offers));
    CHECK(expected == Approx(c.matches).epsilon(5e-5));
    MarketTables tables(kSubdistricts, c.participants);
    tables.p.mode = static_cast<int>(MatchingMode::type_market);
    tables.p.needs_rate = c.needs_rate;
    tables.p.offers_rate = c.offers_rate;
    std::vector<double> matched;
    for (int q = 1; q <= kQuarters; ++q) {
      const std::vector<double> found = tables.quarter(q);
      matched.insert(matched.end(), found.begin(), found.end());
      for (std::size_t row = 0; row < found.size(); ++row)
        REQUIRE(found[row] == std::min(tables.types.needs[row], tables.types.offers[row]));
    }
    CHECK(sample_of(matched).mean == Approx(expected).margin(sample_of(matched).four_errors()));
  }
}

TEST_CASE("V14: unit by unit, as many are matched as numbers allow, but for units left with themselves",
          "[closed_forms]") {
  constexpr std::size_t kSubdistricts = 100, kUnits = 100;
  constexpr int kQuarters = 20;  // 16,000 markets in all
  const double need = 0.28 / 8, offer = 0.295 / 8;
  for (const MatchingMode mode : {MatchingMode::greedy, MatchingMode::deferred_acceptance}) {
    MarketTables tables(kSubdistricts, kUnits);
    tables.p.mode = static_cast<int>(mode);
    std::vector<double> matched, needs, alone;
    for (int q = 1; q <= kQuarters; ++q) {
      const std::vector<double> found = tables.quarter(q);
      matched.insert(matched.end(), found.begin(), found.end());
      for (std::size_t row = 0; row < found.size(); ++row) {
        const double missing = std::min(tables.types.needs[row], tables.types.offers[row]) - found[row];
        REQUIRE((missing == 0 || missing == 1));  // two that are left would have somebody else
        alone.push_back(missing);
        needs.push_back(tables.types.needs[row]);
      }
    }
    const double expected = expected_minimum(binomial(kUnits, need), binomial(kUnits, offer));
    CHECK(sample_of(needs).mean == Approx(kUnits * need).margin(sample_of(needs).four_errors()));
    const Sample sample = sample_of(matched), left = sample_of(alone);
    CHECK(sample.mean + left.mean == Approx(expected).margin(sample.four_errors()));
    CHECK(left.mean < kUnits * need * offer);  // who both needs and offers the same
    CHECK(expected == Approx(expected_minimum(poisson(3.5), poisson(3.6875))).margin(0.02));
  }
}

namespace {

constexpr core::Stream kRowTaste = core::stream("test_row_taste");
constexpr core::Stream kColumnTaste = core::stream("test_column_taste");

}  // namespace

TEST_CASE("V15: deferred acceptance is stable, and who proposes comes off with a rank near ln n", "[closed_forms]") {
  constexpr std::size_t kN = 200;
  constexpr int kMarkets = 200;
  const core::Draws draws(15);
  std::vector<double> ranks;
  for (int market = 0; market < kMarkets; ++market) {
    std::vector<double> row(kN * kN), column(kN * kN);
    for (std::uint32_t at = 0; at < kN * kN; ++at) {
      row[at] = draws.uniform(kRowTaste, at, market);
      column[at] = draws.uniform(kColumnTaste, at, market);
    }
    const auto partner = core::deferred_acceptance(
        kN, kN, [&](std::size_t i, std::size_t j) { return row[i * kN + j]; },
        [&](std::size_t i, std::size_t j) { return column[i * kN + j]; });
    std::vector<std::size_t> holder(kN, core::kUnmatched);
    for (std::size_t i = 0; i < kN; ++i) holder[partner.at(i)] = i;
    int blocking = 0;
    double rank_sum = 0;
    for (std::size_t i = 0; i < kN; ++i)
      for (std::size_t j = 0; j < kN; ++j) {
        const bool rather = row[i * kN + j] >= row[i * kN + partner[i]];
        rank_sum += rather;
        blocking += rather && j != partner[i] && column[i * kN + j] > column[holder.at(j) * kN + j];
      }
    REQUIRE(std::set<std::size_t>(partner.begin(), partner.end()).size() == kN);
    REQUIRE(blocking == 0);
    ranks.push_back(rank_sum / kN);
  }
  double harmonic = 0;
  for (std::size_t i = 1; i <= kN; ++i) harmonic += 1.0 / static_cast<double>(i);
  const Sample rank = sample_of(ranks);
  CHECK(rank.mean <= harmonic + rank.four_errors());  // 5.88: proposals are not more than a coupon collector's
  CHECK(rank.mean >= std::log(kN) - rank.four_errors());
}

TEST_CASE("V15: Gale and Shapley's example, who is not acceptable, and ties", "[closed_forms]") {
  using Table = std::vector<std::vector<double>>;
  // rows: alpha, beta, gamma prefer ABC, BCA, CAB; columns: A, B, C prefer beta gamma alpha, gamma alpha beta, alpha
  // beta gamma
  const Table rows = {{3, 2, 1}, {1, 3, 2}, {2, 1, 3}}, columns = {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}};
  const auto at = [](const Table& table) { return [&](std::size_t i, std::size_t j) { return table[i][j]; }; };
  const auto turned = [](const Table& table) { return [&](std::size_t i, std::size_t j) { return table[j][i]; }; };
  using Partners = std::vector<std::size_t>;
  CHECK(core::deferred_acceptance(3, 3, at(rows), at(columns)) == Partners{0, 1, 2});
  CHECK(core::deferred_acceptance(3, 3, turned(columns), turned(rows)) == Partners{1, 2, 0});  // women propose

  constexpr std::size_t none = core::kUnmatched;
  // the second row accepts nobody, and nobody the third
  CHECK(core::deferred_acceptance(3, 2, at({{2, 1}, {-1, -1}, {2, 1}}), at({{1, 1}, {2, 2}, {-1, -1}})) ==
        Partners{0, none, none});
  CHECK(core::deferred_acceptance(2, 1, at({{1}, {1}}), at({{1}, {1}})) == Partners{0, none});  // the lower number
  CHECK(core::deferred_acceptance(0, 2, at({}), at({})).empty());

  const auto tie = [](std::size_t i, std::size_t j) { return std::uint64_t{10 * i + j}; };
  CHECK(core::greedy_matching(2, 2, at({{0.9, 0.8}, {0.8, 0.1}}), tie) == Partners{0, 1});  // the best pair first
  CHECK(core::greedy_matching(2, 2, at({{0.5, 0.8}, {0.9, 0.85}}), tie) == Partners{1, 0});
  CHECK(core::greedy_matching(2, 2, at({{1, -1}, {1, -1}}), tie) == Partners{0, none});
  CHECK(core::greedy_matching(2, 1, at({{1}, {1}}), [](std::size_t i, std::size_t) { return std::uint64_t{1 - i}; }) ==
        Partners{none, 0});  // the lowest tie number
  CHECK(core::greedy_matching(2, 2, at({{1, 1}, {1, 1}}), [](std::size_t, std::size_t) { return std::uint64_t{0}; }) ==
        Partners{0, 1});
}

namespace {

// One subdistrict in which unit 2i has a need that unit 2i + 1 meets; nothing wants money or coordination.
struct ProjectTables {
  explicit ProjectTables(std::size_t count) : tables(2 * count) {
    resize_columns(fields, kFields);
    resize_columns(neighbourhoods, 2);
    neighbourhoods.subdistrict = {SubdistrictId(0), SubdistrictId(0)};
    tables.subdistricts.neighbourhood_end[0] = 2;
    for (std::size_t i = 0; i < 2 * count; ++i) {
      tables.units.kind[i] = static_cast<Kind>(i * 5 % kKinds);
      tables.units.participates[i] = 1;
    }
    for (std::uint32_t i = 0; i < count; ++i)
      matches.list.push_back({2 * i, 2 * i + 1, 0, static_cast<Resource>(i % kResources), false});
    tables.alliances.reserve[0] = core::Fixed::from(1e6);
    p.coordination = 1e6;
    p.fund_share = p.alliance_share = 0;
  }
  void start() {
    start_projects(p, core::Draws(16), core::Tick{13}, tables.levers, committee, tables.committees, tables.districts,
                   tables.alliances, tables.subdistricts, tables.units, matches, tables.markets, projects);
  }
  // Until all have ended.
  int run() {
    int week = 13;
    const auto active = [](ProjectState state) { return state == ProjectState::active; };
    while (std::any_of(projects.state.begin(), projects.state.end(), active))
      projects_week(tables.workers, p, core::Draws(16), core::Tick{++week}, tables.levers, committee,
                    tables.subdistricts, tables.alliances, tables.units, neighbourhoods, tables.markets, projects,
                    fields, active_projects);
    return week;
  }
  UnitTables tables;
  ProjectParameters p;
  CommitteeParameters committee;
  Neighbourhoods neighbourhoods;
  Matches matches;
  Projects projects;
  FieldTotals fields;
  ActiveProjects active_projects;
};

}  // namespace

TEST_CASE("Matches become projects with the chances of agreement and of funds", "[closed_forms]") {
  constexpr std::size_t kN = 40'000;
  ProjectTables t(kN);
  LeverLevels& levers = t.tables.levers;
  SECTION("nothing helps") {
    t.start();
    CHECK(t.tables.markets.agreed[0] / double{kN} == Approx(0.15).margin(four_sigma(0.15, kN)));
    CHECK(t.tables.markets.started[0] == t.tables.markets.agreed[0]);
  }
  SECTION("contracts, branches, and a grant that is cut while the reserve is low") {
    levers.contracts[0] = 0.5;
    levers.branches[0] = 1;
    t.tables.alliances.event_rate[0] = 0.125;
    t.tables.alliances.reserve[0] = core::Fixed::from(50);
    t.tables.districts.budget_cut[0] = 0.8;
    t.start();
    const double agreement = 0.15 + 0.20 * 0.5 + 0.05 * 0.5, funds = (0.4 + 0.6 * 0.5) * (1 - 0.5 * 0.8);
    const double agreed = t.tables.markets.agreed[0];
    CHECK(agreed / kN == Approx(agreement).margin(four_sigma(agreement, kN)));
    CHECK(t.tables.markets.started[0] / agreed == Approx(funds).margin(four_sigma(funds, agreed)));
    CHECK(t.tables.markets.started[0] + t.tables.markets.lost_to_funds[0] == agreed);
  }
  SECTION("no more than can be coordinated") {
    t.p.coordination = 1;
    levers.project_itemisation[0] = 0.5;
    t.start();
    CHECK(t.tables.markets.started[0] == 4);
    CHECK(t.tables.markets.lost_to_coordination[0] == t.tables.markets.agreed[0] - 4);
  }
}

TEST_CASE("A new project's agreement, partners, cost, length and chance are those of equation (p)", "[closed_forms]") {
  constexpr std::size_t kN = 20'000;
  ProjectTables t(kN);
  t.p.agreement = 1;
  t.tables.levers.contracts[0] = 0.6;
  t.tables.levers.project_itemisation[0] = 0.7;
  t.tables.levers.residential_office[0] = 0.5;
  t.tables.committees.attendance[0] = 0.53;
  t.start();
  REQUIRE(t.projects.size() == kN);
  double elements = 0, partners = 0;
  std::vector<double> cost, log_cost, weeks;
  const double office = 0.05 + 0.95 * 0.5;
  for (std::size_t i = 0; i < kN; ++i) {
    const int held = std::popcount(t.projects.elements[i]);
    elements += held;
    partners += t.projects.partner[i].exists();
    cost.push_back(t.projects.cost[i].value());
    log_cost.push_back(std::log(cost.back()));
    weeks.push_back(t.projects.weeks[i]);
    const double z = -0.6 + 1.4 * held / 5 + 0.6 * 0.7 + 0.4 * 0.53 + 0.5 * office;
    REQUIRE(t.projects.completion_chance[i] == Approx(1 / (1 + std::exp(-z))).epsilon(1e-12));
    REQUIRE(std::pow(1 - t.projects.weekly_failure[i], t.projects.weeks[i]) ==
            Approx(t.projects.completion_chance[i]).epsilon(1e-12));
  }
  CHECK(elements / (5 * kN) == Approx(0.6).margin(four_sigma(0.6, 5 * kN)));
  CHECK(partners / kN == Approx(0.3).margin(four_sigma(0.3, kN)));  // 1 in 20,000 would be a party already
  CHECK(sample_of(cost).mean == Approx(30).margin(sample_of(cost).four_errors()));
  CHECK(sample_of(log_cost).mean == Approx(std::log(30) - 0.5).margin(sample_of(log_cost).four_errors()));
  CHECK(sample_of(weeks).mean == Approx(26).margin(sample_of(weeks).four_errors() + 0.01));  // whole weeks, 1 at least
}

TEST_CASE("Projects are completed, valued and landed as equations (p) and (q) say", "[closed_forms]") {
  constexpr std::size_t kN = 20'000;
  for (const double level : {0.0, 0.7}) {
    ProjectTables t(kN);
    t.p.agreement = 1;
    t.tables.levers.contracts[0] = level;
    t.tables.levers.residential_office[0] = level;
    t.neighbourhoods.contact_point = {1, 0};
    t.start();
    const int last = t.run();
    double expected = 0, variance = 0, quality = 0;
    std::array<double, 2> completed{}, landed{};
    core::Fixed value, by_unit;
    for (std::size_t i = 0; i < kN; ++i) {
      const double p = t.projects.completion_chance[i];
      expected += p;
      variance += p * (1 - p);
      if (t.projects.state[i] != ProjectState::completed) continue;
      std::set<Kind> kinds;
      for (const UnitId unit :
           {t.projects.initiator[i], t.projects.provider[i], t.projects.partner[i], t.projects.second_partner[i]})
        if (unit.exists()) kinds.insert(t.tables.units.kind[unit]);
      const double q = t.projects.quality[i], contract = std::popcount(t.projects.elements[i]) / 5.0;
      REQUIRE(t.projects.value[i].value() ==
              Approx(t.projects.cost[i].value() * q * (1 + 0.15 * (static_cast<double>(kinds.size()) - 1)) *
                     (1 + 0.25 * contract))
                  .margin(1e-6));
      REQUIRE(t.projects.end_week[i] == 13 + t.projects.weeks[i]);
      REQUIRE(t.projects.paid[i] == t.projects.cost[i]);
      value += t.projects.value[i];
      quality += q;
      ++completed[0];
    }
    CHECK(completed[0] == Approx(expected).margin(4 * std::sqrt(variance)));
    CHECK(completed[0] == t.tables.markets.cumulative_completed[0]);
    CHECK(kN - completed[0] == t.tables.markets.cumulative_failed[0]);
    CHECK(value == t.tables.markets.cumulative_value[0]);
    CHECK(quality / completed[0] == Approx(0.8).margin(4 * 0.4 / std::sqrt(12 * completed[0])));

    // half of all would land where there is a contact point
    const double office = 0.05 + 0.95 * level, with_point = 0.2 + 0.6 * office, n = completed[0] / 2;
    for (std::size_t i = 0; i < kN; ++i)
      if (t.projects.neighbourhood[i].exists()) ++landed[t.projects.neighbourhood[i]];
    CHECK(landed[0] / n == Approx(with_point).margin(four_sigma(with_point / 2, completed[0]) * 2));
    CHECK(landed[1] / n == Approx(0.2).margin(four_sigma(0.1, completed[0]) * 2));
    CHECK(landed[0] + landed[1] == t.tables.markets.cumulative_landed[0]);
    for (int week = last + 1; week <= last + 26; ++week)
      projects_week(t.tables.workers, t.p, core::Draws(16), core::Tick{week}, t.tables.levers, t.committee,
                    t.tables.subdistricts, t.tables.alliances, t.tables.units, t.neighbourhoods, t.tables.markets,
                    t.projects, t.fields, t.active_projects);
    CHECK(t.neighbourhoods.landed == std::vector<std::uint32_t>{0, 0});  // each has served its 26 weeks
  }
}
