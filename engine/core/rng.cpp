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
  cumulative_[0] = probability_;
  known_ = 1;
}

void PoissonTable::extend() {
  probability_ *= mean_ / known_;
  cumulative_[static_cast<std::size_t>(known_)] = cumulative_[static_cast<std::size_t>(known_ - 1)] + probability_;
  ++known_;
}

}  // namespace gongjian::core
