#include "engine/io/seal.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {
namespace {

struct Seal {
  std::array<char, 8> magic{'g', 'o', 'n', 'g', 'j', 'i', 'a', 'n'};
  std::uint64_t length = 0;
  std::uint64_t hash = 0;
};

// The hash of `length` bytes, which read(offset, to, count) gives.
template <class Read>
std::uint64_t hash_of(std::uint64_t length, const Read& read) {
  std::vector<char> block(1 << 16);
  core::Hash hash;
  for (std::uint64_t offset = 0; offset < length;) {
    const std::size_t count = std::min<std::uint64_t>(block.size(), length - offset);
    read(offset, block.data(), count);
    hash.add(block.data(), count);
    offset += count;
  }
  return hash.digest();
}

}  // namespace

void write_seal(OutputFile& output) {
  Seal seal;
  seal.length = output.size();
  seal.hash = hash_of(seal.length, [&](std::uint64_t offset, char* to, std::size_t n) { output.read(offset, to, n); });
  output.write(seal.length, &seal, sizeof seal);
  output.commit(0);
}

Sealed seal_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size < sizeof(Seal)) return Sealed::no;
  std::ifstream file(path, std::ios::binary);
  Seal seal;
  file.seekg(static_cast<std::streamoff>(size - sizeof seal));
  file.read(reinterpret_cast<char*>(&seal), sizeof seal);
  if (!file || seal.magic != Seal{}.magic || seal.length != size - sizeof seal) return Sealed::no;
  file.seekg(0);
  const std::uint64_t hash = hash_of(seal.length, [&](std::uint64_t, char* to, std::size_t count) {
    file.read(to, static_cast<std::streamsize>(count));
  });
  return file && hash == seal.hash ? Sealed::whole : Sealed::broken;
}

void check_seal(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size > kSealCheckedBytes) return;
  if (seal_of(path) == Sealed::broken)
    throw core::UserError(core::say("could not read {}: it is damaged (its bytes do not fit its seal)",
                                    "无法读取 {}：文件已损坏（内容与其校验值不符）", path));
}

}  // namespace gongjian::io
