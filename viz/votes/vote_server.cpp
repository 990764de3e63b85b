#include "viz/votes/vote_server.hpp"

#include <fmt/format.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "viz/votes/listener.hpp"
#include "viz/votes/network_addresses.hpp"
#include "viz/votes/site.hpp"

namespace gongjian::viz {

namespace asio = boost::asio;

namespace {

asio::ip::tcp::endpoint endpoint_of(const VoteServerOptions& options) {
  if (options.open_to_network) return {asio::ip::address_v4::any(), options.port};
  boost::system::error_code error;
  const auto address = asio::ip::make_address_v4(options.address, error);
  if (error || !address.is_loopback())
    throw core::UserError(
        core::say("votes can't be taken at {}: without being open to the network, the address is one of 127.0.0.1 to "
                  "127.255.255.255",
                  "无法在 {} 接收投票：未向网络开放时，地址须为 127.0.0.1 至 127.255.255.255 之一", options.address));
  return {address, options.port};
}

}  // namespace

// Members end in the reverse order: the io_context before all that its connections look at.
struct VoteServer::Work {
  const VoteServerOptions options;
  const std::string code;
  votes::BallotBox box;
  votes::AddressBook addresses;
  votes::Site site;
  asio::io_context io{1};
  asio::steady_timer deadline{io};
  std::optional<votes::Listener> listener;
  std::uint16_t port = 0;
  std::thread thread;

  explicit Work(VoteServerOptions given)
      : options(std::move(given)),
        code(options.open_to_network ? votes::random_code() : ""),
        box(options.limits, !code.empty()),
        addresses(options.limits),
        site(code, options.languages, box, addresses) {
    listen();
    thread = std::thread([this] { run(); });
  }

  void listen() {
    const auto at = endpoint_of(options);
    try {
      listener.emplace(io, at, options.limits, addresses, [this](const votes::Request& r) { return answer(r); });
      port = listener->port();
      listener->start();
    } catch (const boost::system::system_error& error) {
      throw core::UserError(
          core::say("votes can't be taken at {}:{}: {}. Another program may use that port: choose another one, or 0 "
                    "for any that is free",
                    "无法在 {}:{} 接收投票：{}。该端口可能被其他程序占用：请换一个，或用 0 表示任一空闲端口",
                    at.address().to_string(), at.port(), error.code().message()));
    }
  }

  // What fails while one connection is served ends that connection and nothing else.
  void run() {
    const auto guard = asio::make_work_guard(io);
    while (!io.stopped()) {
      try {
        io.run();
      } catch (const std::exception&) {
      }
    }
  }

  votes::Response answer(const votes::Request& request) {
    votes::Answered answered = site.answer(request, VoteTime::clock::now());
    if (answered.changed) tell();
    return std::move(answered.response);
  }

  void tell() {
    if (options.changed) options.changed();
  }

  void wait_for_deadline() {
    const auto at = box.closes_at();
    if (!at) {
      deadline.cancel();
      return;
    }
    deadline.expires_at(*at);
    deadline.async_wait([this](boost::system::error_code error) {
      if (!error) tell();
    });
  }
};

VoteServer::VoteServer(VoteServerOptions options) : work_(std::make_unique<Work>(std::move(options))) {}

VoteServer::~VoteServer() { stop(); }

void VoteServer::stop() {
  work_->io.stop();
  if (work_->thread.joinable()) work_->thread.join();
  work_->listener.reset();
}

std::uint16_t VoteServer::port() const { return work_->port; }

std::string VoteServer::join_code() const { return work_->code; }

std::vector<std::string> VoteServer::urls() const {
  std::vector<std::string> hosts;
  if (work_->options.open_to_network) hosts = votes::network_addresses();
  hosts.push_back(work_->options.open_to_network ? "127.0.0.1" : work_->options.address);
  for (std::string& host : hosts) host = fmt::format("http://{}:{}/", host, work_->port);
  return hosts;
}

std::string VoteServer::url() const { return urls().front(); }

void VoteServer::open(Ballot ballot) {
  work_->box.open(std::move(ballot), VoteTime::clock::now());
  asio::post(work_->io, [work = work_.get()] { work->wait_for_deadline(); });
}

Tally VoteServer::close() {
  const Tally tally = work_->box.close(VoteTime::clock::now());
  asio::post(work_->io, [work = work_.get()] { work->deadline.cancel(); });
  return tally;
}

Tally VoteServer::tally() const { return work_->box.tally(VoteTime::clock::now()); }

VoteAnswer VoteServer::raise_hands(std::size_t option, int change) {
  return work_->box.raise_hands(option, change, VoteTime::clock::now());
}

std::size_t VoteServer::participants() const { return work_->box.participants(); }

}  // namespace gongjian::viz
