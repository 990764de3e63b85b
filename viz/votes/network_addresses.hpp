// The addresses by which others in the local network reach this machine.
#pragma once

#include <string>
#include <vector>

namespace gongjian::viz::votes {

// IPv4, of networks that are up, without the machine's own loop. The likeliest first.
std::vector<std::string> network_addresses();

}  // namespace gongjian::viz::votes
