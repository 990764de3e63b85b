#include "viz/lessons/lesson_texts.hpp"

#include <fmt/format.h>

#include "engine/core/say.hpp"

namespace gongjian::lessons {
namespace {

std::string trimmed(const std::string& line) {
  const auto first = line.find_first_not_of(" \t\r");
  return first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

bool is_ascii(char letter) { return static_cast<unsigned char>(letter) < 0x80; }

// Whether it has anything of this language: a Chinese text that is pure ASCII was not translated.
bool is_chinese(const std::string& text) {
  for (const char letter : text)
    if (!is_ascii(letter)) return true;
  return false;
}

}  // namespace

std::string flowed(const std::string& text) {
  std::string out;
  bool new_paragraph = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = trimmed(text.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) {
      new_paragraph = !out.empty();
      continue;
    }
    if (new_paragraph) out += "\n\n";
    else if (!out.empty() && is_ascii(out.back()) && is_ascii(line.front())) out += ' ';
    new_paragraph = false;
    out += line;
  }
  return out;
}

void read_text(io::TableReader& reader, const std::string& key, core::Text& text, bool required) {
  if (!reader.has(key)) {
    reader.read(key + ".en", text.en);  // so that the key is known
    reader.read(key + ".zh", text.zh);
    if (required)
      reader.require(key, core::say("write it in both languages: {} = {{ en = \"…\", zh = \"…\" }}",
                                    "请用两种语言写出：{} = {{ en = \"…\", zh = \"…\" }}", key));
    return;
  }
  if (!reader.has(key + ".en") && !reader.has(key + ".zh")) {
    std::string alone;
    reader.read(key, alone);
    reader.problem(key, core::say("{0}: it must be in both languages: {0} = {{ en = \"…\", zh = \"…\" }}",
                                  "{0}：必须有两种语言：{0} = {{ en = \"…\", zh = \"…\" }}", key));
    return;
  }
  const auto read = [&](const char* language, core::Words what, std::string& into) {
    const std::string path = fmt::format("{}.{}", key, language);
    const bool is_there = reader.has(path);
    if (reader.read(path, into)) into = flowed(into);
    else if (is_there) return;  // told already
    if (into.empty())
      reader.problem(is_there ? path : key, core::say("{}: the {} text is missing; lessons are in both languages",
                                                      "{}：缺少{}文字；课程须有两种语言", path, what));
  };
  read("en", {"English", "英文"}, text.en);
  read("zh", {"Chinese", "中文"}, text.zh);
  if (!text.zh.empty() && !is_chinese(text.zh))
    reader.problem(key + ".zh", core::say("{}.zh: there is no Chinese letter in it; is it translated?",
                                          "{}.zh：其中没有汉字；是否已翻译？", key));
}

}  // namespace gongjian::lessons
