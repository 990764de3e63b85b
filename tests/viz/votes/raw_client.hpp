// Participants of tests: sockets that send what they are told, byte by byte, and nothing of their own.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace gongjian::viz {

class RawSocket {
 public:
  // From an address of the machine's own loop.
  explicit RawSocket(std::uint16_t port, const char* from = "127.0.0.1") : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in here = address(from, 0), there = address("127.0.0.1", port);
    if (fd_ < 0 || bind(fd_, reinterpret_cast<sockaddr*>(&here), sizeof here) != 0 ||
        connect(fd_, reinterpret_cast<sockaddr*>(&there), sizeof there) != 0)
      throw std::runtime_error("can't connect");
  }
  RawSocket(RawSocket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  RawSocket& operator=(RawSocket&&) = delete;
  ~RawSocket() { end(); }

  void end() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  // Breaks the connection off, so that the other side is told of an error.
  void reset() {
    const linger at_once{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    end();
  }
  void say_no_more() { shutdown(fd_, SHUT_WR); }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  // All that comes until the other side closes.
  std::string receive(std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    std::string all;
    const auto end_of_patience = std::chrono::steady_clock::now() + patience;
    while (true) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(end_of_patience - std::chrono::steady_clock::now());
      pollfd ready{fd_, POLLIN, 0};
      const int is_ready = left.count() <= 0 ? 0 : poll(&ready, 1, static_cast<int>(left.count()));
      if (is_ready < 0 && errno == EINTR) continue;  // by a timer's signal
      if (is_ready <= 0) return all + "(no end)";
      char some[4096];
      const ssize_t got = recv(fd_, some, sizeof some, 0);
      if (got <= 0) return all;
      all.append(some, static_cast<std::size_t>(got));
    }
  }

 private:
  static sockaddr_in address(const char* text, std::uint16_t port) {
    sockaddr_in made{};
    made.sin_family = AF_INET;
    made.sin_port = htons(port);
    inet_pton(AF_INET, text, &made.sin_addr);
    return made;
  }
  int fd_;
};

struct RawAnswer {
  int status = 0;  // 0: none came
  std::string head, body;
  nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
};

inline RawAnswer parsed(const std::string& bytes) {
  RawAnswer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (bytes.rfind("HTTP/1.1 ", 0) != 0 || end == std::string::npos) return answer;
  answer.status = std::stoi(bytes.substr(9, 3));
  answer.head = bytes.substr(0, end);
  answer.body = bytes.substr(end + 4);
  return answer;
}

inline RawAnswer ask(std::uint16_t port, const std::string& bytes, const char* from = "127.0.0.1") {
  RawSocket socket(port, from);
  socket.send(bytes);
  return parsed(socket.receive());
}

// Requests as the page makes them.
inline std::string get_request(std::uint16_t port, const std::string& path, const std::string& more = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + more + "\r\n";
}
inline std::string post_request(std::uint16_t port, const std::string& path, const std::string& body,
                                const std::string& more = "") {
  const std::string host = "127.0.0.1:" + std::to_string(port);
  return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more +
         "\r\n" + body;
}

// A browser that keeps its cookie.
class Voter {
 public:
  explicit Voter(std::uint16_t port, const char* from = "127.0.0.1") : port_(port), from_(from) {}
  RawAnswer join(const std::string& code = "") {
    RawAnswer answer = ask(port_, post_request(port_, "/join", nlohmann::json{{"code", code}}.dump(), cookie()), from_);
    const std::size_t at = answer.head.find("Set-Cookie: ");
    if (at != std::string::npos) {
      const std::size_t start = at + 12;
      cookie_ = answer.head.substr(start, answer.head.find(';', start) - start);
    }
    return answer;
  }
  RawAnswer vote(int round, int option) { return ask(port_, vote_request(round, option), from_); }
  nlohmann::json state() { return ask(port_, get_request(port_, "/state", cookie()), from_).json(); }
  std::string vote_request(int round, int option) const {
    return post_request(port_, "/vote", nlohmann::json{{"round", round}, {"option", option}}.dump(), cookie());
  }
  std::string cookie() const { return cookie_.empty() ? "" : "Cookie: " + cookie_ + "\r\n"; }

 private:
  std::uint16_t port_;
  const char* from_;
  std::string cookie_;
};

}  // namespace gongjian::viz
