#include "viz/votes/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace gongjian::viz::votes {

namespace {

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Only names that nobody else can point at this machine: a page of another site that has its own name lead here (DNS
// rebinding) still says its own name.
bool is_our_host(const Request& request, const std::string& host) {
  const auto is = [&](std::string_view name) {
    return host == fmt::format("{}:{}", name, request.port) || (request.port == 80 && host == name);
  };
  const bool from_here = request.reached.rfind("127.", 0) == 0;
  return is(request.reached) || (from_here && is("localhost"));
}

// Our own page and no other: "application/json" can't be sent from elsewhere without asking, and the origin is told by
// the browser.
std::optional<Response> refused_post(const Request& request, const std::string& host) {
  if (request.origins.size() != 1 || lower(request.origins[0]) != "http://" + host) return refusal(403, "origin");
  if (request.content_types.size() != 1) return refusal(415, "content_type");
  const std::string type = lower(request.content_types[0]);
  if (type != "application/json" && type != "application/json; charset=utf-8" &&
      type != "application/json;charset=utf-8")
    return refusal(415, "content_type");
  if (!request.transfer_encodings.empty() || request.lengths.size() != 1) return refusal(411, "length");
  return std::nullopt;
}

std::optional<Response> refused_get(const Request& request) {
  const bool no_length = request.lengths.empty() || (request.lengths.size() == 1 && request.lengths[0] == "0");
  if (!request.transfer_encodings.empty() || !no_length) return refusal(400, "body");
  return std::nullopt;
}

}  // namespace

Response refusal(unsigned status, const char* word) {
  return {.status = status, .body = fmt::format(R"({{"error":"{}"}})", word), .retry_later = status == 429};
}

std::optional<Response> refused(const Request& request) {
  if (request.version != 10 && request.version != 11) return refusal(505, "version");
  if (request.hosts.size() != 1) return refusal(400, "host");
  const std::string host = lower(request.hosts[0]);
  if (!is_our_host(request, host)) return refusal(421, "host");
  if (!request.expectations.empty()) return refusal(417, "expectation");

  const bool get = request.target == "/" || request.target == "/state";
  const bool post = request.target == "/join" || request.target == "/vote";
  if (!get && !post) return refusal(404, "path");
  if (request.method != (get ? "GET" : "POST")) {
    Response response = refusal(405, "method");
    response.allow = get ? "GET" : "POST";
    return response;
  }
  return get ? refused_get(request) : refused_post(request, host);
}

}  // namespace gongjian::viz::votes
