// Closed forms of alliances and of what is counted over years: hours (V20), ruin (V21), break-even (V22), founding,
// dissolution, mergers, execution. Unless a value is exact, bounds are four standard errors.
#include <algorithm>
#include <string>

#include "engine/model/alliance/phases.hpp"
#include "engine/model/events.hpp"
#include "engine/model/simulation.hpp"
#include "tests/catch.hpp"
#include "tests/model/samples.hpp"
#include "tests/model/tables.hpp"

using namespace gongjian;
using namespace gongjian::tests;

TEST_CASE("V20: the inequality of lognormal hours is erf(s / 2)", "[closed_forms]") {
  constexpr std::size_t kN = 200'000;
  for (const auto& [s, expected] : {std::pair{1.0, 0.5205}, std::pair{1.5, 0.7112}}) {
    std::vector<double> hours;
    for (std::size_t i = 0; i < kN; ++i)
      hours.push_back(core::exp(s * core::normal_quantile((static_cast<double>(i) + 0.5) / kN)));
    CHECK(std::erf(s / 2) == Approx(expected).margin(5e-5));
    CHECK(core::gini(hours) == Approx(expected).margin(1e-3));  // quantiles cut the tail off
  }
}

TEST_CASE("V20: when each member has done one task, hours are as unequal as tasks are long", "[closed_forms]") {
  constexpr std::size_t kN = 40'000;
  constexpr std::uint64_t kSeeds = 16;
  for (const double s : {0.6, 1.0, 1.5}) {
    std::vector<double> ginis;
    double of_tasks = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      MemberTables tables(kN);
      std::fill(tables.members.state.begin(), tables.members.state.end(), MemberState::registered);
      tables.parameters.task_hours_log_sd = s;
      tables.parameters.claim_intercept = 50;
      tables.parameters.completion = 1;
      tables.parameters.completion_match = 0;
      tables.week(0, seed);
      REQUIRE(tables.class_totals.completed[2] == kN);
      std::vector<double> tasks(tables.chances.task_hours.begin(), tables.chances.task_hours.end());
      of_tasks = core::gini(tasks);
      close_year(tables.workers, tables.blocks, tables.members, tables.class_totals);
      ginis.push_back(tables.class_totals.hours_gini[2]);
      REQUIRE(tables.class_totals.year_hours[2] == 0);
    }
    CHECK(sample_of(ginis).mean == Approx(of_tasks).margin(sample_of(ginis).four_errors()));
    // 64 lengths of tasks, in quarters of an hour, have a shorter tail than the lognormal
    CHECK(of_tasks == Approx(std::erf(s / 2)).margin(0.035));
    CHECK(of_tasks < std::erf(s / 2));
  }
}

namespace {

// Districts whose alliances have a full leader's attention, no staff, and nothing that limits their reserve.
struct AllianceTables {
  explicit AllianceTables(std::size_t count) : districts(some_districts(count)), levers(no_levers(count)) {
    resize_columns(alliances, count);
    std::fill(alliances.form.begin(), alliances.form.end(), Form::alliance);
    std::fill(districts.effective_attention.begin(), districts.effective_attention.end(), 1.0);
    funding.reserve_cap = funding.registered_reserve_cap = 1e9;
  }
  AllianceParameters parameters;
  FundingParameters funding;
  Districts districts;
  LeverLevels levers;
  Alliances alliances;
};

// Chance that a queue that serves one a week, with a Poisson number of arrivals, holds k, for k = 0, 1, ….
std::vector<double> slotted_queue(double load, std::size_t most) {
  std::vector<double> arrivals{std::exp(-load)};
  for (std::size_t k = 1; k <= most + 1; ++k) arrivals.push_back(arrivals.back() * load / static_cast<double>(k));
  std::vector<double> holds{(1 - load) / arrivals[0]};
  holds.push_back(holds[0] * (1 - arrivals[0] - arrivals[1]) / arrivals[0]);
  for (std::size_t k = 1; k < most; ++k) {
    double next = holds[k];
    for (std::size_t i = 0; i <= k; ++i) next -= holds[i] * arrivals[k + 1 - i];
    holds.push_back(next / arrivals[0]);
  }
  return holds;
}

}  // namespace

