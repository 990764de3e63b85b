// Properties of whole runs: conservation, null policies, threads, extremes (V27, V28, V30, V31).
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/model/simulation.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"
#include "engine/run/run.hpp"
#include "engine/run/scenario.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

namespace {

const std::string kWorkshop = "population.preset=\"workshop\"";

// Everything at once: all levers, events, natural turnover.
run::Scenario busy(const std::vector<std::string>& settings = {}) {
  std::vector<std::string> all = {kWorkshop, "weeks=156"};
  for (const run::LeverDescription& lever : run::levers()) {
    all.push_back("levers." + lever.name + "=0.7");
    all.push_back("levers." + lever.name + ".start=30");
    all.push_back("levers." + lever.name + ".ramp=20");
  }
  all.insert(all.end(), settings.begin(), settings.end());
  run::Scenario scenario = run::read_scenario("expo_campaign", all);
  scenario.setup.events.list.clear();
  scenario.setup.events.list.push_back(model::LeaderTurnover{{60}, {}, 0.2});
  scenario.setup.events.list.push_back(model::Campaign{{20}, {}, {40}, 0.3, 16});
  scenario.setup.events.list.push_back(model::BudgetCut{{90}, {}, {120}, 0.5});
  scenario.setup.events.list.push_back(model::Recession{{70}, {}, {110}, 0.7});
  scenario.setup.events.list.push_back(model::DemandShock{{50}, {}, {80}, 2});
  return scenario;
}

std::uint64_t hash_of(const run::Scenario& scenario, unsigned threads = 1) {
  return run::run(scenario, {.threads = threads}).hash;
}

}  // namespace

TEST_CASE("V27: money, people, hours, projects and needs are conserved in every week of every scenario",
          "[closed_forms]") {
  for (const std::string& name : run::library_names()) {
    INFO(name);
    const bool needs_shanghai = name == "district_merger";
    const run::Scenario scenario =
        run::read_scenario(name, needs_shanghai ? std::vector<std::string>{"population.member_share=0.01", "weeks=320"}
                                                : std::vector<std::string>{kWorkshop, "weeks=520"});
    model::Simulation simulation(scenario.setup, 5);
    const model::Alliances& a = simulation.world().city.alliances;
    const model::City& city = simulation.world().city;
    std::vector<core::Fixed> before = a.reserve;
    for (int week = 0; week < scenario.weeks; ++week) {
      simulation.step();
      simulation.audit();
      for (std::size_t d = 0; d < a.size();
           ++d)  // what can be seen of the week's flows explains the reserve to the last step
        REQUIRE(a.reserve[d] - before[d] == a.seed_grant[d] + a.grant[d] + a.dues[d] + a.fees[d] + a.project_income[d] +
                                                a.transfer[d] - a.cost[d] - a.project_cost[d] - a.lapsed[d]);
      before = a.reserve;
    }
    // members by class as the outline has them; those registered are counted the same by member, class and home
    std::uint64_t registered = 0, by_class = 0, at_home = 0;
    for (const model::MemberState state : city.members.state) registered += state == model::MemberState::registered;
    for (const std::uint32_t n : city.class_totals.registered) by_class += n;
    for (const std::uint32_t n : city.neighbourhoods.registered_members) at_home += n;
    CHECK(registered == by_class);
    CHECK(registered == at_home);
    if (!needs_shanghai)
      CHECK(city.class_totals.members ==
            std::vector<std::uint32_t>{3090, 2268, 642});  // 51.5 %, 37.8 % and the rest of 6,000
  }
}

TEST_CASE("V28: a lever at 0, or one that starts after the end, changes no bit", "[closed_forms]") {
  const run::Scenario plain = run::read_scenario("baseline_turnover", {kWorkshop, "weeks=156"});
  const run::RunResult expected = run::run(plain, {});
  for (const run::LeverDescription& lever : run::levers())
    for (const std::string& setting : {"levers." + lever.name + "=0", "levers." + lever.name + ".start=156"}) {
      INFO(setting);
      const run::RunResult found =
          run::run(run::read_scenario("baseline_turnover", {kWorkshop, "weeks=156", setting}), {});
      CHECK(found.hash == expected.hash);
      for (std::size_t o = 0; o < found.outcomes.size(); ++o)
        CHECK((found.outcomes[o] == expected.outcomes[o] ||
               (std::isnan(found.outcomes[o]) && std::isnan(expected.outcomes[o]))));
    }
}

