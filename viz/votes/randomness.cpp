#include "viz/votes/randomness.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <system_error>

namespace gongjian::viz::votes {

namespace {

void fill(void* to, std::size_t bytes) {
  auto* next = static_cast<unsigned char*>(to);
  while (bytes > 0) {
    const ssize_t got = getrandom(next, bytes, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "no random numbers from the system");
    next += got;
    bytes -= static_cast<std::size_t>(got);
  }
}

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

Token random_token() {
  Token token{};
  fill(token.data(), token.size());
  return token;
}

std::string to_hex(const Token& token) {
  std::string hex;
  for (const std::uint8_t byte : token) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::optional<Token> token_from_hex(std::string_view hex) {
  Token token{};
  if (hex.size() != 2 * token.size()) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const std::size_t digit = kDigits.find(hex[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    token[i / 2] = static_cast<std::uint8_t>(token[i / 2] << 4 | digit);
  }
  return token;
}

std::string random_code() {
  constexpr std::uint32_t kCodes = 1'000'000, kFair = UINT32_MAX / kCodes * kCodes;
  std::uint32_t number = kFair;
  while (number >= kFair) fill(&number, sizeof number);
  return fmt::format("{:06}", number % kCodes);
}

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  volatile unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference =
        static_cast<unsigned char>(difference | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
  return difference == 0;
}

}  // namespace gongjian::viz::votes
