#include "engine/run/work_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/row_shards.hpp"
#include "engine/run/changes.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlanHead = "# What is run here; it is compared before the work goes on.\n";

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Whether a file of a work folder is one that a command puts there.
bool is_own(const fs::directory_entry& entry) {
  std::error_code failure;
  if (!entry.is_regular_file(failure)) return false;
  std::string name = entry.path().filename().string();
  if (io::is_shard(name)) return true;
  if (name.ends_with(".part")) name.resize(name.size() - 5);
  return name == WorkFolder::kPlan || name == WorkFolder::kPoints || name == WorkFolder::kLock;
}

std::vector<fs::path> own_files(const std::string& folder) {
  std::vector<fs::path> own;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (is_own(entry)) own.push_back(entry.path());
  return own;
}

// What lies in a folder that no command made; empty where a command made it, or nothing lies in it.
std::string foreign_file(const std::string& folder) {
  const fs::path plan = fs::path(folder) / WorkFolder::kPlan;
  const bool has_plan = fs::exists(plan);
  if (has_plan && read_whole(plan).starts_with(kPlanHead)) return {};
  if (has_plan) return std::string(WorkFolder::kPlan);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (!is_own(entry)) return entry.path().filename().string();
  return {};
}

// A posterior's particles, which its name does not tell.
std::string hash_text(const Posterior& posterior, std::size_t factor) {
  core::Hash hash;
  hash.add(posterior.cumulative);
  hash.add(posterior.factors[factor].values);
  return core::to_hex(hash.digest());
}

}  // namespace

std::string work_folder(const std::string& results_path) { return results_path + ".work"; }

std::string plan_text(const Experiment& experiment, const std::string& version) {
  std::string text = fmt::format("{}version {}\n", kPlanHead, version);
  text += fmt::format("replicates {}\nfirst seed {}\ndesign {} points {} trajectories {} levels {} seed {}\n",
                      experiment.seeds.size(), experiment.seeds.front(), to_string(experiment.design.kind),
                      experiment.design.points, experiment.design.trajectories, experiment.design.levels,
                      experiment.design.seed);
  for (const Factor& factor : experiment.factors) {
    text += fmt::format("factor {} path {} {} grid levels {}", factor.name, factor.path, factor.distribution_text(),
                        factor.grid_levels);
    if (factor.posterior != nullptr) text += " particles " + hash_text(*factor.posterior, factor.posterior_factor);
    text += "\n";
  }
  if (!experiment.listed.empty())
    text +=
        fmt::format("listed points {}\n",
                    core::to_hex(core::hash_of(experiment.listed.data(), experiment.listed.size() * sizeof(double))));
  for (const ExperimentOutcome& outcome : experiment.outcomes) {
    text += fmt::format("outcome {}", outcome.about.name);
    if (const auto& r = outcome.reduction)
      text += fmt::format(" series {} take {} weeks {} to {} {} {}", r->series, static_cast<int>(r->take), r->from,
                          r->to, r->above ? "above" : "below", r->threshold);
    text += fmt::format(" direction {} at_least {} at_most {}\n", static_cast<int>(outcome.about.direction),
                        outcome.about.at_least, outcome.about.at_most);
  }
  text += "series";
  for (const std::size_t series : experiment.series) text += fmt::format(" {}", series);
  text += "\n";
  for (const ExperimentPolicy& policy : experiment.policies)
    text += fmt::format("--- policy {}\n{}", policy.label.en, policy.scenario.text);
  return text + "--- experiment\n" + experiment.text;
}

void WorkFolder::remove_left(const std::string& path) {
  if (fs::is_directory(path) && foreign_file(path).empty()) WorkFolder(path, false).remove();
}

WorkFolder::WorkFolder(std::string path, bool anew) : path_(std::move(path)) {
  io::create_folder(path_);
  if (const std::string foreign = foreign_file(path_); !foreign.empty())
    throw core::UserError(
        core::say("{} holds {}, which gongjian did not put there, and it needs this folder for its work; move the "
                  "folder elsewhere, or give another results file with -o",
                  "{} 中有 {}，不是 gongjian 所放，而运行需要使用此文件夹；请将文件夹移走，或用 -o 指定另一个结果文件",
                  path_, foreign));
  lock();
  if (anew) empty();
}

WorkFolder::~WorkFolder() {
  if (lock_ >= 0) ::close(lock_);
}

void WorkFolder::lock() {
  const std::string path = (fs::path(path_) / kLock).string();
  lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  const bool is_gone = lock_ < 0 && errno == ENOENT;  // with a process that came to its end meanwhile
  if (lock_ < 0 && !is_gone) io::throw_disk_error(path, errno);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool taken = !is_gone && ::fcntl(lock_, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES);
  // which takes the file away too that this one has opened
  if (is_gone || taken || !io::is_same_file(lock_, path)) {
    if (!is_gone) ::close(std::exchange(lock_, -1));  // a constructor that throws has no destructor
    throw core::UserError(core::say("{}: another process is at work in it", "{}: 另一个进程正在其中工作", path_));
  }
}

void WorkFolder::empty() const {
  for (const fs::path& file : own_files(path_))
    if (file.filename() != kLock) fs::remove(file);
}

bool WorkFolder::is_new() const { return !fs::exists(fs::path(path_) / kPlan); }

void WorkFolder::keep_plan(const std::string& text) const { io::write_whole((fs::path(path_) / kPlan).string(), text); }

void WorkFolder::check_plan(const std::string& text) const {
  const std::string earlier = read_whole(fs::path(path_) / kPlan);
  if (earlier == text) return;
  throw core::UserError(core::say(
      "{} holds rows of an experiment that was changed since:{}\nGive another results file "
      "with -o, or start anew with --force, which removes those rows",
      "{} 中是此后已改动的实验的结果行：{}\n请用 -o 指定另一个结果文件，或用 --force 重新开始（将删除这些行）", path_,
      differing_lines(earlier, text)));
}

void WorkFolder::remove() const {
  std::error_code ignored;
  for (const fs::path& file : own_files(path_)) fs::remove(file, ignored);
  fs::remove(path_, ignored);
}

}  // namespace gongjian::run
