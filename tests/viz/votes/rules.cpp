#include <set>

#include "tests/catch.hpp"
#include "viz/votes/address_book.hpp"
#include "viz/votes/page.hpp"
#include "viz/votes/participants.hpp"
#include "viz/votes/request.hpp"
#include "viz/votes/strict_json.hpp"

using namespace gongjian::viz;
using namespace gongjian::viz::votes;

namespace {

const VoteTime kStart = VoteTime{} + std::chrono::hours(5);
VoteTime after(int seconds) { return kStart + std::chrono::seconds(seconds); }

}  // namespace

TEST_CASE("an address may ask so often, and again after a while", "[viz]") {
  VoteLimits limits;
  limits.requests_at_once = 10;
  limits.requests_per_second = 2;
  AddressBook book(limits);
  for (int i = 0; i < 10; ++i) CHECK(book.asked("10.0.0.1", kStart));
  CHECK_FALSE(book.asked("10.0.0.1", kStart));
  CHECK(book.asked("10.0.0.2", kStart));
  CHECK(book.asked("10.0.0.1", after(1)));
  CHECK(book.asked("10.0.0.1", after(1)));
  CHECK_FALSE(book.asked("10.0.0.1", after(1)));
}

TEST_CASE("wrong codes lock their address for a minute and no other", "[viz]") {
  AddressBook book(VoteLimits{});
  for (int i = 0; i < 5; ++i) {
    CHECK(book.may_try_code("10.0.0.1", kStart));
    book.tried_wrong_code("10.0.0.1", kStart);
  }
  CHECK_FALSE(book.may_try_code("10.0.0.1", kStart));
  CHECK_FALSE(book.may_try_code("10.0.0.1", after(59)));
  CHECK(book.may_try_code("10.0.0.2", after(59)));
  CHECK(book.may_try_code("10.0.0.1", after(60)));
  // four a minute are a slow way to a million
  for (int i = 0; i < 4; ++i) book.tried_wrong_code("10.0.0.3", kStart);
  book.tried_wrong_code("10.0.0.3", after(61));
  CHECK(book.may_try_code("10.0.0.3", after(61)));
}

TEST_CASE("wrong codes from ever other addresses are slowed down too", "[viz]") {
  AddressBook book(VoteLimits{});
  int tries = 0;
  for (int i = 0; i < 6000; ++i) {  // ten a second, for ten minutes
    const std::string address = "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250);
    const VoteTime now = kStart + std::chrono::milliseconds(100 * i);
    if (!book.may_try_code(address, now)) continue;
    book.tried_wrong_code(address, now);
    ++tries;
  }
  CHECK(tries <= 60 + 600);
}

TEST_CASE("the book of addresses stays small whoever comes", "[viz]") {
  AddressBook book(VoteLimits{});
  for (int i = 0; i < 20'000; ++i) {
    const std::string address = std::to_string(i);
    CHECK(book.connected(address, after(i / 1000)));
    book.asked(address, after(i / 1000));
    book.disconnected(address);
  }
  CHECK(book.size() <= AddressBook::kMostAddresses);
}

TEST_CASE("an address has so many connections at a time", "[viz]") {
  VoteLimits limits;
  limits.connections_per_address = 2;
  AddressBook book(limits);
  CHECK(book.connected("a", kStart));
  CHECK(book.connected("a", kStart));
  CHECK_FALSE(book.connected("a", kStart));
  CHECK(book.connected("b", kStart));
  book.disconnected("a");
  CHECK(book.connected("a", kStart));
}

TEST_CASE("participants are told apart by tokens that don't repeat, and are not too many", "[viz]") {
  VoteLimits limits;
  limits.participants = 100;
  limits.participants_per_address = 60;
  Participants participants(limits);
  std::set<std::uint32_t> numbers;
  for (int i = 0; i < 60; ++i) {
    const auto token = participants.join("a");
    REQUIRE(token.has_value());
    CHECK(token_from_hex(to_hex(*token)) == token);
    numbers.insert(participants.find(token).value());
  }
  CHECK(numbers.size() == 60);
  CHECK_FALSE(participants.join("a").has_value());
  for (int i = 0; i < 40; ++i) CHECK(participants.join("b").has_value());
  CHECK_FALSE(participants.join("c").has_value());
  CHECK_FALSE(participants.find(Token{}).has_value());
  CHECK_FALSE(participants.find(std::nullopt).has_value());
}

TEST_CASE("only whole tokens of the right digits are tokens", "[viz]") {
  const std::string good(32, 'a');
  CHECK(token_from_hex(good).has_value());
  for (const std::string& wrong : {std::string(), std::string(31, 'a'), std::string(33, 'a'), std::string(32, 'A'),
                                   std::string(32, 'g'), std::string(32, '\0'), std::string(32, '\xff')})
    CHECK_FALSE(token_from_hex(wrong).has_value());
}

TEST_CASE("codes have six digits and are all different", "[viz]") {
  std::set<std::string> codes;
  for (int i = 0; i < 100; ++i) {
    const std::string code = random_code();
    CHECK(code.size() == 6);
    CHECK(code.find_first_not_of("0123456789") == std::string::npos);
    codes.insert(code);
  }
  CHECK(codes.size() > 95);
  CHECK(same_secret("123456", "123456"));
  CHECK_FALSE(same_secret("123456", "123457"));
  CHECK_FALSE(same_secret("123456", "12345"));
}

