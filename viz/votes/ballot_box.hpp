// Who takes part and what they voted, for the server's thread and the window's alike: every call is safe from any.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>

#include "viz/votes/ballot.hpp"
#include "viz/votes/participants.hpp"

namespace gongjian::viz::votes {

class BallotBox {
 public:
  enum class Answer { counted, not_joined, other_round, closed, no_such_option };

  BallotBox(const VoteLimits& limits, bool needs_code) : needs_code_(needs_code), participants_(limits) {}

  // Closes the round before. Throws core::UserError where the ballot has a problem or a number that was there already.
  void open(Ballot ballot, VoteTime now);
  Tally close(VoteTime now);
  Tally tally(VoteTime now) const;
  VoteAnswer raise_hands(std::size_t option, int change, VoteTime now);
  std::optional<VoteTime> closes_at() const;
  std::size_t participants() const;

  // A newcomer's token; that of one who is there already stays as it is. None where there are too many.
  std::optional<Token> join(const std::optional<Token>& known, const std::string& address);
  Answer vote(const std::optional<Token>& who, std::int64_t round, std::size_t option, VoteTime now);
  // What the page of a participant shows, in JSON. Who has not joined where a code is needed sees nothing of the vote.
  std::string state(const std::optional<Token>& who, VoteTime now) const;

 private:
  const bool needs_code_;
  mutable std::mutex mutex_;
  Participants participants_;
  std::optional<VoteRound> round_;
};

}  // namespace gongjian::viz::votes
