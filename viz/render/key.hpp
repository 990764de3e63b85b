// Keys as shortcuts need them: ImGui's own names differ between the versions that distributions have.
#pragma once

#include <cstdint>

namespace gongjian::viz {

// A key that writes is the ASCII character that it writes without Shift in the person's layout: Key{'r'}.
enum class Key : std::uint16_t {
  unknown = 0,
  space = ' ',
  escape = 256,
  enter,
  tab,
  backspace,
  insert,
  del,
  left,
  right,
  up,
  down,
  page_up,
  page_down,
  home,
  end,
  f1,  // f1 + 1 is F2, and so on up to F12
  f12 = f1 + 11,
};

struct Modifiers {
  bool shift = false, control = false, alt = false, super = false;
  friend constexpr bool operator==(const Modifiers&, const Modifiers&) = default;
};

}  // namespace gongjian::viz
