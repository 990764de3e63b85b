// The window's own texts, in both languages. What field lists hold (levers, outputs, columns) is said there.
#pragma once

#include <array>
#include <cstddef>

#include "engine/core/say.hpp"

namespace gongjian::viz {

enum class Say : std::size_t {
#define X(name, en, zh) name,
#include "viz/viewer/texts.inc"
#undef X
};

struct Phrase {
  const char* name;
  const char* en;
  const char* zh;
};

inline constexpr std::array kTexts = {
#define X(name, en, zh) Phrase{#name, en, zh},
#include "viz/viewer/texts.inc"
#undef X
};

constexpr const char* say(Say text, bool chinese) {
  const Phrase& words = kTexts[static_cast<std::size_t>(text)];
  return chinese ? words.zh : words.en;
}

// The same in both, with what is put in.
template <class... Args>
core::Text text_of(Say text, const Args&... arguments) {
  return core::say(fmt::runtime(say(text, false)), fmt::runtime(say(text, true)), arguments...);
}

}  // namespace gongjian::viz
