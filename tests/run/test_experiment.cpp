#include <cmath>
#include <fstream>

#include "engine/core/error.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/rerun.hpp"
#include "engine/run/run.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;
using test::Scratch;

namespace {

const std::string kHead =
    "scenario = \"leader_leaves\"\nreplicates = 2\n[common]\nweeks = 60\npopulation = { preset = \"workshop\" }\n";
const std::string kTwoFactors =
    "[[factor]]\npath = \"levers.two_way\"\nlow = 0.2\nhigh = 1\n"
    "[[factor]]\npath = \"event.0.week\"\nname = \"leaves\"\nlow = 10\nhigh = 40\n";

run::Plan plan_of(const std::string& text) {
  const Scratch scratch;
  std::ofstream(scratch / "e.toml") << text;
  return run::make_plan(run::read_experiment(scratch / "e.toml"));
}

double lever(const run::Scenario& scenario) { return scenario.setup.policy.settings.back().value; }
int week(const run::Scenario& scenario) {
  return std::visit([](const auto& event) { return event.week.value; }, scenario.setup.events.list.front());
}

}  // namespace

TEST_CASE("A row is its point's factors, its policy and its replicate's seed", "[run]") {
  const run::Plan plan = plan_of(kHead + kTwoFactors +
                                 "[design]\nkind = \"list\"\npoint = [{ two_way = 0.25, leaves = 12 }, "
                                 "{ two_way = 0.75, leaves = 30 }]\n"
                                 "[[policy]]\nname = \"a\"\n[[policy]]\nname = \"b\"\nscenario = \"two_way_service\"\n"
                                 "[[policy.event]]\nkind = \"leader_turnover\"\nweek = 5\nmean_attention = 0.1\n");
  REQUIRE(plan.rows() == 8);
  const run::Scenario row = run::scenario_of(plan, 5);  // point 1, policy 0, replicate 1
  CHECK(lever(row) == 0.75);
  CHECK(week(row) == 30);
  CHECK(row.seed == plan.experiment.seeds[1]);
  CHECK(run::scenario_of(plan, 6).name == "two_way_service");
  CHECK(run::scenario_of(plan, 6).weeks == 60);
}

TEST_CASE("Designs have the points that they promise", "[run]") {
  const auto design = [](const std::string& text) { return plan_of(kHead + kTwoFactors + "[design]\n" + text); };
  CHECK(design("kind = \"lhs\"\npoints = 12\n").points == 12);
  CHECK(design("kind = \"sobol\"\npoints = 16\n").points == 16);
  CHECK(design("kind = \"morris\"\ntrajectories = 5\n").points == 15);
  CHECK(design("kind = \"saltelli\"\npoints = 8\n").points == 32);
  const run::Plan lhs = design("kind = \"lhs\"\npoints = 12\n");
  for (std::size_t point = 0; point < lhs.points; ++point) {
    CHECK((lhs.values[2 * point] >= 0.2 && lhs.values[2 * point] <= 1));
    const double leaves = lhs.values[2 * point + 1];
    CHECK((leaves == std::floor(leaves) && leaves >= 10 && leaves <= 40));
  }
  const run::Plan grid = plan_of(kHead +
                                 "[design]\nkind = \"grid\"\n[[factor]]\npath = \"levers.two_way\"\nlow = 0\nhigh = "
                                 "1\nlevels = 3\n[[factor]]\npath = \"population.preset\"\nvalues = [\"workshop\", "
                                 "\"district\"]\n");
  CHECK(grid.values == std::vector<double>{0, 0, 0, 1, 0.5, 0, 0.5, 1, 1, 0, 1, 1});
  CHECK(run::scenario_of(grid, 2).setup.districts.size() == 1);
}

TEST_CASE("A factor that is up to policy multiplies the policies", "[run]") {
  const run::Plan plan = plan_of(kHead +
                                 "[[policy]]\nname = \"a\"\n[[policy]]\nname = \"b\"\n[[factor]]\npath = "
                                 "\"levers.two_way\"\nrole = \"policy\"\nvalues = [0, 0.5, 1.0]\n");
  REQUIRE(plan.experiment.policies.size() == 6);
  CHECK(plan.experiment.policies[4].label.en == "b, two_way 0.5");
  CHECK(plan.points == 1);
  CHECK(lever(run::scenario_of(plan, 8)) == 0.5);
}

