// A vote without any network: what is asked, who has voted for what, and what comes of it. The time is passed in.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::viz {

using VoteTime = std::chrono::steady_clock::time_point;

struct Ballot {
  static constexpr std::size_t kFewestOptions = 2, kMostOptions = 8;
  static constexpr std::size_t kLongestText = 500;   // bytes
  static constexpr int kMostSeconds = 24 * 60 * 60;  // a day

  int round = 0;  // its number: 1, 2, …; VoteServer::open() gives the next one to a ballot that has 0
  core::Text question;
  std::vector<core::Text> options;
  int seconds = 0;  // until it closes; 0: it is closed by hand
};

// What is wrong with a ballot, as a person should read it; empty where nothing is.
core::Text problem_of(const Ballot& ballot);

// What has been counted. Of participants no more is told than how many they are.
struct Tally {
  int round = 0;  // 0: there was no vote
  bool open = false;
  std::optional<double> seconds_left;  // of a vote that is open and closes by itself
  std::vector<int> votes;              // by option, raised hands among them
  std::vector<int> hands;              // by option: those raised alone
  int voters = 0;                      // participants who voted
  int total() const;
};

enum class CountBy {
  majority,  // the option with the most votes
  median,    // options are steps of a scale, from the first to the last: half of the votes are for it or one before it
};

// The option that has won; of several with as many votes the first. None where nobody voted.
std::optional<std::size_t> winner(const Tally& tally, CountBy how);

enum class VoteAnswer { counted, closed, no_such_option };

class VoteRound {
 public:
  static constexpr int kMostHands = 100'000;

  // Throws core::UserError where the ballot has a problem.
  VoteRound(Ballot ballot, VoteTime now);

  const Ballot& ballot() const { return ballot_; }
  bool is_open(VoteTime now) const;
  // When it closes by itself; none where it is closed by hand.
  std::optional<VoteTime> closes_at() const;

  // One vote a participant, the latest counts.
  VoteAnswer vote(std::uint32_t participant, std::size_t option, VoteTime now);
  std::optional<std::size_t> choice_of(std::uint32_t participant) const;
  // Adds raised hands that were counted in the room, or takes some back (below zero); there are never fewer than none.
  VoteAnswer raise_hands(std::size_t option, int change, VoteTime now);
  void close() { closed_ = true; }
  Tally tally(VoteTime now) const;

 private:
  Ballot ballot_;
  VoteTime opened_;
  bool closed_ = false;
  std::map<std::uint32_t, std::size_t> choices_;  // by participant
  std::vector<int> hands_;                        // by option
};

}  // namespace gongjian::viz
