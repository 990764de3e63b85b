// Running gnuplot.
#pragma once

#include <string>

#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

// What gnuplot draws, as "svg", "png" or "pdf". Throws core::UserError where gnuplot is missing or fails. PNG and PDF
// take Chinese texts from a font of this machine, SVG from one of whoever looks at it.
std::string drawn(const Picture& picture, const std::string& format);

// Throws core::UserError where `format` draws texts itself and this machine has no Chinese font for them.
void want_chinese_font(const std::string& format);

}  // namespace gongjian::analysis
