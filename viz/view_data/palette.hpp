// Which colour stands for which value, and the colours of the window in its two themes.
#pragma once

#include <array>
#include <cstdint>

#include "viz/view_data/colour.hpp"

namespace gongjian::viz {

// sequential:  viridis (van der Walt & Smith 2015, matplotlib), the middle of its range reads as such
// blue_yellow: cividis (Nunez, Anderton & Renslow 2018), for eyes that do not tell red from green
// diverging:   blue to orange with white between (ends after ColorBrewer's Blues and Oranges, Brewer et al. 2003)
enum class ScaleKind : std::uint8_t { sequential, blue_yellow, diverging };
inline constexpr std::size_t kScaleSteps = 256;
const std::array<Colour, kScaleSteps>& steps(ScaleKind kind);

inline constexpr Colour kMissingColour{150, 150, 150, 255};

// Values from low to high as colours; those beyond are the ends, a missing one (NaN) is grey. Where low == high, all
// are the middle.
struct Scale {
  double low = 0, high = 1;
  ScaleKind kind = ScaleKind::sequential;
  Colour colour(double value) const;
};
// A diverging scale whose middle is 0, as wide as the wider side.
Scale around_zero(double low, double high);

enum class ThemeKind : std::uint8_t { light, dark };
struct Theme {
  Colour background, panel;  // of the picture; of what lies beside it
  Colour text, faint;        // labels: contrast with background and panel is 4.5 at least
  Colour grid, outline;      // lines that recede; borders on a map
  Colour water, land;        // around a map's places; inside them
  Colour accent, selection;  // what acts; what is selected
};
const Theme& theme(ThemeKind kind);

// The nth thing told apart, after Okabe & Ito (2008); again after eight. On dark ground their black is light grey.
inline constexpr std::size_t kCategories = 8;
Colour category(std::size_t n, ThemeKind kind);

// Black or white, whichever reads better on the colour; its contrast is 4.5 at least.
Colour label_on(Colour ground);
// A colour between two, in sRGB; part 0 is a, 1 is b.
Colour mixed(Colour a, Colour b, double part);

}  // namespace gongjian::viz
