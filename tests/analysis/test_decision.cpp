#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <new>

#include "analysis/decision.hpp"
#include "tests/catch.hpp"

using namespace gongjian::analysis;
using gongjian::core::Draws;
using gongjian::core::stream;
using gongjian::core::Workers;
using gongjian::io::Direction;

TEST_CASE("Regret, ranks and the probability of being best, by hand", "[analysis]") {
  // two points, three policies, two replicates
  const PolicyValues values{{{4, 6}, {5, 5}, {1, 9}}, {{2, 2}, {8, 6}, {2, 4}}};
  const PolicyComparison more = compare_policies(values, Direction::more, Draws(1));
  // means 5, 5, 5 and 2, 7, 3
  CHECK(more.regret[0] == std::vector<double>{0, 0, 0});
  CHECK(more.regret[1] == std::vector<double>{5, 0, 4});
  CHECK(more.contests == 4);
  CHECK(more.incomplete == 0);
  CHECK(more.policies[0].mean.mean == 3.5);
  CHECK(more.policies[1].mean.mean == 6);
  CHECK(more.policies[0].regret.mean == 2.5);
  CHECK(more.policies[0].maximum_regret == 5);
  CHECK(more.policies[0].maximum_regret_point == 1);
  CHECK(more.policies[1].maximum_regret == 0);
  // orders by replicate: b a c, c a b, b (a c), b c a
  CHECK(more.policies[1].ranks[0] == 0.75);
  CHECK(more.policies[2].ranks[0] == 0.25);
  CHECK(more.policies[0].best.mean == 0);
  CHECK(more.policies[0].ranks == std::vector<double>{0, 0.625, 0.375});
  CHECK(more.policies[1].ranks == std::vector<double>{0.75, 0, 0.25});

  const PolicyComparison less = compare_policies(values, Direction::less, Draws(1));
  CHECK(less.regret[1] == std::vector<double>{0, 5, 1});
  CHECK(less.policies[0].ranks == std::vector<double>{0.375, 0.625, 0});
}

TEST_CASE("Policies that do the same share the first place and have no regret", "[analysis]") {
  const PolicyValues values{{{1, 2, 3}, {1, 2, 3}}, {{4, 4, 4}, {4, 4, 4}}};
  const PolicyComparison same = compare_policies(values, Direction::more, Draws(1));
  for (const PolicyStanding& policy : same.policies) {
    CHECK(policy.best.mean == 0.5);
    CHECK(policy.best.interval.low == 0.5);
    CHECK(policy.best.interval.high == 0.5);
    CHECK(policy.regret.mean == 0);
    CHECK(policy.maximum_regret == 0);
  }
}

TEST_CASE("Failed runs are left out of contests, and a policy without a mean has no regret at that point",
          "[analysis]") {
  const PolicyValues values{{{1, NAN}, {2, 5}}, {{NAN, NAN}, {3, 3}}, {{9, 9}, {3, 3}}};
  const PolicyComparison some = compare_policies(values, Direction::more, Draws(1));
  CHECK(some.contests == 3);
  CHECK(some.incomplete == 3);
  CHECK(some.regret[0][0] == 2.5);
  CHECK(std::isnan(some.regret[1][0]));
  CHECK(some.regret[1][1] == 0);
  CHECK(some.policies[0].regret.mean == 1.25);
  CHECK(some.policies[0].regret.count == 2);
  CHECK(some.policies[0].best.mean == Approx(2.0 / 3));
  CHECK(some.policies[1].maximum_regret_point == 2);
  CHECK(compare_policies({}, Direction::more, Draws(1)).policies.empty());
}

TEST_CASE("The interval of being best holds the true probability, over points or over replicates", "[analysis]") {
  // two normal policies with means 0 and 0.5 and independent noise: best with probability Phi(0.5 / sqrt 2) = 0.638163
  for (const bool one_point : {true, false}) {
    PolicyValues values(one_point ? 1 : 400, {{}, {}});
    for (std::uint32_t i = 0; i < 400; ++i)
      for (std::uint32_t p = 0; p < 2; ++p)
        values[one_point ? 0 : i][p].push_back(0.5 * p + Draws(3).normal(stream("value"), i, 0, p));
    const PolicyStanding second = compare_policies(values, Direction::more, Draws(1)).policies[1];
    CHECK(second.best.interval.low < 0.638163);
    CHECK(0.638163 < second.best.interval.high);
    // as wide as of 400 independent contests
    CHECK(second.best.interval.high - second.best.interval.low ==
          Approx(2 * 1.96 * std::sqrt(0.638 * 0.362 / 400)).epsilon(0.15));
    CHECK(second.mean.interval.low < 0.5);
    CHECK(0.5 < second.mean.interval.high);
  }
}

