// Sweeps, and the folders in which they keep what they have done.
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/core/error.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/sweep.hpp"
#include "engine/run/work_folder.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;
using test::bytes_of;
using test::Scratch;
namespace fs = std::filesystem;

namespace {

const std::string kText =
    "scenario = \"leader_leaves\"\nreplicates = 2\n[common]\nweeks = 20\npopulation = { preset = \"workshop\" }\n"
    "[design]\nkind = \"lhs\"\npoints = 6\n[[factor]]\npath = \"levers.two_way\"\n";
const std::string kRange = "low = 0.2\nhigh = 1\n";

run::Experiment experiment_of(const Scratch& scratch, const std::string& text) {
  std::ofstream(scratch / "e.toml") << text;
  return run::read_experiment(scratch / "e.toml");
}

// A file with one byte changed.
void change_byte(const std::string& path, std::streamoff at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(at);
  const char other = static_cast<char>(file.get() ^ 1);
  file.seekp(at);
  file.put(other);
}

void write_posterior(const std::string& path, const std::string& design, const std::vector<double>& values) {
  io::ResultsHeader header;
  header.version = "0";
  header.design.kind = design;
  header.points = values.size();
  header.policies = {{{"a", {}}, "weeks = 20\n"}};
  header.seeds = {1};
  header.factors = {{"two_way", "levers.two_way", "1", {"two-way", {}}, "uniform(0, 1)", false, {}, values}};
  header.outcomes = {{"weight", "1", {"weight", {}}}};
  io::ResultsWriter writer(path, header);
  for (std::size_t i = 0; i < values.size(); ++i)
    writer.write(i, {{1.0 / static_cast<double>(values.size())}, {}, 1, {}});
  writer.finish();
}

}  // namespace

TEST_CASE("A sweep whose kept rows were damaged publishes nothing, and the same sweep mends it", "[run]") {
  const Scratch scratch;
  const auto sweep = [&](const std::string& name, std::function<void(const run::SweepProgress&)> progress) {
    return run::sweep(experiment_of(scratch, kText + kRange),
                      {.results_path = scratch / name, .version = "0", .threads = 1, .progress = std::move(progress)});
  };
  REQUIRE(sweep("undisturbed.h5", {}).complete);
  const auto damage = [&](const run::SweepProgress& now) {
    if (now.done == 4) change_byte(scratch / "x.h5.work/shard-000000-0.part", 40);
  };
  CHECK_THROWS_WITH(sweep("x.h5", damage),
                    ContainsSubstring("of 12 runs that were done, 12 can no longer be read back") &&
                        ContainsSubstring("Run the same command again"));
  CHECK_FALSE(fs::exists(scratch / "x.h5"));
  CHECK(fs::exists(scratch / "x.h5.work"));
  const run::SweepResult again = sweep("x.h5", {});
  CHECK((again.complete && again.earlier == 0));
  CHECK(bytes_of(scratch / "x.h5") == bytes_of(scratch / "undisturbed.h5"));
  CHECK_FALSE(fs::exists(scratch / "x.h5.work"));
}

TEST_CASE("Results are those of an experiment only where the points are the same", "[run]") {
  const Scratch scratch;
  const auto results = [&](const run::Experiment& experiment) {
    return run::results_header(run::make_plan(experiment), "0");
  };
  std::string text = kText + "low = 0.2\nhigh = 1\n";
  text.replace(text.find("kind = \"lhs\"\npoints = 6"), 23, "kind = \"csv\"\nfile = \"p.csv\"");
  std::ofstream(scratch / "p.csv") << "two_way\n0.25\n0.5\n";
  const io::ResultsHeader before = results(experiment_of(scratch, text));
  CHECK(run::is_result_of(before, experiment_of(scratch, text), "0"));
  CHECK_FALSE(run::is_result_of(before, experiment_of(scratch, text), "1"));
  std::ofstream(scratch / "p.csv") << "two_way\n0.25\n0.75\n";
  CHECK_FALSE(run::is_result_of(before, experiment_of(scratch, text), "0"));

  const std::string drawn = kText + "posterior = \"post.h5\"\n";
  write_posterior(scratch / "post.h5", "posterior", {0.2, 0.4, 0.6});
  const io::ResultsHeader of_posterior = results(experiment_of(scratch, drawn));
  const std::string plan = run::plan_text(experiment_of(scratch, drawn), "0");
  CHECK(run::is_result_of(of_posterior, experiment_of(scratch, drawn), "0"));
  CHECK(run::plan_text(experiment_of(scratch, drawn), "0") == plan);
  write_posterior(scratch / "post.h5", "posterior", {0.2, 0.4, 0.7});
  CHECK_FALSE(run::is_result_of(of_posterior, experiment_of(scratch, drawn), "0"));
  CHECK(run::plan_text(experiment_of(scratch, drawn), "0") != plan);  // nor does a sweep go on with other particles
}

