// The views of the window, one of which is shown at a time, and the names by which view files and lessons know them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gongjian::viz {

enum class Tab : std::uint8_t { map, network, hierarchy, matrix, flows, meetings };
inline constexpr std::array<std::string_view, 6> kTabNames = {"map",    "network", "hierarchy",
                                                              "matrix", "flows",   "meetings"};
inline constexpr std::size_t kTabs = kTabNames.size();

}  // namespace gongjian::viz
