#include "engine/run/library.hpp"

#include <algorithm>
#include <filesystem>

#include "engine/core/error.hpp"

namespace gongjian::run {

namespace fs = std::filesystem;

std::string library_folder() {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure).parent_path();
  // build/<preset>/gongjian or build/<preset>/tests/<test>; bin/gongjian
  for (const char* relative : {"../../scenarios", "../../../scenarios", "../share/gongjian/scenarios"}) {
    const fs::path folder = (program / relative).lexically_normal();
    if (fs::is_directory(folder, failure)) return folder.string();
  }
  return {};
}

std::vector<std::string> library_names() {
  std::vector<std::string> names;
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(library_folder(), failure))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string find_scenario(const std::string& name_or_path) {
  std::error_code failure;
  if (fs::exists(name_or_path, failure)) return name_or_path;
  const fs::path shipped = fs::path(library_folder()) / (name_or_path + ".toml");
  if (!name_or_path.empty() && name_or_path.find('/') == std::string::npos && fs::exists(shipped, failure)) return shipped.string();

  const std::vector<std::string> names = library_names();
  const std::string_view nearest = core::nearest_name(fs::path(name_or_path).stem().string(), {names.begin(), names.end()});
  throw core::UserError(name_or_path + ": there is no such file, and no scenario of this name" +
                        (nearest.empty() ? "" : "; did you mean \"" + std::string(nearest) + "\"?") +
                        " (`gongjian list scenarios` names the shipped ones)");
}

}  // namespace gongjian::run
