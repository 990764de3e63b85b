// A platform for tests that draw.
#pragma once

#include <dlfcn.h>

#include <memory>

#include "tests/catch.hpp"
#include "viz/render/headless_platform.hpp"

namespace gongjian::viz {

// None, with a warning, where EGL is not installed; where it is, it has to work.
inline std::unique_ptr<HeadlessPlatform> headless_or_skip(const HeadlessOptions& options) {
  if (dlopen("libEGL.so.1", RTLD_LAZY)) return open_headless(options);
  WARN("left out: there is no libEGL.so.1 here (package libegl1), so nothing can be drawn headless");
  return nullptr;
}

}  // namespace gongjian::viz
