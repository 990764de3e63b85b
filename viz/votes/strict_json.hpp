// What a participant may send: one flat JSON object that has just the members that are asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongjian::viz::votes {

struct SentVote {
  std::int64_t round = 0;
  std::size_t option = 0;
};

// {"round": 1, "option": 0}; none where it is anything else.
std::optional<SentVote> read_vote(std::string_view body);
// {"code": "123456"}, or an empty code.
std::optional<std::string> read_code(std::string_view body);

}  // namespace gongjian::viz::votes
