#include "viz/viewer/files.hpp"

#include "engine/io/output_file.hpp"

namespace gongjian::viz {

void write_file(const std::string& path, std::span<const std::byte> bytes, bool replace) {
  io::refuse_existing(path, replace);
  io::write_whole(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void write_file(const std::string& path, const std::string& text, bool replace) {
  write_file(path, std::as_bytes(std::span(text)), replace);
}

}  // namespace gongjian::viz
