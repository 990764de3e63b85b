// How colours are seen: how far apart they look, how well a text reads, what the colour-blind see of them.
#pragma once

#include <cstdint>

#include "viz/view_data/colour.hpp"

namespace gongjian::viz {

// Contrast of WCAG 2.1, 1 to 21. Opaque colours.
double contrast(Colour a, Colour b);

// Distance in CIELAB (1976, white D65); 2.3 is just noticeable, 100 is black to white.
double lab_distance(Colour a, Colour b);

// Deuteranopia and protanopia: without the cones for green, or for red; one man in fifty has either.
enum class Sight : std::uint8_t { full, deuteranopia, protanopia };
// The colour as such eyes see it (Machado, Oliveira & Fernandes 2009, severity 1, in linear light).
Colour seen(Colour colour, Sight sight);

}  // namespace gongjian::viz
