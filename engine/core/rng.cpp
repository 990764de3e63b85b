#include "engine/core/rng.hpp"

#include "engine/core/check.hpp"
#include "engine/core/math.hpp"

namespace gongjian::core {

double Draws::normal(Stream stream, std::uint32_t entity, int tick, std::uint32_t k) const {
  return normal_quantile(uniform(stream, entity, tick, k));
}

int Draws::poisson(double mean, Stream stream, std::uint32_t entity, int tick, std::uint32_t k) const {
  GONGJIAN_CHECK(mean >= 0 && mean <= kMostMean);
  const double u = uniform(stream, entity, tick, k);
  double probability = exp(-mean);
  double cumulative = probability;
  int count = 0;
  while (u > cumulative && count < kMostEvents) {
    ++count;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
}

void PoissonTable::set_mean(double mean) {
  if (mean == mean_) return;
  GONGJIAN_CHECK(mean >= 0 && mean <= Draws::kMostMean);
  mean_ = mean;
  probability_ = exp(-mean);
  cumulative_.assign(1, probability_);
}

void PoissonTable::extend() {
  probability_ *= mean_ / static_cast<double>(cumulative_.size());
  cumulative_.push_back(cumulative_.back() + probability_);
}

}  // namespace gongjian::core
