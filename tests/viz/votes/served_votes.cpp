#include <atomic>
#include <thread>

#include "engine/core/error.hpp"
#include "tests/catch.hpp"
#include "tests/viz/votes/raw_client.hpp"
#include "viz/votes/vote_server.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

Ballot ballot(int seconds = 0) {
  return {.question = {"Which <b>lever</b>?", "哪一项？"},
          .options = {{"A", "甲"}, {"B", "乙"}, {"C", "丙"}},
          .seconds = seconds};
}

template <class Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 500; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace

TEST_CASE("participants join, vote, change their minds and see the result after the close", "[viz]") {
  std::atomic<int> changes = 0;
  VoteServer server({.changed = [&changes] { ++changes; }});
  CHECK(server.url() == "http://127.0.0.1:" + std::to_string(server.port()) + "/");
  CHECK(server.join_code().empty());
  CHECK(server.tally().round == 0);
  CHECK(server.close().round == 0);

  Voter anna(server.port()), bo(server.port());
  CHECK(anna.vote(1, 0).status == 401);
  CHECK(anna.state() == nlohmann::json{{"joined", false}, {"needs_code", false}, {"round", 0}, {"status", "none"}});
  CHECK(anna.join().status == 200);
  CHECK(bo.join().status == 200);
  CHECK(anna.join().status == 200);  // is the same as before
  CHECK(server.participants() == 2);
  CHECK(anna.vote(1, 0).status == 409);

  server.open(ballot());
  CHECK(server.tally().round == 1);
  CHECK(anna.vote(1, 0).json()["choice"] == 0);
  CHECK(anna.vote(1, 2).json()["choice"] == 2);
  CHECK(bo.vote(1, 2).status == 200);
  CHECK(bo.vote(1, 3).json()["error"] == "no_such_option");
  CHECK(bo.vote(2, 1).json()["error"] == "other_round");
  server.raise_hands(1, 5);
  auto state = anna.state();
  CHECK(state["status"] == "open");
  CHECK(state["voters"] == 2);
  CHECK(state["choice"] == 2);
  CHECK(state["question"]["zh"] == "哪一项？");
  CHECK_FALSE(state.contains("votes"));  // not before the close
  CHECK(server.close().votes == std::vector<int>{0, 5, 2});
  CHECK(bo.vote(1, 1).json()["error"] == "closed");
  state = bo.state();
  CHECK(state["status"] == "closed");
  CHECK(state["votes"] == std::vector<int>{0, 5, 2});
  CHECK(server.tally().votes == std::vector<int>{0, 5, 2});
  CHECK(comes_true([&changes] { return changes == 5; }));  // two joined, three votes were counted
}

TEST_CASE("a second round begins empty, and votes for the first are none for it", "[viz]") {
  VoteServer server({});
  Voter voter(server.port());
  voter.join();
  server.open(ballot());
  CHECK(voter.vote(1, 1).status == 200);
  server.open(ballot());
  CHECK(server.tally().round == 2);
  CHECK(server.tally().total() == 0);
  CHECK_FALSE(voter.state().contains("choice"));
  CHECK(voter.vote(1, 1).status == 409);
  CHECK(voter.vote(2, 0).status == 200);
  CHECK(server.close().votes == std::vector<int>{1, 0, 0});
  Ballot old = ballot();
  old.round = 2;
  CHECK_THROWS_AS(server.open(old), core::UserError);
  old.round = 7;
  server.open(old);
  CHECK(server.tally().round == 7);
  CHECK_THROWS_AS(server.open({}), core::UserError);
  CHECK(server.tally().round == 7);  // is still open
  CHECK(server.tally().open);
}

TEST_CASE("a round with a time closes by itself and says so", "[viz]") {
  std::atomic<int> changes = 0;
  VoteServer server({.changed = [&changes] { ++changes; }});
  Voter voter(server.port());
  voter.join();
  server.open(ballot(2));
  CHECK(voter.vote(1, 0).json()["seconds_left"] <= 2.0);
  CHECK(comes_true([&server] { return !server.tally().open; }));
  CHECK(comes_true([&changes] { return changes == 3; }));
  CHECK(voter.vote(1, 1).status == 409);
  CHECK(voter.state()["votes"] == std::vector<int>{1, 0, 0});
}

TEST_CASE("a server that is open to the network wants its code, and says nothing without it", "[viz]") {
  VoteServer server({.open_to_network = true});
  REQUIRE(server.join_code().size() == 6);
  CHECK(server.urls().back() == "http://127.0.0.1:" + std::to_string(server.port()) + "/");
  server.open(ballot());
  Voter voter(server.port());
  const std::string wrong = server.join_code() == "000000" ? "000001" : "000000";
  CHECK(voter.state() == nlohmann::json{{"joined", false}, {"needs_code", true}, {"round", 0}, {"status", "none"}});
  CHECK(voter.join("").json()["error"] == "wrong_code");
  CHECK(voter.join(wrong).status == 403);
  CHECK(voter.vote(1, 0).status == 401);
  CHECK(server.participants() == 0);
  CHECK(voter.join(server.join_code()).status == 200);
  CHECK(voter.state()["status"] == "open");
  CHECK(voter.vote(1, 0).status == 200);

  Voter guesser(server.port(), "127.0.0.77");
  for (int i = 0; i < 5; ++i) CHECK(guesser.join(wrong).status == 403);
  CHECK(guesser.join(wrong).json()["error"] == "locked");
  CHECK(guesser.join(server.join_code()).status == 429);  // not even the right one is looked at
  Voter other(server.port(), "127.0.0.78");
  CHECK(other.join(server.join_code()).status == 200);
}

