// Scenarios: what is read is written and read again.
#include "engine/run/scenario.hpp"

#include "tests/fuzz/target.hpp"

using namespace gongjian;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const fuzz::Folder folder;
  static const std::string base = folder.write("base.toml", "weeks = 60\n[[lever]]\nname = \"two_way\"\nvalue = 0.5\n");
  const std::string path = folder.write("scenario.toml", fuzz::text_of(bytes, size));
  fuzz::read_or_refuse([&] {
    const run::Scenario scenario = run::read_scenario(path);
    try {
      run::read_scenario({path, scenario.name, io::parse_toml(scenario.text, path)});
    } catch (const core::UserError& error) {
      std::fprintf(stderr, "its resolved text is refused: %s\n", error.what());
      std::abort();
    }
  });
  return 0;
}
