#include <imgui.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"
#include "engine/run/scenario.hpp"
#include "tests/catch.hpp"
#include "viz/app/fonts.hpp"
#include "viz/viewer/every_text.hpp"
#include "viz/viewer/lever_groups.hpp"
#include "viz/viewer/texts.hpp"

using namespace gongjian;

namespace {

// A character of the block of Chinese ones: in UTF-8 they begin with E4 to E9.
bool has_chinese(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

// "{}" and "{:.2f}" in order: what is put into a text must fit both languages, though not in the same order.
std::multiset<std::string> places(const std::string& text) {
  std::multiset<std::string> result;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
    result.insert(text.substr(at, text.find('}', at) - at));
  return result;
}

}  // namespace

TEST_CASE("every text of the window is there in English and in Chinese, with the same things put in", "[viz]") {
  for (const viz::Phrase& phrase : viz::kTexts) {
    INFO(phrase.name);
    CHECK(std::string(phrase.en).size() > 0);
    CHECK(places(phrase.en) == places(phrase.zh));
    const std::string name = phrase.name;
    const bool is_the_same = name == "language" || name == "language_tip" || name == "renderer_raster" ||
                             name == "renderer_gl" || name == "status_memory" || name == "query_hint" ||
                             name == "of_district";
    if (!is_the_same) CHECK(has_chinese(phrase.zh));
    if (!is_the_same) CHECK_FALSE(has_chinese(phrase.en));
  }
  for (const core::Text& text : viz::every_text()) {
    INFO(text.en << " / " << text.zh);
    CHECK_FALSE(text.en.empty());
    CHECK_FALSE(text.zh.empty());
  }
}

TEST_CASE("the font has every character that the window can show", "[viz]") {
  const viz::FontFile font = viz::find_font();
  REQUIRE_FALSE(font.path.empty());
  ImGui::CreateContext();
  std::vector<std::string> names;
  for (const std::string& name : run::library_names()) names.push_back(run::read_scenario(name).title.zh);
  REQUIRE(viz::set_font(font, 16, names));
  for (const core::Text& text : viz::every_text()) {
    INFO(text.zh);
    CHECK(viz::missing_glyphs(text.en).empty());
    CHECK(viz::missing_glyphs(text.zh).empty());
  }
  CHECK_FALSE(viz::missing_glyphs("\xf0\x9f\x98\x80").empty());  // an emoji, which it has not
  ImGui::DestroyContext();
}

TEST_CASE("each lever is in one group, and no group names another", "[viz]") {
  std::map<std::string, int> times;
  for (const viz::LeverGroup& group : viz::lever_groups())
    for (const std::string& lever : group.levers) ++times[lever];
  for (const run::LeverDescription& lever : run::levers()) {
    INFO(lever.name);
    CHECK(times[lever.name] == 1);
    times.erase(lever.name);
  }
  CHECK(times.empty());
}
