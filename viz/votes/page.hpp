// The page that participants see: one file with all it needs, in both languages.
#pragma once

#include <string>
#include <string_view>

namespace gongjian::viz {

enum class PageLanguages { both, english, chinese };

namespace votes {

// From an Accept-Language header: whether Chinese comes before English in it. Without either: no.
bool prefers_chinese(std::string_view accepted_languages);

// Only what carries the nonce, which is another one for every page, may run or style it.
std::string voting_page(PageLanguages languages, bool chinese_first, std::string_view nonce);
std::string page_policy(std::string_view nonce);

}  // namespace votes

}  // namespace gongjian::viz