TEST_CASE("Results that are no posterior are told apart from one", "[run]") {
  const Scratch scratch;
  write_posterior(scratch / "post.h5", "lhs", {0.2, 0.4, 0.6});
  CHECK_THROWS_WITH(
      experiment_of(scratch, kText + "posterior = \"post.h5\"\n"),
      ContainsSubstring("post.h5: this is no posterior but results of the design lhs; a posterior is what gongjian "
                        "calibrate writes"));
}

TEST_CASE("A folder of somebody's own is refused, and files of others stay in one that is the program's", "[run]") {
  const Scratch scratch;
  fs::create_directory(scratch / "notes");
  std::ofstream(scratch / "notes/thesis.txt") << "mine";
  run::WorkFolder::remove_left(scratch / "notes");
  CHECK_THROWS_WITH(run::WorkFolder(scratch / "notes", true), ContainsSubstring("notes holds thesis.txt"));
  CHECK(fs::exists(scratch / "notes/thesis.txt"));
  CHECK_FALSE(fs::exists(scratch / "notes/lock"));

  {
    const run::WorkFolder folder(scratch / "x.work", false);
    folder.keep_plan(run::plan_text(experiment_of(scratch, kText + kRange), "0"));
    std::ofstream(scratch / "x.work/shard-000000-0.rows") << "rows";
    std::ofstream(scratch / "x.work/thesis.txt") << "mine";
    CHECK_THROWS_WITH(run::WorkFolder(scratch / "x.work", true), ContainsSubstring("another process is at work"));
  }
  {
    const run::WorkFolder folder(scratch / "x.work", true);
    CHECK(folder.is_new());
    CHECK_FALSE(fs::exists(scratch / "x.work/shard-000000-0.rows"));
    CHECK(fs::exists(scratch / "x.work/thesis.txt"));
    folder.remove();
  }
  CHECK(bytes_of(scratch / "x.work/thesis.txt") == "mine");
  fs::remove(scratch / "x.work/thesis.txt");
  run::WorkFolder::remove_left(scratch / "x.work");
  CHECK_FALSE(fs::exists(scratch / "x.work"));
}

TEST_CASE("A comparison keeps its runs in a folder of its own, or says that it is taken", "[run]") {
  const Scratch scratch;
  run::ScenarioFile scenario = run::read_scenario_file("leader_leaves");
  run::apply_setting(scenario, "population.preset=\"workshop\"");
  run::apply_setting(scenario, "weeks=20");
  const run::CompareOptions options{.replicates = 2, .results_path = scratch / "x.h5", .version = "0"};
  fs::create_directory(scratch / "x.h5.runs");
  std::ofstream(scratch / "x.h5.runs/thesis.txt") << "mine";
  CHECK_THROWS_WITH(run::compare({scenario}, options), ContainsSubstring("x.h5.runs holds thesis.txt"));
  CHECK(bytes_of(scratch / "x.h5.runs/thesis.txt") == "mine");
  fs::remove(scratch / "x.h5.runs/thesis.txt");
  {
    const run::WorkFolder other(scratch / "x.h5.runs", false);
    CHECK_THROWS_WITH(run::compare({scenario}, options), ContainsSubstring("another process is at work"));
    CHECK(fs::exists(scratch / "x.h5.runs"));
  }
  CHECK(run::compare({scenario}, options).complete);
  CHECK(io::ResultsReader(scratch / "x.h5").header().rows() == 2);
  CHECK_FALSE(fs::exists(scratch / "x.h5.runs"));
}

TEST_CASE("Rows to try are spread over points, policies and replicates", "[run]") {
  for (const std::size_t points : {1u, 6u, 20u, 1000u})
    for (const std::size_t policies : {1u, 2u, 3u, 8u})
      for (const std::size_t replicates : {1u, 2u, 5u, 40u}) {
        run::Plan plan;
        plan.points = points;
        plan.experiment.policies.resize(policies);
        plan.experiment.seeds.resize(replicates);
        const std::vector<std::size_t> rows = run::spread_rows(plan, 8);
        std::set<std::size_t> distinct, of_policies, of_replicates, of_points;
        for (const std::size_t row : rows) {
          distinct.insert(row);
          of_points.insert(row / replicates / policies);
          of_policies.insert(row / replicates % policies);
          of_replicates.insert(row % replicates);
        }
        CAPTURE(points, policies, replicates);
        CHECK(rows.size() == std::min<std::size_t>(8, plan.rows()));
        CHECK(distinct.size() == rows.size());
        CHECK(*distinct.rbegin() < plan.rows());
        if (plan.rows() < 8) continue;
        CHECK(of_policies.size() >= std::min<std::size_t>(policies, 4));
        CHECK(of_replicates.size() >= std::min<std::size_t>(replicates, 2));
        CHECK(of_points.size() >= std::min<std::size_t>(points, 3));
      }
}
