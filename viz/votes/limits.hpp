// How much the server of votes lets anybody do.
#pragma once

#include <chrono>
#include <cstddef>

namespace gongjian::viz {

struct VoteLimits {
  static constexpr std::size_t kHeaderBytes = 8 * 1024;
  static constexpr std::size_t kBodyBytes = 1024;

  std::size_t connections = 256;              // at once
  std::size_t connections_per_address = 128;  // many phones may share one behind a router
  std::size_t participants = 1000;
  std::size_t participants_per_address = 1000;  // fewer, where every phone has an address of its own
  double requests_per_second = 300;             // of an address, in the long run
  double requests_at_once = 900;                // of an address, after it was quiet
  int wrong_codes = 5;                          // of an address, until it is locked
  std::chrono::seconds locked{60};              // so long
  int wrong_codes_of_all = 60;                  // at once, and as many a minute after that
  std::chrono::milliseconds patience{10'000};   // for a whole request to come; and for its answer to be taken
  std::chrono::milliseconds slow_after{1'000};  // from then on it gives way to others where there are too many
  std::chrono::milliseconds farewell{1'000};    // for the other side to close, after the answer
  std::size_t farewell_bytes = 64 * 1024;       // of what it still sends, thrown away
};

}  // namespace gongjian::viz
