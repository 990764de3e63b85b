#include "viz/viewer/files.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "engine/io/output_file.hpp"

namespace gongjian::viz {

void write_file(const std::string& path, std::span<const std::byte> bytes, bool replace) {
  io::refuse_existing(path, replace);
  io::write_whole(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void write_file(const std::string& path, const std::string& text, bool replace) {
  write_file(path, std::as_bytes(std::span(text)), replace);
}

std::string free_name(const std::string& name, const std::string& ending) {
  std::error_code ignored;
  std::string path = name + ending;
  for (int n = 2; std::filesystem::exists(path, ignored) && n < 10'000; ++n)
    path = fmt::format("{}-{}{}", name, n, ending);
  return path;
}

}  // namespace gongjian::viz
