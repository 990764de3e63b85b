// Takes connections as they come, no more at a time than the limits allow.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <list>
#include <string>

#include "viz/votes/address_book.hpp"
#include "viz/votes/connection.hpp"

namespace gongjian::viz::votes {

class Listener {
 public:
  using Answer = std::function<Response(const Request&)>;

  // Throws boost::system::system_error where the address and port can't be had. The limits and the addresses must
  // outlive the io_context, which holds connections to its own end.
  Listener(boost::asio::io_context& io, const boost::asio::ip::tcp::endpoint& at, const VoteLimits& limits,
           AddressBook& addresses, Answer answer);

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void start() { wait(); }

 private:
  // Shared with the connections, which may live longer than the listener.
  struct Shared {
    const VoteLimits& limits;
    AddressBook& addresses;
    Connection::Server server;
    std::list<Connection*> connections;  // the oldest first
  };
  // One of those that may be there at a time, as long as it lives.
  struct Place;
  void wait();
  void rest_a_moment();
  bool accept();
  void take(boost::asio::ip::tcp::socket socket);
  bool make_room();

  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace gongjian::viz::votes
