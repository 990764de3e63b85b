// A target without libFuzzer, for ordinary builds: gives it every seed of a folder, and then, for some seconds, seeds
// with random faults. The input at work lies in a file, which is left where the process ends before its time.
//
//     fuzz_TARGET SEEDS SECONDS
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <vector>

#include "tests/fuzz/target.hpp"
#include "tests/io/scratch.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using Random = std::mt19937_64;

constexpr std::chrono::seconds kLongest{5};  // that one input may take
constexpr long kMostMemory = 1 << 20;        // KiB that the process may have taken at its largest

void give(const std::filesystem::path& kept, const std::string& input) {
  std::ofstream(kept, std::ios::binary) << input;
  const Clock::time_point begin = Clock::now();
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  if (Clock::now() - begin <= kLongest && used.ru_maxrss <= kMostMemory) return;
  std::fprintf(stderr, "this input took too long, or more than 1 GiB: %s\n", kept.c_str());
  std::abort();
}

// A seed with some of its bytes changed, taken out, doubled, or followed by a piece of another.
std::string with_faults(const std::vector<std::string>& seeds, Random& random) {
  std::string bytes = seeds[random() % seeds.size()];
  for (auto faults = random() % 8 + 1; faults > 0; --faults) {
    const std::string& other = random() % 2 == 0 ? bytes : seeds[random() % seeds.size()];
    const std::size_t at = random() % (bytes.size() + 1), from = random() % (other.size() + 1);
    const std::string piece = other.substr(from, random() % 64);
    if (const auto kind = random() % 4; kind == 0 && at < bytes.size()) bytes[at] = static_cast<char>(random());
    else if (kind == 1) bytes.erase(at, random() % 64);
    else if (kind == 2) bytes.insert(at, piece);
    else bytes.replace(at, std::min(piece.size(), bytes.size() - at), piece);
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "Usage: %s SEEDS SECONDS\n", argv[0]), 2;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) seeds.push_back(gongjian::test::bytes_of(path));
  if (seeds.empty()) return std::fprintf(stderr, "%s: there are no seeds\n", argv[1]), 2;

  const std::filesystem::path kept = std::filesystem::path(argv[0]).filename().string() + ".input";
  for (const std::string& seed : seeds) give(kept, seed);
  long given = 0;
  Random random(1);
  for (const auto until = Clock::now() + std::chrono::seconds(std::atoi(argv[2])); Clock::now() < until; ++given)
    give(kept, with_faults(seeds, random));
  std::filesystem::remove(kept);
  std::printf("%zu seeds and %ld inputs with faults\n", seeds.size(), given);
}