TEST_CASE("what has no right to be open is not, and a port that is taken is told", "[viz]") {
  CHECK_THROWS_AS(VoteServer({.address = "0.0.0.0"}), core::UserError);
  CHECK_THROWS_AS(VoteServer({.address = "192.168.1.5"}), core::UserError);
  CHECK_THROWS_AS(VoteServer({.address = "example.org"}), core::UserError);
  VoteServer first({});
  CHECK_THROWS_AS(VoteServer({.port = first.port()}), core::UserError);
  const VoteServer second({.address = "127.0.0.2", .port = first.port()});
  CHECK(second.url() == "http://127.0.0.2:" + std::to_string(first.port()) + "/");
}

TEST_CASE("a server stops at once whatever is going on, and keeps what was counted", "[viz]") {
  for (int i = 0; i < 20; ++i) {
    VoteServer server({});
    server.open(ballot(60));
    Voter voter(server.port());
    voter.join();
    voter.vote(1, 1);
    RawSocket idle(server.port()), half(server.port());
    half.send("POST /vote HTTP/1.1\r\nHost:");
    const auto before = std::chrono::steady_clock::now();
    server.stop();
    server.stop();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
    CHECK(server.close().votes == std::vector<int>{0, 1, 0});
    server.open(ballot(60));  // is harmless
  }
  VoteServer never_used({});
}

TEST_CASE("every answer is guarded, and the cookie is for the server alone", "[viz]") {
  VoteServer server({});
  const std::uint16_t port = server.port();
  const RawAnswer page = ask(port, get_request(port, "/", "Accept-Language: zh-CN,zh;q=0.9\r\n"));
  const RawAnswer joined = ask(port, post_request(port, "/join", R"({"code":""})"));
  CHECK(page.status == 200);
  CHECK(page.body.find("<html lang=\"zh-CN\">") != std::string::npos);
  CHECK(page.head.find("Set-Cookie") == std::string::npos);
  for (const RawAnswer& answer : {page, joined, ask(port, get_request(port, "/state")),
                                  ask(port, get_request(port, "/no")), ask(port, "nonsense\r\n\r\n")})
    for (const char* line :
         {"Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'",
          "frame-ancestors 'none'", "Connection: close", "Referrer-Policy: no-referrer"})
      CHECK(answer.head.find(line) != std::string::npos);
  CHECK(joined.head.find("; HttpOnly; SameSite=Strict") != std::string::npos);
  // no two pages with one nonce
  CHECK(page.body != ask(port, get_request(port, "/", "Accept-Language: zh-CN\r\n")).body);
}

TEST_CASE("two hundred participants vote at once and every vote is counted", "[viz]") {
  VoteServer server({});
  server.open(ballot());
  std::atomic<int> failures = 0;
  std::vector<std::thread> rooms;
  for (int room = 0; room < 8; ++room)
    rooms.emplace_back([&server, &failures, room] {
      for (int i = 0; i < 25; ++i) {
        const int number = room * 25 + i;
        Voter voter(server.port(), number % 2 == 0 ? "127.0.0.1" : "127.0.0.3");
        failures += voter.join().status != 200;
        failures += voter.vote(1, (number + 1) % 3).status != 200;  // and then a second thought
        failures += voter.vote(1, number % 3).status != 200;
        failures += voter.state()["choice"] != number % 3;
      }
    });
  for (std::thread& room : rooms) room.join();
  CHECK(failures == 0);
  const Tally tally = server.close();
  CHECK(tally.votes == std::vector<int>{67, 67, 66});
  CHECK(tally.voters == 200);
  CHECK(server.participants() == 200);
}

TEST_CASE("rounds open and close while participants vote, and no vote is in two of them", "[viz]") {
  VoteServer server({});
  std::atomic<bool> over = false;
  std::atomic<int> counted = 0;
  std::vector<std::thread> voters;
  for (int i = 0; i < 4; ++i)
    voters.emplace_back([&server, &over, &counted, i] {
      Voter voter(server.port());
      voter.join();
      int last = 0;  // the round they voted in
      while (!over) {
        const int round = voter.state().value("round", 0);
        if (round != last && voter.vote(round, i % 3).status == 200) {
          ++counted;
          last = round;
        }
      }
    });
  int tallied = 0;
  for (int round = 0; round < 30; ++round) {
    server.open(ballot());
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    server.raise_hands(0, 1);
    tallied += server.close().voters;
  }
  over = true;
  for (std::thread& voter : voters) voter.join();
  CHECK(tallied == counted);
}
