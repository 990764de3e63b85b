// Patterns of needs and offers, projects, key projects and services.
#include "tests/patterns/lines.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

Values completion(const Arm& arm) {
  return ratio(arm.at_end("projects_completed"),
               combined(arm.at_end("projects_completed"), arm.at_end("projects_failed"), std::plus<>()));
}

// Projects started in a district between the ends of two weeks, a year.
Values started(const Arm& arm, int from, int to) {
  Values values = minus(arm.at("projects_started", to), arm.at("projects_started", from));
  for (double& value : values) value *= 52.0 / (to - from);
  return values;
}

}  // namespace

TEST_CASE("SF13: a district platform finds more matches, above all for rare types", "[patterns]") {
  struct Found {
    double rare = 0, common = 0;
  };
  const auto found = [](const std::string& platform) {
    return simulations<Found>("baseline_turnover",
                              {"parameters.matching.type_weight.premises=0.1", "levers.district_platform=" + platform,
                               "levers.needs_polling=1"},
                              {"district", 0.05, kSeeds}, [](model::Simulation& simulation, int week, Found& sum) {
                                if (week % 13 != 0) return;
                                const model::TypeMarkets& types = simulation.world().city.type_markets;
                                for (std::size_t row = 0; row < types.needs.size(); ++row)
                                  (row % model::kResources == model::kResources - 1 ? sum.rare : sum.common) +=
                                      types.matched[row] + types.district_matched[row];
                              });
  };
  const auto without = found("0"), with = found("1");
  Values all, rare, common;
  for (std::size_t r = 0; r < kSeeds; ++r) {
    all.push_back((with[r].rare + with[r].common) / (without[r].rare + without[r].common));
    common.push_back(with[r].common / without[r].common);
    rare.push_back((with[r].rare + 0.5) / (without[r].rare + 0.5));  // a rare type may find no match at all
  }
  at_least("SF13", "matches with a district platform / without", all, 1);
  at_least("SF13", "gain of a rare type minus gain of common ones", minus(rare, common), 0);
}

TEST_CASE("SF15: a flat platform brings in units of high rank, and leaves agencies as they are", "[patterns]") {
  const Arm flat = shanghai("baseline_turnover", from_104({"district_platform"})),
            before = shanghai("baseline_turnover");
  for (const char* kind : {"university", "hospital", "military"})
    at_least("SF15", std::string("participation / baseline: ") + kind,
             ratio(flat.last_year(std::string("participation_") + kind),
                   before.last_year(std::string("participation_") + kind)),
             1);
  between("SF15", "participation / baseline: agency",
          ratio(flat.last_year("participation_agency"), before.last_year("participation_agency")), 0.9, 1.1);
}

TEST_CASE("SF22: with contact points but no office of line C few projects land", "[patterns]") {
  std::vector<std::string> settings = {"levers.contact_points=1", "levers.contact_points.start=0"};
  const Arm points = district("projects_contracts", settings);
  settings.insert(settings.end(), {"levers.residential_office=1", "levers.residential_office.start=0"});
  const Arm office = district("projects_contracts", settings);
  const auto landed = [](const Arm& arm) {
    return ratio(arm.at_end("projects_landed"), arm.at_end("projects_completed"));
  };
  between("SF22", "share of completed projects that land (formula .23)", landed(points), 0.2, 0.26);
  between("SF22", "the same with an office (formula .80)", landed(office), 0.77, 0.83);
}

TEST_CASE("SF33: alliances are round tables: they meet, and have few projects", "[patterns]") {
  const Arm base = district("baseline_turnover");
  Values projects = started(base, 104, 519), meetings;
  for (double& value : projects) value /= 12;  // subdistricts
  at_most("SF33", "projects started in a subdistrict a year", projects, 1);
  // 13 meetings of a working committee a year, and the alliance's events
  const Values events = base.mean("events_held", 104, 520), per_district = started(base, 104, 519);
  for (std::size_t r = 0; r < kSeeds; ++r) meetings.push_back((13 * 12 + 52 * events[r]) / per_district[r]);
  at_least("SF33", "meetings and events / projects started", meetings, 10);
}

