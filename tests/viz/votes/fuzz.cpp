// Random bytes, and requests with random faults, for as long as is asked for.
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

#include "tests/catch.hpp"
#include "tests/viz/votes/raw_client.hpp"
#include "viz/votes/vote_server.hpp"

using namespace gongjian;
using namespace gongjian::viz;
using namespace std::chrono_literals;

namespace {

using Random = std::mt19937_64;

std::string random_bytes(Random& random) {
  std::string bytes(random() % 3000, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

// A good request with some of its bytes changed, taken out, doubled or moved.
std::string mutated(std::string bytes, Random& random) {
  for (std::uint64_t i = random() % 6 + 1; i > 0 && !bytes.empty(); --i) {
    const std::size_t at = random() % bytes.size(), length = std::min<std::size_t>(random() % 40, bytes.size() - at);
    const std::string piece = bytes.substr(at, length);
    switch (random() % 6) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(random() % bytes.size(), piece);
        break;
      case 3:
        bytes.insert(at, std::string(random() % 2000, static_cast<char>(random())));
        break;
      case 4:
        bytes.resize(at);
        break;
      default:
        bytes[at] = "0123456789\r\n:{}[]\" "[random() % 19];
    }
  }
  return bytes;
}

// In pieces, with or without an end, and with or without waiting for an answer.
void throw_at(std::uint16_t port, const std::string& bytes, Random& random) {
  const std::string from = "127.0.5." + std::to_string(random() % 250 + 1);
  RawSocket socket(port, from.c_str());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t piece = random() % 4 == 0 ? random() % 50 + 1 : bytes.size();
    if (!socket.send(std::string_view(bytes).substr(at, piece))) break;
    at += piece;
  }
  if (random() % 2 == 0) socket.say_no_more();
  if (random() % 4 != 0) socket.receive(5ms);
  if (random() % 4 == 0) socket.reset();
}

void fuzz(std::uint16_t port, const std::vector<std::string>& good, std::uint64_t seed,
          std::chrono::steady_clock::time_point until, long& thrown) {
  Random random(seed);
  while (std::chrono::steady_clock::now() < until) {
    const bool noise = random() % 4 == 0;
    throw_at(port, noise ? random_bytes(random) : mutated(good[random() % good.size()], random), random);
    ++thrown;
  }
}

}  // namespace

TEST_CASE("whatever is thrown at the server, votes are counted as they were cast", "[.long-votes]") {
  const char* given = std::getenv("GONGJIAN_FUZZ_SECONDS");
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(given == nullptr ? 60 : std::atoi(given));
  VoteServer server(
      {.open_to_network = true, .limits = {.requests_per_second = 1e5, .requests_at_once = 1e5, .patience = 500ms}});
  const std::uint16_t port = server.port();
  server.open({.question = {"Q", ""}, .options = {{"A", ""}, {"B", ""}}});
  Voter honest(port), torn(port, "127.0.0.5");  // of the second, faulty votes are sent: some may still be votes
  REQUIRE(honest.join(server.join_code()).status == 200);
  REQUIRE(torn.join(server.join_code()).status == 200);
  const std::vector<std::string> good = {get_request(port, "/", "Accept-Language: zh\r\n"),
                                         get_request(port, "/state", torn.cookie()),
                                         post_request(port, "/join", R"({"code":"123456"})"), torn.vote_request(1, 0),
                                         post_request(port, "/vote", R"({"round":1,"option":0})")};
  std::vector<long> thrown(3, 0);
  std::vector<std::thread> throwers;
  for (std::size_t i = 0; i < thrown.size(); ++i)
    throwers.emplace_back([&, i] { fuzz(port, good, 1000 + i, until, thrown[i]); });
  int votes = 0;
  while (std::chrono::steady_clock::now() < until) {
    const int option = votes++ % 2;
    REQUIRE(honest.vote(1, option).status == 200);
    REQUIRE(honest.state()["choice"] == option);
    std::this_thread::sleep_for(100ms);
  }
  for (std::thread& thrower : throwers) thrower.join();
  WARN(thrown[0] + thrown[1] + thrown[2] << " connections of noise, " << votes << " votes of one who is honest");
  CHECK(server.participants() == 2);
  CHECK(server.close().voters <= 2);
}
