#include "engine/run/library.hpp"

#include <dlfcn.h>
#include <link.h>

#include <algorithm>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::run {

namespace fs = std::filesystem;

namespace {

// The folder of the file that this code lies in: the program, or a module that another program has loaded.
fs::path own_folder() {
  Dl_info unused{};
  void* map = nullptr;  // whose name is empty for the program
  const bool known = dladdr1(reinterpret_cast<void*>(&own_folder), &unused, &map, RTLD_DL_LINKMAP) != 0;
  const std::string module = known ? static_cast<const link_map*>(map)->l_name : "";
  std::error_code failure;
  return (module.empty() ? fs::read_symlink("/proc/self/exe", failure) : fs::canonical(module, failure)).parent_path();
}

// The names of the scenario files in a folder, without their ending.
std::vector<std::string> scenarios_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

// A file by its path, or a shipped one in `folder` by its name.
std::string find_file(const std::string& name_or_path, const std::string& folder, core::Words what,
                      const core::Text& suggestion) {
  std::error_code failure;
  const bool is_folder = fs::is_directory(name_or_path, failure);
  if (!is_folder && fs::exists(name_or_path, failure)) return name_or_path;
  const fs::path shipped = fs::path(folder) / (name_or_path + ".toml");
  if (!name_or_path.empty() && name_or_path.find('/') == std::string::npos && fs::exists(shipped, failure))
    return shipped.string();
  if (is_folder)
    throw core::UserError(
        core::say("{}: this is a folder; name a {} file", "{}: 这是文件夹；请指定{}文件", name_or_path, what));
  throw core::UserError(
      core::say("{}: there is no such file, and no {} of this name{} (`gongjian list {}s` names the shipped ones)",
                "{}: 没有这个文件，也没有此名称的{}{}（`gongjian list {}s` 列出自带的）", name_or_path, what,
                suggestion, what.en));
}

// "; did you mean "…"?", or nothing where no name is near.
core::Text suggestion_of(std::string_view nearest) {
  return nearest.empty() ? core::Text{} : core::say("; did you mean \"{}\"?", "；是否指 \"{}\"？", nearest);
}

}  // namespace

std::string library_folder() {
  std::error_code failure;
  const fs::path own = own_folder();
  // bin/gongjian; build/<preset>/gongjian or build/<preset>/tests/<test>;
  // lib/python3.<n>/dist-packages/gongjian/<module> or build/<preset>/python/gongjian/<module>
  for (const char* relative : {"../share/gongjian/scenarios", "../../scenarios", "../../../scenarios",
                               "../../../../share/gongjian/scenarios", "../../../../scenarios"}) {
    const fs::path folder = (own / relative).lexically_normal();
    if (fs::is_directory(folder, failure)) return folder.string();
  }
  return {};
}

std::vector<std::string> library_names() { return scenarios_in(library_folder()); }

core::Text did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  return suggestion_of(core::nearest_name(name, {known.begin(), known.end()}));
}

core::Text did_you_mean(const fs::path& folder, const fs::path& name, const std::string& ending) {
  const std::vector<std::string> beside = scenarios_in((folder.empty() ? "." : folder) / name.parent_path()),
                                 shipped = library_names();
  std::vector<std::string_view> all(beside.begin(), beside.end());
  all.insert(all.end(), shipped.begin(), shipped.end());
  const std::string nearest(core::nearest_name(name.stem().string(), all));
  if (nearest.empty()) return {};
  const bool is_beside = std::find(beside.begin(), beside.end(), nearest) != beside.end();
  return suggestion_of(is_beside ? (name.parent_path() / (nearest + ".toml")).string() : nearest + ending);
}

core::Text what_runs_scenario(const std::string& name_or_path) {
  return core::say(
      "`gongjian run {}` runs it, `gongjian compare` sets it beside others, and an experiment names it with scenario = "
      "\"{}\"",
      "`gongjian run {}` 运行它，`gongjian compare` 将它与其他情景比较，实验文件用 scenario = \"{}\" 指定它",
      name_or_path, fs::path(name_or_path).filename().string());
}

std::string path_from(const fs::path& folder, const fs::path& path) {
  return fs::absolute(path)
      .lexically_normal()
      .lexically_proximate(fs::absolute(folder / "").lexically_normal())
      .string();
}

std::string experiment_folder() {
  const std::string folder = library_folder();
  return folder.empty() ? folder : folder + "/sweeps";
}

std::vector<std::string> experiment_names() { return scenarios_in(experiment_folder()); }

std::string lesson_folder() {
  const std::string folder = library_folder();
  return folder.empty() ? folder : folder + "/lessons";
}

std::vector<std::string> lesson_names() { return scenarios_in(lesson_folder()); }

std::string find_scenario(const std::string& name_or_path) {
  return find_file(name_or_path, library_folder(), {"scenario", "情景"}, did_you_mean({}, name_or_path, ""));
}

std::string find_experiment(const std::string& name_or_path) {
  const std::vector<std::string> names = experiment_names(), scenarios = library_names();
  std::error_code failure;
  if (!fs::exists(name_or_path, failure) && std::find(names.begin(), names.end(), name_or_path) == names.end() &&
      std::find(scenarios.begin(), scenarios.end(), name_or_path) != scenarios.end())
    throw core::UserError(core::say("{}: this is a scenario, not an experiment; {}", "{}: 这是情景，不是实验；{}",
                                    name_or_path, what_runs_scenario(name_or_path)));
  return find_file(name_or_path, experiment_folder(), {"experiment", "实验"}, did_you_mean(name_or_path, names));
}

std::string find_lesson(const std::string& name_or_path) {
  return find_file(name_or_path, lesson_folder(), {"lesson", "课程"}, did_you_mean(name_or_path, lesson_names()));
}

}  // namespace gongjian::run
