#include "engine/run/changes.hpp"

#include <fmt/format.h>

#include <map>
#include <sstream>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::run {
namespace {

constexpr std::size_t kMostTold = 3;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Lines of `text` that `other` has less often, in their order.
std::vector<std::string> lines_only_in(const std::vector<std::string>& text, const std::vector<std::string>& other) {
  std::map<std::string, int> times;
  for (const std::string& line : other) ++times[line];
  std::vector<std::string> only;
  for (const std::string& line : text)
    if (--times[line] < 0) only.push_back(line);
  return only;
}

std::string policy_text(const std::string& label, const std::string& scenario) {
  return fmt::format("--- policy {}\n{}\n", label, scenario);
}

}  // namespace

core::Text differing_lines(const std::string& earlier, const std::string& now) {
  if (earlier == now) return {};
  const std::vector<std::string> before = lines_of(earlier), after = lines_of(now);
  std::vector<std::string> was = lines_only_in(before, after), is = lines_only_in(after, before);
  if (was.empty() && is.empty()) return {"\n  the same lines in another order", "\n  行相同，顺序不同"};
  core::Text differences;
  const core::Text nothing{"(nothing)", "（无）"};
  const auto line = [&](const std::vector<std::string>& lines, std::size_t i) {
    return i < lines.size() ? core::Text{lines[i], lines[i]} : nothing;
  };
  for (std::size_t i = 0; i < std::min(kMostTold, std::max(was.size(), is.size())); ++i)
    differences =
        core::say("{}\n  was: {}\n  is:  {}", "{}\n  原为：{}\n  现为：{}", differences, line(was, i), line(is, i));
  return differences;
}

core::Text differing_lines(const io::ResultsHeader& results, const Experiment& experiment, const std::string& version) {
  std::string before = fmt::format("version {}\n", results.version), now = fmt::format("version {}\n", version);
  before += fmt::format("first seed {}\n", results.seeds.front());
  now += fmt::format("first seed {}\n", experiment.seeds.front());
  if (!experiment.calibration) {  // a posterior has a point for each particle
    before += fmt::format("replicates {}\npoints {}\n", results.seeds.size(), results.points);
    now += fmt::format("replicates {}\npoints {}\n", experiment.seeds.size(), design_rows(experiment));
  }
  before += "--- experiment\n" + results.experiment;
  now += "--- experiment\n" + experiment.text;
  for (const auto& policy : results.policies) before += policy_text(policy.label.en, policy.text);
  for (const auto& policy : experiment.policies) now += policy_text(policy.label.en, policy.scenario.text);
  const core::Text differences = differing_lines(before, now);
  return !differences.en.empty() ? differences
                                 : core::Text{"\n  the values of its points, from a CSV file or a posterior",
                                              "\n  各点的值（来自 CSV 文件或后验分布）"};
}

void refuse_changed(const std::string& path, const io::ResultsHeader& results, const Experiment& experiment,
                    const std::string& version) {
  throw core::UserError(core::say(
      "{} exists already, with results of an experiment that was changed since:{}\nGive another results "
      "file with -o, or run it anew with --force, which overwrites this one",
      "{} 已存在，是此后已改动的实验的结果：{}\n请用 -o 指定另一个结果文件，或用 --force 重新运行（将覆盖此文件）",
      path, differing_lines(results, experiment, version)));
}

}  // namespace gongjian::run
