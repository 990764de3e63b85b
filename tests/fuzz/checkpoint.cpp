// Checkpoints whose contents are hostile: a run goes on from them, or they are refused.
#include "engine/run/checkpoint.hpp"

#include "engine/run/run.hpp"
#include "tests/fuzz/h5_edits.hpp"
#include "tests/fuzz/target.hpp"

using namespace gongjian;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const fuzz::Folder folder;
  static const run::Scenario scenario = run::read_scenario(
      folder.write("small.toml", "weeks = 6\n[population]\npreset = \"workshop\"\nmember_share = 0.01\n"));
  static const std::string good = [] {
    run::Scenario half = scenario;
    half.weeks = 3;
    run::run(half, {.version = "0.1.0", .checkpoint_path = folder / "good.h5"});
    return fuzz::without_seal(folder / "good.h5");
  }();
  const std::string path = folder.write("run.h5", good);
  fuzz::read_edited(path, bytes, size, [&] {
    const run::Past past(path);
    run::run(scenario, {.past = &past});
  });
  return 0;
}
