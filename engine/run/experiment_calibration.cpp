#include "engine/run/experiment_calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/core/say.hpp"
#include "engine/run/experiment_keys.hpp"

namespace gongjian::run {
namespace {

// What an experiment may have and a calibration may not.
void check_alone(io::TableReader& reader, io::Problems& problems, const Experiment& experiment) {
  constexpr std::array<std::pair<const char*, core::Words>, 2> kOthers{
      {{"series",
        {"a calibration keeps no weekly series; leave them out, or sweep over the posterior afterwards",
         "校准不保留每周序列；请删去，或在校准后对后验分布做扫描"}},
       {"policy",
        {"a calibration is of one scenario; what differs from it belongs into [common]",
         "校准只针对一个情景；与它的不同之处请写入 [common]"}}}};
  for (const auto& [key, message] : kOthers)
    if (reader.has(key)) reader.problem(key, core::say("{}: {}", "{}：{}", key, message));
  if (experiment.factors.empty() && !reader.has("factor"))
    reader.problem("calibration", {"[calibration]: there is no [[factor]] that could be calibrated",
                                   "[calibration]：没有可供校准的 [[factor]]"});
  if (!reader.has("policy") && experiment.policies.size() > 1)
    reader.problem("factor",
                   {"[[factor]]: a calibration is of one scenario; a factor with role = \"policy\" makes more",
                    "[[factor]]：校准只针对一个情景；role = \"policy\" 的因子会产生多个"});
  for (const Factor& factor : experiment.factors)
    if (!factor.levels.empty() || factor.posterior != nullptr)
      problems.add(
          factor.place,
          core::say("[[factor]] {}: a calibration wants a prior: a distribution, such as low and "
                    "high give, instead of {}",
                    "[[factor]] {}：校准需要先验，即分布（如由 low 和 high 给出），而不是{}", factor.name,
                    factor.levels.empty() ? core::Text{"a posterior", "后验分布"} : core::Text{"values", " values"}));
}

}  // namespace

CalibrationSettings read_calibration(io::TableReader& reader, io::Problems& problems, const Experiment& experiment) {
  CalibrationSettings settings;
  analysis::AbcOptions& options = settings.options;
  options.particles = 500;
  std::size_t method = 1;
  reader.read_name("calibration.method", {kMethods.begin(), kMethods.end()}, method);
  settings.by_rejection = method == 0;
  int particles = static_cast<int>(options.particles), runs = static_cast<int>(options.most_runs);
  reader.read("calibration.particles", particles, kParticles);
  const bool has_runs = reader.read("calibration.runs", runs, kCalibrationRuns);
  reader.read("calibration.seed", options.seed);
  const auto of_rounds = [&](const char* key, auto& value, core::Range allowed) {
    const std::string path = std::string("calibration.") + key;
    if (reader.read(path, value, allowed) && settings.by_rejection)
      reader.problem(path, core::say("{}: it belongs to the method smc; this one is rejection",
                                     "{}：它用于方法 smc；此处为 rejection", path));
  };
  of_rounds("accept", options.pilot_share, kPilotShares);
  of_rounds("rounds", options.rounds, kRounds);
  of_rounds("quantile", options.quantile, kQuantiles);
  of_rounds("least_acceptance", options.least_acceptance, kAcceptances);
  of_rounds("tolerance", options.tolerance, kTolerances);
  options.particles = static_cast<std::uint32_t>(particles);
  options.most_runs = static_cast<std::uint64_t>(runs);
  // few enough that little is left over at the end of a round, enough to keep many cores busy
  options.batch = std::clamp<std::uint32_t>(options.particles / 2, 32, 1000);

  const double pilot = settings.by_rejection ? particles : particles / options.pilot_share;
  if (settings.by_rejection && !has_runs)
    reader.problem("calibration",
                   {"[calibration]: the key \"runs\" is missing; it says of how many runs the nearest are kept",
                    "[calibration]：缺少键 \"runs\"；它说明从多少次运行中保留最接近的"});
  else if (runs < pilot)
    reader.problem("calibration.runs",
                   core::say("calibration.runs: read {}; the first round alone takes {:.0f} runs{}",
                             "calibration.runs：读到 {}；仅第一轮就需要 {:.0f} 次运行{}", runs, pilot,
                             settings.by_rejection ? core::Text{", one for each particle kept", "，每个保留的粒子一次"}
                                                   : core::Text{", particles / accept", "，即 particles / accept"}));
  check_alone(reader, problems, experiment);
  return settings;
}

analysis::AbcTarget read_target(io::TableReader& reader) {
  analysis::AbcTarget target{};
  reader.require("target", {"a calibration brings every outcome near to one", "校准使每个结果指标接近其目标"});
  reader.read("target", target.value, kAnyNumber);
  reader.read("weight", target.weight, kTargetWeights);
  if (reader.read("scale", target.scale, kAnyNumber) && !(target.scale > 0))
    reader.problem(
        "scale",
        core::say("scale in [[outcome]]: read {}; allowed is a number above 0, which counts as one unit of distance",
                  "[[outcome]] 中的 scale：读到 {}；只允许大于 0 的数，作为一个单位的距离", target.scale));
  return target;
}

analysis::AbcTarget refuse_target(io::TableReader& reader) {
  for (const char* key : {"target", "weight", "scale"})
    if (double ignored = 0; reader.read(key, ignored, kAnyNumber))
      reader.problem(key, core::say("{} in [[outcome]]: it belongs to a calibration, which has a table [calibration]",
                                    "[[outcome]] 中的 {}：它用于校准，而校准要有表 [calibration]", key));
  return {};
}

void check_targets(io::TableReader& reader, const std::vector<ExperimentOutcome>& outcomes) {
  if (std::none_of(outcomes.begin(), outcomes.end(), [](const auto& outcome) { return outcome.target.weight > 0; }))
    reader.problem(
        "calibration",
        {"[calibration]: there is no [[outcome]] with a target and a weight above 0 that runs could come near",
         "[calibration]：没有带目标且权重大于 0 的 [[outcome]] 可供运行接近"});
}

}  // namespace gongjian::run
