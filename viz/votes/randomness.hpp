// Random numbers that nobody can guess, from the operating system. No part of a simulation: that has its own.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongjian::viz::votes {

using Token = std::array<std::uint8_t, 16>;

Token random_token();
std::string to_hex(const Token& token);
// None where it isn't 32 hexadecimal digits in lower case.
std::optional<Token> token_from_hex(std::string_view hex);

// Six digits, all codes as likely.
std::string random_code();

// Takes as long wherever they differ. Their lengths are no secret.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace gongjian::viz::votes
