#include "engine/run/rerun.hpp"

#include <cmath>
#include <memory>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/config.hpp"

namespace gongjian::run {
namespace {

// A factor at a point, as a scenario takes it.
io::Value value_of(const io::ResultsHeader::Factor& factor, std::size_t point) {
  const io::Place place{std::make_shared<const std::string>("factor " + factor.name), 0, 0};
  if (factor.levels.empty()) {
    const double value = factor.values[point];
    if (factor.is_whole) return {static_cast<std::int64_t>(std::llround(value)), place};
    return {value, place};
  }
  const io::Table table = io::parse_toml("level = " + factor.level(point), *place.source);
  return {table.entries.front().value.data, place};
}

}  // namespace

Scenario scenario_of(const io::ResultsHeader& header, std::size_t row) {
  GONGJIAN_CHECK(row < header.rows());
  if (header.design.kind == "posterior")
    throw core::UserError(
        {"the file is a posterior: its rows are parameters, each found with seeds of its own; sweep over it for runs "
         "that can be run again",
         "该文件是后验分布：各行为参数，分别用各自的随机种子求得；要得到可重新运行的结果，请对它做扫描"});
  const io::ResultsHeader::Run run = header.run_of(row);
  const io::ResultsHeader::Policy& policy = header.policies[run.policy];
  ScenarioFile file{policy.label.en, policy.label.en, io::parse_toml(policy.text, policy.label.en)};
  for (const io::ResultsHeader::Factor& factor : header.factors) set(file, factor.path, value_of(factor, run.point));
  Scenario scenario = read_scenario(file);
  scenario.seed = header.seeds[run.replicate];
  return scenario;
}

}  // namespace gongjian::run
