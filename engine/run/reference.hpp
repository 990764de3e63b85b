// The reference page: what can be set and seen, as Markdown.
#pragma once

#include <string>
#include <string_view>

namespace gongjian::run {

// The tables of one category as `gongjian list` names them.
std::string reference(std::string_view category, bool chinese);

// All categories but the scenarios on one page; its first line says by which command it is made.
std::string reference_page(bool chinese);

}  // namespace gongjian::run