TEST_CASE("Series are reduced as an outcome says", "[run]") {
  const double none = std::nan("");
  const std::vector<double> weekly{none, 0.2, 0.4, none, 0.1, 0.6};
  const auto take = [&](run::Take how, bool above = true, double threshold = 0.3, int from = 0, int to = 5) {
    return run::Reduction{0, how, from, to, above, threshold}.of(weekly);
  };
  using run::Take;
  CHECK(take(Take::final_value) == 0.6);
  CHECK(take(Take::final_value, true, 0, 0, 3) == 0.4);
  CHECK(take(Take::mean) == Approx(1.3 / 4));
  CHECK(take(Take::minimum) == 0.1);
  CHECK(take(Take::maximum) == 0.6);
  CHECK(take(Take::sum) == Approx(1.3));
  CHECK(take(Take::change) == Approx(0.4));
  CHECK(take(Take::first_week) == 2);
  CHECK(take(Take::first_week, false, 0.15) == 4);
  CHECK(std::isnan(take(Take::first_week, true, 0.9)));
  CHECK(take(Take::share_of_weeks) == 0.5);
  CHECK(take(Take::survival) == 2);
  CHECK(take(Take::survival, true, 0.9) == 6);
  CHECK(std::isnan(take(Take::mean, true, 0, 0, 0)));
}

TEST_CASE("What a results file says of a row is the row", "[run]") {
  const run::Plan plan = plan_of(kHead + kTwoFactors + "[design]\nkind = \"sobol\"\npoints = 3\nseed = 4\n");
  const io::ResultsHeader header = run::results_header(plan, "0");
  for (const std::size_t row : {0u, 3u, 5u}) {
    const auto direct = run::run_row(plan, row);
    REQUIRE(direct);
    CHECK(run::run(run::scenario_of(header, row), {}).hash == direct->hash);
  }
}

TEST_CASE("The null policy differs by exactly 0 at every point of an experiment", "[run]") {
  const run::Plan plan = plan_of(kHead + kTwoFactors + "[design]\nkind = \"lhs\"\npoints = 3\n" +
                                 "[[policy]]\nname = \"a\"\n[[policy]]\nname = \"the same\"\n");
  for (std::size_t point = 0; point < 3; ++point)
    for (std::size_t replicate = 0; replicate < 2; ++replicate) {
      const auto a = run::run_row(plan, (2 * point) * 2 + replicate),
                 b = run::run_row(plan, (2 * point + 1) * 2 + replicate);
      REQUIRE((a && b));
      CHECK(a->hash == b->hash);
      CHECK(a->outcomes.size() == run::outcomes().size());
      for (std::size_t o = 0; o < a->outcomes.size(); ++o)
        CHECK((a->outcomes[o] == b->outcomes[o] || (std::isnan(a->outcomes[o]) && std::isnan(b->outcomes[o]))));
    }
}

TEST_CASE("Policies without a Chinese title are told apart in Chinese", "[run]") {
  const auto labels = [](const std::string& text) {
    std::vector<std::string> chinese;
    for (const auto& policy : plan_of(kHead + text).experiment.policies) chinese.push_back(policy.label.zh);
    return chinese;
  };
  const std::string title = run::read_scenario("leader_leaves").title.zh;
  CHECK(labels("") == std::vector<std::string>{title});
  CHECK(labels("[[policy]]\nname = \"a\"\n[[policy]]\nname = \"b\"\ntitle = { zh = \"乙\" }\n") ==
        std::vector<std::string>{title, "乙"});
  CHECK(labels("[[policy]]\nname = \"a\"\n[[policy]]\nname = \"b\"\n[[policy]]\nname = \"c\"\nscenario = "
               "\"two_way_service\"\n") ==
        std::vector<std::string>{"a", "b", run::read_scenario("two_way_service").title.zh});
}