TEST_CASE("only just what a vote consists of is read as one", "[viz]") {
  const auto good = read_vote(R"( {"option": 1, "round": 12} )");
  REQUIRE(good.has_value());
  CHECK(good->round == 12);
  CHECK(good->option == 1);
  for (const char* wrong : {"",
                            "{",
                            "null",
                            "[]",
                            "1",
                            "{}",
                            R"({"round":1})",
                            R"({"round":1,"option":0,"more":1})",
                            R"({"round":1,"option":0,"option":1})",
                            R"({"round":1,"round":1})",
                            R"({"round":"1","option":0})",
                            R"({"round":1,"option":-1})",
                            R"({"round":1,"option":0.0})",
                            R"({"round":1,"option":1e0})",
                            R"({"round":1,"option":true})",
                            R"({"round":1,"option":null})",
                            R"({"round":1,"option":[0]})",
                            R"({"round":1,"option":{"a":0}})",
                            R"({"round":1,"option":99999999999})",
                            R"({"round":1,"option":99999999999999999999999})",
                            R"({"round":1,"option":0} x)",
                            R"({"round":1,"option":0,})",
                            R"([{"round":1,"option":0}])",
                            R"({"round":1,/**/"option":0})",
                            R"({"Round":1,"option":0})",
                            "{\"round\":1,\"option\":0,\"\xff\":1}",
                            "{\"round\":1,\"option\":0}{\"round\":1,\"option\":0}"})
    CHECK_FALSE(read_vote(wrong).has_value());
  CHECK_FALSE(read_vote(std::string(1000, '[')).has_value());
  CHECK_FALSE(read_vote(R"({"round":1,"option":0})" + std::string(1024, ' ')).has_value());
  CHECK_FALSE(read_vote(std::string(R"({"round":1,"option":0})") + '\0').has_value());

  CHECK(read_code(R"({"code":"012345"})") == "012345");
  CHECK(read_code(R"({"code":""})") == "");
  for (const char* wrong : {R"({"code":123456})", R"({"code":"12345"})", R"({"code":"1234567"})",
                            R"({"code":"12345a"})", R"({"code":"123456","code":"123456"})", R"({"code":["123456"]})"})
    CHECK_FALSE(read_code(wrong).has_value());
}

TEST_CASE("the page comes in the language that a browser prefers", "[viz]") {
  CHECK(prefers_chinese("zh-CN,zh;q=0.9,en;q=0.8"));
  CHECK(prefers_chinese("zh"));
  CHECK(prefers_chinese("fr, zh;q=0.5, en;q=0.4"));
  CHECK(prefers_chinese("en;q=0.4,zh;q=0.5"));
  for (const char* other :
       {"", "en", "en-GB,en;q=0.9,zh;q=0.8", "fr", "zh;q=0", "zh;q=0.5,en;q=0.9", "zh;q=nan", ",,,;;q=", "z", "en,zh"})
    CHECK_FALSE(prefers_chinese(other));
}

TEST_CASE("the page needs nothing from elsewhere and only what carries its nonce runs", "[viz]") {
  const std::string page = voting_page(PageLanguages::both, true, "0123456789abcdef");
  CHECK(page.find("<html lang=\"zh-CN\">") != std::string::npos);
  CHECK(page.find("http:") == std::string::npos);
  CHECK(page.find("https:") == std::string::npos);
  CHECK(page.find("innerHTML") == std::string::npos);
  CHECK(page.find("<script>") == std::string::npos);
  CHECK(page.find("<style>") == std::string::npos);
  CHECK(page.find("<script nonce=\"0123456789abcdef\">") != std::string::npos);
  CHECK(page.size() < 32'000);
  CHECK(voting_page(PageLanguages::english, true, "0").find("<html lang=\"en\">") != std::string::npos);
  CHECK(page_policy("0123").find("unsafe") == std::string::npos);
}

TEST_CASE("requests are refused by their head as the rules say", "[viz]") {
  const Request get{.from = "192.168.1.9",
                    .reached = "192.168.1.5",
                    .port = 8080,
                    .method = "GET",
                    .target = "/state",
                    .hosts = {"192.168.1.5:8080"}};
  CHECK_FALSE(refused(get).has_value());
  const auto host = [get](const char* name) {
    Request request = get;
    request.hosts = {name};
    return refused(request) ? refused(request)->status : 200;
  };
  for (const char* other : {"evil.example:8080", "192.168.1.5", "192.168.1.5:80", "192.168.1.5:8080.evil.example",
                            "localhost:8080", "127.0.0.1:8080", "", ":8080", "192.168.1.5:8080 ", "192.168.1.50:8080"})
    CHECK(host(other) == 421);
  Request local = get;
  local.reached = "127.0.0.1";
  for (const char* good : {"localhost:8080", "LOCALHOST:8080", "127.0.0.1:8080"}) {
    local.hosts = {good};
    CHECK_FALSE(refused(local).has_value());
  }
  local.port = 80;
  local.hosts = {"localhost"};
  CHECK_FALSE(refused(local).has_value());

  Request post = get;
  post.method = "POST";
  post.target = "/vote";
  post.lengths = {"22"};
  post.content_types = {"application/json"};
  CHECK(refused(post)->status == 403);
  for (const char* origin : {"null", "http://evil.example:8080", "https://192.168.1.5:8080", "http://192.168.1.5", "",
                             "http://192.168.1.5:8080/"}) {
    post.origins = {origin};
    CHECK(refused(post)->status == 403);
  }
  post.origins = {"http://192.168.1.5:8080"};
  CHECK_FALSE(refused(post).has_value());
  post.content_types = {"text/plain"};
  CHECK(refused(post)->status == 415);
}
