// The widest vectors this machine has, for loops that are worth it: one source, compiled for each instruction set
// and picked at run time. All give the same bits: the compiler may vectorise whole numbers as it likes, fuses no
// multiplication with an addition, and reorders no sum of floating-point numbers.
#pragma once

#include <array>
#include <string_view>

namespace gongjian::core {

enum class InstructionSet { baseline, avx2, avx512 };
inline constexpr std::array<std::string_view, 3> kInstructionSets{"baseline", "avx2", "avx512"};

// The highest that the processor has, or a lower one that the environment variable GONGJIAN_INSTRUCTION_SET names, for
// tests and measurements. Throws UserError where it names none.
InstructionSet instruction_set();

// Marks the lambda that is given to `vectorised`, and what it calls and shall be compiled with it.
#define GONGJIAN_VECTORISED __attribute__((always_inline))

#if defined(__x86_64__)
template <class Body>
__attribute__((target("avx2"), noinline)) void with_avx2(const Body body) {
  body();
}
template <class Body>
__attribute__((target("avx2,avx512f,avx512bw,avx512dq,avx512vl"), noinline)) void with_avx512(const Body body) {
  body();
}
#endif

// Calls body() once, compiled for the machine's instruction set. `body` is a lambda marked GONGJIAN_VECTORISED.
template <class Body>
void vectorised(InstructionSet set, const Body& body) {
#if defined(__x86_64__)
  if (set == InstructionSet::avx512) return with_avx512(body);
  if (set == InstructionSet::avx2) return with_avx2(body);
#endif
  body();
}

}  // namespace gongjian::core
