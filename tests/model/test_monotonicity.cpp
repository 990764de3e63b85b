// What more of a policy, or of what it works on, must not make worse: the seeds 1 to 16, paired, on the workshop (one
// small district, with a twentieth of its members).
#include "analysis/statistics.hpp"
#include "tests/patterns/arms.hpp"

using namespace gongjian;
using tests::Arm, tests::Values;

namespace {

constexpr std::size_t kSeeds = 16;
using Settings = std::vector<std::string>;

Arm arm(const std::string& scenario, const Settings& settings) {
  return tests::arm(scenario, settings, {"workshop", 0.05, kSeeds});
}

// One value for each seed.
using Measure = Values (*)(const Arm&);
Values participation(const Arm& a) { return a.mean("participation", 104, 520); }
Values stalling(const Arm& a) { return a.mean("stalled", 156, 520); }
Values gap(const Arm& a) { return a.mean("representation_gap", 0, 520); }
Values completion(const Arm& a) {
  Values shares;
  const Values done = a.at_end("projects_completed"), failed = a.at_end("projects_failed");
  for (std::size_t r = 0; r < done.size(); ++r) shares.push_back(done[r] / (done[r] + failed[r]));
  return shares;
}

// From one arm to the next the measure rises, or stays: the one-sided 95 % interval of the paired difference does not
// reach below -tolerance; and from the first to the last it rises by more than chance. Falls where `sign` is -1.
void rises(const std::vector<Arm>& arms, Measure measure, double tolerance, double sign = 1) {
  for (std::size_t i = 1; i < arms.size(); ++i) {
    INFO("step " << i);
    const analysis::Estimate difference =
        analysis::paired_difference(measure(arms[i]), measure(arms[i - 1]), 0.90);  // 5 % on each side
    const double least = sign > 0 ? difference.interval.low : -difference.interval.high;
    UNSCOPED_INFO("difference " << difference.mean << " [" << difference.interval.low << ", "
                                << difference.interval.high << "]");
    CHECK(difference.count == kSeeds);
    CHECK(least > -tolerance);
  }
  const analysis::Estimate all = analysis::paired_difference(measure(arms.back()), measure(arms.front()), 0.90);
  UNSCOPED_INFO("in all " << all.mean << " [" << all.interval.low << ", " << all.interval.high << "]");
  CHECK((sign > 0 ? all.interval.low : -all.interval.high) > 0);
}

// The scenario with each of these values of one setting.
std::vector<Arm> arms(const std::string& scenario, const std::string& key, const Settings& values,
                      Settings others = {}) {
  std::vector<Arm> result;
  for (const std::string& value : values) {
    Settings settings = others;
    settings.push_back(key + "=" + value);
    result.push_back(arm(scenario, settings));
  }
  return result;
}

}  // namespace

TEST_CASE("Participation does not fall with attention", "[closed_forms]") {
  rises(arms("baseline_stable", "parameters.start.lowest_attention", {"0.1", "0.3", "0.5", "0.7", "0.9"},
             {"parameters.start.attention_spread=0.05"}),
        participation, 0.002);
}

TEST_CASE("Participation does not fall with binding assessment", "[closed_forms]") {
  rises(arms("baseline_stable", "levers.binding_assessment", {"0", "0.5", "1"}), participation, 0.002);
}

TEST_CASE("Participation does not fall with two-way service", "[closed_forms]") {
  rises(arms("baseline_stable", "levers.two_way", {"0", "0.5", "1"}), participation, 0.002);
}

TEST_CASE("Participation does not fall with publicity", "[closed_forms]") {
  rises(arms("baseline_stable", "levers.publicity", {"0", "0.5", "1"}), participation, 0.002);
}

TEST_CASE("Participation does not fall with the units' first identity", "[closed_forms]") {
  std::vector<Arm> all;
  for (const char* value : {"0.2", "0.4", "0.6", "0.8"}) {
    Settings settings;
    for (const model::KindName& kind : model::kKindNames)
      settings.push_back("parameters.start.identity." + std::string(kind.name) + "=" + value);
    all.push_back(arm("baseline_stable", settings));
  }
  rises(all, participation, 0.002);
}

TEST_CASE("When the leader leaves, alliances stall no more the more autonomous they are", "[closed_forms]") {
  std::vector<Arm> all;
  for (const char* level : {"0", "0.25", "0.5", "0.75", "1"}) {
    Settings settings = {"parameters.alliance.registration_members=10"};
    for (const char* lever : {"registration", "elected_head", "standing_staff", "own_income"})
      settings.push_back("levers." + std::string(lever) + "=" + level);
    all.push_back(arm("leader_leaves", settings));
  }
  rises(all, stalling, 0.05, -1);
}

TEST_CASE("When the grant is cut, alliances stall no more the larger it was", "[closed_forms]") {
  rises(arms("budget_cut_leader_driven", "parameters.funding.grant", {"0", "5", "10", "20", "40"}), stalling, 0.05, -1);
}

TEST_CASE("The seats' distance from the units' mix does not grow with diverse seats", "[closed_forms]") {
  rises(arms("baseline_stable", "levers.part_time_seats", {"0", "0.33", "0.67", "1"}, {"levers.seat_diversity=1"}), gap,
        0.002, -1);
  rises(arms("baseline_stable", "levers.seat_diversity", {"0", "0.5", "1"}, {"levers.part_time_seats=1"}), gap, 0.002,
        -1);
}

TEST_CASE("More projects are completed with contracts and with an office of the residential committee",
          "[closed_forms]") {
  const Settings busy = {"levers.two_way=1", "levers.project_itemisation=1", "levers.needs_polling=1"};
  rises(arms("baseline_stable", "levers.contracts", {"0", "0.5", "1"}, busy), completion, 0.01);
  rises(arms("baseline_stable", "levers.residential_office", {"0", "0.5", "1"}, busy), completion, 0.02);
}
