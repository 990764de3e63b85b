// Waits for what a viewer has been asked.
#pragma once

#include <chrono>
#include <thread>

#include "viz/viewer/viewer.hpp"

namespace gongjian::test {

// Returns when the session has done all and the viewer has seen it.
inline void settle(viz::Viewer& viewer) {
  const auto is_settled = [&] {
    viewer.update(0);
    const bool is_over = viewer.state().phase != run::SessionState::Phase::building;
    return is_over && !viewer.session()->is_busy();
  };
  while (!is_settled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  viewer.update(0);
}

}  // namespace gongjian::test
