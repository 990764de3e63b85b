// How fast a whole run is: `shanghai` over ten years with its weekly log, on one thread and on all; rate, memory.
//   gongjian_bench [weeks]
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "engine/core/hash.hpp"
#include "engine/model/member/members.hpp"
#include "engine/run/run.hpp"
#include "engine/run/scenario.hpp"

namespace {

template <class Table>
std::size_t bytes_per_row(Table table) {
  std::size_t bytes = 0;
  auto visitor = [&](std::string_view, const auto& column, const auto&...) { bytes += sizeof(column[0]); };
  table.visit(visitor);
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace gongjian;
  const std::string weeks = argc > 1 ? argv[1] : "520";
  const std::string log = (std::filesystem::temp_directory_path() / "gongjian_bench.h5").string();
  fmt::print("bytes a member: {}\n", bytes_per_row(model::Members{}));
  for (const char* name : {"baseline_turnover", "full_package"}) {
    const run::Scenario scenario = run::read_scenario(name, {"population.preset=\"shanghai\"", "weeks=" + weeks});
    for (const unsigned threads : {1u, std::thread::hardware_concurrency()})
      for (const bool logged : {false, true}) {
        const run::RunResult result = run::run(scenario, {.threads = threads, .log_path = logged ? log : ""});
        const double member_weeks = static_cast<double>(result.members) * result.weeks_done;
        fmt::print(
            "{:<18} {} thread{} {:<12} set-up {:5.2f} s  run {:6.2f} s  {:7.1f} million member-weeks/s  hash {}\n",
            name, threads, threads == 1 ? " " : "s", logged ? "with log" : "without log", result.setup_seconds,
            result.seconds, member_weeks / result.seconds / 1e6, core::to_hex(result.hash));
        std::filesystem::remove(log);
      }
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory {:.0f} MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
}
