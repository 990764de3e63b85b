// Every text that the window can show, wherever it is written down: for fonts, and for tests of both languages.
#pragma once

#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::viz {

// But for those of files that people open.
std::vector<core::Text> every_text();

}  // namespace gongjian::viz