TEST_CASE("The satisficing share counts points and runs that meet a threshold", "[analysis]") {
  const PolicyValues values{{{1, 3}, {5, 5}}, {{2, 4}, {NAN, NAN}}, {{0, 1}, {9, NAN}}};
  const std::vector<Satisficing> at_least = satisficing(values, {.at_least = 2});
  CHECK(at_least[0].points.mean == Approx(2.0 / 3));
  CHECK(at_least[0].points.count == 3);
  CHECK(at_least[0].runs.mean == 0.5);
  CHECK(at_least[1].points.mean == 1);
  CHECK(at_least[1].points.count == 2);
  CHECK(at_least[1].runs.count == 3);
  // Wilson's interval of 2 of 2
  CHECK(at_least[1].points.interval.low == Approx(0.342380).epsilon(1e-5));
  CHECK(satisficing(values, {.at_most = 2})[0].points.mean == Approx(2.0 / 3));
  CHECK(satisficing(values, {2.5, 4})[0].points.mean == Approx(1.0 / 3));
}

TEST_CASE("A policy that wins always, or never, has Wilson's interval, of points or of replicates", "[analysis]") {
  // ten cases: 10 / (10 + 1.959964^2) = 0.722467
  for (const bool one_point : {true, false}) {
    PolicyValues values(one_point ? 1 : 10, {{}, {}});
    for (std::size_t i = 0; i < 10; ++i)
      for (std::size_t p = 0; p < 2; ++p) values[one_point ? 0 : i][p].push_back(static_cast<double>(p));
    const PolicyComparison found = compare_policies(values, Direction::more, Draws(1));
    CHECK(found.policies[1].best.mean == 1);
    CHECK(found.policies[1].best.interval.low == Approx(0.722467).epsilon(1e-5));
    CHECK(found.policies[1].best.interval.high == Approx(1));
    CHECK(found.policies[0].best.interval.low == Approx(0).margin(1e-12));
    CHECK(found.policies[0].best.interval.high == Approx(1 - 0.722467).epsilon(1e-4));
  }
}

TEST_CASE("A comparison of policies is the same on any number of threads", "[analysis]") {
  PolicyValues values(60, {{}, {}});
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t p = 0; p < 2; ++p) values[i][p].push_back(static_cast<double>(i * (7 + 4 * p) % 13));
  const auto intervals = [&](unsigned threads) {
    std::vector<double> all;
    for (const auto& policy : compare_policies(values, Direction::more, Draws(1), 0.95, Workers(threads)).policies)
      for (const Estimate& estimate : {policy.mean, policy.best, policy.regret})
        all.insert(all.end(), {estimate.mean, estimate.interval.low, estimate.interval.high});
    return all;
  };
  const std::vector<double> alone = intervals(1);
  CHECK(alone[1] < alone[0]);
  CHECK(intervals(2) == alone);
  CHECK(intervals(3) == alone);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("Memory for contests grows with policies times points", "[analysis]") {
  const pid_t child = ::fork();
  if (child == 0) {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    const rlim_t bytes = pages * 4096 + (64u << 20);
    const struct rlimit limit { bytes, bytes };
    ::setrlimit(RLIMIT_AS, &limit);
    try {
      PolicyValues values(200, std::vector<std::vector<double>>(300, {0.0}));
      for (std::size_t point = 0; point < values.size(); ++point)
        for (std::size_t p = 0; p < 300; ++p) values[point][p][0] = static_cast<double>((point * 7 + p * 13) % 301);
      ::_exit(compare_policies(values, Direction::more, Draws(1)).contests == 200 ? 0 : 2);
    } catch (const std::bad_alloc&) {
      ::_exit(1);
    }
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}
#endif
