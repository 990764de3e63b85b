// A request and its answer as the rules of the votes see them, whatever library brings them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "viz/votes/limits.hpp"

namespace gongjian::viz::votes {

struct Request {
  std::string from;        // the other side's address
  std::string reached;     // the address of this machine that it came to
  std::uint16_t port = 0;  // and the port
  unsigned version = 11;   // of HTTP, times ten
  std::string method, target;
  std::vector<std::string> hosts, origins, content_types, cookies, accepted_languages;  // as often as they stand there
  std::vector<std::string> lengths, transfer_encodings, expectations;
  std::string body;
};

struct Response {
  unsigned status = 200;
  std::string type = "application/json";
  std::string body;
  std::string content_policy = "default-src 'none'; frame-ancestors 'none'";
  std::string set_cookie;  // empty: none
  std::string allow;       // methods, where another one was asked for
  bool retry_later = false;
};

// {"error": "…"}: a word for the page, which says it in the participant's language.
Response refusal(unsigned status, const char* word);

// What can be told from the head of a request: none where it may go on, to its body and to the site.
std::optional<Response> refused(const Request& request);

}  // namespace gongjian::viz::votes
