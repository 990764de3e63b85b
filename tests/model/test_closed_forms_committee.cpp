// Closed forms of working committees: whom the seats represent (V13), meetings, outreach. Unless a value is exact,
// bounds are four standard errors.
#include <algorithm>

#include "engine/model/committee/phases.hpp"
#include "tests/catch.hpp"
#include "tests/model/samples.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

// One district of `count` subdistricts with the same units each: `mix` of them of each kind.
struct CommitteeTables {
  CommitteeTables(std::size_t count, const std::array<std::size_t, kKinds>& mix)
      : districts(some_districts(1)), levers(no_levers(1)) {
    resize_columns(subdistricts, count);
    resize_columns(committees, count);
    for (std::size_t s = 0; s < count; ++s) {
      subdistricts.district[s] = DistrictId(0);
      subdistricts.unit_begin[s] = static_cast<std::uint32_t>(units.kind.size());
      for (std::size_t k = 0; k < kKinds; ++k) units.kind.insert(units.kind.end(), mix[k], static_cast<Kind>(k));
      subdistricts.unit_end[s] = static_cast<std::uint32_t>(units.kind.size());
    }
    resize_columns(units, units.kind.size());
    for (std::size_t i = 0; i < units.count(); ++i) units.draw_id[i] = static_cast<std::uint32_t>(i);
    districts.units[0] = static_cast<std::uint32_t>(units.count());
  }
  core::Workers workers{2};
  Districts districts;
  LeverLevels levers;
  Subdistricts subdistricts;
  Committees committees;
  Units units;
};

double binomial(int n, int x, double p) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(x + 1.0) - std::lgamma(n - x + 1.0)) * std::pow(p, x) *
         std::pow(1 - p, n - x);
}

// E|X - n p| of a binomial X (de Moivre 1730): 2 m C(n, m) p^m (1-p)^(n-m+1), m = floor(n p) + 1.
double de_moivre(int n, double p) {
  const int m = static_cast<int>(std::floor(n * p)) + 1;
  return 2 * m * binomial(n, m, p) * (1 - p);
}

// Units of each kind among 1,000, as the default mix has them.
std::array<std::size_t, kKinds> thousand() {
  std::array<std::size_t, kKinds> mix{};
  for (std::size_t k = 0; k < kKinds; ++k)
    mix[k] = static_cast<std::size_t>(std::lround(1000 * PopulationParameters{}.kind_mix[k]));
  return mix;
}

}  // namespace