TEST_CASE("V30: the hash is the same with 1, 2, 3 and 8 threads", "[closed_forms][determinism]") {
  const run::Scenario scenario = busy();
  const std::uint64_t one = hash_of(scenario, 1);
  for (const unsigned threads : {2u, 3u, 8u}) CHECK(hash_of(scenario, threads) == one);
  run::Scenario other = busy();
  other.seed = 2;
  CHECK(hash_of(other) != one);
}

TEST_CASE("V31: extreme cities and policies keep every state in its range", "[closed_forms]") {
  const auto check = [](model::Setup setup, int weeks) {
    model::Simulation simulation(setup, 3);
    for (int week = 0; week < weeks; ++week) simulation.step();
    const model::City& city = simulation.world().city;
    const auto within = [](const std::vector<double>& column, double low, double high) {
      return std::all_of(column.begin(), column.end(), [&](double v) { return v >= low && v <= high; });
    };
    CHECK(within(city.districts.attention, 0, 1));
    CHECK(within(city.districts.effective_attention, 0, 1));
    CHECK(within(city.districts.participation, 0, 1));
    CHECK(within(city.districts.own_initiative, 0, 1e6));
    CHECK(within(city.alliances.autonomy, 0, 0.85));
    CHECK(within(city.alliances.staff, 0, 12));  // 0 where there is no alliance
    CHECK(within(city.alliances.event_rate, 0, 2));
    CHECK(within(city.alliances.activity, 0, 4));
    CHECK(within(city.units.identity, 0, 1));
    CHECK(within(city.units.habit, 0, 1));
    CHECK(within(city.units.formalism, 0, 1));
    CHECK(within(city.units.reciprocity, -1, 1));
    CHECK(within(city.units.active_members, 0, 1));
    for (const auto* column :
         {&city.units.fit, &city.units.assessment, &city.units.propensity, &city.committees.gap,
          &city.committees.relevance, &city.committees.attendance, &city.committees.quality, &city.committees.coverage,
          &city.markets.project_benefit, &city.stations.satisfied, &city.stations.quality,
          &city.neighbourhoods.share_served, &city.neighbourhoods.service_index, &city.theme_campaigns.share,
          &city.districts.value_gini, &city.districts.assessment_weight})
      CHECK(within(*column, 0, 1));
    simulation.world().visit_tables([](auto& table) {
      auto finite = [](std::string_view name, const auto& column, const auto&...) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(column)>, std::vector<double>>) {
          INFO(name);
          CHECK(std::all_of(column.begin(), column.end(), [](double v) { return std::isfinite(v); }));
        }
      };
      table.visit(finite);
    });
    return city;
  };
  const auto settings_of = [](const run::Scenario& scenario) { return scenario.setup; };

  SECTION("full attention and every lever at 1") {
    std::vector<std::string> settings = {kWorkshop, "parameters.start.lowest_attention=1",
                                         "parameters.start.attention_spread=0"};
    for (const run::LeverDescription& lever : run::levers()) settings.push_back("levers." + lever.name + "=1");
    check(settings_of(run::read_scenario("baseline_stable", settings)), 520);
  }
  model::Setup one = settings_of(run::read_scenario("corporate_survives"));
  SECTION("a city of one unit without members") {
    one.districts = {{{"one", "一"}, 1, 1, 1, 0, 100}};
    check(one, 260);
  }
  SECTION("a city of one unit and one member") {
    one.districts = {{{"one", "一"}, 1, 1, 1, 1, 100}};
    check(one, 260);
  }
  SECTION("no members at all") {
    one.districts = {{{"none", "无"}, 3, 9, 200, 0, 1000}};
    check(one, 260);
  }
  SECTION("no part-time seats") {
    const model::City city = check(
        settings_of(run::read_scenario(
            "full_package", {kWorkshop, "levers.part_time_seats=0", "parameters.committee.least_part_time_seats=0"})),
        260);
    CHECK(city.committees.part_time[0] == 0);
    CHECK(city.committees.gap[0] == 1);
  }
  SECTION("no budget") {
    check(settings_of(run::read_scenario("corporate_survives",
                                         {kWorkshop, "parameters.funding.grant=0", "parameters.funding.seed_grant=0",
                                          "parameters.start.reserve=0"})),
          520);
  }
  SECTION("nobody is aware and no alliance is founded") {
    std::vector<std::string> settings = {kWorkshop,
                                         "parameters.start.form=0",
                                         "parameters.alliance.founding_rate=0",
                                         "parameters.awareness.spontaneous=0",
                                         "parameters.outreach.awareness_effect=0",
                                         "parameters.start.participation=0"};
    for (const model::KindName& kind : model::kKindNames)
      settings.push_back("parameters.start.aware." + std::string(kind.name) + "=0");
    const model::City city = check(settings_of(run::read_scenario("corporate_survives", settings)), 260);
    CHECK(city.alliances.form[0] == model::Form::none);
    CHECK(city.districts.participation[0] == 0);
    CHECK(city.alliances.reserve[0] == core::Fixed{});
  }
}

