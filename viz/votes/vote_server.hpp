// Votes over the local network: participants open a page with their phones, the trainer opens and closes rounds. It
// works on a thread of its own; every call is safe from any thread. Plain HTTP: what it protects is in docs/votes.md.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "viz/votes/ballot.hpp"
#include "viz/votes/limits.hpp"
#include "viz/votes/page.hpp"

namespace gongjian::viz {

struct VoteServerOptions {
  std::string address = "127.0.0.1";  // of this machine alone: 127.0.0.1 to 127.255.255.255
  bool open_to_network = false;       // reached at all addresses of this machine, with a code
  std::uint16_t port = 0;             // 0: any that is free
  PageLanguages languages = PageLanguages::both;
  VoteLimits limits;
  // Called on the server's thread after somebody has joined or voted, and when a round closes by itself. It may look
  // at the server, but not end it, and throws nothing.
  std::function<void()> changed;
};

class VoteServer {
 public:
  // Throws core::UserError where the address or the port can't be had.
  explicit VoteServer(VoteServerOptions options);
  ~VoteServer();
  VoteServer(const VoteServer&) = delete;
  VoteServer& operator=(const VoteServer&) = delete;

  // Breaks off all connections; what has been counted stays. The destructor does it too.
  void stop();

  // Where participants find the page: the first of urls(), "http://192.168.1.5:40123/". With "#" and the code behind
  // it the code is filled in.
  std::string url() const;
  // By all addresses that the machine has now, the local one last where it is open to the network.
  std::vector<std::string> urls() const;
  std::uint16_t port() const;
  // Six digits; empty where none is needed.
  std::string join_code() const;

  // Begins a round; the one before is over. Throws core::UserError where the ballot has a problem, or a number that
  // was there already.
  void open(Ballot ballot);
  // Ends the round. Where there is none: an empty tally.
  Tally close();
  Tally tally() const;
  // Votes by show of hands.
  VoteAnswer raise_hands(std::size_t option, int change);
  // How many have joined.
  std::size_t participants() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace gongjian::viz
