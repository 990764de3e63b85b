#include "viz/votes/network_addresses.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace gongjian::viz::votes {

namespace {

// Networks of homes and schools, of firms, others, and last those that machines often have inside themselves.
int rank(const std::string& address) {
  if (address.rfind("192.168.", 0) == 0) return 0;
  if (address.rfind("10.", 0) == 0) return 1;
  return address.rfind("172.", 0) == 0 ? 3 : 2;
}

}  // namespace

std::vector<std::string> network_addresses() {
  std::vector<std::string> addresses;
  ifaddrs* all = nullptr;
  if (getifaddrs(&all) != 0) return addresses;
  for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
    const bool up = (one->ifa_flags & IFF_UP) != 0, loop = (one->ifa_flags & IFF_LOOPBACK) != 0;
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET || !up || loop) continue;
    sockaddr_in address{};
    std::memcpy(&address, one->ifa_addr, sizeof address);
    char text[INET_ADDRSTRLEN] = "";
    if (inet_ntop(AF_INET, &address.sin_addr, text, sizeof text) != nullptr) addresses.emplace_back(text);
  }
  freeifaddrs(all);
  std::stable_sort(addresses.begin(), addresses.end(),
                   [](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  return addresses;
}

}  // namespace gongjian::viz::votes
