#include "engine/run/work_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/io/output_file.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlan = "plan.txt", kLock = "lock";

void write_whole(const fs::path& path, const std::string& text) {
  io::OutputFile file(path.string());
  file.write(0, text.data(), text.size());
  file.publish();
}

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::string work_folder(const std::string& results_path) { return results_path + ".work"; }

std::string plan_text(const Experiment& experiment, const std::string& version) {
  std::string text = fmt::format("# What is run here; it is compared before the work goes on.\nversion {}\n", version);
  text += fmt::format("replicates {}\nfirst seed {}\ndesign {} points {} trajectories {} levels {} seed {}\n",
                      experiment.seeds.size(), experiment.seeds.front(), to_string(experiment.design.kind),
                      experiment.design.points, experiment.design.trajectories, experiment.design.levels,
                      experiment.design.seed);
  for (const Factor& factor : experiment.factors)
    text += fmt::format("factor {} path {} {} grid levels {}\n", factor.name, factor.path, factor.distribution_text(),
                        factor.grid_levels);
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

WorkFolder::WorkFolder(std::string path, bool anew) : path_(std::move(path)) {
  io::create_folder(path_);
  lock();
  if (anew) empty();
}

WorkFolder::~WorkFolder() {
  if (lock_ >= 0) ::close(lock_);
}

void WorkFolder::lock() {
  const std::string path = (fs::path(path_) / kLock).string();
  lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0) io::throw_disk_error(path, errno);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (::fcntl(lock_, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES))
    throw core::UserError(path_ + ": another process is at work in it");
}

void WorkFolder::empty() const {
  for (const fs::directory_entry& entry : fs::directory_iterator(path_))
    if (entry.path().filename() != kLock) fs::remove(entry.path());
}

bool WorkFolder::is_new() const { return !fs::exists(fs::path(path_) / kPlan); }

void WorkFolder::keep_plan(const std::string& text) const { write_whole(fs::path(path_) / kPlan, text); }

void WorkFolder::check_plan(const std::string& text) const {
  const std::string earlier = read_whole(fs::path(path_) / kPlan);
  if (earlier == text) return;
  constexpr int kMostTold = 3;
  std::istringstream was(earlier), is(text);
  std::string before, now, differences;
  for (int told = 0; told < kMostTold;) {
    const bool more_before = static_cast<bool>(std::getline(was, before));
    const bool more_now = static_cast<bool>(std::getline(is, now));
    if (!more_before && !more_now) break;
    if (more_before && more_now && before == now) continue;
    differences +=
        fmt::format("\n  was: {}\n  is:  {}", more_before ? before : "(nothing)", more_now ? now : "(nothing)");
    ++told;
  }
  throw core::UserError(
      fmt::format("{} holds rows of an experiment that was changed since:{}\nGive another results file "
                  "with -o, or start anew with --force, which removes those rows",
                  path_, differences));
}

void WorkFolder::remove() const {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace gongjian::run