namespace {

// Of all that can be seen in a run: levers are state themselves, so the state's hash would tell nothing of their
// effect.
std::uint64_t frames_hash(const run::Scenario& scenario) {
  model::Simulation simulation(scenario.setup, scenario.seed);
  core::Hash hash;
  for (int week = 0; week < scenario.weeks; ++week) {
    simulation.step();
    hash.add(simulation.frame().values);
  }
  return hash.digest();
}

}  // namespace

TEST_CASE("Every parameter and every lever matters to a small busy scenario", "[model]") {
  // what one scenario can't show at once: no alliance yet, nobody who founds one from above, an alliance that is
  // dissolved, other markets and learners, other legal forms, attention at its bounds, rare large units, alliances
  // that stall and restart
  std::vector<std::vector<std::string>> situations = {
      {},
      {"parameters.start.form=0"},
      {"parameters.start.form=1"},
      {"parameters.start.form=3", "levers.registration=0"},
      {"parameters.attention.volatility=0.2"},
      {"population.preset=\"district\"", "weeks=20"},
      {"parameters.start.form=0", "parameters.alliance.founding_rate=0", "parameters.participation.without_events=1",
       "weeks=312"},
      {"weeks=312", "parameters.alliance.registration_members=85", "parameters.alliance.registration_reserve=0",
       "parameters.funding.grant=0", "parameters.funding.seed_grant=0", "parameters.funding.fee=0",
       "parameters.funding.dues=0", "levers.two_way=0", "levers.superior_requirement=0", "levers.publicity=0",
       "levers.training=0", "levers.white_collar_station=0", "levers.branches=0"},
      {"parameters.matching.mode=0"},
      {"parameters.matching.mode=2", "weeks=312"},
      {"parameters.learning.bush_mosteller=true"},
      {"weeks=416", "parameters.attention.mean_tenure_years=1", "levers.registration=0", "levers.two_way=0",
       "levers.superior_requirement=0", "levers.publicity=0", "levers.training=0"}};
  std::vector<std::uint64_t> unchanged;
  for (const auto& situation : situations) unchanged.push_back(frames_hash(busy(situation)));

  const auto matters = [&](const std::string& setting) {
    for (std::size_t s = 0; s < situations.size(); ++s) {
      std::vector<std::string> settings = situations[s];
      settings.push_back(setting);
      try {
        if (frames_hash(busy(settings)) != unchanged[s]) return true;
      } catch (const core::UserError&) {  // a value that others forbid, such as shares above 1
      }
    }
    return false;
  };
  for (const run::FieldDescription& field : run::parameters()) {
    const std::string name = field.group + "." + field.name;
    const auto [low, high] = field.range;
    bool found = false;
    for (const double value : {field.value + 0.37 * (high - field.value), low + 0.4 * (field.value - low),
                               low + 0.01 * (field.value - low), high}) {
      const std::string text = field.is_switch  ? (field.value != 0 ? "false" : "true")
                               : field.is_whole ? std::to_string(static_cast<int>(value))
                                                : std::to_string(value);
      found = found || matters(name + "=" + text);
    }
    INFO(name);
    CHECK(found);
  }
  // without what levers cost, which can be seen though nothing depends on it
  for (auto& situation : situations)
    for (const run::FieldDescription& field : run::parameters())
      if (field.group == "parameters.policy_cost") situation.push_back(field.group + "." + field.name + "=0");
  for (std::size_t s = 0; s < situations.size(); ++s) unchanged[s] = frames_hash(busy(situations[s]));
  for (const run::LeverDescription& lever : run::levers()) {
    INFO(lever.name);
    CHECK(matters("levers." + lever.name + "=0.3"));
  }
}
