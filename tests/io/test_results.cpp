#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/results_file.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;
using test::bytes_of;
using test::Scratch;

namespace {

io::ResultsHeader header() {
  io::ResultsHeader header;
  header.title = {"A comparison", "比较"};
  header.version = "0.1.0";
  header.start_date = {2014, 1, 6};
  header.policies = {{{"as it is", "现状"}, "weeks = 3\n"}, {{"more meetings", "多开会"}, "weeks = 3\nmeetings = 2\n"}};
  header.seeds = {11, 12, 18446744073709551615u};
  header.outcomes = {{"alliances", "1", {"alliances at the end", "联盟数"}}, {"cost", "yuan", {"money spent", "花费"}}};
  header.series = {{"members", "1", {"members", "成员数"}}};
  header.weeks = {0, 4, 8};
  return header;
}

io::ResultsRow row(std::size_t scenario, std::size_t replicate) {
  const double value = 10.0 * static_cast<double>(scenario) + static_cast<double>(replicate);
  return {{value, -value}, {{value, value + 0.25, value + 0.5}}, 100 * scenario + replicate + 1, {}};
}

// Writes each run but (1, 2), forwards or backwards.
void write_results(const std::string& path, bool backwards) {
  io::ResultsWriter writer(path, header());
  for (std::size_t i = 0; i < 5; ++i) {
    const std::size_t run = backwards ? 4 - i : i;
    writer.write(run, row(run / 3, run % 3));
  }
  writer.finish();
}

}  // namespace

TEST_CASE("results give back what was written, and NaN for runs that are missing", "[io]") {
  const Scratch scratch;
  write_results(scratch / "results.h5", false);
  const io::ResultsReader reader(scratch / "results.h5");
  const io::ResultsHeader& read = reader.header();
  CHECK(read.title.zh == "比较");
  CHECK(read.start_date == core::Date{2014, 1, 6});
  REQUIRE(read.policies.size() == 2);
  CHECK(read.policies[1].label.zh == "多开会");
  CHECK(read.policies[1].text == "weeks = 3\nmeetings = 2\n");
  CHECK(read.seeds == header().seeds);
  CHECK(read.weeks == std::vector<int>{0, 4, 8});
  REQUIRE(read.outcomes.size() == 2);
  CHECK(read.outcomes[1].name == "cost");
  CHECK(read.outcomes[1].unit == "yuan");
  REQUIRE(read.series.size() == 1);
  CHECK(read.series[0].text.zh == "成员数");

  const std::vector<double> cost = reader.outcome("cost");
  REQUIRE(cost.size() == 6);
  CHECK(cost[4] == -11);
  CHECK(std::isnan(cost[5]));
  const std::vector<double> members = reader.series("members");
  REQUIRE(members.size() == 18);
  CHECK(members[4 * 3 + 2] == 11.5);
  CHECK(std::isnan(members[17]));
  CHECK(reader.hashes() == std::vector<std::uint64_t>{1, 2, 3, 101, 102, 0});
}

TEST_CASE("results are the same bytes in whatever order the runs were written", "[io]") {
  const Scratch scratch;
  write_results(scratch / "forwards.h5", false);
  write_results(scratch / "backwards.h5", true);
  CHECK(bytes_of(scratch / "forwards.h5") == bytes_of(scratch / "backwards.h5"));
}

TEST_CASE("results that were not finished leave nothing behind", "[io]") {
  const Scratch scratch;
  {
    io::ResultsWriter writer(scratch / "results.h5", header());
    writer.write(0, row(0, 0));
  }
  CHECK(scratch.empty());
}

TEST_CASE("results without series have no weeks", "[io]") {
  const Scratch scratch;
  io::ResultsHeader plain = header();
  plain.series.clear();
  plain.weeks.clear();
  io::ResultsWriter writer(scratch / "results.h5", plain);
  writer.write(4, {{1, 2}, {}, 3, {}});
  writer.finish();
  const io::ResultsReader reader(scratch / "results.h5");
  CHECK(reader.header().weeks.empty());
  CHECK(reader.outcome("alliances")[4] == 1);
}

