// The tables of a person's own population: units, members and subdistricts, with a form feed between them.
#include <algorithm>

#include "engine/run/population_files.hpp"
#include "tests/fuzz/target.hpp"

using namespace gongjian;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const fuzz::Folder folder;
  std::string_view rest = fuzz::text_of(bytes, size);
  const auto next = [&](const std::string& name) {
    const std::size_t end = std::min(rest.find('\f'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part.empty() ? std::string() : folder.write(name, part);
  };
  run::PopulationPaths paths;
  paths.units = next("units.csv");
  paths.members = next("members.csv");
  paths.subdistricts = next("subdistricts.csv");
  if (paths.units.empty()) return 0;  // a scenario without units names no tables
  fuzz::read_or_refuse([&] {
    io::Problems problems;
    const run::PopulationFiles files = run::read_population_files(paths, problems);
    if (files.tables == nullptr && problems.empty()) std::abort();
    problems.throw_if_any();
  });
  return 0;
}
