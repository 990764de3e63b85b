#include "viz/render/image.hpp"

#include <stb_image.h>
#include <stb_image_write.h>

#include <cstring>
#include <memory>
#include <string>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::viz {

static_assert(sizeof(Colour) == 4, "pixels are handed to libraries as four bytes each");

Image::Image(int columns, int rows, Colour colour)
    : width(columns), height(rows), pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), colour) {
  GONGJIAN_CHECK(columns >= 0 && rows >= 0);
}

std::vector<std::byte> encode_png(const Image& image) {
  GONGJIAN_CHECK(image.width > 0 && image.height > 0);
  std::vector<std::byte> bytes;
  const auto append = [](void* to, void* data, int size) {
    const auto* begin = static_cast<const std::byte*>(data);
    auto& all = *static_cast<std::vector<std::byte>*>(to);
    all.insert(all.end(), begin, begin + size);
  };
  GONGJIAN_CHECK(
      stbi_write_png_to_func(append, &bytes, image.width, image.height, 4, image.pixels.data(), 4 * image.width));
  return bytes;
}

Image decode_png(std::span<const std::byte> bytes) {
  Image image;
  const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels(
      stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes.data()), static_cast<int>(bytes.size()),
                            &image.width, &image.height, nullptr, 4),
      &stbi_image_free);
  if (!pixels)
    throw core::UserError(
        core::say("this is not a picture in PNG format: {}", "这不是 PNG 格式的图片：{}", stbi_failure_reason()));
  image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  std::memcpy(image.pixels.data(), pixels.get(), image.pixels.size() * sizeof(Colour));
  return image;
}

}  // namespace gongjian::viz
