// What each address has done of late, so that none takes more than its share. The time is passed in.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "viz/votes/ballot.hpp"
#include "viz/votes/limits.hpp"

namespace gongjian::viz::votes {

// Holds so many tokens at most and gets so many a second.
class TokenBucket {
 public:
  TokenBucket(double most, double per_second) : most_(most), per_second_(per_second), tokens_(most) {}
  bool take(VoteTime now);
  bool is_empty(VoteTime now);
  bool is_full(VoteTime now);

 private:
  void refill(VoteTime now);
  double most_, per_second_, tokens_;
  VoteTime filled_{};
};

class AddressBook {
 public:
  // The addresses that are remembered; of more, those that have long been quiet are forgotten.
  static constexpr std::size_t kMostAddresses = 4096;

  explicit AddressBook(const VoteLimits& limits);

  // A connection came, and is counted where it may stay.
  bool connected(const std::string& address, VoteTime now);
  void disconnected(const std::string& address);
  // A request came: whether it may be looked at.
  bool asked(const std::string& address, VoteTime now);
  // Whether a code from there may be looked at at all.
  bool may_try_code(const std::string& address, VoteTime now);
  void tried_wrong_code(const std::string& address, VoteTime now);

  std::size_t size() const { return records_.size(); }

 private:
  struct Record {
    TokenBucket requests;
    std::size_t connections = 0;
    int wrong_codes = 0;
    VoteTime first_wrong{};
    VoteTime locked_until{};
    VoteTime last_seen{};
  };
  Record& record(const std::string& address, VoteTime now);
  void forget_the_quiet(VoteTime now);

  VoteLimits limits_;
  TokenBucket wrong_codes_of_all_;
  std::unordered_map<std::string, Record> records_;
};

}  // namespace gongjian::viz::votes
