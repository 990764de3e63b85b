// What a phone may send to the server of votes, over a socket: one vote at most is counted, and whatever is answered is
// HTTP. {HOST} in the bytes stands for the server's address, {COOKIE} for the cookie of one who has joined.
#include <algorithm>

#include "tests/fuzz/target.hpp"
#include "tests/viz/votes/raw_client.hpp"
#include "viz/votes/vote_server.hpp"

using namespace gongjian;

namespace {

std::string replaced(std::string text, std::string_view what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

// Another address of this machine each time: the ports of one would be used up within minutes, for the system keeps
// those of closed connections for a while.
std::string next_address() {
  static unsigned given = 0;
  ++given;
  return "127.1." + std::to_string(given / 250 % 250) + "." + std::to_string(given % 250 + 1);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace std::chrono_literals;
  fuzz::read_or_refuse([&] {
    viz::VoteServer server({.limits = {.patience = 500ms, .farewell = 1ms}});
    server.open({.question = {"Q", ""}, .options = {{"A", ""}, {"B", ""}}});
    const std::string from = next_address();
    viz::Voter voter(server.port(), from.c_str());
    voter.join();
    std::string sent(fuzz::text_of(bytes, size));
    sent = replaced(std::move(sent), "{HOST}", "127.0.0.1:" + std::to_string(server.port()));
    sent = replaced(std::move(sent), "{COOKIE}", voter.cookie());
    viz::RawSocket socket(server.port(), from.c_str());
    socket.send(sent);
    socket.say_no_more();
    const std::string answer = socket.receive(30s);
    socket.reset();
    if (!answer.empty() && answer.rfind("HTTP/1.1 ", 0) != 0) {
      std::fprintf(stderr, "no HTTP: %s\n", answer.c_str());
      std::abort();
    }
    if (server.participants() > 2 || server.tally().total() > 1) std::abort();
  });
  return 0;
}
