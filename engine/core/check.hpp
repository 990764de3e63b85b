// Always-on checks for programmers' mistakes, and audits (expensive invariants) for Debug builds.
#pragma once

namespace gongjian::core {

[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace gongjian::core

// Aborts with the expression and its place when it does not hold, in every build.
#define GONGJIAN_CHECK(expression) \
  (static_cast<bool>(expression) ? void(0) : ::gongjian::core::check_failed(#expression, __FILE__, __LINE__))

// True where expensive invariants are audited as the simulation runs: Debug builds.
#ifdef NDEBUG
inline constexpr bool kGongjianAudits = false;
#else
inline constexpr bool kGongjianAudits = true;
#endif
