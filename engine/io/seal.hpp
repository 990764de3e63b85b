// A seal at the end of a finished file: its length and a hash of all its bytes, so that a damaged file is told
// from a whole one before anything trusts it. (HDF5 itself may crash on a few wrong bytes.) Readers of HDF5
// pay no attention to bytes behind its end.
//
//   8 bytes "gongjian" · length of the file before the seal, u64 · core::Hash of those bytes, u64 (little-endian)
#pragma once

#include <cstdint>
#include <string>

#include "engine/io/output_file.hpp"

namespace gongjian::io {

// Seals what has been written; nothing may be written after it.
void write_seal(OutputFile& output);

// What the seal of the file at `path` says, however large the file is. A file that can't be read has none.
enum class Sealed { no, whole, broken };
Sealed seal_of(const std::string& path);

// Throws core::UserError where the file at `path` has a seal that does not fit its bytes. A file without one
// passes: it was left by a run that was killed, or changed by another program. So do files above
// kSealCheckedBytes, which would take long to read.
void check_seal(const std::string& path);
inline constexpr std::uint64_t kSealCheckedBytes = std::uint64_t{256} << 20;

}  // namespace gongjian::io
