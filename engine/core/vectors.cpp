#include "engine/core/vectors.hpp"

#include <algorithm>
#include <cstdlib>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::core {
namespace {

InstructionSet of_the_processor() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl"))
    return InstructionSet::avx512;
  if (__builtin_cpu_supports("avx2")) return InstructionSet::avx2;
#endif
  return InstructionSet::baseline;
}

InstructionSet wanted_at_most() {
  const char* name = std::getenv("GONGJIAN_INSTRUCTION_SET");
  if (name == nullptr) return InstructionSet::avx512;
  const auto* const found = std::find(kInstructionSets.begin(), kInstructionSets.end(), name);
  if (found == kInstructionSets.end())
    throw UserError(say("GONGJIAN_INSTRUCTION_SET is \"{}\"; it can be baseline, avx2 or avx512",
                        "GONGJIAN_INSTRUCTION_SET 为 \"{}\"；可以是 baseline、avx2 或 avx512", std::string(name)));
  return static_cast<InstructionSet>(found - kInstructionSets.begin());
}

}  // namespace

InstructionSet instruction_set() {
  static const InstructionSet set = std::min(of_the_processor(), wanted_at_most());
  return set;
}

}  // namespace gongjian::core
