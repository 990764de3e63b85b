// Experiments and calibrations, and the points of their designs.
#include "engine/run/experiment.hpp"

#include "tests/fuzz/target.hpp"

using namespace gongjian;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::size_t kMostPoints = 10'000;
  static const fuzz::Folder folder;
  static const std::string points = folder.write("points.csv", "need,receipts\n0.5,0.25\n1,0.75\n");
  const std::string path = folder.write("experiment.toml", fuzz::text_of(bytes, size));
  fuzz::read_or_refuse([&] {
    const run::Experiment experiment = run::read_experiment(path);
    if (!experiment.calibration && run::design_rows(experiment) <= kMostPoints) run::design_points(experiment);
  });
  return 0;
}
