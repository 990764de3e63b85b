#include "viz/votes/address_book.hpp"

#include <algorithm>
#include <chrono>

namespace gongjian::viz::votes {

void TokenBucket::refill(VoteTime now) {
  if (now <= filled_) return;
  tokens_ = std::min(most_, tokens_ + per_second_ * std::chrono::duration<double>(now - filled_).count());
  filled_ = now;
}

bool TokenBucket::is_empty(VoteTime now) {
  refill(now);
  return tokens_ < 1;
}

bool TokenBucket::is_full(VoteTime now) {
  refill(now);
  return tokens_ >= most_;
}

bool TokenBucket::take(VoteTime now) {
  if (is_empty(now)) return false;
  tokens_ -= 1;
  return true;
}

AddressBook::AddressBook(const VoteLimits& limits)
    : limits_(limits), wrong_codes_of_all_(limits.wrong_codes_of_all, limits.wrong_codes_of_all / 60.0) {}

AddressBook::Record& AddressBook::record(const std::string& address, VoteTime now) {
  if (records_.size() >= kMostAddresses && records_.count(address) == 0) forget_the_quiet(now);
  const TokenBucket requests{limits_.requests_at_once, limits_.requests_per_second};
  Record& record = records_.try_emplace(address, Record{requests}).first->second;
  record.last_seen = now;
  return record;
}

// Those of whom nothing is to be remembered; where there are none, the one that has been quiet for longest. Whoever
// is connected stays, so there are never more than kMostAddresses and the connections.
void AddressBook::forget_the_quiet(VoteTime now) {
  for (auto next = records_.begin(); next != records_.end();) {
    Record& r = next->second;
    const bool wrong_of_late = r.wrong_codes > 0 && now < r.first_wrong + limits_.locked;
    const bool nothing = r.connections == 0 && !wrong_of_late && now >= r.locked_until && r.requests.is_full(now);
    next = nothing ? records_.erase(next) : std::next(next);
  }
  if (records_.size() < kMostAddresses) return;
  auto quietest = records_.end();
  for (auto next = records_.begin(); next != records_.end(); ++next)
    if (next->second.connections == 0 &&
        (quietest == records_.end() || next->second.last_seen < quietest->second.last_seen))
      quietest = next;
  if (quietest != records_.end()) records_.erase(quietest);
}

bool AddressBook::connected(const std::string& address, VoteTime now) {
  Record& r = record(address, now);
  if (r.connections >= limits_.connections_per_address) return false;
  ++r.connections;
  return true;
}

void AddressBook::disconnected(const std::string& address) {
  const auto found = records_.find(address);
  if (found != records_.end() && found->second.connections > 0) --found->second.connections;
}

bool AddressBook::asked(const std::string& address, VoteTime now) { return record(address, now).requests.take(now); }

bool AddressBook::may_try_code(const std::string& address, VoteTime now) {
  return now >= record(address, now).locked_until && !wrong_codes_of_all_.is_empty(now);
}

void AddressBook::tried_wrong_code(const std::string& address, VoteTime now) {
  wrong_codes_of_all_.take(now);
  Record& r = record(address, now);
  if (r.wrong_codes == 0 || now >= r.first_wrong + limits_.locked) {
    r.wrong_codes = 0;
    r.first_wrong = now;
  }
  if (++r.wrong_codes < limits_.wrong_codes) return;
  r.wrong_codes = 0;
  r.locked_until = now + limits_.locked;
}

}  // namespace gongjian::viz::votes
