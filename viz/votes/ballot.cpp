#include "viz/votes/ballot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::viz {

namespace {

core::Text problem_of_text(const core::Text& text, const core::Text& what) {
  if (text.en.empty() && text.zh.empty()) return core::say("{} has no text", "{}没有文字", what);
  if (std::max(text.en.size(), text.zh.size()) > Ballot::kLongestText)
    return core::say("{} is longer than {} bytes", "{}超过 {} 字节", what, Ballot::kLongestText);
  return {};
}

}  // namespace

core::Text problem_of(const Ballot& ballot) {
  if (ballot.round < 0) return core::say("a vote can't have the number {}", "投票的编号不能是 {}", ballot.round);
  if (ballot.seconds < 0 || ballot.seconds > Ballot::kMostSeconds)
    return core::say("a vote lasts 0 (until it is closed) to {} seconds, not {}",
                     "投票时长为 0（直到手动结束）至 {} 秒，而非 {} 秒", Ballot::kMostSeconds, ballot.seconds);
  if (ballot.options.size() < Ballot::kFewestOptions || ballot.options.size() > Ballot::kMostOptions)
    return core::say("a vote has {} to {} options, not {}", "投票有 {} 至 {} 个选项，而非 {} 个",
                     Ballot::kFewestOptions, Ballot::kMostOptions, ballot.options.size());
  core::Text problem = problem_of_text(ballot.question, {"the question of a vote", "投票的问题"});
  for (std::size_t i = 0; i < ballot.options.size() && problem.en.empty(); ++i)
    problem = problem_of_text(ballot.options[i], core::say("option {} of a vote", "投票的第 {} 个选项", i + 1));
  return problem;
}

int Tally::total() const { return std::accumulate(votes.begin(), votes.end(), 0); }

std::optional<std::size_t> winner(const Tally& tally, CountBy how) {
  const int total = tally.total();
  if (total == 0) return std::nullopt;
  if (how == CountBy::majority)
    return static_cast<std::size_t>(std::max_element(tally.votes.begin(), tally.votes.end()) - tally.votes.begin());
  std::size_t option = 0;
  for (int so_far = tally.votes[0]; so_far < total - so_far; so_far += tally.votes[option]) ++option;
  return option;
}

VoteRound::VoteRound(Ballot ballot, VoteTime now)
    : ballot_(std::move(ballot)), opened_(now), hands_(ballot_.options.size(), 0) {
  if (const core::Text problem = problem_of(ballot_); !problem.en.empty()) throw core::UserError(problem);
}

std::optional<VoteTime> VoteRound::closes_at() const {
  if (ballot_.seconds == 0) return std::nullopt;
  return opened_ + std::chrono::seconds(ballot_.seconds);
}

bool VoteRound::is_open(VoteTime now) const { return !closed_ && (ballot_.seconds == 0 || now < *closes_at()); }

VoteAnswer VoteRound::vote(std::uint32_t participant, std::size_t option, VoteTime now) {
  if (!is_open(now)) return VoteAnswer::closed;
  if (option >= ballot_.options.size()) return VoteAnswer::no_such_option;
  choices_[participant] = option;
  return VoteAnswer::counted;
}

std::optional<std::size_t> VoteRound::choice_of(std::uint32_t participant) const {
  const auto found = choices_.find(participant);
  return found == choices_.end() ? std::nullopt : std::optional(found->second);
}

VoteAnswer VoteRound::raise_hands(std::size_t option, int change, VoteTime now) {
  if (!is_open(now)) return VoteAnswer::closed;
  if (option >= hands_.size()) return VoteAnswer::no_such_option;
  hands_[option] += std::clamp(change, -hands_[option], kMostHands - hands_[option]);
  return VoteAnswer::counted;
}

Tally VoteRound::tally(VoteTime now) const {
  Tally tally{.round = ballot_.round, .open = is_open(now), .votes = hands_, .hands = hands_};
  if (tally.open && closes_at()) tally.seconds_left = std::chrono::duration<double>(*closes_at() - now).count();
  for (const auto& [participant, option] : choices_) ++tally.votes[option];
  tally.voters = static_cast<int>(choices_.size());
  return tally;
}

}  // namespace gongjian::viz