TEST_CASE("V21: an alliance whose grant pays one event a week is ruined as a queue runs full", "[closed_forms]") {
  constexpr std::size_t kN = 20'000;
  struct Case {
    double events;  // a week, at the price of the grant
    int reserve;    // in events
    int weeks;
  };
  for (const Case& c : {Case{0.8, 3, 600}, Case{0.8, 6, 600}, Case{0.9, 10, 1'800}}) {
    INFO(c.reserve);
    AllianceTables tables(kN);
    tables.parameters.event_rate = c.events;
    tables.funding.grant = tables.funding.event_cost = 8;
    std::fill(tables.alliances.reserve.begin(), tables.alliances.reserve.end(), core::Fixed::from(8.0 * c.reserve));
    std::vector<std::uint8_t> ruined(kN, 0);
    for (int week = 0; week < c.weeks; ++week) {
      events_held(tables.parameters, core::Draws(21), core::Tick{week}, tables.districts, tables.alliances);
      cash_flow(tables.funding, tables.levers, tables.districts, tables.alliances);
      for (std::size_t d = 0; d < kN; ++d) {
        if (tables.alliances.form[d] == Form::none || tables.alliances.has_cash(d)) continue;
        ruined[d] = 1;
        tables.alliances.end(d);  // what follows is another story
      }
    }
    // ruin from r: the highest of the sums of (events - 1) reaches r, as the content of the dual queue does
    const std::vector<double> holds = slotted_queue(c.events, static_cast<std::size_t>(c.reserve));
    double expected = 1;
    for (int k = 0; k < c.reserve; ++k) expected -= holds[static_cast<std::size_t>(k)];
    const double found = static_cast<double>(std::count(ruined.begin(), ruined.end(), 1)) / kN;
    CHECK(found == Approx(expected).margin(four_sigma(expected, kN)));
    if (c.events == 0.9) {  // a small drift: exp(-2 mu R / sigma^2), up to the last event's overshoot
      const double diffusion = std::exp(-2 * 0.1 * c.reserve / 0.9);
      CHECK(found == Approx(diffusion).margin(0.02));
    }
  }
}

TEST_CASE("V22: the reserve stands still at the stated number of paying members", "[closed_forms]") {
  AllianceTables tables(3);
  Alliances& a = tables.alliances;
  constexpr double kStaff = 5, kEvents = 0.25, kParticipation = 0.05, kAttention = 0.125;
  const double grant = 20 * kAttention * 0.2, fee = kStaff * 2 * kParticipation / 0.10;
  const double members = 52 * (1.6 * kStaff + 8 * kEvents - grant - fee) / 2;
  REQUIRE(members == Approx(117));
  for (std::size_t d = 0; d < 3; ++d) {
    a.form[d] = Form::registered;
    a.staff[d] = kStaff;
    a.autonomy[d] = 0.8;
    a.reserve[d] = core::Fixed::from(500);
    a.participating_units[d] = static_cast<std::uint32_t>(2 * (members - 1 + static_cast<double>(d)) + 0.5);
    tables.districts.effective_attention[d] = kAttention;
    tables.districts.participation[d] = kParticipation;
    tables.levers.own_income[d] = 1;
  }
  for (int week = 0; week < 104; ++week) {
    std::fill(a.events.begin(), a.events.end(), week % 4 == 0 ? 1 : 0);  // one event a month
    cash_flow(tables.funding, tables.levers, tables.districts, a);
  }
  // two years of one member less, none, one more; each flow is within half a step of 2^-20
  for (std::size_t d = 0; d < 3; ++d)
    CHECK(a.reserve[d].value() == Approx(500 + 2 * 2 * (static_cast<double>(d) - 1)).margin(104 * 2e-6));
}

TEST_CASE("Alliances are founded from above and from below in proportion to the two hazards", "[closed_forms]") {
  constexpr std::size_t kN = 40'000;
  struct Case {
    double attention, goodwill;
    int weeks;
  };
  for (const Case& c : {Case{0.8, 0, 29}, Case{0.3, 200, 200}, Case{0.7, 3'000, 20}, Case{0, 1'000, 100}}) {
    INFO(c.attention);
    AllianceTables tables(kN);
    std::fill(tables.alliances.form.begin(), tables.alliances.form.end(), Form::none);
    std::fill(tables.districts.effective_attention.begin(), tables.districts.effective_attention.end(), c.attention);
    std::fill(tables.districts.goodwill.begin(), tables.districts.goodwill.end(), c.goodwill);
    for (int week = 0; week < c.weeks; ++week)
      founding(tables.parameters, core::Draws(22), core::Tick{week}, tables.districts, tables.alliances);
    const double above = 8e-6 * std::exp(10 * c.attention), below = 2e-6 * c.goodwill;
    const double expected = 1 - std::exp(-(above + below) * c.weeks);
    const auto& cause = tables.alliances.founding_cause;
    const double n =
        static_cast<double>(kN - std::count(tables.alliances.form.begin(), tables.alliances.form.end(), Form::none));
    const auto by = [&](FoundingCause who) { return static_cast<double>(std::count(cause.begin(), cause.end(), who)); };
    CHECK(n / kN == Approx(expected).margin(four_sigma(expected, kN)));
    CHECK(by(FoundingCause::above) / n ==
          Approx(above / (above + below)).margin(four_sigma(above / (above + below), n)));
    CHECK(by(FoundingCause::above) + by(FoundingCause::below) == n);
    if (c.goodwill == 0) CHECK(expected == Approx(0.5).margin(0.01));  // half in 29 weeks
  }
}

TEST_CASE("A registered alliance without money and members is dissolved after exactly 52 weeks", "[closed_forms]") {
  AllianceTables tables(5);
  Alliances& a = tables.alliances;
  for (std::size_t d = 0; d < 5; ++d) {
    a.form[d] = Form::registered;
    a.member_units[d] = 29;
    a.reserve[d] = core::Fixed::from(-10);
    a.first_stall_week[d] = -1;
  }
  a.form[1] = Form::alliance;              // only legal persons are dissolved
  a.member_units[2] = 30;                  // members enough
  a.reserve[3] = core::Fixed::from(0.01);  // some money
  for (int week = 100; week < 152; ++week) {
    for (std::size_t d = 0; d < 5; ++d) REQUIRE(a.founded(d));
    if (week == 130) a.reserve[4] = core::Fixed::from(1);  // money for a week: the count begins anew
    if (week == 131) a.reserve[4] = core::Fixed{};
    dissolution(tables.parameters, core::Tick{week}, a);
  }
  CHECK(!a.founded(0));
  CHECK(a.reserve[0] == core::Fixed{});
  CHECK(a.lapsed[0] == core::Fixed::from(-10));  // the debt is written off
  CHECK(a.stalled[0] == 1);
  CHECK(a.first_stall_week[0] == 151);
  CHECK(a.stall_cause[0] == StallCause::cash);
  for (std::size_t d = 1; d < 5; ++d) CHECK(a.founded(d));
  for (int week = 152; week < 182; ++week) dissolution(tables.parameters, core::Tick{week}, a);
  CHECK(a.founded(4));
  dissolution(tables.parameters, core::Tick{182}, a);
  CHECK(!a.founded(4));
}

TEST_CASE("A merger conserves units, members, projects and money", "[closed_forms]") {
  model::Setup setup;
  setup.districts = {{{"a", "甲"}, 3, 9, 200, 1500, 9000},
                     {{"b", "乙"}, 4, 12, 300, 2500, 12000},
                     {{"c", "丙"}, 2, 6, 100, 700, 6000}};
  setup.parameters.projects.agreement = 1;
  setup.parameters.matching.capacity = setup.parameters.matching.known_at_first = 1;
  model::Simulation simulation(setup, 3);
  for (int week = 0; week < 120; ++week) simulation.step();
  model::City& city = simulation.world().city;
  struct Sums {
    std::vector<std::uint64_t> counts;
    core::Fixed reserve;
    bool operator==(const Sums&) const = default;
  };
  const auto of_all = [](const auto& column) {
    std::uint64_t sum = 0;
    for (const auto value : column) sum += static_cast<std::uint64_t>(value);
    return sum;
  };
  const auto sums = [&] {
    Sums all;
    all.counts = {of_all(city.districts.units),         of_all(city.class_totals.members),
                  of_all(city.class_totals.registered), of_all(city.class_totals.cumulative_hours),
                  of_all(city.kind_totals.units),       of_all(city.kind_totals.participants),
                  of_all(city.field_totals.completed)};
    for (const core::Fixed r : city.alliances.reserve) all.reserve += r;
    return all;
  };
  const Sums before = sums();
  const std::uint32_t member_units = city.alliances.member_units[0] + city.alliances.member_units[1];
  const double scale = city.districts.scale[0] + city.districts.scale[1];
  const double participation = (200 * city.districts.participation[0] + 300 * city.districts.participation[1]) / 500;
  REQUIRE(of_all(city.field_totals.completed) > 0);
  const std::size_t projects_of_b =
      static_cast<std::size_t>(std::count(city.projects.district.begin(), city.projects.district.end(), DistrictId(1)));
  const std::size_t projects_of_a =
      static_cast<std::size_t>(std::count(city.projects.district.begin(), city.projects.district.end(), DistrictId(0)));
  REQUIRE(projects_of_b > 0);

  Events events;
  events.list.push_back(DistrictMerger{{120}, {0, 1, 0}, DistrictId(0), 0.5});
  merge_districts(events, setup.parameters.attention, core::Tick{120}, city.districts, city.alliances,
                  city.subdistricts, city.projects, city.field_totals, city.units, city.kind_totals, city.member_blocks,
                  city.class_totals);
  CHECK(sums() == before);
  CHECK(city.districts.units == std::vector<std::uint32_t>{500, 0, 100});
  CHECK(city.alliances.member_units[0] == member_units);
  CHECK(!city.districts.exists(1));
  CHECK(!city.alliances.founded(1));
  CHECK(city.alliances.reserve[1] == core::Fixed{});
  CHECK(city.districts.scale[0] == Approx(scale).epsilon(1e-14));
  CHECK(city.districts.participation[0] == Approx(participation).epsilon(1e-14));
  CHECK(std::count(city.projects.district.begin(), city.projects.district.end(), DistrictId(0)) ==
        static_cast<std::ptrdiff_t>(projects_of_a + projects_of_b));
  CHECK(std::count(city.subdistricts.district.begin(), city.subdistricts.district.end(), DistrictId(0)) == 7);
  CHECK(city.class_totals.members[3] + city.class_totals.members[4] + city.class_totals.members[5] == 0);
}

TEST_CASE("What is carried out of a lever grows from a half to the whole in a year", "[closed_forms]") {
  std::size_t two_way = 0, execution = 0, position = 0;
  LeverLevels levels = no_levers(2);
  auto find = [&](std::string_view name, const auto&...) {
    if (name == "two_way") two_way = position;
    if (name == "execution") execution = position;
    ++position;
  };
  levels.visit(find);
  for (const double exec : {0.0, 0.4, 1.0})
    for (const int ramp : {0, 30}) {
      const DistrictMask first_only = {1, 0};
      Policy policy;
      policy.settings.push_back({two_way, 0.8, 10, 10, 100, ramp, first_only});
      policy.settings.push_back({execution, exec, 0, 0, -1, 0, {}});
      for (int week = 0; week < 120; ++week) {
        set_levers(policy, ExecutionParameters{}, core::Tick{week}, levels);
        const bool on = week >= 10 && week < 100;
        const double months = (week - 10) / 4.0;
        const double learnt = 0.5 + 0.5 * std::min(1.0, months / 12), carried = learnt + (1 - learnt) * exec;
        const double paper = 0.8 * (ramp == 0 ? 1 : std::min(1.0, (week - 9) / 30.0));
        REQUIRE(levels.two_way[0] == Approx(on ? paper * carried : 0).margin(1e-15));
        REQUIRE(levels.two_way[1] == 0);
        REQUIRE(levels.execution[1] == exec);
        REQUIRE(levels.training[0] == 0);
      }
    }
}
