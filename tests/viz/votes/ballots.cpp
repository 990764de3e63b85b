#include "engine/core/error.hpp"
#include "tests/catch.hpp"
#include "viz/votes/ballot.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

const VoteTime kStart = VoteTime{} + std::chrono::hours(5);
VoteTime after(double seconds) {
  return kStart + std::chrono::duration_cast<VoteTime::duration>(std::chrono::duration<double>(seconds));
}

Ballot ballot(std::size_t options, int seconds = 0) {
  Ballot made{.round = 1, .question = {"How much?", "多少？"}, .seconds = seconds};
  for (std::size_t i = 0; i < options; ++i) made.options.push_back({"option " + std::to_string(i), ""});
  return made;
}

std::optional<std::size_t> won(std::vector<int> votes, CountBy how) { return winner({.votes = std::move(votes)}, how); }

}  // namespace

TEST_CASE("a ballot has a question, two to eight options and an end within a day", "[viz]") {
  CHECK(problem_of(ballot(2)).en.empty());
  CHECK(problem_of(ballot(8, 86'400)).en.empty());
  CHECK(problem_of(ballot(1)).en == "a vote has 2 to 8 options, not 1");
  CHECK(problem_of(ballot(9)).en == "a vote has 2 to 8 options, not 9");
  CHECK_FALSE(problem_of(ballot(2, -1)).en.empty());
  CHECK_FALSE(problem_of(ballot(2, 86'401)).en.empty());
  Ballot wrong = ballot(3);
  wrong.options[1] = {};
  CHECK(problem_of(wrong).en == "option 2 of a vote has no text");
  wrong = ballot(3);
  wrong.question.zh = std::string(501, 'x');
  CHECK(problem_of(wrong).en == "the question of a vote is longer than 500 bytes");
  CHECK_THROWS_AS(VoteRound(wrong, kStart), core::UserError);
}

TEST_CASE("everybody has one vote and may change it until the close", "[viz]") {
  VoteRound round(ballot(3), kStart);
  CHECK(round.vote(7, 0, kStart) == VoteAnswer::counted);
  CHECK(round.vote(8, 2, kStart) == VoteAnswer::counted);
  CHECK(round.vote(7, 2, after(1)) == VoteAnswer::counted);
  CHECK(round.vote(9, 3, after(1)) == VoteAnswer::no_such_option);
  CHECK(round.tally(after(1)).votes == std::vector<int>{0, 0, 2});
  CHECK(round.tally(after(1)).voters == 2);
  CHECK(round.choice_of(7) == 2u);
  CHECK_FALSE(round.choice_of(9).has_value());
  round.close();
  CHECK(round.vote(7, 1, after(2)) == VoteAnswer::closed);
  CHECK(round.raise_hands(1, 1, after(2)) == VoteAnswer::closed);
  CHECK(round.tally(after(2)).votes == std::vector<int>{0, 0, 2});
  CHECK_FALSE(round.tally(after(2)).open);
}

TEST_CASE("a vote with a time closes at it, not before", "[viz]") {
  VoteRound round(ballot(2, 30), kStart);
  CHECK(round.tally(after(10)).seconds_left == Approx(20));
  CHECK(round.vote(1, 1, after(29.999)) == VoteAnswer::counted);
  CHECK(round.vote(1, 0, after(30)) == VoteAnswer::closed);
  CHECK_FALSE(round.tally(after(30)).open);
  CHECK_FALSE(round.tally(after(30)).seconds_left.has_value());
  VoteRound by_hand(ballot(2), kStart);
  CHECK(by_hand.is_open(after(1e6)));
  CHECK_FALSE(by_hand.tally(after(1)).seconds_left.has_value());
}

TEST_CASE("raised hands count as votes and can be taken back, not below none", "[viz]") {
  VoteRound round(ballot(2), kStart);
  round.vote(1, 0, kStart);
  CHECK(round.raise_hands(1, 12, kStart) == VoteAnswer::counted);
  CHECK(round.raise_hands(1, -2, kStart) == VoteAnswer::counted);
  CHECK(round.raise_hands(0, -5, kStart) == VoteAnswer::counted);
  CHECK(round.raise_hands(2, 1, kStart) == VoteAnswer::no_such_option);
  const Tally tally = round.tally(kStart);
  CHECK(tally.votes == std::vector<int>{1, 10});
  CHECK(tally.hands == std::vector<int>{0, 10});
  CHECK(tally.voters == 1);
  CHECK(tally.total() == 11);
  round.raise_hands(0, INT32_MAX, kStart);
  round.raise_hands(0, INT32_MAX, kStart);
  CHECK(round.tally(kStart).hands[0] == VoteRound::kMostHands);
  round.raise_hands(0, INT32_MIN, kStart);
  CHECK(round.tally(kStart).hands[0] == 0);
}

TEST_CASE("the majority is the option with the most votes, of equals the first", "[viz]") {
  CHECK(won({1, 5, 2}, CountBy::majority) == 1u);
  CHECK(won({3, 5, 5}, CountBy::majority) == 1u);
  CHECK(won({0, 0, 1}, CountBy::majority) == 2u);
  CHECK_FALSE(won({0, 0}, CountBy::majority).has_value());
}

TEST_CASE("the median option is the one of the middle voter, of two the first", "[viz]") {
  CHECK(won({1, 1, 1}, CountBy::median) == 1u);
  CHECK(won({4, 0, 3}, CountBy::median) == 0u);
  CHECK(won({2, 0, 2}, CountBy::median) == 0u);
  CHECK(won({3, 0, 4}, CountBy::median) == 2u);
  CHECK(won({0, 0, 0, 1}, CountBy::median) == 3u);
  CHECK_FALSE(won({0, 0}, CountBy::median).has_value());
  // the same as sorting all votes and taking the one in the middle
  for (int a = 0; a < 5; ++a)
    for (int b = 0; b < 5; ++b)
      for (int c = 0; c < 5; ++c) {
        std::vector<std::size_t> sorted;
        sorted.insert(sorted.end(), static_cast<std::size_t>(a), 0);
        sorted.insert(sorted.end(), static_cast<std::size_t>(b), 1);
        sorted.insert(sorted.end(), static_cast<std::size_t>(c), 2);
        if (!sorted.empty()) CHECK(won({a, b, c}, CountBy::median) == sorted[(sorted.size() - 1) / 2]);
      }
}
