// What the targets share. A target is a function that is given bytes, as libFuzzer has it: it reads them as a person's
// file, and a core::UserError is all that may come of it. No state is left between inputs but the folder's name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "engine/core/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace gongjian::fuzz {

// A folder in memory for the files of this process; it goes when the process ends.
class Folder {
 public:
  Folder() {
    std::string name = "/dev/shm/gongjian-fuzz-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, std::string_view bytes) const {
    const std::string path = *this / name;
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
  }

 private:
  std::filesystem::path path_;
};

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

// Ends the process where anything else than a message for people comes out.
template <class Read>
void read_or_refuse(const Read& read) {
  try {
    read();
  } catch (const core::UserError& error) {
    if (error.message().en.empty() || error.message().zh.empty()) std::abort();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "an exception that is no message for people: %s\n", error.what());
    std::abort();
  }
}

}  // namespace gongjian::fuzz
