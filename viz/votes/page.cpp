#include "viz/votes/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace gongjian::viz::votes {

namespace {

constexpr const char* kStyle =
#include "viz/votes/page_style.inc"
    ;
constexpr const char* kBody =
#include "viz/votes/page_body.inc"
    ;
constexpr const char* kScript =
#include "viz/votes/page_script.inc"
    ;

// {"en": {"title": "…", …}, "zh": {…}}, fit to stand in a script.
std::string texts_as_json() {
  nlohmann::json texts;
#define X(name, english, chinese) texts["en"][#name] = english, texts["zh"][#name] = chinese;
#include "viz/votes/texts.inc"
#undef X
  std::string json = texts.dump();
  for (std::size_t at = 0; (at = json.find('<', at)) != std::string::npos;) json.replace(at, 1, "\\u003c");
  return json;
}

// "zh-CN;q=0.9" -> 0.9; a weight that can't be read is 0.
double weight_of(std::string_view range) {
  const std::size_t q = range.find("q=");
  if (q == std::string_view::npos) return 1;
  double weight = 0;
  std::from_chars(range.data() + q + 2, range.data() + range.size(), weight);
  return weight >= 0 && weight <= 1 ? weight : 0;
}

}  // namespace

bool prefers_chinese(std::string_view accepted_languages) {
  double english = 0, chinese = 0;
  while (!accepted_languages.empty()) {
    const std::size_t end = std::min(accepted_languages.find(','), accepted_languages.size());
    std::string_view range = accepted_languages.substr(0, end);
    accepted_languages.remove_prefix(std::min(end + 1, accepted_languages.size()));
    while (!range.empty() && range.front() == ' ') range.remove_prefix(1);
    const std::string_view language = range.substr(0, 2);
    // the first of those that weigh the same
    if (language == "zh" && weight_of(range) > english) chinese = std::max(chinese, weight_of(range));
    if (language == "en" && weight_of(range) > chinese) english = std::max(english, weight_of(range));
  }
  return chinese > english;
}

std::string voting_page(PageLanguages languages, bool chinese_first, std::string_view nonce) {
  const bool chinese = languages == PageLanguages::chinese || (languages == PageLanguages::both && chinese_first);
  const std::string head = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
      "<link rel=\"icon\" href=\"data:,\">\n<style nonce=\"{}\">",
      chinese ? "zh-CN" : "en", chinese ? "投票" : "Vote", nonce);
  const std::string start =
      fmt::format("<script nonce=\"{}\">\n'use strict';\nconst both = {}, texts = {};\nlet language = '{}';\n", nonce,
                  languages == PageLanguages::both, texts_as_json(), chinese ? "zh" : "en");
  return head + kStyle + "</style>\n</head>\n" + kBody + start + kScript + "</script>\n</body>\n</html>\n";
}

std::string page_policy(std::string_view nonce) {
  return fmt::format(
      "default-src 'none'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; connect-src 'self'; img-src data:; "
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      nonce);
}

}  // namespace gongjian::viz::votes
