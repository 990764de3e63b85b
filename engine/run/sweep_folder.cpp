#include "engine/run/sweep_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/experiment_factors.hpp"
#include "engine/run/sweep.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlan = "plan.txt", kPoints = "points.csv", kLock = "lock";

std::uint64_t hash_of(const void* bytes, std::size_t size) {
  core::Hash hash;
  hash.add(bytes, size);
  return hash.digest();
}

void write_whole(const fs::path& path, const std::string& text) {
  io::OutputFile file(path.string());
  file.write(0, text.data(), text.size());
  file.publish();
}

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Everything that decides the rows but the points drawn, as text in which a difference can be shown.
std::string plan_text(const Experiment& experiment, const std::string& version) {
  std::string text =
      fmt::format("# What this sweep runs; `gongjian sweep` compares it before it goes on.\nversion {}\n", version);
  text += fmt::format("replicates {}\nfirst seed {}\ndesign {} points {} trajectories {} levels {} seed {}\n",
                      experiment.seeds.size(), experiment.seeds.front(), to_string(experiment.design.kind),
                      experiment.design.points, experiment.design.trajectories, experiment.design.levels,
                      experiment.design.seed);
  for (const Factor& factor : experiment.factors)
    text += fmt::format("factor {} path {} {} grid levels {}\n", factor.name, factor.path, factor.distribution_text(),
                        factor.grid_levels);
  if (!experiment.listed.empty())
    text += fmt::format("listed points {}\n",
                        core::to_hex(hash_of(experiment.listed.data(), experiment.listed.size() * sizeof(double))));
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

}  // namespace

std::string work_folder(const std::string& results_path) { return results_path + ".work"; }

io::RowShape row_shape(const Plan& plan, std::uint64_t hash) {
  const Experiment& experiment = plan.experiment;
  return {hash, experiment.outcomes.size(), experiment.series.size(),
          static_cast<std::size_t>(experiment.policies.front().scenario.weeks)};
}

SweepFolder::SweepFolder(const std::string& results_path, Experiment experiment, const std::string& version, bool anew)
    : work_{work_folder(results_path), {}, {}} {
  std::error_code failure;
  fs::create_directories(work_.folder, failure);
  if (failure) io::throw_disk_error(work_.folder, failure.value());
  lock();
  if (anew) empty();
  const std::string text = plan_text(experiment, version);
  const fs::path plan_path = fs::path(work_.folder) / kPlan;
  const bool is_new = !fs::exists(plan_path);
  if (!is_new) check_same(text);
  if (is_new || !fs::exists(fs::path(work_.folder) / kPoints)) {
    work_.plan = make_plan(std::move(experiment));
    write_points();
    write_whole(plan_path, text);
  } else {
    work_.plan.points = design_rows(experiment);
    work_.plan.experiment = std::move(experiment);
    read_points();
  }
  const std::vector<double>& values = work_.plan.values;
  work_.shape =
      row_shape(work_.plan, hash_of(text.data(), text.size()) ^ hash_of(values.data(), values.size() * sizeof(double)));
}

SweepFolder::~SweepFolder() {
  if (lock_ >= 0) ::close(lock_);
}

void SweepFolder::lock() {
  const std::string path = (fs::path(work_.folder) / kLock).string();
  lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0) io::throw_disk_error(path, errno);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (::fcntl(lock_, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES))
    throw core::UserError(work_.folder + ": another process is at work on this sweep");
}

void SweepFolder::empty() const {
  for (const fs::directory_entry& entry : fs::directory_iterator(work_.folder))
    if (entry.path().filename() != kLock) fs::remove(entry.path());
}

// Tells the first lines that differ.
void SweepFolder::check_same(const std::string& text) const {
  const std::string earlier = read_whole(fs::path(work_.folder) / kPlan);
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
                  work_.folder, differences));
}

void SweepFolder::read_points() {
  if (work_.plan.experiment.factors.empty()) return;
  const std::string path = (fs::path(work_.folder) / kPoints).string();
  work_.plan.values = read_points_csv(path, work_.plan.experiment.factors);
  if (work_.plan.values.size() != work_.plan.points * work_.plan.experiment.factors.size())
    throw core::UserError(fmt::format("{}: read {} points; the design has {}; --force starts the sweep anew", path,
                                      work_.plan.values.size() / work_.plan.experiment.factors.size(),
                                      work_.plan.points));
}

// In decimal, as short as gives the same number back.
void SweepFolder::write_points() const {
  const std::vector<Factor>& factors = work_.plan.experiment.factors;
  io::OutputFile file((fs::path(work_.folder) / kPoints).string());
  std::uint64_t size = 0;
  std::string lines;
  const auto flush = [&] {
    file.write(size, lines.data(), lines.size());
    size += lines.size();
    lines.clear();
  };
  for (std::size_t f = 0; f < factors.size(); ++f) lines += (f > 0 ? "," : "") + factors[f].name;
  lines += "\n";
  for (std::size_t i = 0; i < work_.plan.values.size(); ++i) {
    fmt::format_to(std::back_inserter(lines), "{}{}", work_.plan.values[i], (i + 1) % factors.size() == 0 ? '\n' : ',');
    if (lines.size() > 1 << 20) flush();
  }
  flush();
  file.publish();
}

void SweepFolder::remove() {
  std::error_code ignored;
  fs::remove_all(work_.folder, ignored);
}

}  // namespace gongjian::run
