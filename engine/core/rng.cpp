#include "engine/core/rng.hpp"

#include "engine/core/check.hpp"
#include "engine/core/math.hpp"

namespace gongjian::core {

const std::uint32_t* Draws::fill_words(Stream stream, std::uint32_t first, std::uint32_t count, int tick,
                                       std::uint32_t* buffer) const {
  const std::uint32_t first_block = first / 4, last_block = (first + count + 3) / 4;
  std::uint32_t* out = buffer;
  for (std::uint32_t block = first_block; block < last_block; ++block, out += 4) {
    const auto w = words(stream, block, tick);
    for (int lane = 0; lane < 4; ++lane) out[lane] = w[lane];
  }
  return buffer + first % 4;
}

double Draws::normal(Stream stream, std::uint32_t entity, int tick, std::uint32_t k) const {
  return normal_quantile(uniform(stream, entity, tick, k));
}

int Draws::poisson(double mean, Stream stream, std::uint32_t entity, int tick, std::uint32_t k) const {
  return poisson(mean, exp(-mean), stream, entity, tick, k);
}

int Draws::poisson(double mean, double none, Stream stream, std::uint32_t entity, int tick, std::uint32_t k) const {
  GONGJIAN_CHECK(mean >= 0 && mean <= kMostMean);
  const double u = uniform(stream, entity, tick, k);
  double probability = none;
  double cumulative = probability;
  int count = 0;
  while (u > cumulative && count < 2000) {
    ++count;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
}

}  // namespace gongjian::core
