#include "viz/app/fonts.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "viz/viewer/every_text.hpp"

namespace gongjian::viz {
namespace {

// Where distributions put Noto Sans CJK, whose third face is simplified Chinese; and what else has the characters.
const FontFile kFonts[] = {{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2},
                           {"/usr/share/fonts/truetype/noto/NotoSansCJK-Regular.ttc", 2},
                           {"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2},
                           {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0},
                           {"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0},
                           {"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", 0}};

constexpr float kLarger = 1.25F;

}  // namespace

FontFile find_font() {
  std::error_code ignored;
  for (const FontFile& font : kFonts)
    if (std::filesystem::exists(font.path, ignored)) return font;
  return {};
}

bool set_font(const FontFile& font, float pixels, const std::vector<std::string>& names) {
  ImGuiIO& io = ImGui::GetIO();
  const bool is_shown = io.Fonts->TexID != nullptr;
  if (is_shown) ImGui_ImplOpenGL3_DestroyFontsTexture();
  io.Fonts->Clear();
  io.Fonts->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  ImFontConfig config;
  config.OversampleH = config.OversampleV = 1;
  config.FontNo = font.face;
  ImFont* loaded = nullptr;
  static ImVector<ImWchar> ranges;  // ImGui reads it as long as the font is there
  std::error_code ignored;
  if (std::filesystem::is_regular_file(font.path, ignored)) {
    ImFontGlyphRangesBuilder builder;
    builder.AddRanges(io.Fonts->GetGlyphRangesDefault());
    builder.AddRanges(io.Fonts->GetGlyphRangesChineseSimplifiedCommon());
    static const std::vector<core::Text> texts = every_text();
    for (const core::Text& text : texts) builder.AddText(text.zh.c_str());
    for (const std::string& name : names) builder.AddText(name.c_str());
    builder.AddText("–—…·×→←≤≥≠±σμλ\xef\xbf\xbd");
    ranges.clear();
    builder.BuildRanges(&ranges);
    loaded = io.Fonts->AddFontFromFileTTF(font.path.c_str(), pixels, &config, ranges.Data);
    io.Fonts->AddFontFromFileTTF(font.path.c_str(), std::round(pixels * kLarger), &config, ranges.Data);
  }
  if (loaded == nullptr) {
    ImFontConfig plain;
    plain.SizePixels = pixels;
    io.Fonts->AddFontDefault(&plain);
  }
  io.Fonts->Build();
  if (is_shown) ImGui_ImplOpenGL3_CreateFontsTexture();
  return loaded != nullptr;
}

ImFont* large_font() { return ImGui::GetIO().Fonts->Fonts.back(); }

std::set<std::string> missing_glyphs(const std::string& text) {
  const ImFont* font = ImGui::GetIO().Fonts->Fonts.empty() ? nullptr : ImGui::GetIO().Fonts->Fonts[0];
  std::set<std::string> missing;
  for (const char* at = text.c_str(); *at != '\0';) {
    unsigned character = 0;
    const int length = ImTextCharFromUtf8(&character, at, nullptr);
    if (length <= 0) break;
    const bool is_known =
        character <= 0xFFFF && font != nullptr && font->FindGlyphNoFallback(static_cast<ImWchar>(character)) != nullptr;
    if (character >= ' ' && !is_known) missing.emplace(at, static_cast<std::size_t>(length));
    at += length;
  }
  return missing;
}

}  // namespace gongjian::viz
