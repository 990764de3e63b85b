#include "analysis/decision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

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

// How many contests of all cases each policy spends at each rank, and of each case how many it wins.
class Contests {
 public:
  Contests(const PolicyValues& cases, std::size_t policies, io::Direction direction)
      : ranks_(policies, std::vector<double>(policies)),
        wins_(policies, std::vector<double>(cases.size())),
        complete_(cases.size()),
        direction_(direction) {
    for (std::size_t i = 0; i < cases.size(); ++i)
      for (std::size_t r = 0; policies > 0 && r < cases[i][0].size(); ++r) add(i, cases[i], r);
  }

  int complete() const { return static_cast<int>(std::accumulate(complete_.begin(), complete_.end(), 0.0)); }
  int incomplete() const { return incomplete_; }

  // Shares of the contests, by rank.
  std::vector<double> ranks(std::size_t policy) const {
    std::vector<double> shares = ranks_[policy];
    for (double& share : shares) share /= complete();
    return shares;
  }

  // The share that a policy wins. Where it wins all or none, all resamples say the same, and so Wilson's interval takes
  // the bootstrap's place, with the cases as trials, since contests of one case are not independent.
  Estimate won(std::size_t policy, const core::Draws& draws, double confidence, const core::Workers& workers) const {
    const std::vector<double>& wins = wins_[policy];
    std::vector<double> shares;  // NaN where no contest of a case is complete
    for (std::size_t i = 0; i < wins.size(); ++i) shares.push_back(wins[i] / complete_[i]);
    const double share = ranks(policy)[0];
    if (share == 0 || share == 1) return {share, share_with_interval(shares, 1, confidence).interval, complete()};
    const auto of_cases = [&](const std::vector<std::size_t>& cases) {
      double won = 0, all = 0;
      for (const std::size_t i : cases) won += wins[i], all += complete_[i];
      return won / all;
    };
    return {share, bootstrap_interval(wins.size(), of_cases, draws, confidence, workers), complete()};
  }

 private:
  void add(std::size_t number, const std::vector<std::vector<double>>& policies, std::size_t replicate) {
    order_.clear();
    for (std::size_t p = 0; p < policies.size(); ++p) order_.emplace_back(policies[p][replicate], p);
    if (std::any_of(order_.begin(), order_.end(), [](const auto& each) { return std::isnan(each.first); })) {
      ++incomplete_;
      return;
    }
    ++complete_[number];
    std::sort(order_.begin(), order_.end());
    if (direction_ == io::Direction::more) std::reverse(order_.begin(), order_.end());
    // policies that are level share their ranks
    for (std::size_t first = 0, last = 0; first < order_.size(); first = last) {
      while (last < order_.size() && order_[last].first == order_[first].first) ++last;
      const double part = 1 / static_cast<double>(last - first);
      for (std::size_t at = first; at < last; ++at) {
        const std::size_t policy = order_[at].second;
        for (std::size_t rank = first; rank < last; ++rank) ranks_[policy][rank] += part;
        if (first == 0) wins_[policy][number] += part;
      }
    }
  }

  Matrix ranks_, wins_;           // [policy][rank], [policy][case]
  std::vector<double> complete_;  // by case
  int incomplete_ = 0;
  io::Direction direction_;
  std::vector<std::pair<double, std::size_t>> order_;  // of the contest that is added
};

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

}  // namespace

PolicyComparison compare_policies(const PolicyValues& values, io::Direction direction, const core::Draws& draws,
                                  double confidence, const core::Workers& workers) {
  GONGJIAN_CHECK(direction != io::Direction::none);
  const std::size_t n = policies_of(values);
  const PolicyValues cases = by_case(values);
  const Contests contests(cases, n, direction);
  PolicyComparison result{std::vector<PolicyStanding>(n), regrets_of(values, direction), contests.complete(),
                          contests.incomplete()};

  for (std::size_t p = 0; p < n; ++p) {
    PolicyStanding& standing = result.policies[p];
    std::vector<double> means, regrets;
    for (const auto& policies : cases) means.push_back(mean_of(policies[p]));
    standing.mean = bootstrap_mean(means, draws, confidence, workers);

    standing.ranks = contests.ranks(p);
    standing.best = contests.won(p, draws, confidence, workers);

    standing.maximum_regret = kMissing;
    for (std::size_t point = 0; point < values.size(); ++point) {
      const double regret = result.regret[point][p];
      regrets.push_back(regret);
      if (std::isnan(standing.maximum_regret) || regret > standing.maximum_regret)
        standing.maximum_regret = regret, standing.maximum_regret_point = point;
    }
    standing.regret = bootstrap_mean(regrets, draws, confidence, workers);
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
