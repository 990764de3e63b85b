#include "engine/core/display.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

namespace gongjian::core {
namespace {

// Bytes of the character that begins at `at`, as its first byte tells; 1 where it tells nothing.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// In these texts, characters of three bytes from U+2E80 on are the wide ones (CJK and full-width forms).
std::size_t character_width(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const auto next = static_cast<unsigned char>(text[at + 1 < text.size() ? at + 1 : at]);
  return byte >= 0xE3 || (byte == 0xE2 && next >= 0xBA) ? 2 : 1;
}

// The code point of the character at `at`, of so many bytes; none where it isn't one that UTF-8 and XML allow (the
// shortest form, no surrogate).
std::optional<std::uint32_t> code_point(std::string_view text, std::size_t at, std::size_t bytes) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (bytes == 1 && first < 0x80) return first;
  if (bytes == 1 || at + bytes > text.size() || first > 0xF4) return {};
  std::uint32_t code = first & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0u) != 0x80) return {};
    code = code << 6 | (byte & 0x3Fu);
  }
  constexpr std::uint32_t kLowest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool allowed = code >= kLowest[bytes] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) &&
                       code != 0xFFFE && code != 0xFFFF;
  return allowed ? std::optional(code) : std::nullopt;
}

// Whether a character turns the direction of writing, so that a text reads otherwise than it stands.
bool turns_direction(std::uint32_t code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::string number(double value) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
  const double size = std::fabs(value);
  if (size >= 1e15) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
  }
  if (size >= 1000) return (value < 0 ? "-" : "") + count(static_cast<std::uint64_t>(std::llround(size)));
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3, value);
  const std::string shown = text;
  return shown.find_first_of("123456789") == std::string::npos && shown[0] == '-' ? shown.substr(1) : shown;
}

std::string listed(const std::vector<std::string>& items, bool chinese) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : chinese ? "、" : ", ") + item;
  return text;
}

std::string count(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string p_value(double p) { return p < 0.001 ? "< 0.001" : number(p); }

std::string p_statement(double p) { return (p < 0.001 ? "p " : "p = ") + p_value(p); }

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); i += character_bytes(text, i)) width += character_width(text, i);
  return width;
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t end = 0, width = 1;
  while (end < text.size() && width + character_width(text, end) <= columns) {
    width += character_width(text, end);
    end += character_bytes(text, end);
  }
  return std::string(text.substr(0, end)) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t most_lines) {
  std::vector<std::string> lines;
  while (display_width(text) > columns && lines.size() + 1 < most_lines) {
    std::size_t end = 0, width = 0, blank = 0;
    while (end < text.size() && width + character_width(text, end) <= columns) {
      if (text[end] == ' ') blank = end;
      width += character_width(text, end);
      end += character_bytes(text, end);
    }
    if (end < text.size() && text[end] == ' ') blank = end;
    if (blank == 0) blank = std::max<std::size_t>(end, 1);
    lines.emplace_back(text.substr(0, blank));
    text.remove_prefix(blank);
    if (!text.empty() && text[0] == ' ') text.remove_prefix(1);
  }
  lines.push_back(shortened(text, columns));
  return lines;
}

std::string printable(std::string_view text, std::string_view keep) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = character_bytes(text, at);
    const auto code = code_point(text, at, bytes);
    if (!code) {
      out += "\uFFFD";
      ++at;
      continue;
    }
    const bool control = *code < 0x20 || (*code >= 0x7F && *code < 0xA0) || turns_direction(*code);
    if (control && keep.find(text[at]) == std::string_view::npos) out += ' ';
    else out += text.substr(at, bytes);
    at += bytes;
  }
  return out;
}

}  // namespace gongjian::core
