#include "viz/viewer/replicates.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/outcomes.hpp"

namespace gongjian::viz {
namespace {

// Positions of city_series(), those of `first` before all others; at most so many.
std::vector<std::size_t> wanted_series(const std::vector<std::string>& first, std::size_t most) {
  std::vector<std::size_t> wanted;
  const auto& all = run::city_series();
  const auto is_first = [&](std::size_t s) {
    return std::find(first.begin(), first.end(), all[s].name) != first.end();
  };
  for (std::size_t s = 0; s < all.size(); ++s) wanted.push_back(s);
  std::stable_partition(wanted.begin(), wanted.end(), is_first);
  wanted.resize(std::min(wanted.size(), most));
  return wanted;
}

}  // namespace

void Replicates::start(std::vector<run::ScenarioFile> sides, std::size_t count, unsigned threads,
                       std::vector<std::string> first) {
  forget();
  stop_ = false;
  running_ = true;
  done_ = 0;
  all_ = sides.size() * count;
  thread_ = std::thread([this, order = Order{std::move(sides), count, threads, std::move(first)}] { run(order); });
}

void Replicates::stop() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

void Replicates::forget() {
  stop();
  const std::lock_guard lock(mutex_);
  result_ = nullptr;
  problem_ = {};
}

ReplicateResult Replicates::make(const Order& order) {
  const run::Scenario scenario = run::read_scenario(order.sides.front());
  const auto weeks = static_cast<std::size_t>(scenario.weeks);
  const std::size_t sides = order.sides.size();
  const std::vector<std::size_t> series =
      wanted_series(order.first, kMostBytes / (sides * order.count * (weeks + 1) * sizeof(double)));
  // [side][series][replicate], by weeks done
  std::vector kept(sides, std::vector(series.size(), std::vector<std::vector<double>>(order.count)));
  run::CompareOptions options;
  options.replicates = order.count;
  options.threads = order.threads;
  options.stop = &stop_;
  options.progress = [this](std::size_t done, std::size_t) { done_ = done; };
  options.observe = [&](std::size_t side, std::size_t replicate, const std::vector<std::vector<double>>& all) {
    for (std::size_t s = 0; s < series.size(); ++s) {
      std::vector<double>& values = kept[side][s][replicate];
      values.reserve(weeks + 1);
      values.push_back(std::numeric_limits<double>::quiet_NaN());  // before the first week
      values.insert(values.end(), all[series[s]].begin(), all[series[s]].end());
    }
  };
  const run::Comparison comparison = run::compare(order.sides, options);
  ReplicateResult result;
  if (!comparison.complete) return result;
  result.replicates = comparison.seeds.size();
  for (std::size_t o = 0; o < run::outcomes().size(); ++o) {
    const run::Outcome& outcome = run::outcomes()[o];
    const analysis::OutcomeKind kind{outcome.is_share, static_cast<int>(scenario.setup.districts.size())};
    std::vector<std::vector<double>> values(sides);
    ReplicateRow row{outcome.text, outcome.unit, {}, {}};
    for (std::size_t side = 0; side < sides; ++side) {
      for (const std::vector<double>& of_run : comparison.outcomes[side]) values[side].push_back(of_run[o]);
      row.sides.push_back(analysis::level(values[side], kind));
    }
    if (sides == 2) row.difference = analysis::difference(values[1], values[0], kind);
    result.rows.push_back(std::move(row));
  }
  result.bands.resize(sides);
  for (std::size_t side = 0; side < sides; ++side)
    for (std::size_t s = 0; s < series.size(); ++s) {
      if (stop_) return {};
      const std::vector<std::span<const double>> runs(kept[side][s].begin(), kept[side][s].end());
      result.bands[side].emplace(run::city_series()[series[s]].name, band(runs));
      kept[side][s].clear();
    }
  return result;
}

void Replicates::run(const Order& order) {
  core::Text problem;
  std::shared_ptr<const ReplicateResult> result;
  try {
    result = std::make_shared<const ReplicateResult>(make(order));
  } catch (const std::exception& error) {
    problem = core::message_of(error);
  }
  const std::lock_guard lock(mutex_);
  if (result != nullptr && result->replicates > 0) result_ = std::move(result);
  problem_ = std::move(problem);
  running_ = false;
}

std::shared_ptr<const ReplicateResult> Replicates::result() const {
  const std::lock_guard lock(mutex_);
  return result_;
}

core::Text Replicates::problem() const {
  const std::lock_guard lock(mutex_);
  return problem_;
}

}  // namespace gongjian::viz