TEST_CASE("SF34: while units learn of each other projects become more, and then no more", "[patterns]") {
  const Arm base = shanghai("baseline_stable");
  at_least("SF34", "projects started a year, years 3-4 / year 1", ratio(started(base, 104, 207), started(base, 0, 51)),
           1.2);
  between("SF34", "projects started a year, years 9-10 / years 6-7",
          ratio(started(base, 416, 519), started(base, 260, 363)), 0.85, 1.15);
}

TEST_CASE("SF38: the value of a project grows with distinct kinds of parties, not with parties of one kind",
          "[patterns]") {
  struct Value {
    double same_two = 0, same_more = 0, kinds_two = 0, kinds_three = 0;  // mean value / cost
  };
  const auto values = simulations<Value>(
      "projects_contracts", {"weeks=312", "levers.needs_polling=1"}, {"shanghai", 0.01, kSeeds},
      [](model::Simulation& simulation, int week, Value& value) {
        if (week != 311) return;
        const model::Projects& projects = simulation.world().city.projects;
        double sums[4] = {}, counts[4] = {};
        for (std::size_t p = 0; p < projects.size(); ++p) {
          if (projects.state[p] != model::ProjectState::completed) continue;
          int kinds = 0;
          for (int k = 0; k < 8; ++k) kinds += projects.kinds[p] >> k & 1;
          const int parties = 2 + projects.partner[p].exists() + projects.second_partner[p].exists();
          const int group = kinds == 1 ? (parties == 2 ? 0 : 1) : kinds == 2 ? 2 : kinds == 3 ? 3 : -1;
          if (group < 0 || projects.elements[p] != 31) continue;  // with a complete agreement
          sums[group] += projects.value[p].value() / projects.cost[p].value();
          ++counts[group];
        }
        value = {sums[0] / counts[0], sums[1] / counts[1], sums[2] / counts[2], sums[3] / counts[3]};
      });
  Values flat, two, three;
  for (const Value& value : values) {
    if (std::isfinite(value.same_more)) flat.push_back(value.same_more / value.same_two);
    two.push_back(value.kinds_two / value.same_two);
    three.push_back(value.kinds_three / value.kinds_two);
  }
  between("SF38", "value / cost, three or four parties of one kind / two", flat, 0.9, 1.1);
  between("SF38", "value / cost, two kinds / one (formula 1.15)", two, 1.10, 1.20);
  between("SF38", "value / cost, three kinds / two (formula 1.13)", three, 1.08, 1.18);
}

TEST_CASE("SF43: branches find more matches nearby, and turn district events into local projects", "[patterns]") {
  const Arm branches = shanghai("baseline_stable", from_104({"branches"})), before = shanghai("baseline_stable");
  const auto agreed_share = [](const Arm& arm) {
    return ratio(arm.mean("agreements", 208, 520), arm.mean("matches", 208, 520));
  };
  at_least("SF43", "matches / baseline", ratio(branches.mean("matches", 208, 520), before.mean("matches", 208, 520)),
           1.1);
  at_least("SF43", "share of matches agreed, minus baseline", minus(agreed_share(branches), agreed_share(before)), 0);
  at_least("SF43", "projects started / baseline", ratio(started(branches, 208, 519), started(before, 208, 519)), 1.1);
}

TEST_CASE("SF44: residents are better served only where projects land", "[patterns]") {
  // needs as many as staff can serve, so that any help shows; the office's own capacity is left out
  const auto with = [](std::vector<std::string> settings) {
    settings.insert(settings.end(), {"parameters.residents.needs_rate=0.0037", "parameters.residents.office_capacity=0",
                                     "levers.contracts=1", "levers.project_itemisation=1"});
    return district("branches_and_points", settings).last_year("resident_service");
  };
  const Values landing = with({}),
               no_landing = with({"parameters.projects.landing=0", "parameters.projects.landing_office=0"}),
               no_projects = with({"parameters.projects.agreement=0", "parameters.projects.agreement_contracts=0",
                                   "parameters.projects.agreement_branches=0"});
  at_least("SF44", "resident service, projects land minus they do not", minus(landing, no_landing), 0);
  between("SF44", "resident service, projects that do not land minus no projects", minus(no_landing, no_projects),
          -0.005, 0.005);
  // at the default needs of a district with all its members nearly every need is served anyway
  report("SF44", "resident service at default needs, branches and points minus baseline",
         mean_of(minus(district("branches_and_points", {}, 1).last_year("resident_service"),
                       district("baseline_turnover", {}, 1).last_year("resident_service"))));
}

