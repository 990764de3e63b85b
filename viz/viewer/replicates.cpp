#include "viz/viewer/replicates.hpp"

#include "engine/core/error.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/outcomes.hpp"

namespace gongjian::viz {

void Replicates::start(const run::ScenarioFile& a, const run::ScenarioFile& b, std::size_t count, unsigned threads) {
  stop();
  stop_ = false;
  running_ = true;
  done_ = 0;
  all_ = 2 * count;
  {
    const std::lock_guard lock(mutex_);
    result_.reset();
    problem_ = {};
  }
  thread_ = std::thread([this, a, b, count, threads] { run(a, b, count, threads); });
}

void Replicates::stop() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

void Replicates::forget() {
  stop();
  const std::lock_guard lock(mutex_);
  result_.reset();
  problem_ = {};
}

void Replicates::run(const run::ScenarioFile& a, const run::ScenarioFile& b, std::size_t count, unsigned threads) {
  core::Text problem;
  std::optional<ReplicateTable> result;
  try {
    run::CompareOptions options;
    options.replicates = count;
    options.threads = threads;
    options.stop = &stop_;
    options.progress = [this](std::size_t done, std::size_t) { done_ = done; };
    const run::Comparison comparison = run::compare({a, b}, options);
    if (comparison.complete) {
      result.emplace();
      result->replicates = comparison.seeds.size();
      const int districts = static_cast<int>(run::read_scenario(a).setup.districts.size());
      for (std::size_t o = 0; o < run::outcomes().size(); ++o) {
        const run::Outcome& outcome = run::outcomes()[o];
        std::vector<double> of_a, of_b;
        for (std::size_t r = 0; r < comparison.seeds.size(); ++r) {
          of_a.push_back(comparison.outcomes[0][r][o]);
          of_b.push_back(comparison.outcomes[1][r][o]);
        }
        const analysis::OutcomeKind kind{outcome.is_share, districts};
        result->rows.push_back({outcome.text, outcome.unit, analysis::level(of_a, kind), analysis::level(of_b, kind),
                                analysis::difference(of_b, of_a, kind)});
      }
    }
  } catch (const std::exception& error) {
    problem = core::message_of(error);
  }
  const std::lock_guard lock(mutex_);
  result_ = std::move(result);
  problem_ = std::move(problem);
  running_ = false;
}

std::optional<ReplicateTable> Replicates::result() const {
  const std::lock_guard lock(mutex_);
  return result_;
}

core::Text Replicates::problem() const {
  const std::lock_guard lock(mutex_);
  return problem_;
}

}  // namespace gongjian::viz
