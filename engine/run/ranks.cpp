#include "engine/run/ranks.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

// How many processes the launcher says there are; 1 where there is none.
long launched_ranks() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MPI_LOCALNRANKS", "SLURM_STEP_NUM_TASKS"})
    if (const char* value = std::getenv(name); value != nullptr)
      if (const long ranks = std::strtol(value, nullptr, 10); ranks > 1) return ranks;
  return 1;
}

// Beside the program, or in ../lib/gongjian of an installed one.
std::string module_path() {
  std::error_code failure;
  const fs::path folder = fs::read_symlink("/proc/self/exe", failure).parent_path();
  for (const char* relative : {"gongjian_mpi.so", "../lib/gongjian/gongjian_mpi.so", "../gongjian_mpi.so"})
    if (fs::exists(folder / relative, failure)) return (folder / relative).string();
  return {};
}

}  // namespace

std::unique_ptr<Ranks> open_ranks() {
  if (launched_ranks() <= 1) return nullptr;
  const std::string path = module_path();
  if (path.empty())
    throw core::UserError(
        {"started as one of several ranks, but this program was built without MPI: install libopenmpi-dev (or "
         "libmpich-dev) and build again, or start it alone",
         "作为多个进程之一启动，但本程序构建时没有 MPI：请安装 libopenmpi-dev（或 "
         "libmpich-dev）后重新构建，或单独启动"});
  // its symbols are for everybody: Open MPI loads parts of its own that look for them
  void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  void* open = module != nullptr ? ::dlsym(module, "gongjian_open_ranks") : nullptr;
  if (open == nullptr) {
    const char* reason = ::dlerror();
    throw core::UserError(core::say("{}: the MPI module could not be loaded: {}", "{}: 无法加载 MPI 模块：{}", path,
                                    reason != nullptr ? reason : "unknown"));
  }
  return std::unique_ptr<Ranks>(reinterpret_cast<Ranks* (*)()>(open)());
}

}  // namespace gongjian::run
