#include "viz/votes/ballot_box.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::viz::votes {

namespace {

nlohmann::json in_both(const core::Text& text) { return {{"en", text.en}, {"zh", text.zh}}; }

}  // namespace

void BallotBox::open(Ballot ballot, VoteTime now) {
  const std::scoped_lock lock(mutex_);
  const int last = round_ ? round_->ballot().round : 0;
  if (ballot.round == 0) ballot.round = last + 1;
  if (ballot.round > 0 && ballot.round <= last)
    throw core::UserError(core::say("the next vote has the number {} or a higher one, not {}",
                                    "下一次投票的编号为 {} 或更大，而非 {}", last + 1, ballot.round));
  round_ = VoteRound(std::move(ballot), now);
}

Tally BallotBox::close(VoteTime now) {
  const std::scoped_lock lock(mutex_);
  if (!round_) return {};
  round_->close();
  return round_->tally(now);
}

Tally BallotBox::tally(VoteTime now) const {
  const std::scoped_lock lock(mutex_);
  return round_ ? round_->tally(now) : Tally{};
}

VoteAnswer BallotBox::raise_hands(std::size_t option, int change, VoteTime now) {
  const std::scoped_lock lock(mutex_);
  return round_ ? round_->raise_hands(option, change, now) : VoteAnswer::closed;
}

std::optional<VoteTime> BallotBox::closes_at() const {
  const std::scoped_lock lock(mutex_);
  return round_ ? round_->closes_at() : std::nullopt;
}

std::size_t BallotBox::participants() const {
  const std::scoped_lock lock(mutex_);
  return participants_.size();
}

std::optional<Token> BallotBox::join(const std::optional<Token>& known, const std::string& address) {
  const std::scoped_lock lock(mutex_);
  return participants_.find(known) ? known : participants_.join(address);
}

BallotBox::Answer BallotBox::vote(const std::optional<Token>& who, std::int64_t round, std::size_t option,
                                  VoteTime now) {
  const std::scoped_lock lock(mutex_);
  const auto participant = participants_.find(who);
  if (!participant) return Answer::not_joined;
  if (!round_ || round != round_->ballot().round) return Answer::other_round;
  switch (round_->vote(*participant, option, now)) {
    case VoteAnswer::counted:
      return Answer::counted;
    case VoteAnswer::closed:
      return Answer::closed;
    case VoteAnswer::no_such_option:
      break;
  }
  return Answer::no_such_option;
}

std::string BallotBox::state(const std::optional<Token>& who, VoteTime now) const {
  const std::scoped_lock lock(mutex_);
  const auto participant = participants_.find(who);
  nlohmann::json state = {
      {"joined", participant.has_value()}, {"needs_code", needs_code_}, {"round", 0}, {"status", "none"}};
  if (round_ && (participant || !needs_code_)) {
    const Tally tally = round_->tally(now);
    state["round"] = tally.round;
    state["status"] = tally.open ? "open" : "closed";
    state["question"] = in_both(round_->ballot().question);
    for (const core::Text& option : round_->ballot().options) state["options"].push_back(in_both(option));
    if (tally.seconds_left) state["seconds_left"] = *tally.seconds_left;
    if (const auto choice = participant ? round_->choice_of(*participant) : std::nullopt) state["choice"] = *choice;
    state["voters"] = tally.voters;
    if (!tally.open) state["votes"] = tally.votes;  // nobody is led by what others do
  }
  return state.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace gongjian::viz::votes
