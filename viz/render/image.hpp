// Pictures as pixels, and as the bytes of PNG files. Who wants a file writes the bytes, aside and then renamed, as
// engine/io does.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "viz/view_data/colour.hpp"

namespace gongjian::viz {

struct Image {
  int width = 0, height = 0;
  std::vector<Colour> pixels;  // row by row from the top

  Image() = default;
  Image(int columns, int rows, Colour colour = {});

  Colour& at(int x, int y) { return pixels[index(x, y)]; }
  const Colour& at(int x, int y) const { return pixels[index(x, y)]; }

 private:
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
};

// A whole PNG file. The image has pixels.
std::vector<std::byte> encode_png(const Image& image);
// Throws core::UserError where the bytes are no PNG file.
Image decode_png(std::span<const std::byte> bytes);

}  // namespace gongjian::viz
