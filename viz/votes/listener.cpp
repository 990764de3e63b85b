#include "viz/votes/listener.hpp"

#include <chrono>
#include <exception>
#include <memory>
#include <utility>

namespace gongjian::viz::votes {

using boost::asio::ip::tcp;

Listener::Listener(boost::asio::io_context& io, const tcp::endpoint& at, const VoteLimits& limits,
                   AddressBook& addresses, Answer answer)
    : acceptor_(io, at), timer_(io) {
  acceptor_.non_blocking(true);
  const auto may_ask = [&addresses](const Request& request) {
    return addresses.asked(request.from, VoteTime::clock::now());
  };
  shared_ = std::make_shared<Shared>(Shared{limits, addresses, {limits, std::move(answer), may_ask}, {}});
}

struct Listener::Place {
  Place(std::shared_ptr<Shared> of, std::string of_address)
      : shared(std::move(of)),
        address(std::move(of_address)),
        at(shared->connections.insert(shared->connections.end(), nullptr)) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    shared->connections.erase(at);
    if (counted) shared->addresses.disconnected(address);
  }
  std::shared_ptr<Shared> shared;
  std::string address;
  std::list<Connection*>::iterator at;
  bool counted = false;
};

void Listener::wait() {
  acceptor_.async_wait(tcp::acceptor::wait_read, [this](boost::system::error_code error) {
    if (error == boost::asio::error::operation_aborted) return;
    if (error || !make_room() || !accept()) return rest_a_moment();
    wait();
  });
}

// Nobody can be taken now; whoever waits is kept waiting by the system.
void Listener::rest_a_moment() {
  timer_.expires_after(std::chrono::milliseconds(20));
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) wait();
  });
}

// Where all places are taken, those who have sat there for long without having said what they want lose theirs, which
// are free a moment later.
bool Listener::make_room() {
  const auto& connections = shared_->connections;
  if (connections.size() < shared_->limits.connections) return true;
  const VoteTime long_ago = VoteTime::clock::now() - shared_->limits.slow_after;
  for (Connection* connection : connections)
    if (connection->began() < long_ago) connection->drop();
  return false;
}

// False where the system has no sockets or no memory for one more.
bool Listener::accept() try {
  boost::system::error_code error;
  tcp::socket socket = acceptor_.accept(error);
  if (!error) take(std::move(socket));
  return !error || error == boost::asio::error::would_block || error == boost::asio::error::connection_aborted;
} catch (const std::exception&) {
  return false;
}

void Listener::take(tcp::socket socket) {
  boost::system::error_code error, no_end;
  const tcp::endpoint from = socket.remote_endpoint(error), to = socket.local_endpoint(no_end);
  if (error || no_end) return;
  Request ends{.from = from.address().to_string(), .reached = to.address().to_string(), .port = to.port()};
  const auto place = std::make_shared<Place>(shared_, ends.from);
  place->counted = shared_->addresses.connected(ends.from, VoteTime::clock::now());
  if (!place->counted) return;
  const auto connection = std::make_shared<Connection>(std::move(socket), std::move(ends), shared_->server, place);
  *place->at = connection.get();
  connection->start();
}

}  // namespace gongjian::viz::votes
