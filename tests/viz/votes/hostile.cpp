#include <thread>
#include <vector>

#include "tests/catch.hpp"
#include "tests/viz/votes/raw_client.hpp"
#include "viz/votes/vote_server.hpp"

using namespace gongjian;
using namespace gongjian::viz;
using namespace std::chrono_literals;

namespace {

Ballot ballot() { return {.question = {"Q", ""}, .options = {{"A", ""}, {"B", ""}}}; }

// One who behaves, amid all others: they must get through, and theirs must be the only vote.
struct Witness {
  explicit Witness(VoteServer& of) : server(of), voter(of.port(), "127.0.0.9") {
    server.open(ballot());
    joined = voter.join(server.join_code()).status;
  }
  void check() {
    CHECK(joined == 200);
    const auto before = std::chrono::steady_clock::now();
    CHECK(voter.vote(server.tally().round, 1).status == 200);
    CHECK(std::chrono::steady_clock::now() - before < 5s);
    CHECK(server.tally().votes == std::vector<int>{0, 1});
  }
  VoteServer& server;
  Voter voter;
  int joined = 0;
};

}  // namespace

TEST_CASE("nasty requests are answered for what they are and count for nothing", "[viz]") {
  VoteServer server({});
  Witness witness(server);
  const std::uint16_t port = server.port();
  const std::string host = "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
  const std::string origin = "Origin: http://127.0.0.1:" + std::to_string(port) + "\r\n";
  const std::string json = "Content-Type: application/json\r\n";
  Voter insider(port);
  insider.join();
  const std::string me = insider.cookie();
  const std::string vote = R"({"round":1,"option":0})";  // 22 bytes
  const std::string length = "Content-Length: 22\r\n";
  const auto post = [&](const std::string& lines, const std::string& body) {
    return "POST /vote HTTP/1.1\r\n" + me + lines + "\r\n" + body;
  };

  struct Nasty {
    const char* what;
    std::string bytes;
    std::vector<int> statuses;  // 0: broken off without a word
  };
  const std::vector<Nasty> table = {
      {"nothing but line ends", "\r\n\r\n\r\n\r\n", {400, 0}},
      {"no HTTP at all", "hello\r\n\r\n", {400}},
      {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + std::string(100, '\0'), {400}},
      {"binary zeros", std::string(2000, '\0'), {400}},
      {"HTTP/0.9", "GET /\r\n\r\n", {400}},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}},
      {"HTTP/9.9", "GET / HTTP/9.9\r\n" + host + "\r\n", {400, 505}},
      {"no host", "GET / HTTP/1.1\r\n\r\n", {400}},
      {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", {400}},
      {"another host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", {421}},
      {"another port", "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", {421}},
      {"a host with a user", "GET / HTTP/1.1\r\nHost: a@127.0.0.1:" + std::to_string(port) + "\r\n\r\n", {421, 400}},
      {"an absolute target", "GET http://127.0.0.1/ HTTP/1.1\r\n" + host + "\r\n", {404}},
      {"a way up", "GET /../../etc/passwd HTTP/1.1\r\n" + host + "\r\n", {404}},
      {"a path in disguise", "GET /%73tate HTTP/1.1\r\n" + host + "\r\n", {404}},
      {"a query", "GET /state?x=1 HTTP/1.1\r\n" + host + "\r\n", {404}},
      {"a long path", "GET /" + std::string(4000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", {404}},
      {"a zero in the path", std::string("GET /\0 HTTP/1.1\r\n", 17) + host + "\r\n", {400, 404}},
      {"DELETE", "DELETE /state HTTP/1.1\r\n" + host + "\r\n", {405}},
      {"OPTIONS", "OPTIONS /vote HTTP/1.1\r\n" + host + "\r\n", {405}},
      {"HEAD", "HEAD / HTTP/1.1\r\n" + host + "\r\n", {405}},
      {"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", {405}},
      {"CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n" + host + "\r\n", {404, 405, 400}},
      {"a vote by GET", "GET /vote HTTP/1.1\r\n" + host + me + "\r\n", {405}},
      {"a GET with a body", "GET /state HTTP/1.1\r\n" + host + length + "\r\n" + vote, {400}},
      {"no origin", post(host + json + length, vote), {403}},
      {"the origin null", post(host + "Origin: null\r\n" + json + length, vote), {403}},
      {"another origin", post(host + "Origin: http://evil.example\r\n" + json + length, vote), {403}},
      {"another port's origin", post(host + "Origin: http://127.0.0.1:1\r\n" + json + length, vote), {403}},
      {"two origins", post(host + origin + origin + json + length, vote), {403}},
      {"host and origin of another",
       post("Host: evil.example\r\nOrigin: http://evil.example\r\n" + json + length, vote),
       {421}},
      {"no type", post(host + origin + length, vote), {415}},
      {"a form", post(host + origin + "Content-Type: text/plain\r\n" + length, vote), {415}},
      {"no length", post(host + origin + json, vote), {411}},
      {"a negative length", post(host + origin + json + "Content-Length: -1\r\n", vote), {400}},
      {"a length beyond numbers",
       post(host + origin + json + "Content-Length: 99999999999999999999999\r\n", vote),
       {400, 413}},
      {"a length of a terabyte", post(host + origin + json + "Content-Length: 1099511627776\r\n", vote), {413}},
      {"two lengths", post(host + origin + json + "Content-Length: 22\r\nContent-Length: 2\r\n", vote), {400, 411}},
      {"length and chunks",
       post(host + origin + json + length + "Transfer-Encoding: chunked\r\n", "16\r\n" + vote + "\r\n0\r\n\r\n"),
       {400, 411}},
      {"chunks",
       post(host + origin + json + "Transfer-Encoding: chunked\r\n", "16\r\n" + vote + "\r\n0\r\n\r\n"),
       {411}},
      {"chunks in disguise", post(host + origin + json + length + "Transfer-Encoding: xchunked\r\n", vote), {400, 411}},
      {"an expectation", post(host + origin + json + length + "Expect: 100-continue\r\n", vote), {417}},
      {"a body that is no JSON", post(host + origin + json + length, std::string(22, '{')), {400}},
      {"a deep body", post(host + origin + json + "Content-Length: 1000\r\n", std::string(1000, '[')), {400}},
      {"an option twice",
       post(host + origin + json + "Content-Length: 33\r\n", R"({"round":1,"option":0,"option":0})"),
       {400}},
      {"a body that is too large",
       post(host + origin + json + "Content-Length: 1025\r\n", vote + std::string(1003, ' ')),
       {413}},
      {"a folded line", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", {200, 400}},
      {"a line without a name", "GET / HTTP/1.1\r\n" + host + ": x\r\n\r\n", {400}},
      {"a space before the colon", "GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", {400}},
      {"bare line feeds", "GET / HTTP/1.1\nHost: 127.0.0.1\n\n", {400}},
      {"a zero in a value", "GET / HTTP/1.1\r\n" + host + std::string("X: a\0b\r\n\r\n", 10), {400}},
      {"too long a value", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(9000, 'x') + "\r\n\r\n", {431}},
      {"too many lines",
       "GET / HTTP/1.1\r\n" + host +
           [] {
             std::string lines;
             for (int i = 0; i < 3000; ++i) lines += "a:b\r\n";
             return lines;
           }() +
           "\r\n",
       {431}},
      {"a line that never ends", std::string(20'000, 'A'), {400, 431}},
      {"a cookie of nobody",
       "POST /vote HTTP/1.1\r\n" + host + origin + json + length + "Cookie: gongjian_" + std::to_string(port) + "=" +
           std::string(32, '0') + "\r\n\r\n" + vote,
       {401}},
      {"a cookie that is none",
       "POST /vote HTTP/1.1\r\n" + host + origin + json + length + "Cookie: ;;;=;==; gongjian_" + std::to_string(port) +
           "=\xff\xfe;\r\n\r\n" + vote,
       {401}},
      {"a vote for an old round", post(host + origin + json + length, R"({"round":0,"option":0})"), {409}},
      {"a vote for what is none", post(host + origin + json + length, R"({"round":1,"option":7})"), {400}},
  };
  CHECK(table.size() >= 25);
  for (const Nasty& nasty : table) {
    RawSocket socket(port);
    socket.send(nasty.bytes);
    socket.say_no_more();
    const int status = parsed(socket.receive()).status;
    INFO(nasty.what << ": " << status);
    CHECK(std::find(nasty.statuses.begin(), nasty.statuses.end(), status) != nasty.statuses.end());
  }
  witness.check();
}

TEST_CASE("a second request on a connection is not looked at", "[viz]") {
  VoteServer server({});
  Witness witness(server);
  Voter voter(server.port());
  voter.join();
  RawSocket socket(server.port());
  socket.send(get_request(server.port(), "/state") + voter.vote_request(1, 0) + voter.vote_request(1, 0));
  const std::string all = socket.receive();
  CHECK(all.find("HTTP/1.1") == all.rfind("HTTP/1.1"));
  witness.check();
}

TEST_CASE("slow clients are broken off, however they trickle", "[viz]") {
  VoteServer server({.limits = {.patience = 800ms}});
  Witness witness(server);
  const auto before = std::chrono::steady_clock::now();
  RawSocket silent(server.port()), half(server.port()), trickling(server.port()), no_body(server.port());
  half.send("GET / HTTP/1.1\r\nHost: 127");
  no_body.send(post_request(server.port(), "/vote", R"({"round":1,"option":0})").substr(0, 150));
  std::thread drops([&trickling] {
    for (int i = 0; i < 100 && trickling.send("a"); ++i) std::this_thread::sleep_for(20ms);
  });
  for (RawSocket* socket : {&silent, &half, &no_body}) CHECK(parsed(socket->receive(5s)).status == 0);
  CHECK(std::chrono::steady_clock::now() - before < 3s);
  drops.join();
  CHECK(std::chrono::steady_clock::now() - before < 5s);
  CHECK(trickling.receive(1s).find("no end") == std::string::npos);
  witness.check();
}

TEST_CASE("three hundred silent connections keep nobody out", "[viz]") {
  VoteServer server({.limits = {.connections_per_address = 256}});
  Witness witness(server);
  std::vector<RawSocket> silent;
  for (int i = 0; i < 300; ++i) silent.emplace_back(server.port(), i % 2 == 0 ? "127.0.0.1" : "127.0.0.4");
  witness.check();
}

TEST_CASE("of three hundred connections at once all that ask are answered", "[viz]") {
  VoteServer server({.limits = {.connections_per_address = 300}});
  Witness witness(server);
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 300; ++i) {
    sockets.emplace_back(server.port());
    sockets.back().send(get_request(server.port(), "/state"));
  }
  int answered = 0;
  for (RawSocket& socket : sockets) answered += parsed(socket.receive()).status == 200;
  CHECK(answered == 300);
  witness.check();
}

TEST_CASE("an address that holds too many connections gets no more, others do", "[viz]") {
  VoteServer server({.limits = {.connections_per_address = 10}});
  Witness witness(server);
  std::vector<RawSocket> silent;
  for (int i = 0; i < 40; ++i) silent.emplace_back(server.port());
  int broken_off = 0;
  for (int i = 10; i < 40; ++i) broken_off += silent[static_cast<std::size_t>(i)].receive(5s).empty();
  CHECK(broken_off == 30);
  witness.check();
}

TEST_CASE("a flood from one address is told to wait, others are served", "[viz]") {
  VoteServer server({.limits = {.requests_per_second = 5, .requests_at_once = 20}});
  Witness witness(server);
  int served = 0, told_to_wait = 0;
  for (int i = 0; i < 200; ++i) {
    const RawAnswer answer = ask(server.port(), get_request(server.port(), "/state"));
    served += answer.status == 200;
    told_to_wait += answer.status == 429 && answer.head.find("Retry-After") != std::string::npos;
  }
  CHECK(served + told_to_wait == 200);
  CHECK(served >= 20);
  CHECK(told_to_wait >= 100);
  witness.check();
}

TEST_CASE("there are no more participants than the limit", "[viz]") {
  VoteServer server({.limits = {.participants = 3}});
  Witness witness(server);
  CHECK(Voter(server.port()).join().status == 200);
  CHECK(Voter(server.port()).join().status == 200);
  CHECK(Voter(server.port()).join().json()["error"] == "full");
  CHECK(server.participants() == 3);
  witness.check();
}

TEST_CASE("a vote whose sender vanishes in the middle is none", "[viz]") {
  VoteServer server({});
  Witness witness(server);
  Voter voter(server.port());
  voter.join();
  const std::string whole = voter.vote_request(1, 0);
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    RawSocket socket(server.port());
    socket.send(std::string_view(whole).substr(0, bytes));
    if (bytes % 2 == 0) socket.reset();
  }
  witness.check();
  RawSocket deaf(server.port());  // whole, but the answer is not waited for
  deaf.send(get_request(server.port(), "/"));
  deaf.reset();
  witness.check();
}