TEST_CASE("SF47: a white-collar station makes firms and social organisations give back", "[patterns]") {
  const Arm station = shanghai("white_collar_station"), before = shanghai("baseline_turnover");
  const auto two_new = [](const Arm& arm) {
    return combined(arm.last_year("participation_private"), arm.last_year("participation_social"),
                    [](double firms, double social) { return (0.564 * firms + 0.118 * social) / 0.682; });
  };
  between("SF47", "two-new participation / baseline", ratio(two_new(station), two_new(before)), 2, 2.5);
  at_least("SF47", "identity minus baseline", minus(station.at_end("identity"), before.at_end("identity")), 0.05);
}

TEST_CASE("SF48: contracts and project-based progress complete more of more projects", "[patterns]") {
  const Arm reform = shanghai("projects_contracts"), before = shanghai("baseline_turnover");
  between("SF48", "completion, baseline", completion(before), 0.35, 0.47);
  const auto since = [](const Arm& arm) {  // of projects that ended after the first year of the reform
    const Values done = minus(arm.at_end("projects_completed"), arm.at("projects_completed", 156)),
                 failed = minus(arm.at_end("projects_failed"), arm.at("projects_failed", 156));
    return ratio(done, combined(done, failed, std::plus<>()));
  };
  between("SF48", "completion with contracts and project-based progress", since(reform), 0.75, 0.87);
  // explored: five times as many; the bound is half to twice that
  between("SF48", "projects started / baseline", ratio(started(reform, 208, 519), started(before, 208, 519)), 2.5, 10);
  // stalling: no cure
  expect("SF48", "districts ever stalled", share_of_districts(reform.at_end("ever_stalled")), 0.5, 0.8);
}

TEST_CASE("SF49: unit by unit there are as many matches as in a market of numbers", "[patterns]") {
  const Arm units = district("baseline_stable", from_104({"needs_polling"}));
  std::vector<std::string> numbers = from_104({"needs_polling"});
  numbers.push_back("parameters.matching.mode=0");
  between("SF49", "matches, unit by unit / E min(Poisson, Poisson) of the market",
          ratio(units.mean("matches", 208, 520), district("baseline_stable", numbers).mean("matches", 208, 520)), 0.85,
          1.15);
}

TEST_CASE("SF50: a key project needs a critical mass, which contracts and identity give", "[patterns]") {
  const auto success = [](const Arm& arm) {
    const Values done = arm.at_end("theme_successes");
    return ratio(done, combined(done, arm.at_end("theme_failures"), std::plus<>()));
  };
  at_most("SF50", "share of key projects that succeed, without contracts", success(district("theme_without_contract")),
          0.1);
  const Arm with = district("theme_with_contract");
  const Values late = minus(with.at_end("theme_successes"), with.at("theme_successes", 260)),
               late_failures = minus(with.at_end("theme_failures"), with.at("theme_failures", 260));
  at_least("SF50", "the same with contracts, training and two-way service, years 6-10",
           ratio(late, combined(late, late_failures, std::plus<>())), 0.9);
  // the middle of the rise is narrow: with thresholds spread by .10 nobody follows the first where they are .25 on
  // average, and all do where they are .15 (the fold of r = F(r) lies at .214)
  const auto with_threshold = [&](double mean) {
    return success(
        district("theme_without_contract", {"parameters.population.threshold_mean=" + std::to_string(mean)}));
  };
  at_least("SF50", "success, thresholds of .15 on average minus of .25",
           minus(with_threshold(0.15), with_threshold(0.25)), 0.85);
}

TEST_CASE("Where no pattern is stated: what funds prevent", "[patterns]") {
  const auto lost = [](const Arm& arm) {
    return ratio(arm.mean("lost_to_funds", 104, 520), arm.mean("agreements", 104, 520));
  };
  report("row35", "share of agreements lost to funds, leaders stay", mean_of(lost(shanghai("baseline_stable"))));
  report("row35", "share of agreements lost to funds, leaders move", mean_of(lost(shanghai("baseline_turnover"))));
  const Arm cut = district("budget_cut_leader_driven", from_104({"needs_polling"}));
  report("row35", "share of agreements lost to funds after a cut of 80 %",
         mean_of(ratio(cut.mean("lost_to_funds", 260, 520), cut.mean("agreements", 260, 520))));
}
