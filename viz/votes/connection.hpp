// One connection: one request is read, answered, and that is all. All of it happens on the server's thread.
#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <functional>
#include <memory>

#include "viz/votes/ballot.hpp"
#include "viz/votes/request.hpp"

namespace gongjian::viz::votes {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Error = boost::system::error_code;

  // What it needs of the server; both must outlive it.
  struct Server {
    const VoteLimits& limits;
    std::function<Response(const Request&)> answer;  // to a request whose head is no reason to refuse it
    std::function<bool(const Request&)> may_ask;     // whether the address has asked too much
  };

  // `ends`: a request of which only the addresses are known.
  Connection(boost::asio::ip::tcp::socket socket, Request ends, const Server& server, std::shared_ptr<void> place);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  // Breaks it off.
  void drop();
  VoteTime began() const { return began_; }

 private:
  void on_head(Error error);
  void on_body(Error error);
  void send(Response response);
  void say_goodbye();
  void wait_for_goodbye();

  boost::beast::tcp_stream stream_;
  const Server& server_;
  std::shared_ptr<void> place_;  // is given free with it
  const VoteTime began_;
  Request request_;
  boost::beast::flat_buffer buffer_;
  boost::beast::http::request_parser<boost::beast::http::string_body> parser_;
  boost::beast::http::response<boost::beast::http::string_body> response_;
  std::array<char, 4096> rest_{};
  std::size_t rest_bytes_ = 0;
};

}  // namespace gongjian::viz::votes
