// The window's font: one for both languages.
#pragma once

#include <imgui.h>

#include <set>
#include <string>
#include <vector>

namespace gongjian::viz {

// The file of a font with Chinese characters, and which of its faces is simplified Chinese; an empty path where none is
// installed.
struct FontFile {
  std::string path;
  int face = 0;
};
FontFile find_font();

// Sets ImGui's font to this height in pixels, with the characters of every text and of `names`, and a larger one. Where
// there is no font with Chinese characters, ImGui's own is taken, and the answer is false.
bool set_font(const FontFile& font, float pixels, const std::vector<std::string>& names);

// For what is read from afar, a quarter larger; the same where there is no font with Chinese characters.
ImFont* large_font();

// Characters of `text` that the present font has not, each as UTF-8.
std::set<std::string> missing_glyphs(const std::string& text);

}  // namespace gongjian::viz
