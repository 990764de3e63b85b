#include "engine/core/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace gongjian::core {

void check_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: a check failed: %s\n", file, line, expression);
  std::abort();
}

}  // namespace gongjian::core
