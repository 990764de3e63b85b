// Lessons, with the scenarios they name.
#include "viz/lessons/lesson.hpp"

#include "tests/fuzz/target.hpp"

using namespace gongjian;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const fuzz::Folder folder;
  const std::string path = folder.write("lesson.toml", fuzz::text_of(bytes, size));
  fuzz::read_or_refuse([&] { lessons::read_lesson(path); });
  return 0;
}