TEST_CASE("results of a design give back their factors, wishes and failures", "[io]") {
  const Scratch scratch;
  io::ResultsHeader design = header();
  design.points = 2;
  design.design = {"morris", 4};
  design.experiment = "replicates = 3\n";
  design.districts = 17;
  design.factors = {
      {"tenure",
       "parameters.attention.mean_tenure_years",
       "year",
       {"tenure", "任期"},
       "uniform(1, 6)",
       false,
       {},
       {2, 5}},
      {"preset", "population.preset", "", {"size", "规模"}, "choice", false, {"workshop", "district"}, {1, 0}}};
  design.outcomes[0].direction = io::Direction::more;
  design.outcomes[0].at_least = 0.5;
  design.outcomes[1].direction = io::Direction::less;
  design.outcomes[1].censored_at = 520;
  {
    io::ResultsWriter writer(scratch / "results.h5", design);
    writer.write(7, row(1, 1));
    writer.write(11, {{}, {}, 0, {"shares sum to 1.2", "比例之和为 1.2"}});
    writer.write(2, {{}, {}, 0, {"no memory", "内存不足"}});
    writer.finish();
  }
  const io::ResultsReader reader(scratch / "results.h5");
  const io::ResultsHeader& read = reader.header();
  CHECK(read.rows() == 12);
  CHECK((read.design.kind == "morris" && read.design.levels == 4 && read.districts == 17));
  CHECK(read.experiment == design.experiment);
  REQUIRE(read.factors.size() == 2);
  CHECK((read.factors[0].path == design.factors[0].path && read.factors[0].values == design.factors[0].values));
  CHECK(read.factors[1].levels == design.factors[1].levels);
  CHECK((read.outcomes[0].direction == io::Direction::more && read.outcomes[0].at_least == 0.5));
  CHECK((read.outcomes[1].direction == io::Direction::less && read.outcomes[1].censored_at == 520));
  CHECK(reader.outcome("alliances")[7] == 11);
  CHECK(reader.series("members", 1, 1)[3 + 2] == 11.5);
  const auto status = reader.status();
  CHECK(
      (status[7] == io::RowStatus::done && status[2] == io::RowStatus::failed && status[0] == io::RowStatus::missing));
  REQUIRE(reader.failures().size() == 2);
  CHECK((reader.failures()[0].row == 2 && reader.failures()[1].reason == "shares sum to 1.2"));
}

TEST_CASE("a log is not mistaken for results, nor an outcome for another", "[io]") {
  const Scratch scratch;
  write_results(scratch / "results.h5", false);
  CHECK_THROWS_AS(io::LogReader(scratch / "results.h5"), core::UserError);
  const io::ResultsReader reader(scratch / "results.h5");
  CHECK_THROWS_WITH(reader.outcome("costs"),
                    (scratch / "results.h5") + ": could not find an outcome 'costs'; did you mean 'cost'?");
}

TEST_CASE("a factor's positions among its levels are positions, or the file is refused", "[io]") {
  const Scratch scratch;
  for (const double wrong : {-1.0, 2.0, 0.5, 7000.0, 1e300, std::nan("")}) {
    io::ResultsHeader spoilt = header();
    spoilt.points = 2;
    spoilt.factors = {{"size", "population.preset", "", {"size", "规模"}, "", false, {"\"a\"", "\"b\""}, {1, wrong}}};
    io::ResultsWriter(scratch / "results.h5", spoilt).finish();
    CHECK_THROWS_WITH(io::ResultsReader(scratch / "results.h5"),
                      ContainsSubstring("read 'factor_size': a value is no position among its levels"));
    spoilt.factors[0].values[1] = 0;
    io::ResultsWriter(scratch / "results.h5", spoilt).finish();
    CHECK(io::ResultsReader(scratch / "results.h5").header().factors[0].level(1) == "\"a\"");
  }
}
