#include "viz/votes/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <string>
#include <utility>
#include <vector>

namespace gongjian::viz::votes {

namespace http = boost::beast::http;

namespace {

template <class View>  // its type differs between versions of Boost
std::string copy_of(const View& view) {
  return std::string(view.data(), view.size());
}

template <class Fields>
std::vector<std::string> all_of(const Fields& fields, http::field name) {
  std::vector<std::string> values;
  const auto range = fields.equal_range(name);
  for (auto next = range.first; next != range.second; ++next) values.push_back(copy_of(next->value()));
  return values;
}

template <class Fields>
void copy_head(const Fields& head, Request& to) {
  to.version = head.version();
  to.method = copy_of(head.method_string());
  to.target = copy_of(head.target());
  to.hosts = all_of(head, http::field::host);
  to.origins = all_of(head, http::field::origin);
  to.content_types = all_of(head, http::field::content_type);
  to.cookies = all_of(head, http::field::cookie);
  to.accepted_languages = all_of(head, http::field::accept_language);
  to.lengths = all_of(head, http::field::content_length);
  to.transfer_encodings = all_of(head, http::field::transfer_encoding);
  to.expectations = all_of(head, http::field::expect);
}

// None where there is nobody to tell.
std::optional<Response> refusal_of(const Connection::Error& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return refusal(431, "header");
  if (error == http::error::body_limit) return refusal(413, "body");
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  if (error.category() == make_error_code(http::error::bad_method).category()) return refusal(400, "malformed");
  return std::nullopt;
}

}  // namespace

Connection::Connection(boost::asio::ip::tcp::socket socket, Request ends, const Server& server,
                       std::shared_ptr<void> place)
    : stream_(std::move(socket)),
      server_(server),
      place_(std::move(place)),
      began_(VoteTime::clock::now()),
      request_(std::move(ends)),
      buffer_(VoteLimits::kHeaderBytes + VoteLimits::kBodyBytes) {
  parser_.header_limit(static_cast<std::uint32_t>(VoteLimits::kHeaderBytes));
  parser_.body_limit(VoteLimits::kBodyBytes);
}

void Connection::start() {
  stream_.expires_after(server_.limits.patience);  // for head and body together, however they trickle in
  http::async_read_header(stream_, buffer_, parser_,
                          [self = shared_from_this()](Error error, std::size_t) { self->on_head(error); });
}

void Connection::drop() {
  Error ignored;
  stream_.socket().close(ignored);
}

void Connection::on_head(Error error) {
  if (error) {
    if (auto refused_it = refusal_of(error)) send(std::move(*refused_it));
    return;
  }
  copy_head(parser_.get(), request_);
  if (!server_.may_ask(request_)) return send(refusal(429, "too_often"));
  if (auto refused_it = refused(request_)) return send(std::move(*refused_it));
  http::async_read(stream_, buffer_, parser_,
                   [self = shared_from_this()](Error body_error, std::size_t) { self->on_body(body_error); });
}

void Connection::on_body(Error error) {
  if (error) {
    if (auto refused_it = refusal_of(error)) send(std::move(*refused_it));
    return;
  }
  request_.body = std::move(parser_.get().body());
  send(server_.answer(request_));
}

void Connection::send(Response response) {
  response_.result(response.status);
  response_.keep_alive(false);
  response_.set(http::field::content_type, response.type);
  response_.set(http::field::cache_control, "no-store");
  response_.set("X-Content-Type-Options", "nosniff");
  response_.set("X-Frame-Options", "DENY");
  response_.set("Referrer-Policy", "no-referrer");
  response_.set("Cross-Origin-Resource-Policy", "same-origin");
  response_.set("Content-Security-Policy", response.content_policy);
  if (!response.set_cookie.empty()) response_.set(http::field::set_cookie, response.set_cookie);
  if (!response.allow.empty()) response_.set(http::field::allow, response.allow);
  if (response.retry_later) response_.set(http::field::retry_after, "5");
  response_.body() = std::move(response.body);
  response_.prepare_payload();
  stream_.expires_after(server_.limits.patience);
  http::async_write(stream_, response_, [self = shared_from_this()](Error error, std::size_t) {
    if (!error) self->say_goodbye();
  });
}

// To close at once, with something unread, would take the answer away from the other side.
void Connection::say_goodbye() {
  Error error;
  stream_.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send, error);
  stream_.expires_after(server_.limits.farewell);
  if (!error) wait_for_goodbye();
}

void Connection::wait_for_goodbye() {
  stream_.async_read_some(boost::asio::buffer(rest_), [self = shared_from_this()](Error error, std::size_t bytes) {
    self->rest_bytes_ += bytes;
    if (!error && self->rest_bytes_ < self->server_.limits.farewell_bytes) self->wait_for_goodbye();
  });
}

}  // namespace gongjian::viz::votes
