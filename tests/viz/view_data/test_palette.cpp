#include <cmath>

#include "tests/catch.hpp"
#include "viz/view_data/colour_sight.hpp"
#include "viz/view_data/palette.hpp"

using namespace gongjian::viz;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr Sight kSights[] = {Sight::full, Sight::deuteranopia, Sight::protanopia};
constexpr ScaleKind kScales[] = {ScaleKind::sequential, ScaleKind::blue_yellow, ScaleKind::diverging};
}  // namespace

TEST_CASE("kinds of unit are told apart by the colour-blind too", "[viz]") {
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark})
    for (const Sight sight : kSights)
      for (std::size_t a = 0; a < kCategories; ++a)
        for (std::size_t b = 0; b < a; ++b) {
          INFO("colours " << a << " and " << b << ", sight " << static_cast<int>(sight));
          CHECK(lab_distance(seen(category(a, kind), sight), seen(category(b, kind), sight)) > 15);
        }
}

TEST_CASE("low, middle and high of a scale are told apart by the colour-blind, and from what is missing", "[viz]") {
  for (const ScaleKind kind : kScales)
    for (const Sight sight : kSights) {
      const Scale scale{0, 1, kind};
      const Colour low = seen(scale.colour(0), sight), middle = seen(scale.colour(0.5), sight),
                   high = seen(scale.colour(1), sight);
      CHECK(lab_distance(low, high) > 45);
      CHECK(lab_distance(low, middle) > 25);
      CHECK(lab_distance(middle, high) > 25);
    }
  CHECK(Scale{}.colour(kNan) == kMissingColour);
}

TEST_CASE("one-sided scales grow lighter from step to step, the two-sided one towards its middle", "[viz]") {
  const Colour black{0, 0, 0, 255};
  for (const ScaleKind kind : {ScaleKind::sequential, ScaleKind::blue_yellow})
    for (std::size_t i = 16; i < kScaleSteps; i += 16)
      CHECK(contrast(steps(kind)[i], black) > contrast(steps(kind)[i - 16], black));
  const auto& both = steps(ScaleKind::diverging);
  for (std::size_t i = 16; i <= 112; i += 16) {
    CHECK(contrast(both[i], black) > contrast(both[i - 16], black));
    CHECK(contrast(both[255 - i], black) > contrast(both[255 - i + 16], black));
  }
}

TEST_CASE("a scale's ends are its first and last colour, and what lies beyond is shown as they are", "[viz]") {
  const Scale scale{-2, 6, ScaleKind::sequential};
  CHECK(scale.colour(-2) == Colour{0x44, 0x01, 0x54, 255});
  CHECK(scale.colour(6) == Colour{0xFD, 0xE7, 0x25, 255});
  CHECK(scale.colour(-1e300) == scale.colour(-2));
  CHECK(scale.colour(std::numeric_limits<double>::infinity()) == scale.colour(6));
  CHECK(Scale{3, 3, ScaleKind::sequential}.colour(3) == Scale{0, 1, ScaleKind::sequential}.colour(0.5));
  const Scale around = around_zero(-1, 4);
  CHECK(around.low == -4);
  CHECK(contrast(around.colour(0), {255, 255, 255, 255}) < 1.15);
}

TEST_CASE("labels read on everything they stand on", "[viz]") {
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
    const Theme& t = theme(kind);
    for (const Colour ground : {t.background, t.panel, t.land, t.water})
      for (const Colour ink : {t.text, t.faint, t.accent, t.selection}) CHECK(contrast(ink, ground) >= 4.5);
    for (std::size_t i = 0; i < kCategories; ++i)
      CHECK(contrast(label_on(category(i, kind)), category(i, kind)) >= 4.5);
  }
  for (const ScaleKind kind : kScales)
    for (const Colour ground : steps(kind)) REQUIRE(contrast(label_on(ground), ground) >= 4.5);
}

TEST_CASE("contrast and distance are those of their definitions", "[viz]") {
  CHECK(contrast({0, 0, 0, 255}, {255, 255, 255, 255}) == Approx(21));
  CHECK(contrast({119, 119, 119, 255}, {255, 255, 255, 255}) == Approx(4.48).epsilon(0.005));
  CHECK(lab_distance({0, 0, 0, 255}, {255, 255, 255, 255}) == Approx(100).epsilon(1e-3));
  CHECK(lab_distance({255, 0, 0, 255}, {0, 255, 0, 255}) == Approx(170.6).epsilon(0.01));
  CHECK(seen({255, 255, 255, 255}, Sight::protanopia) == Colour{255, 255, 255, 255});
  const Colour red{200, 40, 40, 255}, green{90, 110, 40, 255};
  CHECK(lab_distance(seen(red, Sight::deuteranopia), seen(green, Sight::deuteranopia)) < lab_distance(red, green) / 2);
}
