#include "engine/run/sweep_folder.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/run/experiment_factors.hpp"

namespace gongjian::run {

namespace fs = std::filesystem;

io::RowShape row_shape(const Plan& plan, std::uint64_t hash) {
  const Experiment& experiment = plan.experiment;
  return {hash, experiment.outcomes.size(), experiment.series.size(),
          static_cast<std::size_t>(experiment.policies.front().scenario.weeks)};
}

std::uint64_t plan_hash(const Plan& plan, const std::string& text) {
  return core::hash_of(text.data(), text.size()) ^
         core::hash_of(plan.values.data(), plan.values.size() * sizeof(double));
}

void write_results(const SweepWork& work, const std::string& path, const std::string& version, const RowOf& row_of) {
  io::ResultsWriter results(path, results_header(work.plan, version));
  std::vector<bool> written(work.plan.rows());
  std::size_t count = 0;
  io::read_shards(work.folder, work.shape, [&](std::uint64_t number, const io::ResultsRow& values) {
    const std::uint64_t row = row_of ? row_of(number) : number;
    if (row >= written.size()) return;
    results.write(row, values);
    count += !written[row];
    written[row] = true;
  });
  if (count < written.size())
    throw core::UserError(core::say(
        "{}: of {} runs that were done, {} can no longer be read back, since a file there was changed or damaged; no "
        "results were written. Run the same command again",
        "{}: 已完成的 {} 次运行中有 {} 次无法读回，因为其中有文件被改动或损坏；未写入结果。请再次执行同一命令",
        work.folder, written.size(), written.size() - count));
  results.finish();
}

SweepFolder::SweepFolder(const std::string& results_path, Experiment experiment, const std::string& version, bool anew)
    : folder_(work_folder(results_path), anew), work_{folder_.path(), {}, {}} {
  const std::string text = plan_text(experiment, version);
  const bool is_new = folder_.is_new();
  if (!is_new) folder_.check_plan(text);
  if (is_new || !fs::exists(fs::path(work_.folder) / WorkFolder::kPoints)) {
    work_.plan = make_plan(std::move(experiment));
    write_points(work_.plan, (fs::path(work_.folder) / WorkFolder::kPoints).string());
    folder_.keep_plan(text);
  } else {
    work_.plan.points = design_rows(experiment);
    work_.plan.experiment = std::move(experiment);
    read_points();
  }
  work_.shape = row_shape(work_.plan, plan_hash(work_.plan, text));
}

void SweepFolder::read_points() {
  if (work_.plan.experiment.factors.empty()) return;
  const std::string path = (fs::path(work_.folder) / WorkFolder::kPoints).string();
  work_.plan.values = read_points_csv(path, work_.plan.experiment.factors);
  if (work_.plan.values.size() != work_.plan.points * work_.plan.experiment.factors.size())
    throw core::UserError(core::say("{}: read {} points; the design has {}; --force starts the sweep anew",
                                    "{}: 读到 {} 个点；设计有 {} 个；用 --force 重新开始扫描", path,
                                    work_.plan.values.size() / work_.plan.experiment.factors.size(),
                                    work_.plan.points));
}

}  // namespace gongjian::run
