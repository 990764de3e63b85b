#include "analysis/decision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/cholesky.hpp"
#include "engine/core/check.hpp"

namespace gongjian::analysis {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

std::size_t policies_of(const PolicyValues& values) {
  const std::size_t policies = values.empty() ? 0 : values.front().size();
  for (const auto& point : values) {
    GONGJIAN_CHECK(point.size() == policies);
    for (const auto& replicates : point) GONGJIAN_CHECK(replicates.size() == point.front().size());
  }
  return policies;
}

// The same values with the replicates of a single point as points, so that there are cases to resample.
PolicyValues by_case(const PolicyValues& values) {
  if (values.size() != 1) return values;
  PolicyValues cases;
  for (std::size_t r = 0; !values[0].empty() && r < values[0][0].size(); ++r) {
    cases.emplace_back();
    for (const auto& replicates : values[0]) cases.back().push_back({replicates[r]});
  }
  return cases;
}

// Contests of a case: how much of them each policy spends at each rank, [policy][rank].
struct Contests {
  int complete = 0, incomplete = 0;
  Matrix ranks;
};

Contests contests_of(const std::vector<std::vector<double>>& policies, io::Direction direction) {
  const std::size_t n = policies.size();
  Contests contests{0, 0, Matrix(n, std::vector<double>(n))};
  for (std::size_t r = 0; n > 0 && r < policies[0].size(); ++r) {
    const auto missing = [&](const auto& replicates) { return std::isnan(replicates[r]); };
    if (std::any_of(policies.begin(), policies.end(), missing)) {
      ++contests.incomplete;
      continue;
    }
    ++contests.complete;
    for (std::size_t own = 0; own < n; ++own) {
      std::size_t ahead = 0, level = 0;  // level counts the policy itself
      for (const auto& other : policies) {
        level += other[r] == policies[own][r];
        ahead += direction == io::Direction::more ? other[r] > policies[own][r] : other[r] < policies[own][r];
      }
      for (std::size_t rank = ahead; rank < ahead + level; ++rank)
        contests.ranks[own][rank] += 1 / static_cast<double>(level);
    }
  }
  return contests;
}

// [point][policy]
Matrix regrets_of(const PolicyValues& values, io::Direction direction) {
  Matrix regret;
  for (const auto& point : values) {
    std::vector<double> means;
    double best = kMissing;
    for (const auto& replicates : point) {
      means.push_back(mean_of(replicates));
      best = direction == io::Direction::more ? std::fmax(best, means.back()) : std::fmin(best, means.back());
    }
    for (double& mean : means) mean = std::fabs(best - mean);
    regret.push_back(means);
  }
  return regret;
}

// Share of all contests that a policy spends at a rank, over these cases: at[i] of the complete[i] contests of case i.
double share_at(const std::vector<double>& at, const std::vector<double>& complete,
                const std::vector<std::size_t>& cases) {
  double spent = 0, all = 0;
  for (const std::size_t i : cases) spent += at[i], all += complete[i];
  return spent / all;
}

}  // namespace

PolicyComparison compare_policies(const PolicyValues& values, io::Direction direction, const core::Draws& draws,
                                  double confidence) {
  GONGJIAN_CHECK(direction != io::Direction::none);
  const std::size_t n = policies_of(values);
  PolicyComparison result{std::vector<PolicyStanding>(n), regrets_of(values, direction), 0, 0};
  const PolicyValues cases = by_case(values);
  std::vector<std::size_t> all(cases.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<Contests> contests;
  std::vector<double> complete;
  for (const auto& policies : cases) {
    contests.push_back(contests_of(policies, direction));
    complete.push_back(contests.back().complete);
    result.contests += contests.back().complete;
    result.incomplete += contests.back().incomplete;
  }
  const auto at_rank = [&](std::size_t policy, std::size_t rank) {
    std::vector<double> at;
    for (const Contests& each : contests) at.push_back(each.ranks[policy][rank]);
    return at;
  };

  for (std::size_t p = 0; p < n; ++p) {
    PolicyStanding& standing = result.policies[p];
    std::vector<double> means, regrets;
    for (const auto& policies : cases) means.push_back(mean_of(policies[p]));
    standing.mean = bootstrap_mean(means, draws, confidence);

    for (std::size_t rank = 0; rank < n; ++rank) standing.ranks.push_back(share_at(at_rank(p, rank), complete, all));
    const std::vector<double> won = at_rank(p, 0);
    const auto wins = [&](const std::vector<std::size_t>& chosen) { return share_at(won, complete, chosen); };
    standing.best = {standing.ranks[0], bootstrap_interval(cases.size(), wins, draws, confidence), result.contests};

    standing.maximum_regret = kMissing;
    for (std::size_t point = 0; point < values.size(); ++point) {
      const double regret = result.regret[point][p];
      regrets.push_back(regret);
      if (std::isnan(standing.maximum_regret) || regret > standing.maximum_regret)
        standing.maximum_regret = regret, standing.maximum_regret_point = point;
    }
    standing.regret = bootstrap_mean(regrets, draws, confidence);
  }
  return result;
}

std::vector<Satisficing> satisficing(const PolicyValues& values, const Threshold& threshold, double confidence) {
  const auto met = [&](double outcome) {
    return std::isnan(outcome) ? kMissing : threshold.met_by(outcome) ? 1.0 : 0.0;
  };
  std::vector<Satisficing> result;
  for (std::size_t p = 0; p < policies_of(values); ++p) {
    std::vector<double> points, runs;
    for (const auto& point : values) {
      points.push_back(met(mean_of(point[p])));
      for (const double outcome : point[p]) runs.push_back(met(outcome));
    }
    result.push_back({share_with_interval(points, 1, confidence), share_with_interval(runs, 1, confidence)});
  }
  return result;
}

}  // namespace gongjian::analysis
