#include "viz/render/image.hpp"

#include "engine/core/error.hpp"
#include "tests/catch.hpp"

using namespace gongjian;
using namespace gongjian::viz;

TEST_CASE("a picture written as PNG is read back pixel for pixel", "[viz]") {
  Image image(37, 23);
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      image.at(x, y) = {static_cast<std::uint8_t>(7 * x), static_cast<std::uint8_t>(11 * y),
                        static_cast<std::uint8_t>(x * y), static_cast<std::uint8_t>(255 - x)};
  const Image again = decode_png(encode_png(image));
  CHECK(again.width == image.width);
  CHECK(again.height == image.height);
  CHECK(again.pixels == image.pixels);
}

TEST_CASE("bytes that are no PNG are refused with a reason", "[viz]") {
  const std::vector<std::byte> bytes(100, std::byte{42});
  CHECK_THROWS_AS(decode_png(bytes), core::UserError);
  CHECK_THROWS_AS(decode_png({}), core::UserError);
}
