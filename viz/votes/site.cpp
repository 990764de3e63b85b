#include "viz/votes/site.hpp"

#include <fmt/format.h>

#include <string_view>

#include "viz/votes/strict_json.hpp"

namespace gongjian::viz::votes {

namespace {

// Cookies know no ports: two servers on one machine keep apart by the name.
std::string cookie_name(const Request& request) { return fmt::format("gongjian_{}", request.port); }

std::optional<Token> token_of(const Request& request) {
  const std::string name = cookie_name(request) + "=";
  for (const std::string& cookies : request.cookies)
    for (std::size_t start = 0; start < cookies.size();) {
      const std::size_t end = std::min(cookies.find(';', start), cookies.size());
      std::string_view cookie(cookies.data() + start, end - start);
      while (!cookie.empty() && cookie.front() == ' ') cookie.remove_prefix(1);
      if (cookie.substr(0, name.size()) == name) return token_from_hex(cookie.substr(name.size()));
      start = end + 1;
    }
  return std::nullopt;
}

Response page(const Request& request, PageLanguages languages) {
  const std::string accepted = request.accepted_languages.empty() ? "" : request.accepted_languages[0];
  const std::string nonce = to_hex(random_token());
  return {.type = "text/html; charset=utf-8",
          .body = voting_page(languages, prefers_chinese(accepted), nonce),
          .content_policy = page_policy(nonce)};
}

}  // namespace

Answered Site::answer(const Request& request, VoteTime now) {
  const auto who = token_of(request);
  if (request.target == "/join") return join(request, who, now);
  if (request.target == "/vote") return vote(request, who, now);
  if (request.target == "/state") return {{.body = box_.state(who, now)}};
  return {page(request, languages_)};
}

Answered Site::join(const Request& request, const std::optional<Token>& known, VoteTime now) {
  const auto given = read_code(request.body);
  if (!given) return {refusal(400, "malformed")};
  if (!code_.empty()) {
    if (!addresses_.may_try_code(request.from, now)) return {refusal(429, "locked")};
    if (!same_secret(*given, code_)) {
      addresses_.tried_wrong_code(request.from, now);
      return {refusal(403, "wrong_code")};
    }
  }
  const auto token = box_.join(known, request.from);
  if (!token) return {refusal(503, "full")};
  Response response{.body = box_.state(token, now)};
  response.set_cookie =
      fmt::format("{}={}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict", cookie_name(request), to_hex(*token));
  return {response, token != known};
}

Answered Site::vote(const Request& request, const std::optional<Token>& who, VoteTime now) {
  const auto sent = read_vote(request.body);
  if (!sent) return {refusal(400, "malformed")};
  switch (box_.vote(who, sent->round, sent->option, now)) {
    case BallotBox::Answer::counted:
      return {{.body = box_.state(who, now)}, true};
    case BallotBox::Answer::not_joined:
      return {refusal(401, "not_joined")};
    case BallotBox::Answer::other_round:
      return {refusal(409, "other_round")};
    case BallotBox::Answer::closed:
      return {refusal(409, "closed")};
    case BallotBox::Answer::no_such_option:
      break;
  }
  return {refusal(400, "no_such_option")};
}

}  // namespace gongjian::viz::votes
