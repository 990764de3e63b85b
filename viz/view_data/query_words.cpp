#include "viz/view_data/query_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace gongjian::viz {
namespace {

using Kind = QueryWord::Kind;

struct Characters {
  std::string bytes;                   // plain
  std::vector<std::size_t> positions;  // of the character that each byte came from, from 1; one more for the end
};

struct Sign {
  std::string_view wide, ascii;
};
constexpr std::array<Sign, 8> kSigns = {
    {{"≤", "<="}, {"≥", ">="}, {"≠", "!="}, {"　", " "}, {"“", "\""}, {"”", "\""}, {"‘", "'"}, {"’", "'"}}};

// Bytes of the UTF-8 character at `at`; 1 where it is none.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (at + bytes > text.size()) return 1;
  for (std::size_t i = 1; i < bytes; ++i)
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0u) != 0x80) return 1;
  return bytes;
}

std::string plain_character(std::string_view c) {
  if (c.size() == 1) return std::string(1, c[0] >= 'A' && c[0] <= 'Z' ? static_cast<char>(c[0] + ('a' - 'A')) : c[0]);
  const auto* const sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& s) { return s.wide == c; });
  if (sign != kSigns.end()) return std::string(sign->ascii);
  if (c.size() == 3 && static_cast<unsigned char>(c[0]) == 0xEF) {  // U+FF01 to U+FF5E are ASCII made wide
    const unsigned code =
        0xF000u | (static_cast<unsigned char>(c[1]) & 0x3Fu) << 6 | (static_cast<unsigned char>(c[2]) & 0x3Fu);
    if (code >= 0xFF01 && code <= 0xFF5E) {
      const char ascii = static_cast<char>(code - 0xFF01 + '!');
      return plain_character(std::string_view(&ascii, 1));
    }
  }
  return std::string(c);
}

Characters characters(std::string_view text) {
  Characters result;
  std::size_t position = 1;
  for (std::size_t at = 0; at < text.size(); ++position) {
    const std::size_t bytes = character_bytes(text, at);
    const std::string plain_text = plain_character(text.substr(at, bytes));
    result.bytes += plain_text;
    result.positions.insert(result.positions.end(), plain_text.size(), position);
    at += bytes;
  }
  result.positions.push_back(position);
  return result;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Splitter {
 public:
  Splitter(std::string_view query, const std::vector<std::string>& known) : from_(characters(query)), known_(known) {}

  std::vector<QueryWord> split() {
    for (;;) {
      while (at_ < text().size() && is_blank(text()[at_])) ++at_;
      if (at_ >= text().size()) break;
      if (!sign() && !quoted()) word();
    }
    add(Kind::end, 0);
    return std::move(words_);
  }

 private:
  std::string_view text() const { return from_.bytes; }
  std::string_view rest() const { return text().substr(at_); }
  bool begins(std::string_view with) const { return rest().substr(0, with.size()) == with; }
  bool after_comparison() const { return !words_.empty() && words_.back().kind == Kind::compare; }

  void add(Kind kind, std::size_t bytes) {
    words_.push_back({kind, std::string(rest().substr(0, bytes)), from_.positions[at_]});
    at_ += bytes;
  }

  bool sign() {
    for (const std::string_view s : {"<=", ">=", "!=", "==", "<", ">", "="})
      if (begins(s)) {
        add(Kind::compare, s.size());
        return true;
      }
    if (!begins("(") && !begins(")")) return false;
    add(begins("(") ? Kind::open : Kind::close, 1);
    return true;
  }

  bool quoted() {
    if (!begins("\"") && !begins("'")) return false;
    const std::size_t close = text().find(text()[at_], at_ + 1);
    const std::size_t end = close == std::string_view::npos ? text().size() : close;
    words_.push_back({Kind::text, std::string(text().substr(at_ + 1, end - at_ - 1)), from_.positions[at_]});
    at_ = std::min(end + 1, text().size());
    return true;
  }

  void word() {
    const std::size_t name = known_name();
    if (name == 0 && begins("且")) return add(Kind::both, std::string_view("且").size());
    if (name == 0 && begins("或")) return add(Kind::either, std::string_view("或").size());
    if (name == 0 && begins("非") && !after_comparison()) return add(Kind::negation, std::string_view("非").size());
    if (name > 0) return add(Kind::name, name);
    const std::size_t bytes = run();
    const std::string_view read = rest().substr(0, bytes);
    const bool value = after_comparison();
    add(read == "and" && !value   ? Kind::both
        : read == "or" && !value  ? Kind::either
        : read == "not" && !value ? Kind::negation
                                  : Kind::name,
        bytes);
  }

  // Bytes of the longest known name that stands here, as a whole word; 0 of none.
  std::size_t known_name() const {
    std::size_t longest = 0;
    for (const std::string& name : known_) {
      if (name.size() <= longest || !begins(name)) continue;
      const std::size_t end = at_ + name.size();
      if (end < text().size() && is_letter(name.back()) && is_letter(text()[end])) continue;
      longest = name.size();
    }
    return longest;
  }

  std::size_t run() const {
    std::size_t bytes = character_bytes(text(), at_);
    while (bytes < rest().size()) {
      const std::string_view here = rest().substr(bytes);
      if (is_blank(here[0]) || std::string_view("<>=!()\"'").find(here[0]) != std::string_view::npos) break;
      if (here.substr(0, 3) == "且" || here.substr(0, 3) == "或") break;
      ++bytes;
    }
    return bytes;
  }

  const Characters from_;
  const std::vector<std::string>& known_;
  std::size_t at_ = 0;
  std::vector<QueryWord> words_;
};

}  // namespace

std::string plain(std::string_view text) { return characters(text).bytes; }

std::vector<QueryWord> query_words(std::string_view query, const std::vector<std::string>& known) {
  return Splitter(query, known).split();
}

}  // namespace gongjian::viz