TEST_CASE("V13: the seats' distance from the units' mix is that of multinomial draws", "[closed_forms]") {
  constexpr int kYears = 10;
  constexpr std::size_t kSubdistricts = 200;  // 2,000 committees in all
  CommitteeTables tables(kSubdistricts, thousand());
  REQUIRE(tables.units.count() == 1'000 * kSubdistricts);
  ByKind share{};
  for (std::size_t k = 0; k < kKinds; ++k) share[k] = static_cast<double>(thousand()[k]) / 1000;
  const auto found = [&](int seats, const ByKind& weights) {
    CommitteeParameters p;
    p.selection_weight = weights;
    p.least_part_time_seats = seats;
    std::vector<double> gaps;
    for (int year = 0; year < kYears; ++year) {
      select_seats(tables.workers, p, core::Draws(13), core::Tick{52 * year}, tables.levers, tables.subdistricts,
                   tables.units, tables.committees);
      gaps.insert(gaps.end(), tables.committees.gap.begin(), tables.committees.gap.end());
      for (const std::uint8_t held : tables.committees.part_time) REQUIRE(held == seats);
    }
    return sample_of(gaps);
  };
  struct Case {
    int seats;
    double gap;
  };
  for (const Case& c : {Case{3, .408}, Case{5, .309}, Case{8, .238}, Case{12, .201}, Case{20, .159}, Case{40, .116}}) {
    INFO(c.seats);
    double expected = 0;
    for (const double p : share) expected += de_moivre(c.seats, p) / c.seats / 2;
    CHECK(expected == Approx(c.gap).margin(5e-4));
    const Sample gap = found(c.seats, {1, 1, 1, 1, 1, 1, 1, 1});
    CHECK(gap.mean == Approx(expected).margin(gap.four_errors()));
  }
  // with the weights of today, kinds are drawn by share times weight
  const ByKind weights = CommitteeParameters{}.selection_weight;
  double sum = 0, limit = 0;
  for (std::size_t k = 0; k < kKinds; ++k) sum += share[k] * weights[k];
  for (std::size_t k = 0; k < kKinds; ++k) limit += std::fabs(share[k] * weights[k] / sum - share[k]) / 2;
  CHECK(limit == Approx(0.566).margin(5e-4));
  for (const Case& c : {Case{3, .694}, Case{12, .624}}) {
    INFO(c.seats);
    double expected = 0;
    for (std::size_t k = 0; k < kKinds; ++k)
      for (int x = 0; x <= c.seats; ++x)
        expected += binomial(c.seats, x, share[k] * weights[k] / sum) *
                    std::fabs(static_cast<double>(x) / c.seats - share[k]) / 2;
    CHECK(expected == Approx(c.gap).margin(5e-4));
    const Sample gap = found(c.seats, weights);
    CHECK(gap.mean == Approx(expected).margin(gap.four_errors()));
  }
}

TEST_CASE("Meetings: relevance and attendance tend to their fixed point, and exposure is seats times attendance",
          "[closed_forms]") {
  constexpr std::size_t kN = 2'000;
  constexpr int kMonths = 60, kSeats = 6;
  const CommitteeParameters p;
  for (const double split : {0.0, 0.4, 1.0}) {
    CommitteeTables tables(kN, {});
    tables.levers.split_meetings[0] = split;
    tables.districts.effective_attention[0] = 0.6;
    std::fill(tables.committees.part_time.begin(), tables.committees.part_time.end(), std::uint8_t{kSeats});
    std::fill(tables.committees.gap.begin(), tables.committees.gap.end(), 0.4);
    std::fill(tables.committees.relevance.begin(), tables.committees.relevance.end(), 0.5);
    const double target = 1 - 0.7 * (1 - split);
    std::vector<double> exposed, called, attended;
    for (int month = 0; month < kMonths; ++month) {
      const double relevance = month == 0 ? 0.5 : target + (0.5 - target) * std::pow(0.85, month);
      const double attendance = 1 / (1 + std::exp(-(0.3 + 3 * (relevance - 0.5) + 0.8 * 0.6)));
      meetings(tables.workers, p, core::Draws(14), core::Tick{4 * month}, tables.levers, tables.districts,
               tables.subdistricts, tables.committees);
      REQUIRE(tables.committees.attendance[7] == Approx(attendance).epsilon(1e-12));
      REQUIRE(tables.committees.quality[7] == Approx(0.3 + 0.7 * 0.6 * attendance).epsilon(1e-12));
      if (month < kMonths - 1) continue;
      REQUIRE(relevance == Approx(target).margin(1e-4));  // the fixed point
      for (std::size_t s = 0; s < kN; ++s) {
        exposed.push_back(tables.committees.items_exposed[s]);
        called.push_back(tables.committees.items_called[s]);
        attended.push_back(tables.committees.items_attended[s]);
        REQUIRE(tables.committees.items[s] == kSeats * 10);
      }
    }
    const double at = tables.committees.attendance[0];
    const double calls = kSeats * 10 * (1 - split * 0.7);
    CHECK(sample_of(called).mean == Approx(calls).margin(sample_of(called).four_errors()));
    CHECK(sample_of(attended).mean == Approx(calls * at).margin(sample_of(attended).four_errors()));
    // n_PT att omega for each item, and nothing at all where meetings are split
    CHECK(sample_of(exposed).mean ==
          Approx(kSeats * at * 0.7 * 10 * (1 - split)).margin(sample_of(exposed).four_errors()));
    if (split == 1) {
      CHECK(std::all_of(tables.committees.cumulative_exposed.begin(), tables.committees.cumulative_exposed.end(),
                        [](std::uint64_t n) { return n == 0; }));
    }
  }
}

TEST_CASE("Outreach covers firms and social organisations as contacts at random do", "[closed_forms]") {
  constexpr std::size_t kN = 4'000;
  constexpr double kFirms = 30, kContacts = 10;
  OutreachParameters p;
  for (const double overlap : {0.0, 0.3, 1.0}) {
    CommitteeTables tables(kN, {5, 0, 0, 0, 0, 0, 20, 10});
    p.overlap = overlap;
    p.awareness_effect = 0.2;
    outreach(tables.workers, p, ServiceParameters{}, AssessmentParameters{}, core::Draws(15), core::Tick{4},
             tables.levers, tables.subdistricts, tables.units, tables.committees);
    std::vector<double> coverage, duplicates, aware;
    for (std::size_t s = 0; s < kN; ++s) {
      REQUIRE(tables.committees.contacts[s] == kContacts);
      coverage.push_back(tables.committees.coverage[s]);
      duplicates.push_back(tables.committees.duplicates[s]);
      double sum = 0;
      for (std::uint32_t i = tables.subdistricts.unit_begin[s]; i < tables.subdistricts.unit_end[s]; ++i)
        sum += tables.units.aware[i];
      aware.push_back(sum / kFirms);
    }
    // a unit is missed by each contact with chance 1 - (1-o)/N; contacts that overlap are of no use
    const double expected = 1 - std::pow(1 - (1 - overlap) / kFirms, kContacts);
    const double made_aware = 1 - std::pow(1 - 0.2 * (1 - overlap) / kFirms, kContacts);
    CHECK(sample_of(coverage).mean == Approx(expected).margin(sample_of(coverage).four_errors()));
    CHECK(sample_of(duplicates).mean == Approx(overlap * kContacts).margin(sample_of(duplicates).four_errors()));
    CHECK(sample_of(aware).mean == Approx(made_aware).margin(sample_of(aware).four_errors()));
    // the form with the mean number of useful contacts in the exponent is near
    CHECK(expected == Approx(1 - std::pow(1 - 1 / kFirms, (1 - overlap) * kContacts)).margin(0.002));
  }
}
