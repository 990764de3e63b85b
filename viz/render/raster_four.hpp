// Four pixels mixed at once, in vectors as gcc and clang have them on every processor.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "viz/render/raster_view.hpp"

namespace gongjian::viz {

static_assert(std::endian::native == std::endian::little, "bytes are widened by putting zeros after them");

using FourBytes [[gnu::vector_size(16)]] = std::uint8_t;  // of four pixels
using TwoWide [[gnu::vector_size(16)]] = std::uint16_t;   // of two
using FourWords [[gnu::vector_size(16)]] = std::uint32_t;
using FourNumbers [[gnu::vector_size(16)]] = std::int32_t;

inline FourNumbers four(std::int32_t value) { return FourNumbers{value, value, value, value}; }

struct FourWide {  // channels of four pixels, in 16 bits each
  TwoWide first, second;

  static FourWide of(FourBytes bytes) {
    const FourBytes zero{};
    return {std::bit_cast<TwoWide>(
                __builtin_shufflevector(bytes, zero, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)),
            std::bit_cast<TwoWide>(
                __builtin_shufflevector(bytes, zero, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31))};
  }
  // A number of 0 to 65535 a pixel, for each of its channels.
  static FourWide of(FourNumbers numbers) {
    const auto doubled = numbers | (numbers << 16);
    return {std::bit_cast<TwoWide>(__builtin_shufflevector(doubled, doubled, 0, 0, 1, 1)),
            std::bit_cast<TwoWide>(__builtin_shufflevector(doubled, doubled, 2, 2, 3, 3))};
  }
  FourBytes bytes() const {
    return __builtin_shufflevector(std::bit_cast<FourBytes>(first), std::bit_cast<FourBytes>(second), 0, 2, 4, 6, 8, 10,
                                   12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  }
};

// As Ink::paint, with an opacity of 0 to 255 for each channel.
struct FourInk {
  TwoWide over;

  explicit FourInk(Ink ink) {
    const FourWords words = {ink.opaque, ink.opaque, ink.opaque, ink.opaque};
    over = FourWide::of(std::bit_cast<FourBytes>(words)).first;
  }
  TwoWide mix(TwoWide under, TwoWide opacities) const {
    const TwoWide sum = over * opacities + under * (255 - opacities) + 128;
    return (sum + (sum >> 8)) >> 8;
  }
  FourBytes mix(FourBytes under, const FourWide& opacities) const {
    const FourWide wide = FourWide::of(under);
    return FourWide{mix(wide.first, opacities.first), mix(wide.second, opacities.second)}.bytes();
  }
};

// Four pixels that lie `stride` apart.
inline FourBytes read_four(const Colour* first, std::ptrdiff_t stride) {
  FourBytes bytes;
  if (stride == 1) {
    std::memcpy(&bytes, static_cast<const void*>(first), 16);
    return bytes;
  }
  const auto word = [first, stride](int i) { return std::bit_cast<std::uint32_t>(first[i * stride]); };
  return std::bit_cast<FourBytes>(FourWords{word(0), word(1), word(2), word(3)});
}
inline void write_four(FourBytes bytes, Colour* first, std::ptrdiff_t stride) {
  if (stride == 1) {
    std::memcpy(static_cast<void*>(first), &bytes, 16);
    return;
  }
  const auto words = std::bit_cast<FourWords>(bytes);
  for (int i = 0; i < 4; ++i) first[i * stride] = std::bit_cast<Colour>(static_cast<std::uint32_t>(words[i]));
}

}  // namespace gongjian::viz
