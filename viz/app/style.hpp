// How the window's controls look: in a light and a dark theme, at any size of text.
#pragma once

namespace gongjian::viz {

// `em`: height of a text in pixels.
void set_style(bool dark, float em);

}  // namespace gongjian::viz
