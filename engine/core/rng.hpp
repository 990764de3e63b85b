// Random draws with an address, never a sequence.
//
// A draw is a pure function of (seed, stream, entity, tick, k), through the counter-based generator
// Philox4x32-10 (Salmon et al. 2011; Random123). So the order in which entities are visited, the number of
// threads, and draws made elsewhere change nothing, and two scenarios with one seed differ only through
// what differs in them (common random numbers).
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <string_view>

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
  // One word each for `count` entities from `first` on, where an entity needs no more in this stream: entity
  // e has word e % 4 of the block with counter (e / 4, tick, stream, 0). `buffer` holds count + 6 words; the
  // result points into it, at the word of `first`.
  const std::uint32_t* fill_words(Stream stream, std::uint32_t first, std::uint32_t count, int tick,
                                  std::uint32_t* buffer) const;
  // Uniform in the open interval (0, 1), with 53 bits.
  double uniform(Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const {
    const auto w = words(stream, entity, tick, k);
    const std::uint64_t bits = (std::uint64_t{w[0]} << 21) ^ (w[1] >> 11);
    return (static_cast<double>(bits) + 0.5) * 0x1p-53;
  }
  // Standard normal, by inversion.
  double normal(Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const;
  // Poisson with this mean (0 to kMostMean), by inversion: monotone in the mean for a given address.
  static constexpr double kMostMean = 700;
  int poisson(double mean, Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const;
  // The same where e^-mean is known already.
  int poisson(double mean, double none, Stream stream, std::uint32_t entity, int tick, std::uint32_t k = 0) const;

 private:
  r123::Philox4x32::key_type key_{};
};

}  // namespace gongjian::core
