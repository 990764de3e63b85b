// Random draws with an address, never a sequence.
//
// A draw is a pure function of (seed, stream, entity, tick, k), through the counter-based generator
// Philox4x32-10 (Salmon et al. 2011; Random123); where many entities need a word each, through Threefry4x32-20 of the
// same authors, whose additions, rotations and exclusive ors vectorise everywhere. So the order in which entities are
// visited, the number of threads, and draws made elsewhere change nothing, and two scenarios with one seed differ only
// through what differs in them (common random numbers).
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "engine/core/vectors.hpp"

namespace gongjian::core {

// A purpose of drawing. Streams are named, and their number is derived from the name (FNV-1a), so that
// adding one shifts no other.
enum class Stream : std::uint32_t {};
constexpr Stream stream(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return Stream{hash};
}

// The threshold below which a uniform 32-bit word falls with probability p (held inside [0, 1]):
// round(p 2^32), at most 2^32 - 1, so that the error is below 2^-32.
constexpr std::uint32_t to_threshold(double p) {
  const double scaled = p * 0x1p32 + 0.5;
  return scaled <= 0.5 ? 0u : scaled >= 0x1p32 ? 0xffffffffu : static_cast<std::uint32_t>(scaled);
}

// All draws of one run. Cheap to copy; holds the seed alone.
class Draws {
 public:
  static constexpr std::string_view kName = "draws";

  Draws() = default;
  explicit Draws(std::uint64_t seed)
      : key_{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}} {}

  // Four independent words: key = seed, counter = (entity, tick, stream, k).
  r123::Philox4x32::ctr_type words(Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const {
    return r123::Philox4x32{}({{entity, static_cast<std::uint32_t>(tick), static_cast<std::uint32_t>(stream), k}},
                              key_);
  }
  // One word each for the kChunk entities from kChunk * chunk on, where an entity needs no more in this stream: entity
  // kChunk * chunk + 32 w + i has word w of the Threefry block with key (seed, 0, 0) and counter
  // (32 * chunk + i, tick, stream, 0).
  static constexpr std::uint32_t kChunk = 128;
  void fill_words(Stream stream, std::uint32_t chunk, int tick, std::uint32_t (&words)[kChunk]) const;
  // Uniform in the open interval (0, 1), with 53 bits.
  double uniform(Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const {
    const auto w = words(stream, entity, tick, k);
    return to_uniform(w[0], w[1]);
  }
  // Two of them, the first that of `uniform`.
  std::array<double, 2> two_uniforms(Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const {
    const auto w = words(stream, entity, tick, k);
    return {to_uniform(w[0], w[1]), to_uniform(w[2], w[3])};
  }
  // Standard normal, by inversion.
  double normal(Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const;
  // Poisson with this mean (0 to kMostMean), by inversion: monotone in the mean for a given address.
  static constexpr double kMostMean = 700;
  static constexpr int kMostEvents = 2000;
  int poisson(double mean, Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const;

 private:
  static constexpr double to_uniform(std::uint32_t high, std::uint32_t low) {
    return (static_cast<double>((std::uint64_t{high} << 21) ^ (low >> 11)) + 0.5) * 0x1p-53;
  }

  r123::Philox4x32::key_type key_{};
};

// A Poisson distribution's quantiles, for many draws of one mean: gives what Draws::poisson gives of that uniform.
class PoissonTable {
 public:
  // Mean 0 to Draws::kMostMean. Begun anew only where it is another than before.
  void set_mean(double mean);
  int operator()(double uniform) {
    int count = 0;
    while (uniform > cumulative_[static_cast<std::size_t>(count)] && count < Draws::kMostEvents)
      if (++count == known_) extend();
    return count;
  }

 private:
  void extend();

  double mean_ = -1, probability_ = 0;  // the latter of the last count that is known
  std::array<double, Draws::kMostEvents + 2> cumulative_;
  int known_ = 0;  // counts, from 0 on, as far as draws have asked
};

// A round of Threefry4x32, and after each fourth the key once more.
template <int kRound>
__attribute__((always_inline)) inline void threefry_round(std::uint32_t (&x)[4], const std::uint32_t (&key)[5]) {
  constexpr int kRotations[8][2] = {{10, 26}, {11, 21}, {13, 27}, {23, 5}, {6, 20}, {17, 11}, {25, 10}, {18, 20}};
  constexpr int kFirst = kRotations[kRound % 8][0], kSecond = kRotations[kRound % 8][1];
  constexpr int a = kRound % 2 == 0 ? 1 : 3, b = 4 - a;
  x[0] += x[a];
  x[a] = (x[a] << kFirst | x[a] >> (32 - kFirst)) ^ x[0];
  x[2] += x[b];
  x[b] = (x[b] << kSecond | x[b] >> (32 - kSecond)) ^ x[2];
  if constexpr (kRound % 4 == 3) {
    constexpr int kTurn = kRound / 4 + 1;
    x[0] += key[kTurn % 5];
    x[1] += key[(kTurn + 1) % 5];
    x[2] += key[(kTurn + 2) % 5];
    x[3] += key[(kTurn + 3) % 5] + kTurn;
  }
}

// Compiled with its caller, so that it has the caller's vectors.
__attribute__((always_inline)) inline void Draws::fill_words(Stream stream, std::uint32_t chunk, int tick,
                                                             std::uint32_t (&words)[kChunk]) const {
  constexpr std::uint32_t kBlocks = kChunk / 4;
  const std::uint32_t key[5] = {key_[0], key_[1], 0, 0, 0x1BD11BDA ^ key_[0] ^ key_[1]};
  for (std::uint32_t i = 0; i < kBlocks; ++i) {
    std::uint32_t x[4] = {kBlocks * chunk + i + key[0], static_cast<std::uint32_t>(tick) + key[1],
                          static_cast<std::uint32_t>(stream), 0};
    [&]<int... kRound>(std::integer_sequence<int, kRound...>) GONGJIAN_VECTORISED {
      (threefry_round<kRound>(x, key), ...);
    }
    (std::make_integer_sequence<int, 20>{});
    words[i] = x[0];
    words[kBlocks + i] = x[1];
    words[2 * kBlocks + i] = x[2];
    words[3 * kBlocks + i] = x[3];
  }
}

}  // namespace gongjian::core
