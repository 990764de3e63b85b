#include "viz/votes/strict_json.hpp"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "viz/votes/limits.hpp"

namespace gongjian::viz::votes {

namespace {

using nlohmann::json;

// An object of these names, each of them once, with nothing in it that has parts of its own.
std::optional<json> flat_object(std::string_view body, std::initializer_list<const char*> names) {
  if (body.size() > VoteLimits::kBodyBytes) return std::nullopt;
  if (body.find('\0') != std::string_view::npos) return std::nullopt;  // the parser would take it for the end
  std::size_t keys = 0;
  bool flat = true;
  const auto watch = [&keys, &flat](int depth, json::parse_event_t event, json&) {
    if (event == json::parse_event_t::key) ++keys;
    const bool opens = event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
    if (opens && depth > 0) flat = false;
    return flat;  // what is deeper is not kept
  };
  const json read = json::parse(body.begin(), body.end(), watch, false);
  if (!flat || !read.is_object() || keys != names.size() || read.size() != names.size()) return std::nullopt;
  for (const char* name : names)
    if (!read.contains(name)) return std::nullopt;
  return read;
}

}  // namespace

std::optional<SentVote> read_vote(std::string_view body) {
  const auto read = flat_object(body, {"round", "option"});
  if (!read) return std::nullopt;
  const json& round = read->at("round");
  const json& option = read->at("option");
  if (!round.is_number_unsigned() || !option.is_number_unsigned()) return std::nullopt;
  if (round.get<std::uint64_t>() > INT32_MAX || option.get<std::uint64_t>() > INT32_MAX) return std::nullopt;
  return SentVote{round.get<std::int64_t>(), option.get<std::size_t>()};
}

std::optional<std::string> read_code(std::string_view body) {
  const auto read = flat_object(body, {"code"});
  if (!read || !read->at("code").is_string()) return std::nullopt;
  auto code = read->at("code").get<std::string>();
  const bool digits = std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || (!code.empty() && code.size() != 6)) return std::nullopt;
  return code;
}

}  // namespace gongjian::viz::votes
