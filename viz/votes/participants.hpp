// Who has joined: each is known by a random token that only their browser has, and by nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "viz/votes/limits.hpp"
#include "viz/votes/randomness.hpp"

namespace gongjian::viz::votes {

class Participants {
 public:
  explicit Participants(const VoteLimits& limits)
      : most_(limits.participants), most_per_address_(limits.participants_per_address) {}

  // A newcomer's token; none where there are too many already.
  std::optional<Token> join(const std::string& address) {
    std::size_t& here = by_address_[address];
    if (numbers_.size() >= most_ || here >= most_per_address_) {
      if (here == 0) by_address_.erase(address);
      return std::nullopt;
    }
    ++here;
    const Token token = random_token();
    numbers_.emplace(token, static_cast<std::uint32_t>(numbers_.size()));
    return token;
  }

  // Their number; none where nobody has this token.
  std::optional<std::uint32_t> find(const std::optional<Token>& token) const {
    if (!token) return std::nullopt;
    const auto found = numbers_.find(*token);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }

  std::size_t size() const { return numbers_.size(); }

 private:
  std::size_t most_, most_per_address_;
  std::map<Token, std::uint32_t> numbers_;
  std::map<std::string, std::size_t> by_address_;
};

}  // namespace gongjian::viz::votes
