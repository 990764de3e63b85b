// A message in both languages, put together at once.
#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>

#include "engine/core/fields.hpp"

namespace gongjian::core {

// What stands for an argument in one language: of a text its words there, of anything else the thing itself.
template <class T>
const T& in_language(const T& argument, bool /*chinese*/) {
  return argument;
}
inline const std::string& in_language(const Text& argument, bool chinese) { return argument.in(chinese); }
inline std::string_view in_language(const Words& argument, bool chinese) { return argument.in(chinese); }
template <class T>
using Said = decltype(in_language(std::declval<const T&>(), false));

// say("{} is a folder", "{} 是文件夹", path): the same arguments in both; where their order differs, by number.
template <class... Args>
Text say(fmt::format_string<Said<Args>...> en, fmt::format_string<Said<Args>...> zh, const Args&... arguments) {
  return {fmt::format(en, in_language(arguments, false)...), fmt::format(zh, in_language(arguments, true)...)};
}

}  // namespace gongjian::core
